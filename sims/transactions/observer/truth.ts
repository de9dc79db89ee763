// What the observer knows and no node does: how everybody voted on each transaction and how it ended everywhere, and for how
// long locks were waited for, held, and held in doubt.

import type { NodeId } from '../../../src/engine/process.ts'
import type { WrongAnswer } from '../../../src/sim/picture.ts'
import type { Choice, Part } from '../messages.ts'
import type { Standing } from '../providerMessages.ts'
import { ITEM } from '../requests.ts'
import type { AcceptorRecord, LogRecord, Outcome, StepRecord } from '../state.ts'
import { forget, type Isolation } from './isolation.ts'

/** One transaction, as seen from outside. */
export interface Fate {
  readonly tx: string
  /** The how many-th to begin. */
  readonly nth: number
  /** Sites that were to change something; empty until known. */
  writers: readonly NodeId[]
  /** Who voted yes, in whatever life. */
  yes: Record<NodeId, true>
  /** The first word of each writer, and of the coordinator. */
  ended: Record<NodeId, Outcome>
  coordinator: Outcome | null
  readonly sinceUs: number
  /** When its coordinator decided; -1 before. */
  decidedUs: number
  /** When a site last ended it. */
  movedUs: number
  /** Under Paxos Commit: by site, ballot and vote, who has it on disk; and what was chosen for which site. */
  instances?: {
    readonly acceptors: Record<string, readonly NodeId[]>
    readonly chosen: Record<NodeId, Choice>
  }
}

export type SpanKind = 'waits' | 'locks' | 'doubts' | 'unknown'

/**
 * A stretch of time in which a transaction waited for, held, or held in doubt some rows of a node, or in which the outcome
 * of a charge was unknown to it.
 */
export interface Span {
  readonly node: NodeId
  readonly tx: string
  readonly kind: SpanKind
  readonly rows: number
  readonly fromUs: number
  /** -1 while it lasts. */
  untilUs: number
}

/** One saga, as seen from outside. Steps are named s1, s2 … */
export interface SagaFate {
  readonly tx: string
  /** How often each step stands done, compensations taken off. */
  net: Record<string, number>
  undone: Record<string, true>
  /** What was to be done where; empty until known. */
  parts: readonly Part[]
  /** The step that was refused; null if none was. */
  refused: string | null
  isGoingBack: boolean
  ended: Outcome | null
  readonly sinceUs: number
  movedUs: number
}

export interface NodeMemo {
  up: boolean
  /** Records of its log that were looked at. */
  log: number
  /** The latest steps on it, with their places: a crash may take them back. */
  steps: { readonly at: number; readonly record: StepRecord }[]
  /** What it has accepted, with its place, that comes to its disk with that sync of this life. */
  accepting: { readonly at: number; readonly after: number; readonly record: AcceptorRecord }[]
}

export interface Wrong extends WrongAnswer {
  readonly operation: number
}

/** A record, when it came to a log. */
export interface Logged {
  readonly node: NodeId
  readonly atUs: number
  readonly tx: string
  readonly kind: LogRecord['kind'] | Standing
  readonly isForced: boolean
}

export interface Truth {
  /** By index of the node; null for clients. */
  nodes: (NodeMemo | null)[]
  clients: ({ finished: number } | null)[]
  /** The latest transactions; their names, oldest first. */
  fates: Record<string, Fate>
  names: string[]
  begun: number
  sagas: Record<string, SagaFate>
  sagaNames: string[]
  /** Time in which sagas, or transactions at their sites, were done by half. */
  halfUs: number
  /** By request: the transaction that committed it. */
  done: Record<string, string>
  /** What rows held at the start. */
  initial: Readonly<Record<string, number>>
  /** Those that last, by kind, node and transaction. */
  open: Record<string, Span>
  past: Span[]
  isolation: Isolation
  /** The latest records of all logs. */
  logged: Logged[]
  /** Time in µs, each times the rows concerned, of spans that are over. */
  spent: Record<SpanKind, number>
  committed: number
  aborted: number
  /** That ended one way at one site and another way at another. */
  parted: number
  /** Of those aborted: because of a row that another had, or had changed. */
  conflicts: number
  /** Cards are kept by a provider outside. */
  hasProvider: boolean
  /** By order: the key under which it was charged last. */
  charged: Record<string, string>
  doubleCharges: number
  /** Orders whose clients were told that all is done. */
  sold: number
  records: number
  forced: number
  nextLookUs: number
  wrong: Wrong[]
}

/** Of those that are over; those under way are all kept, however many there are. */
const MOST_FATES = 400

function isOver({ coordinator, writers, ended }: Fate): boolean {
  if (coordinator === 'abort') return true
  return coordinator !== null && writers.every((site) => ended[site] !== undefined)
}

/** Committed at one site and aborted at another: that stays so. */
export function isParted({ writers, ended }: Fate): boolean {
  return ['commit', 'abort'].every((outcome) => writers.some((site) => ended[site] === outcome))
}

export function fateOf(truth: Truth, tx: string, nowUs: number): Fate {
  const known = truth.fates[tx]
  if (known !== undefined) return known
  const fate: Fate = {
    tx,
    nth: truth.begun++,
    writers: [],
    yes: {},
    ended: {},
    coordinator: null,
    sinceUs: nowUs,
    decidedUs: -1,
    movedUs: nowUs,
  }
  truth.fates[tx] = fate
  truth.names.push(tx)
  while (truth.names.length > MOST_FATES && isOver(truth.fates[truth.names[0]!]!)) {
    const oldest = truth.names.shift()!
    delete truth.fates[oldest]
    forget(truth.isolation, oldest)
  }
  return fate
}

/** What a client called it: a coordinator that begins a request anew adds to the name. */
export function requestOf(tx: string): string {
  return tx.split(/[@+]/)[0]!
}

/** Orders that were told that they have an item, beyond the items there were. */
export function oversold({ sold, initial }: Truth): number {
  return Math.max(0, sold - (initial[ITEM] ?? 0))
}
