// Numbers along the axis: milliseconds in true time, numbers of events where each has a column.

import { ticks } from 'd3-array'
import type { FigureSizes } from '../shared/sizes.ts'
import { timeTicks, withCommas } from '../shared/time.ts'
import type { Model } from './model.ts'
import type { Scale } from './scale.ts'

export interface AxisTick {
  readonly x: number
  /** null for the small ones between. */
  readonly label: string | null
}

export function axisTicks(model: Model, scale: Scale, sizes: FigureSizes): readonly AxisTick[] {
  const about = scale.width / (sizes.small * 10)
  return scale.mode === 'time' ? timeAxis(model, scale, about) : eventAxis(model, scale, about)
}

function timeAxis({ columns }: Model, { span, perPx }: Scale, about: number): readonly AxisTick[] {
  const [from, to] = [Math.max(0, span.from), Math.min(span.to, columns.knownUs)]
  const share = (to - from) / Math.max(1, span.to - span.from)
  return timeTicks(from, to, about * share).map(({ us, label }) => ({ x: (us - span.from) / perPx, label }))
}

/** Events are numbered from 1, as in the clock. Where several share a column or are hidden, the next one has the tick. */
function eventAxis({ columns }: Model, scale: Scale, about: number): readonly AxisTick[] {
  const from = scale.rowFrom(0) + 1
  const to = Math.min(columns.rowCount, scale.rowFrom(scale.width))
  return ticks(from, to, Math.max(1, about))
    .filter((number) => Number.isInteger(number) && number >= 1 && number <= columns.rowCount)
    .map((number) => ({ x: scale.x(number - 1), label: withCommas(number) }))
    .filter(({ x }) => x >= 0 && x <= scale.width)
}
