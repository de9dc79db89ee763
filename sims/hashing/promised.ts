// Which promises the settings make: some schemes promise nothing of the kind, and some settings ask for less.

import type { Settings } from '../../src/engine/process.ts'
import { needed } from './layout.ts'
import { schemeOf } from './placement/schemes.ts'
import { settingsOf } from './state.ts'

/** With so many points a share of twice what is fair is eight standard deviations off. */
export const FAIR_TOKENS = 64

type Unless = (settings: Settings) => string | null

export const whyNotFresh: Unless = (settings) => {
  const { copies, reads, writes, meanwhile, clientCacheUs } = settingsOf({ settings })
  const [r, w] = [needed(reads, copies), needed(writes, copies)]
  if (r + w <= copies || 2 * w <= copies) return `of ${copies} copies a read asks ${r} and a write ${w}`
  if (meanwhile === 'miss') return 'keys on their way are not found'
  return clientCacheUs > 0 ? 'clients answer from memory' : null
}

export const whyNotLeast: Unless = (settings) => {
  const { moves, title } = schemeOf(settingsOf({ settings }).scheme)
  return moves === 'least' ? null : `${title} does not promise it`
}

export const whyNotFair: Unless = (settings) => {
  const { scheme, tokens } = settingsOf({ settings })
  if (scheme !== 'ring') return 'keys are not on a plain ring'
  return tokens < FAIR_TOKENS ? `that takes ${FAIR_TOKENS} points a node` : null
}

export const whyNoLid: Unless = (settings) =>
  settingsOf({ settings }).scheme === 'bounded' ? null : 'there is no lid'

export const whyNotApart: Unless = (settings) => {
  const { copies, isSpread } = settingsOf({ settings })
  if (copies < 2) return 'there is one copy'
  return isSpread ? null : 'nobody asks for it'
}
