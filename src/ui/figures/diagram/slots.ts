// The axis of "one column an event": which slot each event stands in. Hidden events have none of their own, and runs of
// local events may share one.

import { HIDDEN, LOCAL } from './filter.ts'

export interface Slots {
  readonly count: number
  /** Slot of every row; a hidden one has that of the event before it. -1 before the first. */
  readonly slotOf: Int32Array
  /** First row of each slot; one more at the end, behind the last row. */
  readonly rowOf: Int32Array
}

export function slotsOf(classes: Uint8Array, isCollapsed: boolean): Slots {
  const slotOf = new Int32Array(classes.length)
  const rowOf = new Int32Array(classes.length + 1)
  let slot = -1
  let isRun = false
  for (let row = 0; row < classes.length; row++) {
    const kind = classes[row]!
    if (kind !== HIDDEN) {
      const isLocal = kind === LOCAL
      if (!(isCollapsed && isLocal && isRun)) rowOf[++slot] = row
      isRun = isLocal
    }
    slotOf[row] = slot
  }
  const count = slot + 1
  rowOf[count] = classes.length
  return { count, slotOf, rowOf: rowOf.subarray(0, count + 1) }
}
