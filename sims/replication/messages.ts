// What replicas, their master and the clients say to each other. What is between replicas carries the epoch of its
// sender; `index/epoch` pairs are printed in that order everywhere.

import type { Json } from '../../src/engine/json.ts'
import type { NodeId } from '../../src/engine/process.ts'
import type { Entry } from './log.ts'

/** How replicas work together in one epoch. Frozen. */
export interface Configuration {
  readonly epoch: number
  /** The primary first, or the chain from head to tail. */
  readonly members: readonly NodeId[]
  readonly shape: 'star' | 'chain'
  /** Members besides the one that took it that must have a write on disk before its client is told. */
  readonly acks: number
  readonly leaseUs: number
}

// Between the master and the replicas.

/** "I am here, and this is what I have." Sent every heartbeat, and in answer to a fence. */
export interface Report {
  readonly type: 'Report'
  /** The highest epoch it has promised to obey; it accepts nothing from lower ones. */
  readonly epoch: number
  /** Its log on disk: how many entries, and the epoch of the last. */
  readonly length: number
  readonly lastEpoch: number
  /** Up to where its log was found to be that of this epoch; -1 if nobody looked yet. */
  readonly matched: number
  /** As the first of its configuration: enough members have everything that it began with. */
  readonly isReady: boolean
  /** As the first of its configuration: it restarted, and must not go on in this epoch. */
  readonly cannotLead: boolean
  /** Members that it has sent something and that have not answered for long; ids with blanks between. */
  readonly missing: string
  /** When it was sent, on the sender's clock: a lease runs from here. */
  readonly sentUs: number
}

/** "Obey nobody below this epoch any more, and tell me what you have." */
export interface Fence {
  readonly type: 'Fence'
  readonly epoch: number
}

/** The configuration in force, in answer to a report: with it comes a lease. */
export interface View extends Configuration {
  readonly type: 'View'
  /** The master has noted that enough members have everything: from now on clients may be answered. */
  readonly isActive: boolean
  /** Replicas that are no members and want what they lack. */
  readonly spares: readonly NodeId[]
  /** Of the report that this answers; -1 when it answers none, and then it brings no lease. */
  readonly sentUs: number
}

/** A person wants this replica to be the primary. */
export interface Promote {
  readonly type: 'Promote'
}

// Between replicas.

/** Entries on their way to a backup, or down the chain; without entries it asks where the other stands. */
export interface Append {
  readonly type: 'Append'
  readonly epoch: number
  readonly prevIndex: number
  readonly prevEpoch: number
  readonly entries: readonly Entry[]
  /** Length of the sender's log: what a log of an older epoch has beyond it is not part of this one. */
  readonly length: number
  readonly commitIndex: number
}

export interface Appended {
  readonly type: 'Appended'
  readonly epoch: number
  readonly success: boolean
  /** Success: the sender's log is the receiver's up to here, on disk. Refusal: it may be, up to here. */
  readonly match: number
  /** In a chain: what is at the tail. */
  readonly tailMatch: number
  readonly commitIndex: number
}

/** What a replica wrote while it was cut off: each key once, as it stands there. */
export interface Handover {
  readonly type: 'Handover'
  readonly writes: readonly HandedWrite[]
}

export interface HandedWrite {
  readonly key: string
  readonly value: Json
  /** Ids of the writes that are in it, in order. */
  readonly ids: readonly string[]
  /** All of them add to a list, so none takes the place of another. */
  readonly isAddition: boolean
  /** By the clock of who took it, when the last of them was written. */
  readonly stampUs: number
  /** Entries up to here were known when the first of them was written. */
  readonly after: number
  /** Counts what this replica wrote alone; rising within a handover. */
  readonly number: number
}

export interface HandedOver {
  readonly type: 'HandedOver'
  /** Everything up to this number is in the log, and acknowledged like any other write. */
  readonly upTo: number
}

// Between clients and replicas.

/** How much an operation insists. */
export type Level =
  /** The answer of the one that may act now, or none. */
  | 'strong'
  /** The same; but who is cut off answers from what it has, and takes writes of its own. */
  | 'available'
  /** Reads only: whoever is asked answers from what it has. */
  | 'eventual'

export interface Request {
  readonly type: 'Request'
  readonly clientId: string
  readonly sequenceNum: number
  readonly op: Op
  readonly key: string
  readonly value: Json
  readonly level: Level
  /** The index up to which this client has seen; 0 if it does not say. */
  readonly seen: number
}

export type Op = 'read' | 'write' | 'append' | 'wipe' | 'snapshot' | 'restore'

export interface Reply {
  readonly type: 'Reply'
  readonly sequenceNum: number
  readonly status: 'OK' | 'ELSEWHERE' | 'REFUSED'
  readonly response: Json
  /** Which write the answer shows, or the one it acknowledges; empty for none. */
  readonly version: string
  /** How far the log had been followed. */
  readonly index: number
  /** Who may know better. */
  readonly hint: NodeId | null
}

export type MasterMessage = Report | Promote
export type ReplicaMessage = Fence | View | Append | Appended | Handover | HandedOver
export type ReplicationMessage = MasterMessage | ReplicaMessage | Request | Reply
