// What Raft's servers and clients say to each other. Fields are those of Figure 2; `leaderId` and `candidateId`
// are left out because they are always the sender. `index/term` pairs are printed in that order everywhere.

import type { Json } from '../../src/engine/json.ts'
import type { NodeId } from '../../src/engine/process.ts'
import type { Entry } from './state.ts'

/** §5.2: a candidate asks for a vote. */
export interface RequestVote {
  readonly type: 'RequestVote'
  readonly term: number
  readonly lastLogIndex: number
  readonly lastLogTerm: number
}

export interface RequestVoteReply {
  readonly type: 'RequestVoteReply'
  readonly term: number
  readonly voteGranted: boolean
}

/** Dissertation §9.6: "would you vote for me in this term?" It binds nobody and changes no term. */
export interface RequestPreVote {
  readonly type: 'RequestPreVote'
  /** The term the sender would stand in: its own plus one. */
  readonly term: number
  readonly lastLogIndex: number
  readonly lastLogTerm: number
}

export interface RequestPreVoteReply {
  readonly type: 'RequestPreVoteReply'
  /** The term asked about if granted, else the voter's own. */
  readonly term: number
  readonly voteGranted: boolean
}

/** §5.3: the leader replicates entries; without entries it is a heartbeat (§5.2). */
export interface AppendEntries {
  readonly type: 'AppendEntries'
  readonly term: number
  readonly prevLogIndex: number
  readonly prevLogTerm: number
  readonly entries: readonly Entry[]
  readonly leaderCommit: number
  /** Number of the leader's heartbeat round; comes back in the reply, so that reads can wait for it (§8). */
  readonly round: number
}

export interface AppendEntriesReply {
  readonly type: 'AppendEntriesReply'
  readonly term: number
  readonly success: boolean
  /** Success: the follower's log equals the leader's up to here. */
  readonly matchIndex: number
  /** Refusal (end of §5.3): term of the conflicting entry, 0 if it is missing, and where that term begins. */
  readonly conflictTerm: number
  readonly conflictIndex: number
  readonly round: number
}

/** §8: a command for the state machine. The serial number stays the same in every retry. */
export interface ClientRequest {
  readonly type: 'ClientRequest'
  readonly clientId: string
  readonly sequenceNum: number
  readonly op: 'write' | 'cas' | 'append'
  readonly key: string
  readonly value: Json
  /** For cas: the value that must be there. */
  readonly expect: Json
}

/** §8: a read. It goes into no log. */
export interface ClientQuery {
  readonly type: 'ClientQuery'
  readonly sequenceNum: number
  readonly key: string
}

export interface ClientReply {
  readonly type: 'ClientReply'
  readonly sequenceNum: number
  readonly status: 'OK' | 'NOT_LEADER'
  readonly response: Json
  readonly leaderHint: NodeId | null
}

/** Between servers: each carries its sender's term. */
export type ServerMessage =
  | RequestVote
  | RequestVoteReply
  | RequestPreVote
  | RequestPreVoteReply
  | AppendEntries
  | AppendEntriesReply

export type RaftMessage = ServerMessage | ClientRequest | ClientQuery | ClientReply
