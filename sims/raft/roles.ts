// Figure 4 and "Rules for Servers": how a server changes its role. Every change ends in one of these functions or
// in election.ts, which makes candidates and leaders.

import type { NodeId } from '../../src/engine/process.ts'
import { type RaftCtx, resetElectionTimer, type State } from './state.ts'

/** Rules for Servers, all servers: "if RPC request or response contains term T > currentTerm" (§5.1). */
export function adoptTerm(state: State, term: number, from: NodeId, ctx: RaftCtx): void {
  const old = state.disk.currentTerm
  if (state.memory.role === 'follower') ctx.note('newTerm', term, old, from)
  ctx.write('currentTerm', term)
  ctx.write('votedFor', null)
  state.memory.leader = null
  becomeFollower(state, ctx, 'higherTerm', term, from)
}

/** A candidate's election timer runs on; a leader had none, so it is armed anew. */
export function becomeFollower(state: State, ctx: RaftCtx, why: string, term: number, from: NodeId): void {
  const { memory } = state
  const { role } = memory
  memory.role = 'follower'
  if (role === 'follower') return
  ctx.clearTimer('retry')
  memory.votes = {}
  if (role !== 'leader') {
    ctx.note('conceded', why, term, from)
    return
  }
  ctx.note('steppedDown', why, term, from)
  ctx.clearTimer('heartbeat')
  ctx.clearTimer('quorum')
  resetElectionTimer(ctx)
  if (memory.leader === ctx.id) memory.leader = null
  dismissClients(state, ctx)
}

/** Hears from the leader of its term: follows it, and waits for the next silence (§5.2). */
export function followLeader(state: State, leader: NodeId, ctx: RaftCtx): void {
  const { memory } = state
  if (memory.role !== 'follower') becomeFollower(state, ctx, 'leaderFound', state.disk.currentTerm, leader)
  if (memory.leader !== leader) {
    memory.leader = leader
    ctx.note('follows', leader, state.disk.currentTerm)
  }
  memory.leaderHeardUs = ctx.now()
  resetElectionTimer(ctx)
}

/** Clients that wait for a leader that is none any more are sent away; they ask again with the same serial number. */
function dismissClients(state: State, ctx: RaftCtx): void {
  const { waiting, reads } = state.memory
  for (const { client, sequenceNum } of waiting) redirect(state, client, sequenceNum, ctx)
  for (const { client, sequenceNum } of reads) redirect(state, client, sequenceNum, ctx)
  state.memory.waiting = []
  state.memory.reads = []
}

/** §8: a server that is not the leader "will reject the client's request and supply information about the leader". */
export function redirect(state: State, client: NodeId, sequenceNum: number, ctx: RaftCtx): void {
  const leaderHint = state.memory.leader
  if (leaderHint === null) ctx.note('turnedAway', client, sequenceNum)
  else ctx.note('redirected', client, leaderHint, sequenceNum)
  ctx.send(client, { type: 'ClientReply', sequenceNum, status: 'NOT_LEADER', response: null, leaderHint })
}
