// Losing patience, and what a participant may do then. Before its vote it gives up alone. After a yes it can only ask: the
// coordinator, or, in cooperative termination, the others that voted (Bernstein, Hadzilacos and Goodman, section 7.4). If all
// whom it reaches are in doubt as well, it goes on waiting: no protocol can do better.

import type { NodeId } from '../../src/engine/process.ts'
import { isReplicated } from './decisions.ts'
import { log, post, watch } from './desk.ts'
import type { Inquiry, TransactionMessage, Unsure } from './messages.ts'
import { abortUnknown, conclude, drop, recordOf } from './participant.ts'
import { proposeOwn } from './paxosCommit/voter.ts'
import { type SiteCtx, type State, settingsOf, type Task } from './state.ts'
import { isThreePhase, onSilence } from './threePhase.ts'

export function onImpatient(state: State, task: Task, ctx: SiteCtx): void {
  task.dueUs = -1
  if (task.phase === 'prepared') return onDoubt(state, task, ctx)
  ctx.note(task.phase === 'waits' ? 'lockTimeout' : 'givesUp', task.tx)
  if (task.phase === 'waits')
    post(
      state,
      task.coordinator,
      { type: 'Worked', tx: task.tx, isDone: false, why: 'lockTimeout', values: [] },
      ctx,
    )
  drop(state, task, ctx)
}

function onDoubt(state: State, task: Task, ctx: SiteCtx): void {
  if (ctx.broken.abortsAfterYes === true) {
    ctx.note('abortsAlone', task.tx)
    log(state, recordOf(task, 'abort', true), ctx)
    return conclude(state, task, 'abort', ctx)
  }
  if (isThreePhase(ctx) && !task.isRecovered) return onSilence(state, task, ctx)
  const { inquireUs } = settingsOf(ctx)
  const cooperative = settingsOf(ctx).cooperative || isThreePhase(ctx)
  task.dueUs = watch(state, 'tasks', task.tx, ctx.now() + inquireUs, ctx)
  if (ctx.broken.neverAsks === true) return ctx.note('waitsOn', task.tx)
  const coordinator = coordinatorToAsk(task, ctx)
  ctx.note('inquires', task.tx, cooperative ? 'everybody' : coordinator)
  ask(state, task, coordinator, 'coordinator', ctx)
  // Its vote may have been lost, and acceptors that were spared before may have it now.
  if (task.council !== undefined) proposeOwn(state, task.tx, task.council, 'yes', task.council.acceptors, ctx)
  if (cooperative) for (const peer of task.writers) if (peer !== ctx.id) ask(state, task, peer, 'peer', ctx)
}

/** Its own; where what is decided can be found out by others, they will do as well, one after the other. */
function coordinatorToAsk(task: Task, ctx: SiteCtx): NodeId {
  const all = ctx.group('coordinator')
  task.asked++
  const acceptors = task.council?.acceptors
  if (acceptors !== undefined) return acceptors[(task.asked - 1) % acceptors.length]!
  if (!isReplicated(ctx)) return task.coordinator
  return all[(all.indexOf(task.coordinator) + task.asked - 1) % all.length]!
}

function ask(
  state: State,
  { tx, presumption, council }: Task,
  to: NodeId,
  asks: Inquiry['asks'],
  ctx: SiteCtx,
): void {
  const inquiry = { type: 'Inquiry', tx, presumption, asks } as const
  post(state, to, council === undefined ? inquiry : { ...inquiry, council }, ctx)
}

/** A peer asks. Who has not voted yet can end the doubt of all, by never voting yes. */
export function onPeerInquiry(state: State, from: NodeId, { tx, presumption }: Inquiry, ctx: SiteCtx): void {
  const { memory } = state
  const task = memory.tasks[tx]
  if (task?.phase === 'prepared') {
    ctx.note('unsureToo', from, tx)
    return post(state, from, unsure(task, ctx), ctx)
  }
  const known = memory.decided[tx]
  if (known === undefined) {
    ctx.note('abortsForPeer', from, tx)
    abortUnknown(state, tx, presumption, task?.coordinator ?? from, ctx, true)
    if (task !== undefined) conclude(state, task, 'abort', ctx)
  } else ctx.note('tellsPeer', from, tx, known)
  post(state, from, { type: known === 'commit' ? 'Commit' : 'Abort', tx, presumption }, ctx)
}

/** In three-phase commit it matters whether one was down meanwhile: then it will not finish alone. */
function unsure({ tx, isRecovered }: Task, ctx: SiteCtx): TransactionMessage {
  if (isRecovered && isThreePhase(ctx)) return { type: 'StateTell', tx, standing: 'recovered' }
  return { type: 'Unsure', tx }
}

export function onUnsure(state: State, from: NodeId, { tx }: Unsure, ctx: SiteCtx): void {
  const isOver = state.memory.tasks[tx] === undefined
  ctx.note(isOver ? 'notMine' : 'heardUnsure', from, tx, 'unsure')
}
