// Looking things up in columns that are in order.

interface Sorted {
  readonly [index: number]: number
}

/** The first place in [from, to) whose value is at least `value`; `to` if there is none. */
export function firstAtLeast(column: Sorted, value: number, from: number, to: number): number {
  let low = from
  let high = to
  while (low < high) {
    const middle = (low + high) >> 1
    if (column[middle]! < value) low = middle + 1
    else high = middle
  }
  return low
}
