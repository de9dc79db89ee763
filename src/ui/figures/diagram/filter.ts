// What of a run the diagram leaves out: kinds of messages, nodes, and the single events of a run of local ones. And
// what each event is then: hidden, local to its node, or one that is told in its own right.

import type { RunColumns } from '../../../lab/diagram/columns.ts'
import { DEED, DELIVER, LOST } from '../../../lab/diagram/part.ts'

export interface Filter {
  /** Places in MARKS. */
  readonly hiddenMarks: ReadonlySet<number>
  /** Lanes, as places in `columns.nodes`. */
  readonly hiddenLanes: ReadonlySet<number>
}

export const HIDDEN = 0
export const LOCAL = 1
export const TOLD = 2

/** Numbers of the messages that are drawn, in the order they were sent. */
export function shownMessages(columns: RunColumns, filter: Filter): Int32Array {
  const shown = new Int32Array(columns.messageCount)
  let count = 0
  for (let id = 0; id < columns.messageCount; id++) if (isShown(columns, filter, id)) shown[count++] = id
  return shown.subarray(0, count)
}

function isShown({ messages }: RunColumns, filter: Filter, id: number): boolean {
  return (
    !filter.hiddenMarks.has(messages.mark[id]!) &&
    !filter.hiddenLanes.has(messages.from[id]!) &&
    !filter.hiddenLanes.has(messages.to[id]!)
  )
}

/** For every row what it is. Rows of `landmarks` are told whatever is left out. */
export function classify(
  columns: RunColumns,
  filter: Filter,
  shown: Int32Array,
  landmarks: Int32Array,
): Uint8Array {
  const { rows, messages, rowCount } = columns
  const classes = new Uint8Array(rowCount)
  for (let row = 0; row < rowCount; row++) {
    const kind = rows.kind[row]!
    if (filter.hiddenLanes.has(rows.lane[row]!) || kind === DELIVER || kind === LOST) continue
    classes[row] = kind === DEED ? TOLD : LOCAL
  }
  for (const id of shown) {
    classes[messages.sentRow[id]!] = TOLD
    if (messages.endRow[id]! >= 0) classes[messages.endRow[id]!] = TOLD
  }
  for (const row of landmarks) if (row < rowCount) classes[row] = TOLD
  return classes
}
