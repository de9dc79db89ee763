// Raft: a cluster of servers that keeps one log, and through it one state machine, although some of them fail.
// After Ongaro and Ousterhout, "In Search of an Understandable Consensus Algorithm (Extended Version)"; sections
// are that paper's, or the dissertation's ("Consensus: Bridging Theory and Practice") where it says so.
//
// Time is divided into terms (§5.1), and each term has at most one leader. Servers are followers until they hear
// nothing from a leader for a random time; then they stand in the next term and ask all others for their vote
// (§5.2). A server gives one vote a term, first come first served, and only to a candidate whose log is at least as
// up-to-date as its own (§5.4.1). Who gets the votes of a majority leads, until it meets a higher term.
//
// Only the leader takes commands. It appends each to its log and sends it on; a follower accepts it if its log
// agrees on the entry before, and otherwise the leader goes back until the logs agree, and overwrites the rest
// (§5.3). So two logs that agree on the term of one entry agree on all before it. An entry on a majority of servers
// is committed if it is of the leader's own term; older ones are committed with it, never by counting (§5.4.2).
// That is why a new leader begins with an entry that does nothing (§8). Committed entries are applied in order.
//
// Term, vote and log are on disk before anyone is told of them (Figure 2): `persist`, then `send`. Everything else
// is made anew when a server starts.
//
// Clients number their requests, so that one sent twice takes effect once (§8). Reads take no entry: the leader
// makes sure that it still leads, by a round of heartbeats, and answers from its state machine (§6.4 of the
// dissertation). Settings add PreVote and CheckQuorum (§9.6, §6.2), and two quicker, less safe kinds of read.
//
// How to read on, with Figure 2 beside you:
//   messages.ts     the RPCs                      state.ts        the state, and what a log can be asked
//   roles.ts        Rules for Servers, Figure 4   election.ts     §5.2, §5.4.1, PreVote
//   replication.ts  §5.3, §5.4.2                  apply.ts        applying, and the state machine in machine.ts
//   requests.ts     §8, commands                  reads.ts        §8, reads; quorum.ts for rounds and leases
//   observer.ts     Figure 3, checked             rules.ts        the rules that can be left out
//
// Left for later: snapshots (§7) will let the log begin after index 0, which only the log functions of state.ts
// know, and will save machine.ts as it stands. Membership change (§6) will make `majority` in state.ts and
// `ctx.peers` depend on the latest configuration entry in the log.

import type { NodeId, Process } from '../../src/engine/process.ts'
import {
  askAgain,
  disregards,
  onElectionTimeout,
  onOwnVoteSynced,
  onRequestPreVote,
  onRequestPreVoteReply,
  onRequestVote,
  onRequestVoteReply,
  resign,
} from './election.ts'
import type { RaftMessage, ServerMessage } from './messages.ts'
import { hearsMajority } from './quorum.ts'
import { advanceReads, onClientQuery } from './reads.ts'
import { advanceCommitIndex, onAppendEntries, onAppendEntriesReply, onHeartbeatTimer } from './replication.ts'
import { onClientRequest } from './requests.ts'
import { adoptTerm } from './roles.ts'
import {
  type Disk,
  freshMemory,
  type Memory,
  majority,
  type RaftCtx,
  resetElectionTimer,
  type State,
  settingsOf,
} from './state.ts'

export const raft: Process<Disk, Memory, RaftMessage> = {
  name: 'server',

  format: () => ({ currentTerm: 0, votedFor: null, log: [] }),

  /** §5.2: "when servers start up, they begin as followers". */
  boot(disk, ctx) {
    if (ctx.broken.voteNotPersisted === true) ctx.write('votedFor', null)
    if (ctx.broken.forgetsLog === true) ctx.truncate('log', 0)
    if (disk.currentTerm > 0) ctx.note('restarted', disk.currentTerm, disk.votedFor, disk.log.length)
    resetElectionTimer(ctx)
    return freshMemory(ctx.now())
  },

  onMessage(state, from, message, ctx) {
    receive(state, from, message, ctx)
    ctx.sync() // whatever was written and not promised to anyone goes to disk as well
  },

  onTimer(state, timer, ctx) {
    if (timer === 'election') onElectionTimeout(state, ctx, 'silence')
    if (timer === 'retry') onRetryTimer(state, ctx)
    if (timer === 'heartbeat') onHeartbeatTimer(state, ctx)
    if (timer === 'quorum') onQuorumTimer(state, ctx)
    ctx.sync()
  },

  onOrder(state, order, ctx) {
    if (order.name === 'timeout') onElectionTimeout(state, ctx, 'told')
    else ctx.note('orderUnknown', order.name)
    ctx.sync()
  },

  /** Where one server decides alone, its own disk is the majority. */
  onSynced(state, ctx) {
    if (majority(ctx) > 1 || !ctx.isSynced) return
    onOwnVoteSynced(state, ctx)
    if (state.memory.role !== 'leader') return
    advanceCommitIndex(state, ctx)
    advanceReads(state, ctx)
  },
}

function receive(state: State, from: NodeId, message: RaftMessage, ctx: RaftCtx): void {
  switch (message.type) {
    case 'ClientRequest':
      return onClientRequest(state, from, message, ctx)
    case 'ClientQuery':
      return onClientQuery(state, from, message, ctx)
    case 'ClientReply':
      return
    default:
      return receiveFromServer(state, from, message, ctx)
  }
}

function receiveFromServer(state: State, from: NodeId, message: ServerMessage, ctx: RaftCtx): void {
  if (message.type === 'RequestVote' && disregards(state, from, message, ctx)) return
  // Rules for Servers, all servers (§5.1).
  if (message.term > state.disk.currentTerm && isBinding(message)) adoptTerm(state, message.term, from, ctx)
  switch (message.type) {
    case 'AppendEntries':
      return onAppendEntries(state, from, message, ctx)
    case 'AppendEntriesReply':
      onAppendEntriesReply(state, from, message, ctx)
      if (state.memory.reads.length > 0) advanceReads(state, ctx)
      return
    case 'RequestVote':
      return onRequestVote(state, from, message, ctx)
    case 'RequestVoteReply':
      return onRequestVoteReply(state, from, message, ctx)
    case 'RequestPreVote':
      return onRequestPreVote(state, from, message, ctx)
    case 'RequestPreVoteReply':
      return onRequestPreVoteReply(state, from, message, ctx)
    default:
      return unreachable(message)
  }
}

/** Dissertation §9.6: a PreVote asks about a term that nobody is in yet, and so does the answer that grants it. */
function isBinding(message: ServerMessage): boolean {
  if (message.type === 'RequestPreVote') return false
  return message.type !== 'RequestPreVoteReply' || !message.voteGranted
}

/** An election that brought nothing yet: asks again those who did not answer (§5.1). */
function onRetryTimer(state: State, ctx: RaftCtx): void {
  const { role } = state.memory
  if (role === 'candidate' || role === 'preCandidate') askAgain(state, ctx)
}

/** CheckQuorum, dissertation §6.2: a leader that a majority did not answer for an election timeout steps down. */
function onQuorumTimer(state: State, ctx: RaftCtx): void {
  if (state.memory.role !== 'leader') return
  const isHeard = hearsMajority(state, ctx)
  if (settingsOf(ctx).checkQuorum && !isHeard) return resign(state, ctx)
  if (!isHeard) ctx.note('quorumMissed')
  ctx.setTimer('quorum', settingsOf(ctx).electionMinUs)
}

function unreachable(value: never): never {
  throw new Error(`unknown message: ${JSON.stringify(value)}`)
}
