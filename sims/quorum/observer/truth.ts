// What the observer knows and no node does: every write with when it was asked, put and acknowledged; every read with what
// it was shown; and what each node held after the last event. Staleness is told from this and from nothing else.

import type { NodeId } from '../../../src/engine/process.ts'
import type { WrongAnswer } from '../../../src/sim/picture.ts'
import type { Data } from '../merkle.ts'
import type { Side } from '../sides.ts'
import type { Hint } from '../state.ts'
import { isSame, type Version } from '../versions.ts'

/** A write that was put. Frozen. */
export interface Put {
  readonly operation: number
  readonly key: string
  readonly version: Version
  /** Its writer knew all that was acknowledged before this row, if its question was answered by a full quorum. */
  readonly sinceRow: number
  /** How many of so many copies answered that question; 0 if stand-ins made up the number. */
  readonly r: number
  readonly copies: number
  /** -1 until its client was told. */
  readonly ackedRow: number
  readonly ackedUs: number
  /** How many copies had it then; 0 if stand-ins made up the number. */
  readonly w: number
  /** The nodes that had it then, as their own copy. */
  readonly heldAt: readonly NodeId[]
}

/** A read that was answered. Frozen. */
export interface Shown {
  readonly operation: number
  readonly client: NodeId
  readonly key: string
  readonly versions: readonly Version[]
  readonly completedRow: number
  /** On so many of so many copies it was made sure of; 0 if it was not. */
  readonly w: number
  readonly copies: number
}

/** What a read that was answered obliges the nodes to. Frozen. */
export interface Duty {
  readonly key: string
  readonly versions: readonly Version[]
  readonly sinceUs: number
  readonly dueUs: number
}

export interface ReplicaMemo {
  isUp: boolean
  data: Data
  hints: readonly Hint[]
}

export interface ClientMemo {
  finished: number
  /** Operation whose put was seen; -1 for none. */
  put: number
  /** Its latest operation, and on which side of a cut it was asked; null where nothing was cut. */
  operation: number
  side: Side | null
}

/** Operations asked on one side of a cut, and answered. */
export interface Tally {
  asked: number
  answered: number
}

/** An answer that was not the truth, or that became untrue. */
export interface Wrong extends WrongAnswer {
  readonly operation: number
}

export interface Truth {
  /** By index of the node; null for nodes of another kind. */
  replicas: (ReplicaMemo | null)[]
  clients: (ClientMemo | null)[]
  /** The latest writes and reads, oldest first. */
  puts: Put[]
  shown: Shown[]
  /** Acknowledged writes that no acknowledged write has replaced. */
  live: Put[]
  duties: Duty[]
  nextLookUs: number
  wrong: Wrong[]
  sides: Record<Side, Tally>
}

const MOST_PUTS = 300
const MOST_SHOWN = 100

export function remember(truth: Truth, put: Put): void {
  truth.puts.push(put)
  if (truth.puts.length > MOST_PUTS) truth.puts.shift()
}

export function rememberShown(truth: Truth, shown: Shown): void {
  truth.shown.push(shown)
  if (truth.shown.length > MOST_SHOWN) truth.shown.shift()
}

/** The put that made a version; undefined if it is too long ago, or from before the story. */
export function putOf({ puts }: Truth, version: Version): Put | undefined {
  return puts.findLast((put) => isSame(put.version, version))
}

/** Had `a` been acknowledged before the writer of `b` looked? */
export function isBefore(a: Put, b: Put): boolean {
  return a.ackedRow >= 0 && a.ackedRow < b.sinceRow
}
