// Dropping a read model and making it anew from the log: because it was wrong, because it is to be another one, or to see
// what was so at some event. Readers are shown what there is of it; or, built beside, the old one until the new is ready.

import { EMPTY } from './readModel.ts'
import { releaseReads } from './reads.ts'
import { settingsOf } from './settings.ts'
import { isAtStop, type ProjectorCtx, type State } from './state.ts'

/** Forgets everything that can be had again. Who calls this brings it to disk. */
export function rebuild(state: State, stopAt: number | null, ctx: ProjectorCtx): void {
  const { disk, memory } = state
  const { model } = disk
  const balances = ctx.broken.rebuildsOnTop === true ? model.balances : EMPTY.balances
  if (stopAt === null) ctx.note('drops', model.upTo)
  else ctx.note('goesBack', stopAt)
  ctx.write('old', settingsOf(ctx).rebuild === 'beside' ? (disk.old ?? model) : null)
  ctx.write('model', { ...EMPTY, balances, generation: model.generation + 1 })
  ctx.write('offset', 0)
  ctx.write('isRebuilding', true)
  ctx.write('stopAt', stopAt)
  ctx.clearTimer('fetch')
  ctx.clearTimer('apply')
  Object.assign(memory, { pending: [], step: 'dropping', isAsking: false, isFirst: true, goal: -1 })
}

/** It has everything that the log had when the rebuild began, or is where it was to stop. */
export function isRebuilt({ disk, memory }: State): boolean {
  if (!disk.isRebuilding) return false
  return isAtStop(disk) || (memory.goal >= 0 && disk.offset >= memory.goal)
}

/** Whatever is shown from now on is the new one. */
export function endRebuild(state: State, ctx: ProjectorCtx): void {
  ctx.note('rebuilt', state.disk.offset)
  ctx.write('isRebuilding', false)
  ctx.write('old', null)
  ctx.sync()
  releaseReads(state, ctx)
}
