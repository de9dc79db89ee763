// What is under the pointer: the nearest mark on the rail, event on a lane or message between lanes. Where messages are
// only counted, the nearest event of the nearest lane.

import { LOST } from '../../../lab/diagram/part.ts'
import type { Point } from '../shared/geometry.ts'
import type { DiagramGeometry } from './geometry.ts'
import { laneAt } from './layout.ts'
import type { Model } from './model.ts'

export interface Hit {
  /** The event; for a message what became of it, or what sent it while it is on its way. */
  readonly row: number
  /** The message that was pointed at; -1 for an event. */
  readonly message: number
  /** Where it is drawn. */
  readonly at: Point
  readonly distancePx: number
}

/** Events are this much easier to hit than the messages that begin and end there. */
const EVENT_BONUS_PX = 3
/** Looked at to each side of the pointer, at most. */
const MOST_ROWS = 3_000

export function hitAt(model: Model, geometry: DiagramGeometry, point: Point, reachPx: number): Hit | null {
  const candidates = [
    railHit(geometry, point),
    eventHit(model, geometry, point),
    messageHit(model, geometry, point),
  ]
  let best: Hit | null = null
  for (const hit of candidates)
    if (hit !== null && (best === null || weightOf(hit) < weightOf(best))) best = hit
  return best !== null && best.distancePx <= reachPx ? best : null
}

function weightOf({ message, distancePx }: Hit): number {
  return message < 0 ? distancePx - EVENT_BONUS_PX : distancePx
}

function railHit({ rail, layout }: DiagramGeometry, point: Point): Hit | null {
  let best: Hit | null = null
  for (const { x, row } of rail) {
    const at = { x, y: layout.railY }
    const distancePx = Math.hypot(point.x - at.x, point.y - at.y)
    if (best === null || distancePx < best.distancePx) best = { row, message: -1, at, distancePx }
  }
  return best
}

/** The event of the nearest lane that is nearest in x. */
function eventHit({ columns }: Model, { scale, layout }: DiagramGeometry, point: Point): Hit | null {
  const lane = laneAt(layout, point.y)
  if (lane === null || columns.rowCount === 0) return null
  const middle = scale.rowFrom(point.x)
  let best: Hit | null = null
  const look = (row: number) => {
    if (columns.rows.lane[row] !== lane.lane || columns.rows.kind[row] === LOST) return
    const at = { x: scale.x(row), y: lane.y }
    const distancePx = Math.hypot(point.x - at.x, point.y - at.y)
    if (best === null || distancePx < best.distancePx) best = { row, message: -1, at, distancePx }
  }
  for (let row = middle; row < Math.min(columns.rowCount, middle + MOST_ROWS); row++) {
    look(row)
    if (best !== null) break
  }
  for (let row = middle - 1; row >= Math.max(0, middle - MOST_ROWS); row--) {
    if (columns.rows.lane[row] !== lane.lane || columns.rows.kind[row] === LOST) continue
    look(row)
    break
  }
  return best
}

function messageHit({ columns }: Model, { messages }: DiagramGeometry, point: Point): Hit | null {
  const { lines } = messages
  let best: Hit | null = null
  for (let i = 0; i < lines.count; i++) {
    const [x1, y1, x2, y2] = [lines.x1[i]!, lines.y1[i]!, lines.x2[i]!, lines.y2[i]!]
    const at = nearest(point, x1, y1, x2, y2)
    const distancePx = Math.hypot(point.x - at.x, point.y - at.y)
    if (best !== null && distancePx >= best.distancePx) continue
    const id = lines.id[i]!
    const end = columns.messages.endRow[id]!
    best = { row: end < 0 ? columns.messages.sentRow[id]! : end, message: id, at, distancePx }
  }
  return best
}

/** The point of a segment that is nearest. */
function nearest(point: Point, x1: number, y1: number, x2: number, y2: number): Point {
  const [dx, dy] = [x2 - x1, y2 - y1]
  const length = dx * dx + dy * dy
  const share = length === 0 ? 0 : ((point.x - x1) * dx + (point.y - y1) * dy) / length
  const t = Math.max(0, Math.min(1, share))
  return { x: x1 + dx * t, y: y1 + dy * t }
}
