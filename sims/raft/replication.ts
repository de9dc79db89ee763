// Log replication: §5.3, and the commit rule of §5.4.2.

import type { NodeId } from '../../src/engine/process.ts'
import { applyCommitted } from './apply.ts'
import type { AppendEntries, AppendEntriesReply } from './messages.ts'
import { beginRound, extendLease } from './quorum.ts'
import { followLeader } from './roles.ts'
import {
  type Command,
  type Entry,
  entriesFrom,
  lastLogIndex,
  majority,
  persist,
  type RaftCtx,
  type State,
  settingsOf,
  termAt,
} from './state.ts'

// The leader's side.

/** §5.3: "the leader appends the command to its log as a new entry". */
export function appendToLog(state: State, command: Command, ctx: RaftCtx): void {
  ctx.append('log', Object.freeze({ term: state.disk.currentTerm, ...command }))
  persist(ctx)
}

/** "… then issues AppendEntries RPCs in parallel to each of the other servers"; without news, a heartbeat. */
export function broadcastAppendEntries(state: State, ctx: RaftCtx): void {
  beginRound(state, ctx)
  for (const peer of ctx.peers) sendAppendEntries(state, peer, ctx)
}

function sendAppendEntries(state: State, to: NodeId, ctx: RaftCtx): void {
  const { disk, memory } = state
  const nextIndex = memory.nextIndex[to]!
  const entries = entriesFrom(disk.log, nextIndex, settingsOf(ctx).maxEntriesPerMessage)
  memory.sentIndex[to] = nextIndex - 1 + entries.length
  ctx.send(to, {
    type: 'AppendEntries',
    term: disk.currentTerm,
    prevLogIndex: nextIndex - 1,
    prevLogTerm: termAt(disk.log, nextIndex - 1),
    entries,
    leaderCommit: memory.commitIndex,
    round: memory.round,
  })
}

/** §5.2: "periodic heartbeats". What is not acknowledged yet goes along, so this is also the retry of §5.3. */
export function onHeartbeatTimer(state: State, ctx: RaftCtx): void {
  if (state.memory.role !== 'leader') return
  ctx.note('heartbeats', state.disk.currentTerm)
  broadcastAppendEntries(state, ctx)
  ctx.setTimer('heartbeat', settingsOf(ctx).heartbeatUs)
}

// The follower's side.

/** AppendEntries RPC, receiver implementation: rules 1 to 5 of Figure 2. */
export function onAppendEntries(state: State, from: NodeId, m: AppendEntries, ctx: RaftCtx): void {
  if (m.term < state.disk.currentTerm) return refuseOldTerm(state, from, m, ctx) // rule 1
  followLeader(state, from, ctx)
  if (!isConsistent(state, m)) return refuseGap(state, from, m, ctx) // rule 2
  if (m.entries.length > 0) adoptEntries(state, from, m, ctx) // rules 3 and 4
  const lastNewIndex = m.prevLogIndex + m.entries.length
  if (m.leaderCommit > state.memory.commitIndex) learnCommit(state, from, m, lastNewIndex, ctx) // rule 5
  persist(ctx)
  ctx.send(from, {
    type: 'AppendEntriesReply',
    term: state.disk.currentTerm,
    success: true,
    matchIndex: lastNewIndex,
    conflictTerm: 0,
    conflictIndex: 0,
    round: m.round,
  })
}

/** The consistency check: "contains an entry at prevLogIndex whose term matches prevLogTerm". */
function isConsistent(state: State, m: AppendEntries): boolean {
  const { log } = state.disk
  return m.prevLogIndex <= lastLogIndex(log) && termAt(log, m.prevLogIndex) === m.prevLogTerm
}

/** Rules 3 and 4: entries in conflict go, with all that follow them; entries not yet in the log are appended. */
function adoptEntries(state: State, from: NodeId, m: AppendEntries, ctx: RaftCtx): void {
  const { log } = state.disk
  const { entries, prevLogIndex } = m
  let known = 0
  while (known < entries.length && termAt(log, prevLogIndex + 1 + known) === entries[known]!.term) known++
  if (known === entries.length) return
  const firstNew = prevLogIndex + 1 + known
  if (firstNew <= lastLogIndex(log)) removeConflict(state, firstNew, entries[known]!.term, from, ctx)
  const before = lastLogIndex(log)
  for (let i = lastLogIndex(log) - prevLogIndex; i < entries.length; i++) ctx.append('log', entries[i]!)
  if (lastLogIndex(log) > before) ctx.note('appended', before + 1, lastLogIndex(log) - before, from)
}

/** Rule 3: "delete the existing entry and all that follow it". */
function removeConflict(state: State, index: number, newTerm: number, from: NodeId, ctx: RaftCtx): void {
  const { log } = state.disk
  if (ctx.broken.noTruncate === true) {
    ctx.note('conflictKept', index, termAt(log, index), newTerm, from)
    return
  }
  ctx.note('truncated', index, lastLogIndex(log) - index + 1, termAt(log, index), newTerm)
  ctx.truncate('log', index - 1)
}

/** Rule 5: commitIndex = min(leaderCommit, index of last new entry). */
function learnCommit(state: State, from: NodeId, m: AppendEntries, lastNewIndex: number, ctx: RaftCtx): void {
  const index = Math.min(m.leaderCommit, lastNewIndex)
  if (index <= state.memory.commitIndex) return
  state.memory.commitIndex = index
  ctx.note('commitLearned', index, from)
  applyCommitted(state, ctx)
}

function refuseOldTerm(state: State, from: NodeId, m: AppendEntries, ctx: RaftCtx): void {
  ctx.note('appendRefused', from, 'appendOldTerm', m.term, state.disk.currentTerm)
  refuse(state, from, m, 0, 0, ctx)
}

/** End of §5.3: the refusal says which term is in conflict and where it begins, so that a whole term is skipped. */
function refuseGap(state: State, from: NodeId, m: AppendEntries, ctx: RaftCtx): void {
  const { log } = state.disk
  const conflictTerm = termAt(log, m.prevLogIndex)
  if (conflictTerm === 0) {
    ctx.note('appendRefused', from, 'missing', m.prevLogIndex, lastLogIndex(log))
    return refuse(state, from, m, 0, lastLogIndex(log) + 1, ctx)
  }
  ctx.note('appendRefused', from, 'otherTerm', m.prevLogIndex, conflictTerm)
  refuse(state, from, m, conflictTerm, firstIndexOf(log, conflictTerm, m.prevLogIndex), ctx)
}

function refuse(
  state: State,
  to: NodeId,
  m: AppendEntries,
  conflictTerm: number,
  conflictIndex: number,
  ctx: RaftCtx,
): void {
  persist(ctx)
  const term = state.disk.currentTerm
  const { round } = m
  ctx.send(to, {
    type: 'AppendEntriesReply',
    term,
    success: false,
    matchIndex: 0,
    conflictTerm,
    conflictIndex,
    round,
  })
}

/** First index of a term, searched backwards from an index that has it. */
function firstIndexOf(log: readonly Entry[], term: number, from: number): number {
  let index = from
  while (termAt(log, index - 1) === term) index--
  return index
}

// The leader again.

export function onAppendEntriesReply(state: State, from: NodeId, m: AppendEntriesReply, ctx: RaftCtx): void {
  const { memory } = state
  if (memory.role !== 'leader' || m.term !== state.disk.currentTerm) return
  if (m.round > memory.ackedRound[from]!) acknowledgeRound(state, from, m.round, ctx)
  if (m.success) onMatch(state, from, m.matchIndex, ctx)
  else backUp(state, from, m, ctx)
}

function acknowledgeRound(state: State, from: NodeId, round: number, ctx: RaftCtx): void {
  const { memory } = state
  memory.ackedRound[from] = round
  if (memory.leaseRound > 0) extendLease(state, ctx)
}

/** "If successful: update nextIndex and matchIndex for follower" (§5.3). What is new to us asks for what comes next. */
function onMatch(state: State, from: NodeId, matchIndex: number, ctx: RaftCtx): void {
  const { disk, memory } = state
  if (matchIndex > memory.matchIndex[from]!) {
    memory.matchIndex[from] = matchIndex
    if (ctx.isRecorded) ctx.note('matched', from, matchIndex, copiesOf(state, matchIndex, ctx), majority(ctx))
    if (matchIndex > memory.commitIndex) advanceCommitIndex(state, ctx)
  }
  // A copy of an answer asks for nothing: each would bring two more, and a long way behind becomes a storm.
  if (matchIndex < memory.nextIndex[from]!) return
  memory.nextIndex[from] = matchIndex + 1
  if (memory.sentIndex[from]! < lastLogIndex(disk.log)) sendAppendEntries(state, from, ctx)
}

/** "If AppendEntries fails because of log inconsistency: decrement nextIndex and retry" (§5.3), by whole terms. */
function backUp(state: State, from: NodeId, m: AppendEntriesReply, ctx: RaftCtx): void {
  const { disk, memory } = state
  const isOld = m.round < memory.ackedRound[from]! || m.conflictIndex >= memory.nextIndex[from]!
  if (isOld) return
  memory.nextIndex[from] = nextAfter(m, memory.nextIndex[from]!, disk.log)
  ctx.note('backsUp', from, memory.nextIndex[from]!)
  sendAppendEntries(state, from, ctx)
}

/** Behind the leader's own last entry of the conflicting term, or where the follower's entries of it begin. */
function nextAfter(m: AppendEntriesReply, nextIndex: number, log: readonly Entry[]): number {
  let index = nextIndex - 2
  while (index >= m.conflictIndex && termAt(log, index) !== m.conflictTerm) index--
  return m.conflictTerm > 0 ? Math.max(1, index + 1, m.conflictIndex) : Math.max(1, m.conflictIndex)
}

/** If there is an N > commitIndex on a majority and log[N].term == currentTerm: commitIndex = N (§5.3, §5.4). */
export function advanceCommitIndex(state: State, ctx: RaftCtx): void {
  const { disk, memory } = state
  const index = indexOnMajority(state, ctx)
  if (index <= memory.commitIndex) return
  const term = termAt(disk.log, index)
  // §5.4.2: "only log entries from the leader's current term are committed by counting replicas"
  if (term !== disk.currentTerm && ctx.broken.commitsOldTerms !== true) {
    ctx.note('notCommitted', index, term, disk.currentTerm, copiesOf(state, index, ctx))
    return
  }
  memory.commitIndex = index
  ctx.note('committed', index, term, copiesOf(state, index, ctx), ctx.peers.length + 1)
  applyCommitted(state, ctx)
}

/** The highest index that a majority has; the leader has every one. */
function indexOnMajority(state: State, ctx: RaftCtx): number {
  const { matchIndex } = state.memory
  const needed = majority(ctx)
  if (needed === 1) return lastLogIndex(state.disk.log)
  let highest = 0
  for (const peer of ctx.peers) {
    const index = matchIndex[peer]!
    if (index > highest && copiesOf(state, index, ctx) >= needed) highest = index
  }
  return highest
}

function copiesOf(state: State, index: number, ctx: RaftCtx): number {
  let copies = 1
  for (const peer of ctx.peers) if (state.memory.matchIndex[peer]! >= index) copies++
  return copies
}
