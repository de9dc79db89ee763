// When nothing is broken a projector that lacks events goes on taking them in. It may be slower than the writer, and then
// it never has them all; but it may not stand still.

import type { Report, WorldView } from '../../../src/engine/observer.ts'
import { whyMayStall } from '../promised.ts'
import { settingsOf } from '../settings.ts'
import { isAtStop, type ProjectorDisk } from '../state.ts'
import { logIn } from './modelChecks.ts'
import type { Truth } from './truth.ts'

const LOOK_EVERY_US = 100_000
const SLACK_US = 1_000_000

/** Some questions, with the longest work on a batch and some messages and syncs. */
function patienceUs(world: WorldView): number {
  const { fetchUs, batch, applyUs, latencyMaxUs, diskSyncUs } = settingsOf(world)
  return SLACK_US + 3 * fetchUs + 2 * batch * applyUs + 20 * (latencyMaxUs + diskSyncUs)
}

export function lookAtCalm(truth: Truth, world: WorldView, report: Report): void {
  if (world.nowUs < truth.nextLookUs) return
  truth.nextLookUs = world.nowUs + LOOK_EVERY_US
  const { length } = logIn(world)
  const isCalm = world.faults.length === 0 && whyMayStall(world.settings) === null
  const sinceUs = world.nowUs - patienceUs(world)
  for (const { id, process, disk } of world.nodes) {
    if (process !== 'projector') continue
    const memo = truth.models[id]!
    const { offset }: ProjectorDisk = disk
    if (offset >= length || isAtStop(disk)) memo.movedUs = world.nowUs
    else if (isCalm && Math.max(memo.movedUs, world.disturbedUs) < sinceUs)
      report.violate('catchesUp', id, offset, length)
  }
}
