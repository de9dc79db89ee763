// The trace as JSON Lines: one object an event, codes for programs and a sentence for people.

import type { Trace } from '../../engine/trace.ts'
import { type Narrated, narrate } from '../narrate.ts'
import type { Recorded } from './recorded.ts'

export function* eventLines({ narrated }: Recorded): Generator<string> {
  for (let row = 0; row < narrated.trace.rows; row++) yield JSON.stringify(eventOf(narrated, row))
}

function eventOf(narrated: Narrated, row: number) {
  const { trace } = narrated
  const { atUs, kind, node, cause, text, also } = narrate(narrated, row)
  return {
    row,
    atUs,
    kind,
    /** Null where the event is about no single node. */
    node: node === '' ? null : node,
    /** Row of the event that caused it; null for the start and for a person. */
    cause,
    /** Type of the message, name of the timer, id of the intervention, or why a message was lost. */
    label: trace.label(row) || null,
    message: messageOf(narrated, trace.message(row)),
    notes: notesOf(trace, row),
    sentence: text,
    also,
  }
}

function messageOf({ sim, trace }: Narrated, id: number) {
  if (id < 0) return null
  const { from, to, message, sentRow, sentUs, fate, reason, fault } = trace.messageAt(id)
  return { id, from, to, line: sim.describe(message), sentRow, sentUs, fate, reason, fault }
}

/** A note of the observer belongs to no node. */
function notesOf(trace: Trace, row: number) {
  return trace.notes(row).map(({ node, code, params }) => ({ node: node === '' ? null : node, code, params }))
}
