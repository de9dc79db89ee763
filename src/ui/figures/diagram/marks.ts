// Single events in the window: what is worth stopping at, on the rail above the lanes, and on the lanes what people did
// and what was local to a node, as long as there is room to tell these apart.

import { NO_LANE } from '../../../lab/diagram/part.ts'
import type { Landmark } from '../../../lab/frame.ts'
import { LOCAL } from './filter.ts'
import type { Layout } from './layout.ts'
import type { Model } from './model.ts'
import type { Scale } from './scale.ts'
import { firstAtLeast } from './search.ts'

export interface RailMark {
  readonly x: number
  readonly kind: Landmark['kind']
  readonly hue: number
  readonly row: number
}

/** A local event, or a run of them that share a column. */
export interface Dot {
  readonly x: number
  readonly y: number
  readonly row: number
  readonly count: number
}

export interface DeedMark {
  readonly x: number
  /** null for one that is about no single node. */
  readonly y: number | null
  readonly row: number
}

/** Marks of a kind that are closer than this are one. */
const MARK_APART = 7
/** With more rows in the window, local events are too close to be told apart. */
const MOST_DOTS = 1_500

/** Those of lesser kinds give way to those of greater ones: a broken promise is never covered. */
const RANK: readonly Landmark['kind'][] = [
  'beat',
  'commit',
  'client error',
  'heal',
  'fault',
  'election',
  'violation',
]

export function railMarks({ landmarks }: Model, scale: Scale): readonly RailMark[] {
  const lastX = new Map<Landmark['kind'], number>()
  const marks: RailMark[] = []
  for (const { row, kind, hue } of landmarks) {
    const x = scale.x(row)
    if (x > scale.width) break
    if (x < 0 || x - (lastX.get(kind) ?? Number.NEGATIVE_INFINITY) < MARK_APART) continue
    lastX.set(kind, x)
    marks.push({ x, kind, hue: hue ?? 0, row })
  }
  return marks.sort((a, b) => RANK.indexOf(a.kind) - RANK.indexOf(b.kind))
}

export function dotsOf({ columns, classes }: Model, scale: Scale, layout: Layout): readonly Dot[] {
  const [from, to] = [scale.rowFrom(0), scale.rowFrom(scale.width)]
  if (to - from > MOST_DOTS) return []
  const dots = new Map<number, Dot>()
  for (let row = from; row < to; row++) {
    const y = layout.yOf[columns.rows.lane[row]!] ?? Number.NaN
    if (classes[row] !== LOCAL || Number.isNaN(y)) continue
    const x = scale.x(row)
    // A column of its own, or the same one on the same lane.
    const key = Math.round(x * 8) * 256 + columns.rows.lane[row]!
    const count = (dots.get(key)?.count ?? 0) + 1
    dots.set(key, { x, y, row: dots.get(key)?.row ?? row, count })
  }
  return [...dots.values()]
}

export function deedMarks({ columns, deeds }: Model, scale: Scale, layout: Layout): readonly DeedMark[] {
  const first = firstAtLeast(deeds, scale.rowFrom(0), 0, deeds.length)
  const marks: DeedMark[] = []
  let last = Number.NEGATIVE_INFINITY
  for (let i = first; i < deeds.length; i++) {
    const row = deeds[i]!
    const x = scale.x(row)
    if (x > scale.width) break
    if (x - last < 1) continue
    last = x
    const lane = columns.rows.lane[row]!
    const y = lane === NO_LANE ? null : layout.yOf[lane]!
    if (y === null || !Number.isNaN(y)) marks.push({ x, y, row })
  }
  return marks
}
