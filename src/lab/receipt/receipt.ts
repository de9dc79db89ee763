// The receipt of a fault, opened: every message, timer, write and operation that it touched, each with the event at
// which that is seen. An operation is touched when a message that served it was, or when a node that was at work on
// it crashed.

import type { Sim } from '../../sim/define.ts'
import type { Command } from '../../sim/engineTypes.ts'
import { milliseconds } from '../../sim/words.ts'
import type { KnownRun } from '../diagram/known.ts'
import { reasonLost } from '../narrate.ts'
import type { Timeline } from '../timeline.ts'
import { faultTitle, touchedTitle } from '../titles.ts'
import { isFault } from './isFault.ts'
import type { ReceiptGroup, ReceiptLine, ReceiptPicture } from './picture.ts'
import { Serving } from './serving.ts'
import { type Touched, touchedBy } from './touched.ts'

/** Of each kind so many are listed. */
const MOST_LINES = 200

interface Opened {
  readonly run: KnownRun
  readonly command: Command
  /** The fault's own event. */
  readonly row: number
  readonly touched: Touched
}

/** null for what is no fault, and for one that has not happened yet. */
export function receiptOf(timeline: Timeline, run: KnownRun, id: string): ReceiptPicture | null {
  const command = run.narrated.interventionOf(id)?.intervention.do
  const row = run.chronicle.deeds.get(id)
  if (command === undefined || row === undefined || row >= run.rows || !isFault(command)) return null
  const opened: Opened = { run, command, row, touched: touchedBy(timeline, id, row, run) }
  // What a client felt comes first, and the many messages last.
  const groups = [operations(opened), writes(opened), timers(opened), messages(opened)]
  return {
    id,
    title: faultTitle(command),
    row,
    atUs: timeline.trace.atUs(row),
    groups: groups.filter(({ count }) => count > 0),
  }
}

function messages({ run, command, row, touched }: Opened): ReceiptGroup {
  const { unsent } = touched
  const { trace, sim } = { trace: run.narrated.trace, sim: run.narrated.sim }
  const count = touched.messages.length + unsent.length
  const dead = unsent.slice(0, MOST_LINES).map(({ from, to, message }): ReceiptLine => {
    const way = `${trace.nodeIds[from]}→${trace.nodeIds[to]}`
    return line(run, row, `${way} ${sim.describe(message)}`, 'waited for the disk, and never left')
  })
  const sent = touched.messages.slice(0, MOST_LINES - dead.length).map((id) => messageLine(run, id))
  const lines = [...dead, ...sent]
  return { title: touchedTitle(command, 'messages', count), count, lines, rest: count - lines.length }
}

function messageLine(run: KnownRun, id: number): ReceiptLine {
  const { narrated, rows } = run
  const message = narrated.trace.messageAt(id)
  const { from, to, sentRow, endRow, fate } = message
  const text = `${from}→${to} ${narrated.sim.describe(message.message)}`
  if (endRow < 0 || endRow >= rows) return line(run, sentRow, text, 'is still on its way')
  if (fate === 'lost') return line(run, endRow, text, reasonLost(narrated, message))
  return line(run, endRow, text, `arrived at ${milliseconds(narrated.trace.atUs(endRow))} ms`)
}

function timers({ run, command, row, touched }: Opened): ReceiptGroup {
  const { trace } = run.narrated
  const count = touched.timers.length
  const lines = touched.timers.slice(0, MOST_LINES).map(({ node, name, row: since }) => {
    const text = `the ${name} timer of ${trace.nodeIds[node]}`
    if (command.kind === 'crash') return line(run, row, text, 'cancelled')
    const ranOut = nextRow(run, since, (each) => isTimerRow(run, each, node, name))
    if (ranOut === null) return line(run, row, text, 'has not run out since')
    return line(run, ranOut, text, `ran out at ${milliseconds(trace.atUs(ranOut))} ms`)
  })
  return { title: touchedTitle(command, 'timers', count), count, lines, rest: count - lines.length }
}

function isTimerRow({ narrated: { trace } }: KnownRun, row: number, node: number, name: string): boolean {
  return trace.kind(row) === 'timer' && trace.node(row) === node && trace.label(row) === name
}

function nextRow({ rows }: KnownRun, from: number, isIt: (row: number) => boolean): number | null {
  for (let row = from; row < rows; row++) if (isIt(row)) return row
  return null
}

function writes({ run, command, row, touched }: Opened): ReceiptGroup {
  const { trace } = run.narrated
  const count = touched.writes.reduce((sum, { amount }) => sum + amount, 0)
  const lines = touched.writes.slice(0, MOST_LINES).map(({ node, amount, row: at }) => {
    const text = `${amount} ${amount === 1 ? 'write' : 'writes'} of ${trace.nodeIds[node]}`
    return line(run, Math.max(row, at), text, '')
  })
  const rest = touched.writes.length - lines.length
  return { title: touchedTitle(command, 'writes', count), count, lines, rest }
}

function operations({ run, command, row, touched }: Opened): ReceiptGroup {
  const { sim, trace } = run.narrated
  const { history, nodes } = run.end
  const isServer = nodes.map(({ process }) => sim.servers.includes(process))
  const serving = new Serving(trace, history, isServer, run.rows)
  const atRow = new Map<number, number>()
  const touch = (operation: number | null, at: number) => {
    if (operation !== null && !atRow.has(operation)) atRow.set(operation, at)
  }
  if (command.kind === 'crash')
    for (const operation of serving.atWork(trace.nodeIds.indexOf(command.node), row)) touch(operation, row)
  for (const { cause } of touched.unsent) touch(serving.ofEvent(cause), row)
  for (const id of touched.messages) touch(serving.ofMessage(id), Math.min(seenAt(run, id), run.rows - 1))
  const lines = [...atRow].slice(0, MOST_LINES).map(([id, at]) => operationLine(run, sim, id, at))
  const count = atRow.size
  const title = `${count} ${count === 1 ? 'operation' : 'operations'} touched`
  return { title, count, lines, rest: count - lines.length }
}

/** Where a touched message is seen: its end, or while it flies its beginning. */
function seenAt({ narrated: { trace }, rows }: KnownRun, id: number): number {
  const end = trace.endRow(id)
  return end < 0 || end >= rows ? trace.sentRow(id) : end
}

function operationLine(run: KnownRun, sim: Sim, id: number, row: number): ReceiptLine {
  const operation = run.end.history[id]!
  const { label, answer } = sim.operation(operation)
  const isKnown = operation.completedRow !== null && operation.completedRow < run.rows
  const how = isKnown ? `${answer}, at ${milliseconds(operation.completedUs ?? 0)} ms` : 'no answer yet'
  return line(run, row, `${operation.client}: ${label}`, how)
}

function line({ narrated: { trace } }: KnownRun, row: number, text: string, how: string): ReceiptLine {
  return { row, atUs: trace.atUs(row), text, how }
}
