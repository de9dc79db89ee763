// Why an event happened: back from one event to the next, to a root that a person knows: their own deed, a planned
// one, or a start. A loss leads to the fault that made it, a wait in vain to what kept the answer from coming, and a
// timer that arms itself again and again to what first set it going.

import type { Trace } from '../engine/trace.ts'
import type { Command } from '../sim/engineTypes.ts'

/** What causes are read from. */
export interface CausalRun {
  readonly trace: Trace
  /** Timers that run out because something did not come. */
  readonly waits: ReadonlySet<string>
  readonly rowOfDeed: (id: string) => number | null
  readonly commandOf: (id: string) => Command | null
}

/** Effects are looked for among this many events. */
const FARTHEST_EFFECT = 20_000
/** Messages looked through to learn whom a node spoke to. */
const MOST_SENT = 200

/** Rows from the event back to its root. */
export function chainOf(run: CausalRun, row: number): readonly number[] {
  const rows = [row]
  for (let cause = causeOf(run, row); cause >= 0; cause = causeOf(run, cause)) rows.push(cause)
  return rows
}

/** The first event that this one brought about; null if there was none. */
export function effectOf({ trace }: CausalRun, row: number): number | null {
  const end = Math.min(trace.rows, row + FARTHEST_EFFECT)
  for (let later = row + 1; later < end; later++) if (trace.cause(later) === row) return later
  return null
}

/** -1 for a root. */
export function causeOf(run: CausalRun, row: number): number {
  const { trace } = run
  const kind = trace.kind(row)
  if (kind === 'lost') return lossCause(run, row)
  if (kind === 'timer') return timerCause(run, row)
  return trace.cause(row)
}

function lossCause({ trace, rowOfDeed }: CausalRun, row: number): number {
  const { fault } = trace.messageAt(trace.message(row))
  const deed = fault === null ? null : rowOfDeed(fault)
  return deed !== null && deed < row ? deed : trace.cause(row)
}

/** A timer of long runs was set again by itself many thousand times. */
function timerCause(run: CausalRun, row: number): number {
  const { trace } = run
  const name = trace.label(row)
  for (let fired = row; ; ) {
    const silenced = run.waits.has(name) ? silencedBy(run, fired) : null
    if (silenced !== null) return silenced
    const armed = trace.cause(fired)
    const isAgain = trace.kind(armed) === 'timer' && trace.label(armed) === name
    if (!isAgain || trace.node(armed) !== trace.node(fired)) return armed
    fired = armed
  }
}

/**
 * What kept from a waiting node the word it waited for: something that befell the one it had spoken to when it began
 * to wait, or a message between the two. One that waits for several may have needed any of them: null.
 */
function silencedBy(run: CausalRun, row: number): number | null {
  const { trace } = run
  const armed = trace.cause(row)
  const waiting = trace.nodeIds[trace.node(row)]!
  const other = onlyOneAsked(trace, armed, row)
  if (other === null) return null
  // What befell it may have done so while its last word was still on the way.
  const isItsWord = trace.message(armed) >= 0 && trace.messageAt(trace.message(armed)).from === other
  let unheard: number | null = null
  for (let between = (isItsWord ? trace.cause(armed) : armed) + 1; between < row; between++) {
    if (isHaltOf(run, between, other)) return between
    if (between <= armed || trace.kind(between) !== 'lost') continue
    const { from, to } = trace.messageAt(trace.message(between))
    if (from === other && to === waiting) return between
    if (from === waiting && to === other) unheard ??= between
  }
  return unheard
}

/** The node was crashed or paused in this row. */
function isHaltOf({ trace, commandOf }: CausalRun, row: number, node: string): boolean {
  if (trace.kind(row) !== 'intervention') return false
  const command = commandOf(trace.label(row))
  return command !== null && (command.kind === 'crash' || command.kind === 'pause') && command.node === node
}

/** Whom an event spoke to, at once or when the disk was ready; null for nobody, or for several. */
function onlyOneAsked(trace: Trace, row: number, before: number): string | null {
  const first = trace.firstSentFrom(row)
  let asked: string | null = null
  for (let id = first; id < Math.min(trace.messages, first + MOST_SENT); id++) {
    const { to, sentRow, endRow } = trace.messageAt(id)
    if (sentRow >= before) break
    const isOfRow =
      sentRow === row || (endRow >= 0 && trace.message(endRow) === id && trace.cause(endRow) === row)
    if (!isOfRow || to === asked) continue
    if (asked !== null) return null
    asked = to
  }
  return asked
}
