// The messages of a part: who to whom, from which event to which, how they look, and what became of them.

import type { Mark } from '../../sim/picture.ts'
import { isQuietMessage } from '../trails.ts'
import { hueCode, type KnownRun } from './known.ts'
import { DELIVERED, FLYING, HEARTBEAT, LOST_ON_THE_WAY, MARKS, type MessageColumns } from './part.ts'

export function messageColumns(run: KnownRun, from: number, to: number): MessageColumns {
  const { trace } = run.narrated
  const count = to - from
  const columns = {
    from: new Uint8Array(count),
    to: new Uint8Array(count),
    sentRow: new Int32Array(count),
    endRow: new Int32Array(count),
    fate: new Uint8Array(count),
    mark: new Uint8Array(count),
    hue: new Uint8Array(count),
    wayUs: new Float32Array(count),
  }
  for (let i = 0; i < count; i++) {
    const id = from + i
    const { mark, hue } = lookOf(run, id)
    const { endRow, fate } = messageEnd(run, id)
    const sentRow = trace.sentRow(id)
    columns.from[i] = trace.senderOf(id)
    columns.to[i] = trace.receiverOf(id)
    columns.sentRow[i] = sentRow
    columns.endRow[i] = endRow
    columns.fate[i] = fate
    columns.mark[i] = mark
    columns.hue[i] = hue
    columns.wayUs[i] = trace.dueUs(id) - trace.atUs(sentRow)
  }
  return columns
}

/** Where it ends and how, as far as that may be known. */
export function messageEnd(run: KnownRun, id: number): { readonly endRow: number; readonly fate: number } {
  const { trace } = run.narrated
  const endRow = trace.endRow(id)
  if (endRow < 0 || endRow >= run.rows) return { endRow: -1, fate: FLYING }
  return { endRow, fate: trace.isLost(id) ? LOST_ON_THE_WAY : DELIVERED }
}

/** Answers to heartbeats are as quiet as these. */
function lookOf({ narrated }: KnownRun, id: number): { readonly mark: number; readonly hue: number } {
  const { sim, trace } = narrated
  const message = trace.messageAt(id)
  const { mark, hue } = sim.look(message.message)
  const isQuiet = mayBeQuiet(mark) && isQuietMessage(sim, trace, message)
  return { mark: isQuiet ? HEARTBEAT : MARKS.indexOf(mark), hue: hueCode(hue) }
}

function mayBeQuiet(mark: Mark): boolean {
  return mark === 'heartbeat' || mark === 'reply'
}
