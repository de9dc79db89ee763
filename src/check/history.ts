// What is judged: what clients asked and were told. All ends of operations stand in one order, the order in which they
// came; times are only for saying how long something took.

import type { Json } from '../engine/json.ts'

export interface Operation {
  /** Names it in a verdict. No two operations of a history share one. */
  readonly id: number
  /** Who asked. A process does one thing at a time: it is a session. */
  readonly process: string
  /** What was asked: `read`, `write`, `cas`, `append`, `delete`, or what a model of your own knows. */
  readonly f: string
  readonly key: string
  /** What it came with: the value to write or to append, `[expected, new]` for a cas, null for a read. */
  readonly input: Json
  /** What it was told: the value read, whether a cas took place, the list after an append; null for nothing. */
  readonly output: Json
  /** `fail`: it certainly did nothing. `unknown`: it may take effect at any time from its call on, or never. */
  readonly outcome: 'ok' | 'fail' | 'unknown'
  /** Where its call stands among all calls and ends: a whole number that no other call or end has. */
  readonly calledAt: number
  /** Where its end stands; null if its outcome is unknown, for then it has none. */
  readonly endedAt: number | null
  /** Simulated time, if the history has times. */
  readonly invokedUs: number | null
  readonly completedUs: number | null
}

export type History = readonly Operation[]

/** What could have had an effect, in the order of calls. */
export function effective(history: History): Operation[] {
  return history.filter(({ outcome }) => outcome !== 'fail').sort((a, b) => a.calledAt - b.calledAt)
}

export function isOpen({ outcome }: Operation): boolean {
  return outcome === 'unknown'
}

/** As if its answer had never come: a weaker claim than the operation itself. */
export function opened(operation: Operation): Operation {
  return { ...operation, output: null, outcome: 'unknown', endedAt: null, completedUs: null }
}

/** Position of the end; infinite for an operation that is open. */
export function endOf({ endedAt }: Operation): number {
  return endedAt ?? Number.POSITIVE_INFINITY
}

/** In real time: `a` had ended when `b` was called. */
export function precedes(a: Operation, b: Operation): boolean {
  return endOf(a) < b.calledAt
}

/** In the session of both. What is open comes after what its process did before, and before nothing. */
export function isBefore(a: Operation, b: Operation): boolean {
  return a.process === b.process && precedes(a, b)
}

/** The operations under each name, in the order in which the names first come. */
export function grouped(
  operations: readonly Operation[],
  nameOf: (operation: Operation) => string,
): Map<string, Operation[]> {
  const groups = new Map<string, Operation[]>()
  for (const operation of operations) {
    const name = nameOf(operation)
    const group = groups.get(name)
    if (group === undefined) groups.set(name, [operation])
    else group.push(operation)
  }
  return groups
}
