// A server's state as in Figure 2: persistent on disk, volatile in memory, and what only candidates and leaders use.
// The log counts from 1 as in the paper; only this file knows that the array counts from 0, which is also the one
// place to change for logs that begin after a snapshot (§7).

import type { Json } from '../../src/engine/json.ts'
import type { Ctx, NodeId, NodeState } from '../../src/engine/process.ts'
import { freshMachine, type Machine } from './machine.ts'
import type { RaftMessage } from './messages.ts'
import type { RaftSettings } from './settings.ts'

/** A command for the state machine, and the client's serial number (§8). */
export interface Command {
  readonly op: 'noop' | 'write' | 'cas' | 'append'
  readonly key: string
  readonly value: Json
  /** For cas: the value that must be there. */
  readonly expect: Json
  readonly clientId: string
  readonly sequenceNum: number
}

/** §8: what a leader opens its term with. */
export const NOOP: Command = { op: 'noop', key: '', value: null, expect: null, clientId: '', sequenceNum: 0 }

/** One log entry: a command and the term in which a leader received it. Frozen. */
export interface Entry extends Command {
  readonly term: number
}

/** Persistent state on all servers, updated on stable storage before answering. */
export interface Disk {
  /** Latest term this server has seen. */
  readonly currentTerm: number
  /** Whom it voted for in that term. */
  readonly votedFor: NodeId | null
  readonly log: readonly Entry[]
}

/** Figure 4; preCandidate is the dissertation's §9.6. */
export type Role = 'follower' | 'preCandidate' | 'candidate' | 'leader'

/** A client's request that stands in the log and is not applied yet. */
export interface WaitingRequest {
  readonly client: NodeId
  readonly clientId: string
  readonly sequenceNum: number
}

/** A read that waits until the leader knows that it still leads. */
export interface PendingRead {
  readonly client: NodeId
  readonly sequenceNum: number
  readonly key: string
  /** commitIndex when it came; -1 while no entry of this term is committed. */
  readIndex: number
  /** The heartbeat round that must be acknowledged by a majority. */
  round: number
}

export interface Memory {
  // Volatile state on all servers
  role: Role
  /** Who leads currentTerm, as far as this server knows. */
  leader: NodeId | null
  /** When it last heard from that leader, on its own clock. */
  leaderHeardUs: number
  commitIndex: number
  lastApplied: number
  machine: Machine

  // Volatile state on candidates
  /** Answers so far: true granted, false refused. */
  votes: Record<NodeId, boolean>

  // Volatile state on leaders, made anew by each election
  nextIndex: Record<NodeId, number>
  matchIndex: Record<NodeId, number>
  /** Highest entry sent to each follower, so that an answer does not send again what is on its way. */
  sentIndex: Record<NodeId, number>
  /** Number of the latest heartbeat round, and the latest that each follower acknowledged. */
  round: number
  ackedRound: Record<NodeId, number>
  /** CheckQuorum: the round at which the quorum was last looked at. */
  quorumRound: number
  /** Lease: the round being measured (0: none), when it was sent, and until when the lease runs. */
  leaseRound: number
  leaseSentUs: number
  leaseUntilUs: number
  /** Requests to be answered when they are applied. */
  waiting: WaitingRequest[]
  reads: PendingRead[]
}

export type State = NodeState<Disk, Memory>
export type RaftCtx = Ctx<Disk, RaftMessage>

export function freshMemory(nowUs: number): Memory {
  return {
    role: 'follower',
    leader: null,
    leaderHeardUs: nowUs,
    commitIndex: 0,
    lastApplied: 0,
    machine: freshMachine(),
    votes: {},
    nextIndex: {},
    matchIndex: {},
    sentIndex: {},
    round: 0,
    ackedRound: {},
    quorumRound: 0,
    leaseRound: 0,
    leaseSentUs: 0,
    leaseUntilUs: -1,
    waiting: [],
    reads: [],
  }
}

export function settingsOf(ctx: RaftCtx): RaftSettings {
  return ctx.settings as unknown as RaftSettings
}

export function lastLogIndex(log: readonly Entry[]): number {
  return log.length
}

/** Term of the entry at an index; 0 before the first and after the last. */
export function termAt(log: readonly Entry[], index: number): number {
  return index < 1 || index > log.length ? 0 : log[index - 1]!.term
}

export function lastLogTerm(log: readonly Entry[]): number {
  return log.length === 0 ? 0 : log[log.length - 1]!.term
}

export function entryAt(log: readonly Entry[], index: number): Entry {
  return log[index - 1]!
}

/** Entries from an index on, at most `most` of them. */
export function entriesFrom(log: readonly Entry[], index: number, most: number): readonly Entry[] {
  return index > log.length ? NO_ENTRIES : log.slice(index - 1, index - 1 + most)
}

const NO_ENTRIES: readonly Entry[] = Object.freeze([])

/** A majority of the cluster, oneself included. */
export function majority(ctx: RaftCtx): number {
  const needed = Math.floor((ctx.peers.length + 1) / 2) + 1
  return ctx.broken.quorumTooSmall === true ? Math.max(1, needed - 1) : needed
}

/**
 * Figure 2: persistent state is "updated on stable storage before responding to RPCs". What is sent from now on
 * leaves when everything written so far is durable.
 */
export function persist(ctx: RaftCtx): void {
  if (ctx.broken.answersBeforeSync !== true) ctx.sync()
}

/** §5.2: randomized, so that split votes are rare. */
export function resetElectionTimer(ctx: RaftCtx): void {
  const { electionMinUs, electionMaxUs } = settingsOf(ctx)
  ctx.setTimer(
    'election',
    ctx.randomInteger('election', electionMinUs, Math.max(electionMinUs, electionMaxUs)),
  )
}
