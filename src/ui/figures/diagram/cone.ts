// What can have brought an event about, and what it can have brought about: Lamport's happened-before, by messages that
// arrived and by the order of events on a lane. Since the past of an event on a lane is all before one of its events,
// and the future all behind one, a cone is a border: one row for each lane.

import type { RunColumns } from '../../../lab/diagram/columns.ts'
import { DELIVERED, LOST, NO_LANE } from '../../../lab/diagram/part.ts'

export interface Cone {
  readonly row: number
  /** For each lane the last row that happened before the event; -1 where nothing did. */
  readonly past: Int32Array
  /** For each lane the first row that happened after it; NEVER where nothing does. */
  readonly future: Int32Array
  /** For each lane the message by which word of the past left it, or word of the event first came; -1 for none. */
  readonly carriers: { readonly past: Int32Array; readonly future: Int32Array }
}

export const NEVER = 0x7fffffff

/** What was lost on its way is no event of any lane. */
export function hasLane({ rows }: RunColumns, row: number): boolean {
  return rows.kind[row] !== LOST && rows.lane[row] !== NO_LANE
}

export function coneOf(columns: RunColumns, row: number): Cone {
  const { past, carriers: before } = pastOf(columns, row)
  const { future, carriers: after } = futureOf(columns, row)
  return { row, past, future, carriers: { past: before, future: after } }
}

/** Back from the event: an arrival in the cone brings in what its sender did up to the sending. */
function pastOf(columns: RunColumns, row: number) {
  const { rows, messages, nodes } = columns
  const past = new Int32Array(nodes.length).fill(-1)
  const carriers = new Int32Array(nodes.length).fill(-1)
  if (!hasLane(columns, row)) return { past, carriers }
  past[rows.lane[row]!] = row
  let least = leastOf(past)
  for (let at = row; at >= 0 && at > least; at--) {
    const id = arrivalAt(columns, at)
    if (id < 0 || at > past[rows.lane[at]!]!) continue
    const from = messages.from[id]!
    if (messages.sentRow[id]! <= past[from]!) continue
    past[from] = messages.sentRow[id]!
    carriers[from] = id
    least = leastOf(past)
  }
  return { past, carriers }
}

function futureOf(columns: RunColumns, row: number) {
  const { rows, rowCount, messages, nodes } = columns
  const future = new Int32Array(nodes.length).fill(NEVER)
  const carriers = new Int32Array(nodes.length).fill(-1)
  if (!hasLane(columns, row)) return { future, carriers }
  future[rows.lane[row]!] = row
  let unreached = nodes.length - 1
  for (let at = row + 1; at < rowCount && unreached > 0; at++) {
    const id = arrivalAt(columns, at)
    if (id < 0) continue
    const to = rows.lane[at]!
    if (future[to]! !== NEVER || messages.sentRow[id]! < future[messages.from[id]!]!) continue
    future[to] = at
    carriers[to] = id
    unreached--
  }
  return { future, carriers }
}

/** The message that arrived in this row; -1 for other events. */
function arrivalAt({ rows, messages }: RunColumns, row: number): number {
  const id = rows.message[row]!
  return id >= 0 && messages.fate[id] === DELIVERED && messages.endRow[id] === row ? id : -1
}

/** Below this row nothing can raise the border any more. */
function leastOf(border: Int32Array): number {
  let least = NEVER
  for (const row of border) least = Math.min(least, row)
  return least
}

/** Rows that led to this one by their causes, from it back; at most so many. */
export function causesOf({ rows }: RunColumns, row: number, most: number): readonly number[] {
  const chain = [row]
  for (let at = rows.cause[row]!; at >= 0 && chain.length < most; at = rows.cause[at]!) chain.push(at)
  return chain
}

/** Rows that this one brought about itself, among so many that follow. */
export function effectsOf({ rows, rowCount }: RunColumns, row: number, most: number): readonly number[] {
  const effects: number[] = []
  for (let at = row + 1; at < Math.min(rowCount, row + most); at++)
    if (rows.cause[at] === row) effects.push(at)
  return effects
}
