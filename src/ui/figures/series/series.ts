// Geometry of a small chart over simulated time: a mark per value, the axis from zero, the typical value as a dotted
// line with its name on it. Pure.

import { percentile } from '../../../sim/metric.ts'
import { linear } from '../shared/scale.ts'
import type { FigureSizes } from '../shared/sizes.ts'
import { textWidth } from '../shared/textWidth.ts'
import { milliseconds, type Tick, timeTicks } from '../shared/time.ts'

export interface SeriesPoint {
  readonly atUs: number
  readonly valueUs: number
  /** It tells of a broken promise: red, and never covered. */
  readonly isBroken: boolean
}

export interface SeriesInput {
  readonly points: readonly SeriesPoint[]
  readonly toUs: number
  readonly atUs: number
}

export interface SeriesGeometry {
  readonly width: number
  readonly height: number
  readonly baseY: number
  readonly needleX: number
  readonly dots: readonly { readonly x: number; readonly y: number; readonly isBroken: boolean }[]
  readonly levels: readonly { readonly text: string; readonly y: number; readonly textY: number }[]
  readonly ticks: readonly (Tick & { readonly x: number })[]
}

const PLOT_HEIGHT = 64

export function seriesGeometry(input: SeriesInput, width: number, sizes: FigureSizes): SeriesGeometry {
  const { points, toUs, atUs } = input
  const top = sizes.small * 1.2
  const baseY = top + PLOT_HEIGHT
  const x = linear([0, Math.max(1, toUs)], [0, Math.max(1, width)])
  const y = linear([0, Math.max(1, ...points.map(({ valueUs }) => valueUs))], [baseY, top])
  const dots = points
    .map(({ atUs: us, valueUs, isBroken }) => ({ x: x(us), y: y(valueUs), isBroken }))
    .sort((a, b) => Number(a.isBroken) - Number(b.isBroken))
  return {
    width,
    height: baseY + sizes.small * 2,
    baseY,
    needleX: x(Math.min(atUs, toUs)),
    dots,
    levels: levelsOf(points, y, sizes),
    ticks: ticksOf(toUs, x, width, sizes),
  }
}

/** Half of the values, and all but a hundredth of them, lie at or below; one name where the two would touch. */
function levelsOf(points: readonly SeriesPoint[], y: (us: number) => number, { small }: FigureSizes) {
  const values = points.map(({ valueUs }) => valueUs)
  const levels = (
    [
      ['p99', 0.99],
      ['p50', 0.5],
    ] as const
  ).flatMap(([name, share]) => {
    const us = percentile(values, share)
    return us === null ? [] : [{ text: `${name} ${milliseconds(us, { tenths: us < 10_000 })}`, y: y(us) }]
  })
  const [high, low] = levels
  const shown = high && low && low.y - high.y < small * 1.3 ? [high] : levels
  return shown.map((level) => ({ ...level, textY: level.y - small * 0.35 }))
}

function ticksOf(toUs: number, x: (us: number) => number, width: number, { small }: FigureSizes) {
  return timeTicks(0, toUs, width / (small * 8)).map((tick) => {
    const at = x(tick.us)
    const needs = tick.label === null ? 0 : textWidth(tick.label, small) / 2
    const isCut = at - needs < 0 || at + needs > width
    return { ...tick, x: at, label: isCut ? null : tick.label }
  })
}
