// What a replica keeps of each that it sends to, the messages that go from one to the next, and their acknowledgements.

import type { NodeId } from '../../src/engine/process.ts'
import { entriesAfter, epochAt } from './log.ts'
import {
  configurationOf,
  type Hop,
  isFirst,
  membersAfter,
  persist,
  type ReplicaCtx,
  type State,
  targetsOf,
} from './state.ts'

/** An event changes a log at most this far from its end; observers rely on it. */
export const MOST_ENTRIES = 64

/** Entries that may be sent: all of the first's that are old enough, and of others what is known to be the first's. */
export function sendable(state: State, ctx: ReplicaCtx): number {
  const { disk, memory } = state
  return Math.min(disk.log.length, isFirst(state, ctx.id) ? memory.shippable : memory.matched)
}

/** What the others were not sent yet goes to them; to whom nothing was sent in this epoch, a first question. */
export function sendNews(state: State, ctx: ReplicaCtx): void {
  if (!isVerified(state, ctx)) return
  persist(state, ctx)
  for (const to of targetsOf(state, ctx)) {
    const hop = state.memory.hops[to]
    if (hop === undefined || hop.sent < sendable(state, ctx)) sendTo(state, to, ctx)
  }
}

/** Every heartbeat: what was sent and not acknowledged is sent again, and what is committed is told. */
export function sendAgain(state: State, ctx: ReplicaCtx): void {
  if (!isVerified(state, ctx)) return
  for (const to of targetsOf(state, ctx)) if (isOwed(state, to, ctx)) sendTo(state, to, ctx)
}

/**
 * It lacks entries, or has not said that it has them, or that the tail has; or it does not know what is committed. Whoever
 * is no member is asked every time, for it may have restarted.
 */
function isOwed(state: State, to: NodeId, ctx: ReplicaCtx): boolean {
  const { hops, commitIndex, configuration, tailMatch } = state.memory
  const hop = hops[to]
  const length = sendable(state, ctx)
  if (hop === undefined || hop.match < length || hop.committed < commitIndex) return true
  if (configuration?.members.includes(to) !== true) return true
  return configuration.shape === 'chain' && tailMatch < length
}

/** A log of which nobody knows yet whether it is that of this epoch is sent to nobody. */
function isVerified(state: State, ctx: ReplicaCtx): boolean {
  return isFirst(state, ctx.id) || state.memory.matched >= 0
}

export function sendTo(state: State, to: NodeId, ctx: ReplicaCtx): void {
  const { disk, memory } = state
  const configuration = configurationOf(state)
  if (configuration === null) return
  const hop = hopTo(state, to, ctx)
  const prevIndex = hop.next - 1
  const room = Math.max(0, sendable(state, ctx) - prevIndex)
  const entries = entriesAfter(disk.log, prevIndex, Math.min(MOST_ENTRIES, room))
  if (hop.match >= hop.sent) hop.heardUs = ctx.now()
  hop.sent = Math.max(hop.sent, prevIndex + entries.length)
  ctx.send(to, {
    type: 'Append',
    epoch: configuration.epoch,
    prevIndex,
    prevEpoch: epochAt(disk.log, prevIndex),
    entries,
    length: isFirst(state, ctx.id) ? disk.log.length : memory.firstLength,
    commitIndex: memory.commitIndex,
  })
}

/** It begins with the guess that the other has everything. */
function hopTo(state: State, to: NodeId, ctx: ReplicaCtx): Hop {
  const length = sendable(state, ctx)
  state.memory.hops[to] ??= { next: length + 1, match: 0, sent: length, committed: 0, heardUs: ctx.now() }
  return state.memory.hops[to]
}

/** Members that were sent something and have not answered for two leases. */
export function missing(state: State, ctx: ReplicaCtx): readonly NodeId[] {
  const configuration = configurationOf(state)
  if (configuration === null) return []
  const latestUs = ctx.now() - 2 * configuration.leaseUs
  return membersAfter(configuration, ctx.id).filter((id) => {
    const hop = state.memory.hops[id]
    return hop !== undefined && hop.match < hop.sent && hop.heardUs < latestUs
  })
}

/** To the sender's own epoch. Leaves when what it speaks of is on disk. */
export function acknowledge(state: State, to: NodeId, epoch: number, ctx: ReplicaCtx): void {
  const { tailMatch, commitIndex, matched } = state.memory
  persist(state, ctx)
  ctx.send(to, { type: 'Appended', epoch, success: true, match: matched, tailMatch, commitIndex })
}

/** `match`: from where the sender should try next. */
export function refuse(state: State, to: NodeId, match: number, ctx: ReplicaCtx): void {
  const { tailMatch, commitIndex } = state.memory
  persist(state, ctx)
  ctx.send(to, { type: 'Appended', epoch: state.disk.epoch, success: false, match, tailMatch, commitIndex })
}

/** What was sent may be lost: the next try begins after this entry. */
export function tryAfter(hop: Hop, index: number): void {
  hop.next = index + 1
  hop.match = Math.min(hop.match, index)
  hop.sent = index
}
