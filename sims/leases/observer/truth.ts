// What the observer knows and no node does: which leases are in force, who believes that it holds the lock, for how long two
// believed it at once, and what that cost.

import type { NodeId } from '../../../src/engine/process.ts'
import type { Phase } from '../worker.ts'

/** A lease in force, by the word and the clock of the lock server. */
export interface InForce {
  readonly worker: NodeId
  readonly token: number
  untilUs: number
}

/** A grant, for the table: who was given the token, and what became of it. */
export interface Grant {
  readonly token: number
  readonly worker: NodeId
  readonly atUs: number
  writes: number
  lost: number
  refused: number
  end: 'letGo' | 'ranOut' | null
}

/** Waiting for the lock, having it, having it by the server, or believing so after it was over. */
export type SpanKind = 'asks' | 'holds' | 'given' | 'believes'

export interface Span {
  readonly node: NodeId
  readonly kind: SpanKind
  /** 0 while it is only asked for. */
  readonly token: number
  readonly fromUs: number
  /** -1 while it lasts. */
  untilUs: number
}

export interface WorkerMemo {
  phase: Phase | 'down'
  /** The token that it believes in; 0 for none. */
  token: number
  /** When it began to ask; -1 when it does not. */
  asksSinceUs: number
}

export interface Wrong {
  readonly operation: number
  readonly word: string
  readonly truth: string
}

export interface Truth {
  /** By index of the node; null where it is no worker. */
  workers: (WorkerMemo | null)[]
  inForce: InForce[]
  /** Of what the lock server said, how much was looked at; -1 while it is down. */
  heard: number
  newestToken: number
  /** When the lock was last given to anybody. */
  grantedUs: number
  grants: Grant[]
  open: Span[]
  past: Span[]
  /** Stretches in which several believed that they had it: how many, how long, and since when; -1: not now. */
  overlap: { count: number; us: number; sinceUs: number }
  /** After the death of a holder nobody had it: how long in all, and since when. */
  idle: { deaths: number; us: number; sinceUs: number }
  /** The latest waits for the lock that came to an end. */
  waits: number[]
  refused: number
  lost: number
  /** Version of the file when a worker was last told that its write is done. */
  toldVersion: number
  /** Entries of the log that were looked at. */
  written: number
  value: number
  /** By client and number: the operation of the job. */
  jobs: Record<string, number>
  wrong: Wrong[]
  nextLookUs: number
}

const MOST_PAST = 300
const MOST_WAITS = 1_000
const MOST_GRANTS = 400

export function begin(truth: Truth, span: Omit<Span, 'untilUs'>): void {
  truth.open.push({ ...span, untilUs: -1 })
}

/** Ends all that match. */
export function end(truth: Truth, nowUs: number, isMeant: (span: Span) => boolean): void {
  const over = truth.open.filter(isMeant)
  if (over.length === 0) return
  truth.open = truth.open.filter((span) => !over.includes(span))
  for (const span of over) truth.past.push({ ...span, untilUs: nowUs })
  if (truth.past.length > MOST_PAST) truth.past.splice(0, truth.past.length - MOST_PAST)
}

export function waited(truth: Truth, us: number): void {
  truth.waits.push(us)
  if (truth.waits.length > MOST_WAITS) truth.waits.shift()
}

export function granted(truth: Truth, worker: NodeId, token: number, atUs: number): void {
  truth.grants.push({ token, worker, atUs, writes: 0, lost: 0, refused: 0, end: null })
  if (truth.grants.length > MOST_GRANTS) truth.grants.shift()
}

/** The latest grant of that token. */
export function grantOf(truth: Truth, token: number): Grant | undefined {
  return truth.grants.findLast((grant) => grant.token === token)
}

/** How long a stretch has taken that may still go on. */
export function soFar({ us, sinceUs }: { us: number; sinceUs: number }, nowUs: number): number {
  return us + (sinceUs < 0 ? 0 : nowUs - sinceUs)
}
