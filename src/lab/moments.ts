// Both ends of all operations in the order in which they came: the order that a history is judged and exported in.

import type { Operation } from '../sim/engineTypes.ts'

export interface Moment {
  readonly operation: Operation
  readonly isInvoke: boolean
  readonly row: number
}

/** In one event, a client ends what it did before it begins anew. */
export function momentsOf(history: readonly Operation[]): Moment[] {
  const begins = history.map((operation) => ({ operation, isInvoke: true, row: operation.invokedRow }))
  const ends = history.flatMap((operation) =>
    operation.completedRow === null ? [] : [{ operation, isInvoke: false, row: operation.completedRow }],
  )
  return [...begins, ...ends].sort(
    (a, b) => a.row - b.row || a.operation.id - b.operation.id || Number(b.isInvoke) - Number(a.isInvoke),
  )
}
