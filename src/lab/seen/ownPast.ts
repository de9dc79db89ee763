// Takes a node's own past out of a run: what is handed on is all that a view of what it knows can read. Of everything
// else, only names are looked at here: which rows, messages and operations are the node's own.

import type { Trace } from '../../engine/trace.ts'
import type { World } from '../../engine/world.ts'
import type { Heard, Noted, OwnPast, Sent } from '../../sim/knowledge.ts'
import { pictureNode } from '../clusterOf.ts'
import type { OwnRows } from './ownRows.ts'

/** Of long pasts the latest are handed on. */
const MOST_ROWS = 3_000
const MOST_SENT = 300
const MOST_OPERATIONS = 300

/** Where one looks from: the playhead, and when the node last started. */
export interface Lookout {
  readonly row: number
  readonly startedRow: number
  readonly startedUs: number
}

export function ownPast(
  world: World,
  trace: Trace,
  own: OwnRows,
  { row, startedRow, startedUs }: Lookout,
): OwnPast {
  const { node } = own
  const id = trace.nodeIds[node]!
  const isUp = world.nodes[node]!.up
  const from = isUp ? firstFrom(own.rows, startedRow) : own.rows.length
  const until = firstFrom(own.rows, row + 1)
  const rows = own.rows.slice(Math.max(from, until - MOST_ROWS), until)
  const heardIn = (each: number): Heard => {
    const { from: sender, message } = trace.messageAt(trace.message(each))
    return { from: sender, message, atUs: trace.atUs(each) }
  }
  return {
    nowUs: world.nowUs,
    self: pictureNode(world, world.nodes[node]!),
    nodes: world.nodes.map((each) => ({ id: each.id, process: each.process })),
    settings: world.settings,
    broken: world.broken,
    startedUs,
    lastHeard: own.heardFrom.map((all) => {
      const last = isUp ? all[firstFrom(all, row + 1) - 1] : undefined
      return last === undefined || last < startedRow ? null : heardIn(last)
    }),
    heard: rows.filter((each) => trace.kind(each) === 'deliver').map(heardIn),
    sent: isUp ? sentUpTo(trace, own, startedRow, row) : [],
    noted: rows.flatMap((each) => notedIn(trace, id, each)),
    operations: world.history
      .filter(({ client }) => client === id)
      .slice(-MOST_OPERATIONS)
      .map((operation, i) => ({ ...operation, id: i, invokedRow: -1, completedRow: null })),
  }
}

function sentUpTo(trace: Trace, { sent }: OwnRows, startedRow: number, row: number): readonly Sent[] {
  const last = sent.findLastIndex((id) => trace.sentRow(id) <= row)
  const ids = sent.slice(Math.max(0, last + 1 - MOST_SENT), last + 1)
  return ids
    .filter((id) => trace.sentRow(id) >= startedRow)
    .map((id) => {
      const { to, message, sentUs } = trace.messageAt(id)
      return { to, message, atUs: sentUs }
    })
}

function notedIn(trace: Trace, id: string, row: number): readonly Noted[] {
  const atUs = trace.atUs(row)
  const own = trace.notes(row).filter(({ node }) => node === id)
  return own.map(({ code, params }) => ({ code, params, atUs }))
}

/** Index of the first that is not before `row`. */
function firstFrom(rows: readonly number[], row: number): number {
  let low = 0
  let high = rows.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (rows[middle]! < row) low = middle + 1
    else high = middle
  }
  return low
}
