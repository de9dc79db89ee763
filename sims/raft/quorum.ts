// What a leader knows of its majority: each heartbeat round is numbered, and a round that a majority acknowledged
// proves that no newer leader was elected before it was sent. Reads, leases and CheckQuorum stand on it.

import { majority, type RaftCtx, type State, settingsOf } from './state.ts'

/** A new leader has heard from nobody yet. */
export function freshRounds(state: State, ctx: RaftCtx): void {
  const { memory } = state
  memory.round = 0
  memory.quorumRound = 0
  memory.leaseRound = 0
  memory.leaseUntilUs = -1
  for (const peer of ctx.peers) memory.ackedRound[peer] = 0
}

export function beginRound(state: State, ctx: RaftCtx): void {
  const { memory } = state
  memory.round++
  if (memory.leaseRound > 0 || settingsOf(ctx).reads !== 'lease') return
  memory.leaseRound = memory.round
  memory.leaseSentUs = ctx.now()
}

/** Has a majority acknowledged this round, or a later one? */
export function isAcked(state: State, round: number, ctx: RaftCtx): boolean {
  const { ackedRound } = state.memory
  let count = 1
  for (const peer of ctx.peers) if (ackedRound[peer]! >= round) count++
  return count >= majority(ctx)
}

/**
 * Dissertation §6.4.1: the lease runs from the moment its round was sent. It ends a tenth before the earliest
 * moment at which a follower may stand, so clocks may drift apart by that much.
 */
export function extendLease(state: State, ctx: RaftCtx): void {
  const { memory } = state
  if (memory.leaseRound === 0 || !isAcked(state, memory.leaseRound, ctx)) return
  const { electionMinUs } = settingsOf(ctx)
  memory.leaseUntilUs = memory.leaseSentUs + electionMinUs - Math.floor(electionMinUs / 10)
  memory.leaseRound = 0
}

export function hasLease(state: State, ctx: RaftCtx): boolean {
  return ctx.now() < state.memory.leaseUntilUs
}

/** Dissertation §6.2: true if a majority acknowledged some round since this was last asked. */
export function hearsMajority(state: State, ctx: RaftCtx): boolean {
  const { memory } = state
  const hears = isAcked(state, memory.quorumRound + 1, ctx)
  memory.quorumRound = memory.round
  return hears
}
