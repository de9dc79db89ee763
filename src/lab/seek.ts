// Where a target is: from "the next landmark" to a row and a time. Pure; it never runs anything.

import type { Trace } from '../engine/trace.ts'
import type { Target } from './lab.ts'

/** The playhead: the last event that has happened, and the time shown, before the next one's. */
export interface Standing {
  readonly row: number
  readonly us: number
}

interface Marks {
  readonly trace: Trace
  readonly endUs: number
  readonly openingRow: number
  /** In the order of their rows. */
  readonly landmarks: readonly { readonly row: number }[]
  readonly beats: readonly { readonly row: number }[]
}

export function seekPlace(target: Target, from: Standing, map: Marks): Standing {
  if ('row' in target) return onRow(target.row, map)
  if ('us' in target) return atTime(target.us, map)
  if ('to' in target)
    return target.to === 'end'
      ? atTime(map.endUs, map)
      : onRow(target.to === 'start' ? -1 : map.openingRow, map)
  if (target.by === 'event') return byEvent(target.step, from, map)
  return byMark(target.by === 'beat' ? map.beats : map.landmarks, target.step, from, map)
}

function onRow(row: number, { trace }: Marks): Standing {
  const there = Math.min(Math.max(Math.trunc(row), -1), trace.rows - 1)
  return { row: there, us: there < 0 ? 0 : trace.atUs(there) }
}

function atTime(us: number, { trace, endUs }: Marks): Standing {
  const there = Math.min(Math.max(Math.floor(us), 0), endUs)
  return { row: trace.rowAt(there), us: there }
}

/** Back from between two events is back to the one that happened last. */
function byEvent(step: 1 | -1, { row, us }: Standing, map: Marks): Standing {
  const isBetween = row >= 0 && us > map.trace.atUs(row)
  return onRow(step === 1 ? row + 1 : isBetween ? row : row - 1, map)
}

/** The next mark, or the end; the one before, or the start. */
function byMark(
  marks: readonly { readonly row: number }[],
  step: 1 | -1,
  { row }: Standing,
  map: Marks,
): Standing {
  const found = step === 1 ? marks.find((mark) => mark.row > row) : marks.findLast((mark) => mark.row < row)
  if (found !== undefined) return onRow(found.row, map)
  return step === 1 ? atTime(map.endUs, map) : onRow(-1, map)
}
