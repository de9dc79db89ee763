// Operations that do the same and were told the same. If two of them could come next, and one holds up at least as many as
// the other, only that one need be tried: in any legal order the two could change places.

import { endOf, isOpen, type Operation } from '../history.ts'

export interface Twins {
  /** Twins have the same number. */
  readonly kinds: Int32Array
  /**
   * For a closed operation its twins that end sooner and overlap it, if what ends sooner holds up more. For an open one
   * the open twin called before it.
   */
  readonly sooner: readonly (readonly number[])[]
}

/** The operations must be in the order of their calls, the open ones after the closed ones. */
export function twinsAmong(operations: readonly Operation[], kinds: Int32Array, isInTime: boolean): Twins {
  const sooner: (readonly number[])[] = operations.map(() => [])
  const groups = new Map<number, { closed: number[]; open: number[] }>()
  operations.forEach((operation, index) => {
    const group = groups.get(kinds[index]!) ?? { closed: [], open: [] }
    groups.set(kinds[index]!, group)
    ;(isOpen(operation) ? group.open : group.closed).push(index)
  })
  for (const { closed, open } of groups.values()) {
    if (isInTime) addSooner(operations, closed, sooner)
    for (let i = 1; i < open.length; i++) sooner[open[i]!] = [open[i - 1]!]
  }
  return { kinds, sooner }
}

function addSooner(
  operations: readonly Operation[],
  closed: readonly number[],
  sooner: (readonly number[])[],
): void {
  const byEnd = [...closed].sort((a, b) => endOf(operations[a]!) - endOf(operations[b]!))
  byEnd.forEach((index, place) => {
    let first = place
    while (first > 0 && endOf(operations[byEnd[first - 1]!]!) > operations[index]!.calledAt) first--
    sooner[index] = byEnd.slice(first, place)
  })
}
