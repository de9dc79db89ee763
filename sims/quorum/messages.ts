// What nodes and clients say to each other. In the words of the papers: between nodes a write goes out (W) and is
// acknowledged (A), a read goes out (R) and is answered (S). A recorded message keeps its scalars only, so what a
// picture needs of the versions inside stands beside them: how they read, and whose the newest is.

import type { NodeId } from '../../src/engine/process.ts'
import type { Version } from './versions.ts'

/** How many answers an operation waits for: as the settings say, or one, more than half, or all of the N. */
export type Level = 'default' | 'one' | 'quorum' | 'all'

/** What versions look like from outside. */
export interface Glimpse {
  /** "7", "1 | 2", "nothing" */
  readonly shows: string
  /** Stamp and writer of the newest; 0 and "" of none. */
  readonly stamp: number
  readonly writer: string
}

/** A client asks a node, any node, for what is stored under a key. */
export interface Get {
  readonly type: 'Get'
  readonly serial: number
  readonly key: string
  readonly level: Level
  /** It asks because it is about to write, and has to know what it replaces. */
  readonly isAsk: boolean
}

/** What stood behind an answer, for the client and for those who judge it. */
export interface Backing {
  readonly status: 'OK' | 'REFUSED'
  /** Of so many copies so many answers were waited for. */
  readonly copies: number
  readonly need: number
  /** Stand-ins were counted, or less than was needed was taken. */
  readonly isSloppy: boolean
}

export interface GetReply extends Glimpse, Backing {
  readonly type: 'GetReply'
  readonly serial: number
  readonly key: string
  readonly isAsk: boolean
  /** On so many copies it was made sure that the answer is there; 0 if that was not asked for. */
  readonly stores: number
  readonly versions: readonly Version[]
}

export interface Put extends Glimpse {
  readonly type: 'Put'
  readonly serial: number
  readonly key: string
  readonly level: Level
  readonly version: Version
}

export interface PutReply extends Backing {
  readonly type: 'PutReply'
  readonly serial: number
  readonly key: string
  /** The stamp it was stored with. */
  readonly stamp: number
}

/** R: the coordinator asks a node for its copy. */
export interface Read {
  readonly type: 'Read'
  readonly request: number
  readonly key: string
}

/** S */
export interface ReadReply extends Glimpse {
  readonly type: 'ReadReply'
  readonly request: number
  readonly key: string
  readonly versions: readonly Version[]
}

/** Why a copy is sent: a client's write, a read that writes back, a repair, or a hint that comes home. */
export type Why = 'put' | 'writeBack' | 'repair' | 'handoff'

/** W */
export interface Write extends Glimpse {
  readonly type: 'Write'
  readonly request: number
  readonly key: string
  readonly why: Why
  /** The node it is meant for, if the receiver only stands in for it. */
  readonly hintFor: NodeId | null
  readonly versions: readonly Version[]
}

/** A: it is on disk. */
export interface WriteReply {
  readonly type: 'WriteReply'
  readonly request: number
  readonly key: string
  readonly why: Why
  readonly hintFor: NodeId | null
}

/** §4.7: the four hashes below a place of the sender's tree. */
export interface Compare {
  readonly type: 'Compare'
  /** "" for the root, "2" for its third child. */
  readonly path: string
  readonly hashes: readonly number[]
}

/** §4.7: what the sender has in a leaf where the trees differ. */
export interface Exchange {
  readonly type: 'Exchange'
  readonly path: string
  /** It answers one. */
  readonly isBack: boolean
  readonly entries: readonly Entry[]
}

export interface Entry {
  readonly key: string
  readonly versions: readonly Version[]
}

/** Between nodes. */
export type NodeMessage = Read | ReadReply | Write | WriteReply | Compare | Exchange

export type QuorumMessage = NodeMessage | Get | GetReply | Put | PutReply
