// Copies a run into columns, a part at a time. What ends later than may be known is still on its way here.

import { ROW_KINDS, type Trace } from '../../engine/trace.ts'
import type { World } from '../../engine/world.ts'
import type { Sim } from '../../sim/define.ts'
import type { Narrated } from '../narrate.ts'
import { faultTitle } from '../titles.ts'
import { hueCode, type KnownRun } from './known.ts'
import { messageColumns, messageEnd } from './messageColumns.ts'
import { operationColumns } from './operationColumns.ts'
import { type Circumstances, type DiagramPart, type Have, NO_LANE, type RowColumns, STYLES } from './part.ts'

/** Rows in a part: a tenth of a second's work, so that other verbs get between. */
const MOST_ROWS = 50_000

export function diagramPart(run: KnownRun, have: Have | null): DiagramPart {
  const { sim, trace } = run.narrated
  const shared = have === null ? 0 : run.editions.sharedRows(have.edition, have.rows)
  const fromRow = Math.min(shared, run.rows)
  const toRow = Math.min(run.rows, fromRow + MOST_ROWS)
  const fromMessage = trace.firstSentFrom(fromRow)
  const operations = operationColumns(run, fromRow, toRow)
  return {
    edition: run.editions.current,
    nodes: nodesOf(sim, run.end),
    fromRow,
    fromMessage,
    fromOperation: operations.from,
    knownRows: run.rows,
    knownUs: run.us,
    rows: rowColumns(run, fromRow, toRow),
    messages: messageColumns(run, fromMessage, trace.firstSentFrom(toRow)),
    ended: endedSince(run, fromRow, fromMessage),
    operations: operations.asked,
    answered: operations.answered,
    circumstances: toRow === run.rows ? circumstancesOf(run) : null,
  }
}

function nodesOf({ servers }: Sim, { nodes }: World): DiagramPart['nodes'] {
  return nodes.map(({ id, process }) => ({ id, isClient: !servers.includes(process) }))
}

function rowColumns({ narrated }: KnownRun, from: number, to: number): RowColumns {
  const { trace } = narrated
  const count = to - from
  const atUs = new Float64Array(count)
  const lane = new Uint8Array(count)
  const kind = new Uint8Array(count)
  const cause = new Int32Array(count)
  const message = new Int32Array(count)
  for (let i = 0; i < count; i++) {
    const row = from + i
    atUs[i] = trace.atUs(row)
    kind[i] = ROW_KINDS.indexOf(trace.kind(row))
    lane[i] = laneOf(narrated, row)
    cause[i] = trace.cause(row)
    message[i] = trace.message(row)
  }
  return { atUs, lane, kind, cause, message }
}

/** A deed that is about no single node has no lane. */
function laneOf({ trace, interventionOf }: Narrated, row: number): number {
  if (trace.kind(row) !== 'intervention') return trace.node(row)
  const found = interventionOf(trace.label(row))
  return found !== null && !('node' in found.intervention.do) ? NO_LANE : trace.node(row)
}

/** Of the messages before, those that ended behind the rows the page has, and those that have not ended. */
function endedSince(run: KnownRun, fromRow: number, messages: number): DiagramPart['ended'] {
  const { trace } = run.narrated
  const ids: number[] = []
  for (let id = 0; id < messages; id++) if (isOpenAt(trace, id, fromRow)) ids.push(id)
  const ends = ids.map((id) => messageEnd(run, id))
  return {
    id: Int32Array.from(ids),
    endRow: Int32Array.from(ends, ({ endRow }) => endRow),
    fate: Uint8Array.from(ends, ({ fate }) => fate),
    wayUs: Float32Array.from(ids, (id) => trace.dueUs(id) - trace.atUs(trace.sentRow(id))),
  }
}

function isOpenAt(trace: Trace, id: number, row: number): boolean {
  const end = trace.endRow(id)
  return end < 0 || end >= row
}

function circumstancesOf(run: KnownRun): Circumstances {
  const { chronicle, faults, rows } = run
  const rowOf = (id: string | undefined) => (id === undefined ? undefined : chronicle.deeds.get(id))
  return {
    stretches: stretchColumns(run),
    faults: faults.flatMap(({ fault, end }) => {
      const fromRow = rowOf(fault.id)
      if (fromRow === undefined || fromRow >= rows) return []
      const until = rowOf(end?.id)
      const command = fault.do
      return [
        {
          title: faultTitle(command),
          kind: command.kind,
          node: 'node' in command ? command.node : null,
          cut: command.kind === 'cut' ? command.links : null,
          fromRow,
          untilRow: until === undefined || until >= rows ? null : until,
        },
      ]
    }),
  }
}

function stretchColumns({ narrated, chronicle, end, rows }: KnownRun): Circumstances['stretches'] {
  const { servers } = narrated.sim
  const lanes = new Map(
    end.nodes.flatMap(({ id, index, process }) => (servers.includes(process) ? [[id, index] as const] : [])),
  )
  const known = chronicle.lanes.filter(({ node, fromRow }) => fromRow < rows && lanes.has(node))
  return {
    lane: Uint8Array.from(known, ({ node }) => lanes.get(node)!),
    style: Uint8Array.from(known, ({ style }) => STYLES.indexOf(style)),
    hue: Uint8Array.from(known, ({ hue }) => hueCode(hue)),
    fromRow: Int32Array.from(known, ({ fromRow }) => fromRow),
    untilRow: Int32Array.from(known, ({ untilRow }) =>
      untilRow === null || untilRow >= rows ? -1 : untilRow,
    ),
  }
}
