// Messages drawn one by one: a slanted line each, from the lane and moment it left to where and when it ended.

import { FLYING, LOST_ON_THE_WAY } from '../../../lab/diagram/part.ts'
import type { Layout } from './layout.ts'
import type { Model } from './model.ts'
import type { Scale } from './scale.ts'
import { flyingShare, lostShare } from './share.ts'

/** How a line ends: with its mark, with a cross, or on its way or out of the window, with nothing. */
export const WITH_MARK = 0
export const WITH_CROSS = 1
export const WITH_NOTHING = 2

export interface Lines {
  readonly count: number
  readonly id: Int32Array
  readonly x1: Float32Array
  readonly y1: Float32Array
  readonly x2: Float32Array
  readonly y2: Float32Array
  readonly mark: Uint8Array
  readonly hue: Uint8Array
  readonly end: Uint8Array
}

/** Where a message is in the plot, whether or not that is in the window. */
export interface Way {
  readonly x1: number
  readonly y1: number
  readonly x2: number
  readonly y2: number
  readonly end: number
}

export function wayOf({ columns }: Model, scale: Scale, layout: Layout, id: number): Way {
  const { messages, knownUs, rowCount } = columns
  const [y1, y] = [layout.yOf[messages.from[id]!]!, layout.yOf[messages.to[id]!]!]
  const x1 = scale.x(messages.sentRow[id]!)
  const fate = messages.fate[id]!
  if (fate === FLYING) {
    const y2 = y1 + (y - y1) * flyingShare(columns, id)
    return { x1, y1, x2: scale.xAt(rowCount - 1, knownUs), y2, end: WITH_NOTHING }
  }
  const x2 = scale.x(messages.endRow[id]!)
  if (fate !== LOST_ON_THE_WAY) return { x1, y1, x2, y2: y, end: WITH_MARK }
  return { x1, y1, x2, y2: y1 + (y - y1) * lostShare(columns, id), end: WITH_CROSS }
}

/** Lines of the messages at these places of the model's list, cut at the edges of the window. */
export function linesOf(model: Model, scale: Scale, layout: Layout, places: readonly number[]): Lines {
  const lines = emptyLines(places.length)
  let count = 0
  for (const place of places) {
    const id = model.shown[place]!
    const way = cut(wayOf(model, scale, layout, id), scale.width)
    if (way === null) continue
    lines.id[count] = id
    lines.x1[count] = way.x1
    lines.y1[count] = way.y1
    lines.x2[count] = way.x2
    lines.y2[count] = way.y2
    lines.mark[count] = model.columns.messages.mark[id]!
    lines.hue[count] = model.columns.messages.hue[id]!
    lines.end[count++] = way.end
  }
  return { ...lines, count }
}

function emptyLines(room: number) {
  return {
    id: new Int32Array(room),
    x1: new Float32Array(room),
    y1: new Float32Array(room),
    x2: new Float32Array(room),
    y2: new Float32Array(room),
    mark: new Uint8Array(room),
    hue: new Uint8Array(room),
    end: new Uint8Array(room),
  }
}

/** The part of a way that is in the window; null if it is all outside. */
function cut(way: Way, width: number): Way | null {
  const { x1, y1, x2, y2 } = way
  if (x2 < 0 || x1 > width) return null
  if (x1 >= 0 && x2 <= width) return way
  const yAt = (x: number) => y1 + ((y2 - y1) * (x - x1)) / (x2 - x1)
  const [isBefore, isBehind] = [x1 < 0, x2 > width]
  return {
    x1: isBefore ? 0 : x1,
    y1: isBefore ? yAt(0) : y1,
    x2: isBehind ? width : x2,
    y2: isBehind ? yAt(width) : y2,
    end: isBehind ? WITH_NOTHING : way.end,
  }
}
