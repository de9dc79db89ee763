// Panning and zooming as arithmetic on the stretch in view. Nothing leads out of the run, or closer than its grain.

import type { Model } from './model.ts'
import type { Mode, Scale, Span } from './scale.ts'

/** The shortest stretch: some microseconds, or some events. */
const LEAST: Readonly<Record<Mode, number>> = { time: 20, event: 6 }

/** `share`: of the window's width, to the right. */
export function panned(span: Span, share: number, whole: Span): Span {
  return held({ from: span.from + lengthOf(span) * share, to: span.to + lengthOf(span) * share }, whole)
}

/** `factor` below 1 is closer. What is at that share of the width stays there. */
export function zoomed(span: Span, factor: number, at: number, whole: Span, mode: Mode): Span {
  const length = Math.min(lengthOf(whole), Math.max(LEAST[mode], lengthOf(span) * factor))
  const fixed = span.from + lengthOf(span) * at
  return held({ from: fixed - length * at, to: fixed + length * (1 - at) }, whole)
}

/** As long as it was, moved so that the place stands at that share of the width. */
export function centred(span: Span, place: number, at: number, whole: Span): Span {
  const length = lengthOf(span)
  return held({ from: place - length * at, to: place + length * (1 - at) }, whole)
}

export function lengthOf({ from, to }: Span): number {
  return to - from
}

/** Moved back into the run; no longer than all of it. */
export function held(span: Span, whole: Span): Span {
  const length = Math.min(lengthOf(span), lengthOf(whole))
  const from = Math.min(Math.max(span.from, whole.from), whole.to - length)
  return { from, to: from + length }
}

/** The stretch of the other axis that holds the events of this one's window. */
export function converted({ columns, slots }: Model, scale: Scale, mode: Mode): Span {
  if (scale.mode === mode) return scale.span
  if (mode === 'time')
    return { from: scale.usAt(0), to: Math.max(scale.usAt(0) + 1, scale.usAt(scale.width)) }
  const [first, end] = [scale.rowFrom(0), scale.rowFrom(scale.width)]
  const slotOf = (row: number) => (row < columns.rowCount ? slots.slotOf[row]! : slots.count)
  return { from: slotOf(first), to: Math.max(slotOf(first) + LEAST.event, slotOf(end)) }
}
