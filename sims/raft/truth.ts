// What the observer knows: who led each term, every entry ever seen, what was ever committed, and for each node what
// it looked like after the last event. History variables in the sense of the proofs; no server can see them.

import type { Json } from '../../src/engine/json.ts'
import type { NodeId } from '../../src/engine/process.ts'
import { isSame } from './machine.ts'
import type { Entry } from './state.ts'

/** An entry that some log held, and the term of the entry before it. Frozen; others of that index follow. */
export interface Seen {
  readonly entry: Entry
  readonly prevTerm: number
  readonly other: Seen | null
}

/** A committed entry. Frozen. */
export interface Committed {
  readonly entry: Entry
  /** Term of the leader that committed it. */
  readonly term: number
  /** False for no-ops and for copies of requests executed before. */
  readonly isExecuted: boolean
  /** What its key holds from then on, and the index of the command before it on that key; 0 for none. */
  readonly value: Json
  readonly previous: number
}

export interface ServerMemo {
  up: boolean
  leads: boolean
  term: number
  commitIndex: number
  length: number
  last: Entry | null
  /** Terms of its entries after commitIndex; those before are the committed ones. */
  tail: number[]
}

export interface ClientMemo {
  finished: number
  operation: number
  /** The latest command on the operation's key that some client knew of when the operation began. */
  floor: number
}

export interface Wrong {
  readonly operation: number
  readonly word: 'stale' | 'lost'
  readonly truth: string
}

export interface Truth {
  /** By index of the node; null for nodes of another kind. */
  servers: (ServerMemo | null)[]
  clients: (ClientMemo | null)[]
  /** By "t" and the term. */
  leaders: Record<string, NodeId>
  /** By index - 1. */
  seen: Seen[]
  committed: Committed[]
  /** By key: index of the latest command on it, and of the latest that a client was told of. */
  latest: Record<string, number>
  told: Record<string, number>
  /** By client: the latest request executed. */
  executed: Record<string, { readonly sequenceNum: number; readonly index: number }>
  /** The acknowledged command that is highest in the log, and its operation. */
  ackedIndex: number
  ackedOperation: number
  /** Answers known to be wrong. */
  wrong: Wrong[]
}

export function freshServerMemo(): ServerMemo {
  return { up: false, leads: false, term: 0, commitIndex: 0, length: 0, last: null, tail: [] }
}

/** Index of the latest command on a key; 0 for none. */
export function at(record: Readonly<Record<string, number>>, key: string): number {
  return Object.hasOwn(record, key) ? record[key]! : 0
}

export function isSameEntry(a: Entry, b: Entry): boolean {
  if (a === b) return true
  return (
    a.term === b.term &&
    a.op === b.op &&
    a.key === b.key &&
    a.clientId === b.clientId &&
    a.sequenceNum === b.sequenceNum &&
    isSame(a.value, b.value) &&
    isSame(a.expect, b.expect)
  )
}

export function has(log: readonly Entry[], index: number, entry: Entry): boolean {
  return index <= log.length && isSameEntry(log[index - 1]!, entry)
}
