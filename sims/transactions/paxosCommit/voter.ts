// A participant of Paxos Commit: it proposes its own vote in ballot 0 of its own instance and, where acceptors tell everybody
// (faster Paxos Commit), sees for itself that a majority has accepted a yes of all.

import type { NodeId } from '../../../src/engine/process.ts'
import { log, post } from '../desk.ts'
import type { Accepted, Choice, Council } from '../messages.ts'
import { conclude, recordOf } from '../participant.ts'
import { type SiteCtx, type State, settingsOf } from '../state.ts'
import { majorityOf } from './council.ts'

/** Only what its disk will hold it to. */
export function proposeOwn(
  state: State,
  tx: string,
  council: Council,
  vote: Choice,
  to: readonly NodeId[],
  ctx: SiteCtx,
): void {
  const kept = [{ site: ctx.id, vote, ballot: 0 }]
  for (const acceptor of to) post(state, acceptor, { type: 'Propose', tx, ballot: 0, council, kept }, ctx)
}

/** Nobody decides for it: what a majority has accepted is so. The leader learns it from the acknowledgement. */
export function onAcceptedHere(state: State, from: NodeId, { tx, ballot }: Accepted, ctx: SiteCtx): void {
  const task = state.memory.tasks[tx]
  if (task?.phase !== 'prepared' || ballot > 0 || !settingsOf(ctx).faster) return
  task.heard = { ...task.heard, [from]: true }
  const left = majorityOf(task.council!) - Object.keys(task.heard).length
  if (left > 0) return ctx.note('heardAccepted', from, tx, left)
  ctx.note('commitsItself', tx)
  log(state, recordOf(task, 'commit', true), ctx)
  conclude(state, task, 'commit', ctx)
  post(state, task.coordinator, { type: 'Ack', tx, outcome: 'commit' }, ctx)
}
