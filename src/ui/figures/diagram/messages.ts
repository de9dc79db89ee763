// Which of the messages in the window are drawn one by one, and which are counted: one by one as long as they are few
// enough to be told apart.

import { FLYING } from '../../../lab/diagram/part.ts'
import { type Aggregates, aggregate, columnsOf } from './aggregates.ts'
import type { Layout } from './layout.ts'
import { type Lines, linesOf } from './lines.ts'
import type { Model } from './model.ts'
import type { Scale } from './scale.ts'

/** More lines than this in a window are neither told apart nor drawn in time. */
const MOST_LINES = 1_600
/** A way of fewer pixels is upright to the eye. */
const UPRIGHT_PX = 2
/** Ribbons are as narrow as this many of them allow. */
const MOST_RIBBONS = 2_400
/** From how many messages the usual way is read off. */
const SAMPLES = 64

export interface Messages {
  /** How many of the messages shown are in the window. */
  readonly count: number
  /** Drawn one by one; where others are counted, those that were sent before the window and reach into it. */
  readonly lines: Lines
  readonly aggregates: Aggregates | null
}

export function messagesOf(model: Model, scale: Scale, layout: Layout, mostLines = MOST_LINES): Messages {
  const { crossing, shown, columns } = model
  const [firstRow, endRow] = [scale.rowFrom(0), scale.rowFrom(scale.width + 0.001)]
  const placeFrom = (row: number) => placeOf(model, row)
  const [from, to] = [placeFrom(firstRow), endRow >= columns.rowCount ? shown.length : placeFrom(endRow)]
  // Nothing is known to be on its way behind the end of what is known.
  const isBehind = scale.xAt(columns.rowCount - 1, columns.knownUs) < 0
  const before = isBehind ? [] : crossing.places(firstRow, from)
  const count = before.length + to - from
  if (count <= mostLines) {
    const places = [...before, ...Array.from({ length: to - from }, (_, i) => from + i)]
    return { count, lines: linesOf(model, scale, layout, places), aggregates: null }
  }
  const slantPx = usualWay(model, scale, from, to)
  const columnPx = slantPx < UPRIGHT_PX ? 1 : ribbonWidth(model, scale)
  const grid = columnsOf(scale, columnPx, placeFrom)
  const aggregates = aggregate(model, layout, grid, slantPx, UPRIGHT_PX)
  // A column begins before the window: what it counts is not drawn twice.
  const uncounted = before.filter((place) => place < aggregates.from)
  return { count, lines: linesOf(model, scale, layout, uncounted), aggregates }
}

/** Place of the first message shown that was sent in this row or later. */
export function placeOf({ columns: { messages }, shown }: Model, row: number): number {
  let low = 0
  let high = shown.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (messages.sentRow[shown[middle]!]! < row) low = middle + 1
    else high = middle
  }
  return low
}

/** Pixels to the right that a message usually arrives: the median of some, so that one held for long does not count. */
function usualWay({ columns: { messages }, shown }: Model, scale: Scale, from: number, to: number): number {
  const step = Math.max(1, Math.floor((to - from) / SAMPLES))
  const ways: number[] = []
  for (let place = from; place < to; place += step) {
    const id = shown[place]!
    if (messages.fate[id] !== FLYING)
      ways.push(scale.x(messages.endRow[id]!) - scale.x(messages.sentRow[id]!))
  }
  return ways.sort((a, b) => a - b)[ways.length >> 1] ?? 0
}

function ribbonWidth({ tallies }: Model, { width }: Scale): number {
  return Math.max(3, Math.ceil((width * tallies.pairs.length) / MOST_RIBBONS))
}
