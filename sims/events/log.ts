// The log: what has happened, in order, and what follows from it. Everything else in this system is a fold of it. It counts
// from 1; only this file knows that the array counts from 0.

import type { NodeId } from '../../src/engine/process.ts'

/** Something that has happened to an account. A refusal is an event too: it is what the client was told. Frozen. */
export interface Event {
  /** Its number, from 1: where it stands in the log. */
  readonly n: number
  readonly kind: 'deposited' | 'withdrawn' | 'refused'
  readonly key: string
  readonly amount: number
  /** Who asked for it, and the client's number of the command. */
  readonly client: NodeId
  readonly request: number
  /** When it was decided, by the writer's clock. */
  readonly atUs: number
}

/** What accounts hold. An account that is not named holds nothing. */
export type Balances = Readonly<Record<string, number>>

export const NOTHING: Balances = Object.freeze({})

/** What an event adds to its account. */
export function effectOf({ kind, amount }: Event): number {
  return kind === 'refused' ? 0 : kind === 'deposited' ? amount : -amount
}

export function balanceIn(balances: Balances, key: string): number {
  return balances[key] ?? 0
}

/** Balances after some more events, in their order. */
export function folded(events: readonly Event[], from: Balances = NOTHING): Balances {
  const balances: Record<string, number> = { ...from }
  for (const event of events) balances[event.key] = balanceIn(balances, event.key) + effectOf(event)
  return balances
}

/** The event at a place, from 1; undefined where there is none. */
export function eventAt(log: readonly Event[], n: number): Event | undefined {
  return log[n - 1]
}

/** Events from a place on, at most so many. */
export function eventsFrom(log: readonly Event[], n: number, most: number): readonly Event[] {
  return log.slice(n - 1, n - 1 + most)
}

/** Balances as they were when the log had so many events. */
export function balancesAt(log: readonly Event[], n: number): Balances {
  return folded(log.slice(0, n))
}

export function isSame(a: Balances, b: Balances): boolean {
  const isIn = (one: Balances, other: Balances) =>
    Object.keys(one).every((key) => balanceIn(one, key) === balanceIn(other, key))
  return isIn(a, b) && isIn(b, a)
}

/** "no x−20": short enough for a cell. */
export function shortText(event: Event): string {
  return event.kind === 'refused' ? `no ${eventText({ ...event, kind: 'withdrawn' })}` : eventText(event)
}

/** "x+50", "x−20", "x−20 refused" */
export function eventText({ kind, key, amount }: Event): string {
  const sign = kind === 'deposited' ? '+' : '\u2212'
  return `${key}${sign}${amount}${kind === 'refused' ? ' refused' : ''}`
}
