// The axis of the diagram: where events and moments stand, in true time or one column an event, and back. Pure. Units
// are microseconds or slots; pixels count from the left edge of the plot.

import type { RunColumns } from '../../../lab/diagram/columns.ts'
import { firstAtLeast } from './search.ts'
import type { Slots } from './slots.ts'

export type Mode = 'time' | 'event'

/** The stretch of the axis in view, in its units. */
export interface Span {
  readonly from: number
  readonly to: number
}

export interface Scale {
  readonly mode: Mode
  readonly width: number
  /** Units of a pixel. */
  readonly perPx: number
  readonly span: Span
  /** Pixel of an event; -1 is the start of the run. */
  x(row: number): number
  /** Pixel of a moment at or behind that event and before the next. */
  xAt(row: number, us: number): number
  /** The first row that stands at this pixel or to its right. */
  rowFrom(x: number): number
  /** The moment at a pixel. */
  usAt(x: number): number
}

export function scaleOf(columns: RunColumns, slots: Slots, mode: Mode, span: Span, width: number): Scale {
  return mode === 'time' ? timeScale(columns, span, width) : eventScale(columns, slots, span, width)
}

/** All there is, with a little air at both ends. */
export function wholeSpan(columns: RunColumns, slots: Slots, mode: Mode): Span {
  const length = Math.max(1, mode === 'time' ? columns.knownUs : slots.count)
  const air = mode === 'time' ? length * 0.02 : Math.max(1, length * 0.01)
  return { from: -air, to: length + air }
}

function timeScale({ rows, rowCount }: RunColumns, span: Span, width: number): Scale {
  const perPx = (span.to - span.from) / Math.max(1, width)
  const xOfUs = (us: number) => (us - span.from) / perPx
  return {
    mode: 'time',
    width,
    perPx,
    span,
    x: (row) => xOfUs(row < 0 ? 0 : rows.atUs[row]!),
    xAt: (_, us) => xOfUs(us),
    rowFrom: (x) => firstAtLeast(rows.atUs, span.from + x * perPx, 0, rowCount),
    usAt: (x) => span.from + x * perPx,
  }
}

function eventScale(columns: RunColumns, slots: Slots, span: Span, width: number): Scale {
  const { rows, rowCount, knownUs } = columns
  const { slotOf, rowOf, count } = slots
  const perPx = (span.to - span.from) / Math.max(1, width)
  const xOfSlot = (slot: number) => (slot + 0.5 - span.from) / perPx
  const usOf = (slot: number) =>
    slot < 0 ? 0 : slot >= count ? knownUs : rows.atUs[Math.min(rowOf[slot]!, rowCount - 1)]!
  return {
    mode: 'event',
    width,
    perPx,
    span,
    x: (row) => xOfSlot(row < 0 ? -1 : slotOf[row]!),
    xAt(row, us) {
      const slot = row < 0 ? -1 : slotOf[row]!
      const [before, after] = [row < 0 ? 0 : rows.atUs[row]!, usOf(slot + 1)]
      const share = after > before ? Math.min(1, Math.max(0, (us - before) / (after - before))) : 0
      return xOfSlot(slot + (us > before ? share : 0))
    },
    rowFrom(x) {
      const slot = Math.ceil(span.from + x * perPx - 0.5)
      if (slot < 0) return 0
      return slot >= count ? rowCount : rowOf[slot]!
    },
    usAt(x) {
      const at = span.from + x * perPx - 0.5
      const slot = Math.floor(at)
      const [before, after] = [usOf(slot), usOf(slot + 1)]
      return before + (after - before) * (at - slot)
    },
  }
}
