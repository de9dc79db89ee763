// How entries get from one replica to the next, in a star as in a chain: the sender says what stands before them, the
// receiver accepts them if its own log agrees there, and refuses otherwise, until the sender has gone back far enough.
// What was accepted is on disk before it is acknowledged. Nothing from a lower epoch is accepted: that is the fence.
//
// A log of an older epoch may be longer than it should: entries that nobody else had when the epoch ended. They go when
// the log is first compared in the new epoch. What agrees is never removed, not even to be sent again: it may be the
// only copy left of something acknowledged.

import type { NodeId } from '../../src/engine/process.ts'
import { commit, follow } from './apply.ts'
import { onChainProgress, onTailWord, tellPredecessor } from './chain.ts'
import { refuse, sendable, sendNews, sendTo, tryAfter } from './hops.ts'
import { type Entry, epochAt } from './log.ts'
import type { Append, Appended } from './messages.ts'
import { onBackupProgress } from './primaryBackup.ts'
import { settingsOf } from './settings.ts'
import { configurationOf, cutLog, type Hop, isFirst, persist, type ReplicaCtx, type State } from './state.ts'

// The sender.

/** A new entry of the first may be sent at once, or when the lag of this system has passed. */
export function shipNew(state: State, ctx: ReplicaCtx): void {
  const { disk, memory } = state
  const { shipDelayUs } = settingsOf(ctx)
  const index = disk.log.length
  if (shipDelayUs === 0 && memory.toShip.length === 0) memory.shippable = index
  else memory.toShip.push({ index, atUs: ctx.now() + shipDelayUs })
  if (memory.toShip.length === 1) ctx.setTimer('ship', shipDelayUs)
  sendNews(state, ctx)
}

/** Entries that have waited long enough are sent. */
export function onShipTimer(state: State, ctx: ReplicaCtx): void {
  const { memory } = state
  while (memory.toShip.length > 0 && memory.toShip[0]!.atUs <= ctx.now())
    memory.shippable = memory.toShip.shift()!.index
  if (memory.toShip.length > 0) ctx.setTimer('ship', memory.toShip[0]!.atUs - ctx.now())
  ctx.note('ships', memory.shippable)
  sendNews(state, ctx)
}

export function onAppended(state: State, from: NodeId, m: Appended, ctx: ReplicaCtx): void {
  if (m.epoch > state.disk.epoch) return onHigherEpoch(state, from, m.epoch, ctx)
  const hop = state.memory.hops[from]
  if (hop === undefined || m.epoch !== configurationOf(state)?.epoch) return
  hop.heardUs = ctx.now()
  if (m.success) onMatch(state, from, hop, m, ctx)
  else if (m.match < hop.next - 1) goBack(state, from, hop, m.match, ctx)
}

function onMatch(state: State, from: NodeId, hop: Hop, m: Appended, ctx: ReplicaCtx): void {
  if (m.match > hop.match && ctx.isRecorded) ctx.note('stored', from, m.match)
  hop.match = Math.max(hop.match, m.match)
  hop.committed = Math.max(hop.committed, m.commitIndex)
  // A copy of an answer asks for nothing: each would bring two more, and a long way behind becomes a storm.
  const isAnswer = m.match >= hop.next
  hop.next = Math.max(hop.next, m.match + 1)
  if (isAnswer && hop.sent < sendable(state, ctx)) sendTo(state, from, ctx)
  onBackupProgress(state, ctx)
  onTailWord(state, m.tailMatch, ctx)
}

/** The other's log differs, or ends, before what was sent: the next try begins earlier. */
function goBack(state: State, to: NodeId, hop: Hop, match: number, ctx: ReplicaCtx): void {
  tryAfter(hop, match)
  ctx.note('goesBack', to, hop.next)
  sendTo(state, to, ctx)
}

/** Someone obeys a newer epoch: this one is over. */
function onHigherEpoch(state: State, from: NodeId, epoch: number, ctx: ReplicaCtx): void {
  if (ctx.broken.noFencing === true) return
  ctx.note('outdated', from, epoch, state.disk.epoch)
  promise(state, epoch, ctx)
}

/** From now on nothing below this epoch is obeyed. What was found out in the one before counts no more. */
export function promise({ disk, memory }: State, epoch: number, ctx: ReplicaCtx): void {
  if (epoch <= disk.epoch) return
  ctx.write('epoch', epoch)
  memory.matched = -1
  memory.firstLength = 0
  memory.tailMatch = 0
}

// The receiver.

export function onAppend(state: State, from: NodeId, m: Append, ctx: ReplicaCtx): void {
  const { disk, memory } = state
  if (m.epoch < disk.epoch && !isUnfenced(state, ctx)) return refuseOld(state, from, m, ctx)
  promise(state, m.epoch, ctx)
  if (!agrees(disk.log, m) && ctx.broken.skipsGaps !== true) return refuseGap(state, from, m, ctx)
  const matched = m.prevIndex + m.entries.length
  dropForeignEnd(state, m, ctx)
  const isChanged = takeEntries(state, from, m, ctx)
  const isNews = isChanged || matched > memory.matched
  memory.matched = Math.max(memory.matched, matched)
  memory.firstLength = Math.max(memory.firstLength, m.length)
  persist(state, ctx)
  sendNews(state, ctx)
  tellPredecessor(state, from, m.epoch, isNews, ctx)
  learnCommit(state, m, ctx)
  onChainProgress(state, ctx)
}

/** With the rule of fencing left out, whoever sends is obeyed, except by one who leads himself. */
function isUnfenced(state: State, ctx: ReplicaCtx): boolean {
  return ctx.broken.noFencing === true && !(state.memory.isActive && isFirst(state, ctx.id))
}

/** "My log agrees with yours" at the entry before the new ones. */
function agrees(log: readonly Entry[], { prevIndex, prevEpoch }: Append): boolean {
  return prevIndex <= log.length && epochAt(log, prevIndex) === prevEpoch
}

/** Once an epoch: what stands beyond the end of the first's log was acknowledged to nobody. */
function dropForeignEnd(state: State, m: Append, ctx: ReplicaCtx): void {
  const { disk } = state
  if (disk.verifiedEpoch >= m.epoch) return
  if (disk.log.length > m.length) dropFrom(state, m.length + 1, ctx)
  ctx.write('verifiedEpoch', m.epoch)
}

/** Entries in conflict go, with all that follow them; entries not yet in the log are appended. Whether any were. */
function takeEntries(state: State, from: NodeId, { entries, prevIndex }: Append, ctx: ReplicaCtx): boolean {
  const { log } = state.disk
  // Reached only with the check of what stands before left out.
  if (prevIndex > log.length) return appendAll(state, from, entries, ctx)
  let known = 0
  while (known < entries.length && epochAt(log, prevIndex + 1 + known) === entries[known]!.epoch) known++
  if (known < entries.length && prevIndex + known < log.length) dropFrom(state, prevIndex + known + 1, ctx)
  return appendAll(state, from, entries.slice(known), ctx)
}

function appendAll(state: State, from: NodeId, entries: readonly Entry[], ctx: ReplicaCtx): boolean {
  if (entries.length === 0) return false
  const first = state.disk.log.length + 1
  for (const entry of entries) ctx.append('log', entry)
  ctx.write('committed', state.memory.commitIndex)
  ctx.note('appended', first, entries.length, from)
  return true
}

function dropFrom(state: State, index: number, ctx: ReplicaCtx): void {
  const { log } = state.disk
  ctx.note('dropped', index, log.length - index + 1, epochAt(log, index))
  cutLog(state, index - 1, ctx)
  follow(state, state.memory.commitIndex, ctx)
}

/** A backup knows what is committed when the sender says so; if nobody waits for backups, when it has it. */
function learnCommit(state: State, m: Append, ctx: ReplicaCtx): void {
  const { memory } = state
  const configuration = configurationOf(state)
  const isAsync = configuration?.shape === 'star' && configuration.acks === 0 && memory.isActive
  const index = Math.min(memory.matched, isAsync ? memory.matched : m.commitIndex)
  if (index <= memory.commitIndex) return
  ctx.note('learnsCommit', index)
  commit(state, index, ctx)
}

function refuseOld(state: State, to: NodeId, m: Append, ctx: ReplicaCtx): void {
  ctx.note('fencedOff', to, m.epoch, state.disk.epoch)
  refuse(state, to, 0, ctx)
}

/** Where the epochs differ, the whole of the wrong epoch is passed over. */
function refuseGap(state: State, to: NodeId, m: Append, ctx: ReplicaCtx): void {
  const { log } = state.disk
  const own = epochAt(log, m.prevIndex)
  ctx.note('gap', to, m.prevIndex, own === 0 ? 'missing' : 'otherEpoch', log.length)
  let match = Math.min(m.prevIndex - 1, log.length)
  while (own !== 0 && match > 0 && epochAt(log, match) === own) match--
  refuse(state, to, match, ctx)
}
