// Hinted handoff (Dynamo, SOSP 2007, §4.6): a write that one copy did not confirm is kept for it, and brought home when
// it answers again. Hints count for no quorum; they only shorten the time in which a copy is behind.

import type { NodeId } from '../../src/engine/process.ts'
import { allOwners, ownersOf } from './layout.ts'
import { type Hint, type Op, recordOf, type State, type StoreCtx } from './state.ts'

/** How often a node tries to bring hints home. */
const TRY_EVERY_US = 250_000
/** More than this it does not keep for others. */
const MOST_HINTS = 200

/** Operations that some copy has not confirmed for long enough are over; writes leave it a hint. */
export function onOpsTimer(state: State, ctx: StoreCtx): void {
  const { memory, disk } = state
  const over = memory.ops.filter(({ dueUs }) => dueUs <= ctx.now())
  memory.ops = memory.ops.filter((op) => !over.includes(op))
  for (const op of over) if (op.isAnswered && op.request.type === 'Put') leaveHints(state, op, ctx)
  const nextUs = Math.min(...memory.ops.map(({ dueUs }) => dueUs))
  if (memory.ops.length > 0) ctx.setTimer('ops', nextUs - ctx.now())
  if (disk.hints.length > 0) ctx.setTimer('hints', TRY_EVERY_US)
}

function leaveHints({ disk }: State, op: Op, ctx: StoreCtx): void {
  const { view } = disk
  if (view === null) return
  const { key } = op.request
  const silent = allOwners(view, key).filter((owner) => !Object.hasOwn(op.heard, owner))
  let id = disk.hints[disk.hints.length - 1]?.id ?? 0
  const hints = silent.map((to): Hint => Object.freeze({ id: ++id, to, key, rec: recordOf(op.best!) }))
  for (const { to } of hints) ctx.note('leavesHint', to, key)
  ctx.write('hints', [...disk.hints, ...hints].slice(-MOST_HINTS))
}

export function onHintsTimer({ disk }: State, ctx: StoreCtx): void {
  const { view } = disk
  if (view === null || disk.hints.length === 0) return
  const isWanted = ({ to, key }: Hint) => ownersOf(view.now, key).includes(to) && to !== ctx.id
  const hints = disk.hints.filter(isWanted)
  if (hints.length < disk.hints.length) ctx.write('hints', hints)
  for (const { id, to, key, rec } of hints) {
    ctx.note('bringsHint', to, key)
    ctx.send(to, { type: 'Store', op: -id, key, epoch: view.epoch, ...rec })
  }
  if (hints.length > 0) ctx.setTimer('hints', TRY_EVERY_US)
}

/** The node that a hint was for has stored it. */
export function onHintStored({ disk, memory }: State, from: NodeId, id: number, ctx: StoreCtx): void {
  const left = disk.hints.filter((hint) => hint.id !== id || hint.to !== from)
  if (left.length === disk.hints.length) return ctx.note('lateAnswer', from)
  memory.hintsHome++
  ctx.note('hintHome', from, left.length)
  ctx.write('hints', left)
}
