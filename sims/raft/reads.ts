// Client interaction, §8 and dissertation §6.4: reads without the log. A leader may have been deposed without
// knowing it, so before it answers it makes sure that it still leads (ReadIndex), or trusts its clock (lease).

import type { NodeId } from '../../src/engine/process.ts'
import { answer } from './apply.ts'
import { valueAtKey } from './machine.ts'
import type { ClientQuery } from './messages.ts'
import { hasLease, isAcked } from './quorum.ts'
import { broadcastAppendEntries } from './replication.ts'
import { redirect } from './roles.ts'
import { type PendingRead, type RaftCtx, type State, settingsOf, termAt } from './state.ts'

export function onClientQuery(state: State, from: NodeId, m: ClientQuery, ctx: RaftCtx): void {
  const { reads } = settingsOf(ctx)
  if (reads === 'local') return answerUnconfirmed(state, from, m, 'localRead', ctx)
  if (state.memory.role !== 'leader') return redirect(state, from, m.sequenceNum, ctx)
  const knowsCommits = hasCommittedInTerm(state)
  if (reads === 'lease' && knowsCommits && hasLease(state, ctx))
    return answerUnconfirmed(state, from, m, 'leaseRead', ctx)
  if (state.memory.reads.some((read) => read.client === from && read.sequenceNum === m.sequenceNum)) return
  beginRead(state, from, m, ctx)
  if (knowsCommits) broadcastAppendEntries(state, ctx)
  advanceReads(state, ctx)
}

/** Without an entry of its own term committed, a leader does not know which entries are (§8). */
function hasCommittedInTerm(state: State): boolean {
  return termAt(state.disk.log, state.memory.commitIndex) === state.disk.currentTerm
}

/** Step 2 of §6.4: remember commitIndex as readIndex. Step 3: a round of heartbeats must come back. */
function beginRead(state: State, client: NodeId, { sequenceNum, key }: ClientQuery, ctx: RaftCtx): void {
  const { memory } = state
  const readIndex = hasCommittedInTerm(state) ? memory.commitIndex : -1
  memory.reads.push({ client, sequenceNum, key, readIndex, round: memory.round + 1 })
  ctx.note('readWaits', client, key, readIndex < 0 ? 'termUncommitted' : 'confirm', Math.max(0, readIndex))
}

/** Something was committed or acknowledged: which reads can go on? */
export function advanceReads(state: State, ctx: RaftCtx): void {
  if (state.memory.role !== 'leader') return
  startWaitingReads(state, ctx)
  const open: PendingRead[] = []
  for (const read of state.memory.reads) {
    if (read.readIndex >= 0 && isAcked(state, read.round, ctx)) answerRead(state, read, ctx)
    else open.push(read)
  }
  state.memory.reads = open
}

/** Step 1 of §6.4: reads that came before the no-op was committed take their readIndex now. */
function startWaitingReads(state: State, ctx: RaftCtx): void {
  const { memory } = state
  if (memory.reads.every((read) => read.readIndex >= 0) || !hasCommittedInTerm(state)) return
  for (const read of memory.reads) {
    if (read.readIndex >= 0) continue
    read.readIndex = memory.commitIndex
    read.round = memory.round + 1
  }
  broadcastAppendEntries(state, ctx)
}

/** Steps 4 and 5: the state machine is at least as far as readIndex, since what is committed is applied at once. */
function answerRead(state: State, read: PendingRead, ctx: RaftCtx): void {
  ctx.note('readConfirmed', read.client, read.key, read.readIndex)
  answer(read.client, read.sequenceNum, valueAtKey(state.memory.machine.values, read.key), ctx)
}

function answerUnconfirmed(state: State, from: NodeId, m: ClientQuery, code: string, ctx: RaftCtx): void {
  ctx.note(code, from, m.key, state.memory.lastApplied)
  answer(from, m.sequenceNum, valueAtKey(state.memory.machine.values, m.key), ctx)
}
