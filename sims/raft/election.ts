// Leader election: §5.2, the restriction of §5.4.1, and from the dissertation PreVote (§9.6) and the rule that
// servers which hear a leader disregard candidates (§4.2.3, on with CheckQuorum).

import type { NodeId } from '../../src/engine/process.ts'
import type { RequestPreVote, RequestPreVoteReply, RequestVote, RequestVoteReply } from './messages.ts'
import { freshRounds } from './quorum.ts'
import { appendToLog, broadcastAppendEntries } from './replication.ts'
import { becomeFollower } from './roles.ts'
import {
  lastLogIndex,
  lastLogTerm,
  majority,
  NOOP,
  persist,
  type RaftCtx,
  resetElectionTimer,
  type State,
  settingsOf,
} from './state.ts'

/** §5.2: "if a follower receives no communication over a period of time called the election timeout …" */
export function onElectionTimeout(state: State, ctx: RaftCtx, why: 'silence' | 'told'): void {
  const { role } = state.memory
  if (role === 'leader') {
    ctx.note('timeoutIgnored', state.disk.currentTerm)
    return
  }
  const reason = why === 'told' || role === 'follower' ? why : 'noMajority'
  const silenceUs = silence(state, ctx)
  if (settingsOf(ctx).preVote) startPreVote(state, ctx, reason, silenceUs)
  else startElection(state, ctx, reason, silenceUs)
}

/** Candidates (§5.2): increment currentTerm, vote for self, reset election timer, send RequestVote to all others. */
function startElection(state: State, ctx: RaftCtx, why: string, silenceUs: number): void {
  const { disk, memory } = state
  ctx.write('currentTerm', disk.currentTerm + 1)
  ctx.write('votedFor', ctx.id)
  memory.role = 'candidate'
  memory.leader = null
  ctx.note('candidate', disk.currentTerm, why, silenceUs)
  beginVoting(state, ctx)
}

/** Dissertation §9.6: "a candidate only increments its term if it first learns from a majority that they would vote". */
function startPreVote(state: State, ctx: RaftCtx, why: string, silenceUs: number): void {
  const { disk, memory } = state
  memory.role = 'preCandidate'
  memory.leader = null
  ctx.note('preCandidate', disk.currentTerm + 1, why, silenceUs)
  beginVoting(state, ctx)
  if (majority(ctx) === 1) startElection(state, ctx, 'preVotes', 0)
}

function beginVoting(state: State, ctx: RaftCtx): void {
  state.memory.votes = { [ctx.id]: true }
  resetElectionTimer(ctx)
  persist(ctx)
  askForVotes(state, ctx)
}

/** "Servers retry RPCs" (§5.1). */
export function askAgain(state: State, ctx: RaftCtx): void {
  if (ctx.peers.some((peer) => state.memory.votes[peer] === undefined)) ctx.note('asksAgain')
  askForVotes(state, ctx)
}

/** Asks everyone who has not answered, and again after a while. */
function askForVotes(state: State, ctx: RaftCtx): void {
  const { disk, memory } = state
  const isPreVote = memory.role === 'preCandidate'
  const message: RequestVote | RequestPreVote = {
    type: isPreVote ? 'RequestPreVote' : 'RequestVote',
    term: isPreVote ? disk.currentTerm + 1 : disk.currentTerm,
    lastLogIndex: lastLogIndex(disk.log),
    lastLogTerm: lastLogTerm(disk.log),
  }
  for (const peer of ctx.peers) if (memory.votes[peer] === undefined) ctx.send(peer, message)
  ctx.setTimer('retry', settingsOf(ctx).heartbeatUs)
}

/** §5.2, §5.4.1: one vote a term, first come first served, and only for a log at least as up-to-date as ours. */
export function onRequestVote(state: State, from: NodeId, m: RequestVote, ctx: RaftCtx): void {
  const { currentTerm, votedFor } = state.disk
  if (m.term < currentTerm) return refuseVote(state, from, ctx, 'oldTerm', m.term, currentTerm) // rule 1
  const isFree = votedFor === null || votedFor === from || ctx.broken.votesTwice === true
  if (!isFree) return refuseVote(state, from, ctx, 'alreadyVoted', votedFor, currentTerm)
  if (!mayLead(state, m, ctx)) return refuseAsBehind(state, from, m, ctx)
  if (votedFor !== from) giveVote(state, from, m, ctx) // rule 2
  persist(ctx)
  ctx.send(from, { type: 'RequestVoteReply', term: currentTerm, voteGranted: true })
}

/** Giving a vote, but not repeating it, counts as hearing from a candidate. */
function giveVote(state: State, candidate: NodeId, m: RequestVote, ctx: RaftCtx): void {
  const { votedFor } = state.disk
  const why = votedFor !== null ? 'again' : isUpToDate(state, m) ? 'free' : 'notCompared'
  ctx.note('voteGranted', candidate, m.term, why, votedFor)
  ctx.write('votedFor', candidate)
  resetElectionTimer(ctx)
}

function mayLead(state: State, m: RequestVote | RequestPreVote, ctx: RaftCtx): boolean {
  return ctx.broken.ignoresUpToDate === true || isUpToDate(state, m)
}

/** §5.4.1: the later last term is more up-to-date; with equal last terms, the longer log. */
function isUpToDate(state: State, m: RequestVote | RequestPreVote): boolean {
  const { log } = state.disk
  const ownTerm = lastLogTerm(log)
  return m.lastLogTerm > ownTerm || (m.lastLogTerm === ownTerm && m.lastLogIndex >= lastLogIndex(log))
}

function refuseAsBehind(state: State, from: NodeId, m: RequestVote, ctx: RaftCtx): void {
  const { log } = state.disk
  const ownTerm = lastLogTerm(log)
  if (m.lastLogTerm < ownTerm) refuseVote(state, from, ctx, 'logTermBehind', m.lastLogTerm, ownTerm)
  else refuseVote(state, from, ctx, 'logShorter', m.lastLogIndex, lastLogIndex(log))
}

function refuseVote(
  state: State,
  from: NodeId,
  ctx: RaftCtx,
  why: string,
  theirs: number | string,
  ours: number,
): void {
  ctx.note('voteRefused', from, why, theirs, ours)
  persist(ctx)
  ctx.send(from, { type: 'RequestVoteReply', term: state.disk.currentTerm, voteGranted: false })
}

export function onRequestVoteReply(state: State, from: NodeId, m: RequestVoteReply, ctx: RaftCtx): void {
  const { disk, memory } = state
  if (memory.role !== 'candidate' || m.term !== disk.currentTerm) return
  if (recordVote(state, from, m.voteGranted, ctx) && hasMajority(state, ctx)) becomeLeader(state, ctx)
}

/** False if this answer was known. */
function recordVote(state: State, from: NodeId, voteGranted: boolean, ctx: RaftCtx): boolean {
  const { votes } = state.memory
  // A vote that was given stays given: a refusal that comes after it is an old one.
  if (votes[from] === true || votes[from] === voteGranted) return false
  votes[from] = voteGranted
  ctx.note(voteGranted ? 'voteReceived' : 'voteDenied', from, countVotes(state, ctx), majority(ctx))
  return true
}

function countVotes(state: State, ctx: RaftCtx): number {
  const { votes } = state.memory
  let count = votes[ctx.id] === true ? 1 : 0
  for (const peer of ctx.peers) if (votes[peer] === true) count++
  return count
}

function hasMajority(state: State, ctx: RaftCtx): boolean {
  return countVotes(state, ctx) >= majority(ctx)
}

/** The candidate's own vote counts when it is on disk: with one server, or one too few, that alone decides. */
export function onOwnVoteSynced(state: State, ctx: RaftCtx): void {
  if (state.memory.role === 'candidate' && hasMajority(state, ctx)) becomeLeader(state, ctx)
}

/** §5.2: "sends heartbeat messages to all of the other servers to establish its authority". */
function becomeLeader(state: State, ctx: RaftCtx): void {
  const { disk, memory } = state
  ctx.note('elected', disk.currentTerm, countVotes(state, ctx), majority(ctx))
  memory.role = 'leader'
  memory.leader = ctx.id
  ctx.clearTimer('election')
  ctx.clearTimer('retry')
  if (ctx.broken.dropsTail === true) dropTail(state, ctx)
  for (const peer of ctx.peers) {
    memory.nextIndex[peer] = lastLogIndex(disk.log) + 1
    memory.matchIndex[peer] = 0
    memory.sentIndex[peer] = 0
  }
  freshRounds(state, ctx)
  // §8: a blank no-op at the start of the term finds out which entries are committed; §5.4.2 forbids counting them.
  appendToLog(state, NOOP, ctx)
  ctx.note('noop', lastLogIndex(disk.log), disk.currentTerm)
  broadcastAppendEntries(state, ctx)
  ctx.setTimer('heartbeat', settingsOf(ctx).heartbeatUs)
  ctx.setTimer('quorum', settingsOf(ctx).electionMinUs)
}

function dropTail({ disk, memory }: State, ctx: RaftCtx): void {
  const count = lastLogIndex(disk.log) - memory.commitIndex
  if (count > 0) ctx.note('tidied', memory.commitIndex + 1, count)
  ctx.truncate('log', memory.commitIndex)
}

// Dissertation §9.6, PreVote, and §4.2.3, disruptive servers.

/** Answers without changing anything: whether it would vote for the sender now. */
export function onRequestPreVote(state: State, from: NodeId, m: RequestPreVote, ctx: RaftCtx): void {
  const { currentTerm } = state.disk
  const why = reasonAgainst(state, m, ctx)
  if (why === null) ctx.note('preVoteGranted', from, m.term)
  else
    ctx.note(
      'preVoteRefused',
      from,
      why,
      m.term,
      why === 'preVoteOldTerm' ? currentTerm : silence(state, ctx),
    )
  const voteGranted = why === null
  const term = voteGranted ? m.term : currentTerm
  persist(ctx)
  ctx.send(from, { type: 'RequestPreVoteReply', term, voteGranted })
}

function reasonAgainst(state: State, m: RequestPreVote, ctx: RaftCtx): string | null {
  if (m.term <= state.disk.currentTerm) return 'preVoteOldTerm'
  if (hearsLeader(state, ctx)) return howItHears(state)
  return mayLead(state, m, ctx) ? null : 'logBehind'
}

export function onRequestPreVoteReply(
  state: State,
  from: NodeId,
  m: RequestPreVoteReply,
  ctx: RaftCtx,
): void {
  const { disk, memory } = state
  if (memory.role !== 'preCandidate') return
  if (m.voteGranted && m.term !== disk.currentTerm + 1) return
  if (recordVote(state, from, m.voteGranted, ctx) && hasMajority(state, ctx))
    startElection(state, ctx, 'preVotes', 0)
}

/** A server that just started counts as one that just heard, for it may have promised a leader to wait. */
function hearsLeader(state: State, ctx: RaftCtx): boolean {
  const { role } = state.memory
  if (role === 'leader') return true
  return role === 'follower' && silence(state, ctx) < settingsOf(ctx).electionMinUs
}

/** A server that learned of a newer term knows no leader any more, like one that just started. */
function howItHears({ memory }: State): string {
  if (memory.role === 'leader') return 'leads'
  return memory.leader === null ? 'heardLately' : 'heardLeader'
}

/** Time since it last heard from a leader. */
function silence(state: State, ctx: RaftCtx): number {
  return ctx.now() - state.memory.leaderHeardUs
}

/** §4.2.3: a request within the minimum election timeout of hearing a leader changes no term and gets no answer. */
export function disregards(state: State, from: NodeId, m: RequestVote, ctx: RaftCtx): boolean {
  const { checkQuorum, reads } = settingsOf(ctx)
  // A lease stands on followers that do not elect another while they hear their leader.
  if ((!checkQuorum && reads !== 'lease') || m.term <= state.disk.currentTerm) return false
  if (!hearsLeader(state, ctx)) return false
  ctx.note('voteIgnored', from, m.term, howItHears(state), silence(state, ctx))
  return true
}

/** CheckQuorum found the leader alone. */
export function resign(state: State, ctx: RaftCtx): void {
  becomeFollower(state, ctx, 'quorumLost', state.disk.currentTerm, ctx.id)
}
