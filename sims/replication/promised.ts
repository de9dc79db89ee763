// What the settings promise. Acknowledgement after none promises nothing about a failover; reads anywhere promise nothing
// about their age. Each answer says why not, or null: it is promised.

import type { Settings } from '../../src/engine/process.ts'
import { settingsOf } from './settings.ts'

/** An acknowledged write survives any crash that leaves the disks. */
export function whyNotDurable(settings: Settings): string | null {
  const { whenCutOff, conflicts } = settingsOf({ settings })
  if (whenCutOff === 'answer' && conflicts === 'lastWriter') return 'a conflict drops the older write'
  return whyLogsMayPart(settings)
}

/** What one replica knows to be committed is what all come to hold. */
export function whyLogsMayPart(settings: Settings): string | null {
  const { protocol, acks, semiSyncTimeoutUs, failover } = settingsOf({ settings })
  if (protocol === 'chain') return null
  if (acks === 'none') return 'writes are acknowledged before a backup has them'
  if (semiSyncTimeoutUs > 0) return 'the primary falls back to asynchronous'
  if (acks === 'all' || failover === 'caughtUp') return null
  return failover === 'fastest'
    ? 'the first to answer is promoted, whatever it lacks'
    : 'you may promote one that lacks writes'
}

/** There is one history that everybody sees. */
export function whyNotOneHistory(settings: Settings): string | null {
  const { whenCutOff } = settingsOf({ settings })
  if (whenCutOff === 'answer') return 'a replica that is cut off answers'
  return whyNotDurable(settings)
}

/** Also of reads that ask for no more than the settings say. */
export function whyNotFresh(settings: Settings): string | null {
  const { reads } = settingsOf({ settings })
  return reads === 'anywhere' ? 'the nearest replica answers' : whyNotOneHistory(settings)
}

export function whyNoSession(settings: Settings): string | null {
  const { reads, session } = settingsOf({ settings })
  if (reads === 'anywhere' && session === 'none') return 'reads bring no token'
  return whyNotOneHistory(settings)
}

export function whyNotOnce(settings: Settings): string | null {
  const { whenCutOff } = settingsOf({ settings })
  return whenCutOff === 'answer' ? 'a write may be taken on both sides of a cut' : null
}
