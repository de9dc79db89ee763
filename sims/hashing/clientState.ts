// What a client remembers: the view it goes by, and the operation under way. Nothing of it survives a crash.

import type { Ctx, NodeId, NodeState } from '../../src/engine/process.ts'
import type { View } from './layout.ts'
import type { StoreMessage } from './messages.ts'

export interface Task {
  readonly f: 'read' | 'write' | 'both' | 'query'
  /** A post; two posts as "post:010+post:011"; or what a query is about: "recent", "user:07". */
  readonly key: string
  readonly value: number
  /** What is asked for or written: the key, or names that it is salted with. */
  names: readonly string[]
  /** The second of two posts, while the first is being written. */
  next: string | null
  /** Asking for the newest version or for the value; writing it; counting over many nodes. */
  step: 'get' | 'put' | 'scan'
  /** The version that is written. */
  version: number
  /** Names that are written, or nodes that have counted and what. */
  heard: Record<string, number>
  /** The nodes that a query asks. */
  nodes?: readonly NodeId[]
  /** Which of a key's nodes is asked first: a share of their number. */
  readonly start: number
  attempts: number
  operation: number
}

/** The operation that ended last: its id in the history, and which version of which names it read or wrote. */
export interface Finished {
  readonly operation: number
  readonly names: readonly string[]
  readonly version: number
  readonly tag: string
}

/** What it has read, and may answer itself from for a while. */
export interface Remembered {
  readonly value: number
  readonly version: number
  readonly tag: string
  readonly untilUs: number
}

export interface ClientMemory {
  view: View | null
  /** Where parts of the keys are, as the directory has said: by "p" and the part. */
  located: Readonly<Record<string, NodeId>>
  /** Number of the latest operation. */
  n: number
  task: Task | null
  queue: Task[]
  finished: Finished | null
  /** How many nodes its latest query asked; 0 if it has asked none. */
  shards: number
  remembered: Readonly<Record<string, Remembered>>
  /** Counts the values it makes by itself. */
  made: number
}

export type ClientState = NodeState<object, ClientMemory>
export type ClientCtx = Ctx<object, StoreMessage>
