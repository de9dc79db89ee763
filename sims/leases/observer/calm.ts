// Liveness: when nothing has been broken for long enough, who wants the lock is not kept waiting by somebody who is gone. While
// something is broken, and for a while after that, nothing is judged.

import type { Report, WorldView } from '../../../src/engine/observer.ts'
import { type LeaseSettings, settingsOf } from '../settings.ts'
import type { Truth } from './truth.ts'

const LOOK_EVERY_US = 50_000
const SLACK_US = 1_000_000
const MOST_WRITES = 3

/** A lease, the pause after it, a whole job in between, and some messages, twice over. */
export function calmUs(settings: LeaseSettings): number {
  const { ttlUs, lockDelayUs, askEveryUs, workUs, gapUs, retryUs, diskSyncUs } = settings
  const messageUs = Math.max(settings.latencyMinUs, settings.latencyMaxUs) + diskSyncUs
  const jobUs = MOST_WRITES * (workUs + gapUs + retryUs)
  return SLACK_US + 2 * (ttlUs + lockDelayUs + 2 * askEveryUs + jobUs) + 20 * messageUs
}

export function lookAtCalm(truth: Truth, world: WorldView, report: Report): void {
  if (world.nowUs < truth.nextLookUs) return
  truth.nextLookUs = world.nowUs + LOOK_EVERY_US
  const settings = settingsOf(world)
  const sinceUs = world.nowUs - calmUs(settings)
  if (world.faults.length > 0 || world.disturbedUs > sinceUs || settings.lossProbability > 0) return
  if (truth.grantedUs > sinceUs) return
  for (const [i, memo] of truth.workers.entries()) {
    if (memo === null || memo.asksSinceUs < 0 || memo.asksSinceUs > sinceUs) continue
    const askedMs = Math.floor((world.nowUs - memo.asksSinceUs) / 1000)
    report.violate('freed', world.nodes[i]!.id, askedMs)
  }
}
