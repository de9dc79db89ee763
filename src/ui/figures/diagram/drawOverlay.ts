// What lies over the diagram and changes without it: the needle and what is still ahead of it, a lit chain of causes,
// and the past and future of the event that is pointed at.

import { along, type Point } from '../shared/geometry.ts'
import { type Look, type Pen, write } from '../shared/pen.ts'
import { dataWidth } from '../shared/textWidth.ts'
import { milliseconds } from '../shared/time.ts'
import { type Cone, NEVER } from './cone.ts'
import type { DiagramGeometry } from './geometry.ts'
import { wayOf } from './lines.ts'
import type { Model } from './model.ts'

export interface Playhead {
  readonly row: number
  readonly atUs: number
}

/** The event that is pointed at, and what is lit for it. */
export interface Lit {
  readonly cone: Cone
  /** Rows from the event back to its root, and those it brought about. */
  readonly causes: readonly number[]
  readonly effects: readonly number[]
  /** The message that was pointed at; -1 for an event. */
  readonly message: number
}

export interface Overlay {
  readonly playhead: Playhead
  /** While a prediction is open, what lies ahead is a blank that says why. */
  readonly isFutureHidden: boolean
  /** Rows of the chain that was asked for. */
  readonly chain: readonly number[]
  readonly lit: Lit | null
}

/** Ahead of the needle everything is drawn, but has not happened yet. */
const AHEAD_OPACITY = 0.62
/** What is neither cause nor effect of the lit event. */
const ELSEWHERE_OPACITY = 0.7

export function drawOverlay(
  pen: Pen,
  model: Model,
  geometry: DiagramGeometry,
  look: Look,
  { playhead, isFutureHidden, chain, lit }: Overlay,
): void {
  const x = geometry.scale.xAt(playhead.row, playhead.atUs)
  if (isFutureHidden) drawHidden(pen, geometry, look, x)
  else drawAhead(pen, geometry, look, x)
  if (lit !== null) drawLit(pen, model, geometry, look, lit)
  drawChain(pen, model, geometry, look, chain)
  drawNeedle(pen, geometry, look, x, playhead.atUs)
}

function drawAhead(pen: Pen, { width, layout, endX }: DiagramGeometry, look: Look, x: number): void {
  const from = Math.max(0, x)
  const to = Math.min(width, endX + 8)
  if (to <= from) return
  pen.globalAlpha = AHEAD_OPACITY
  pen.fillStyle = look.paper
  pen.fillRect(from, 0, to - from, layout.axisY - 0.5)
  pen.globalAlpha = 1
}

function drawHidden(pen: Pen, { width, layout, endX }: DiagramGeometry, look: Look, x: number): void {
  const from = Math.max(0, Math.min(x, endX))
  if (from >= width) return
  pen.fillStyle = look.wash
  pen.fillRect(from, 0, width - from, layout.axisY - 0.5)
  const { small } = look.sizes
  if (width - from < small * 6) return
  for (const [i, word] of ['hidden', 'until you', 'answer'].entries())
    write(pen, look, word, from + 10, layout.top + small * (0.9 + i * 1.35), { colour: look.ink3 })
}

/** One moment for all lanes, with its time at the axis. */
export function drawNeedle(
  pen: Pen,
  { width, layout }: DiagramGeometry,
  look: Look,
  x: number,
  atUs: number,
): void {
  if (x < -0.5 || x > width + 0.5) return
  pen.fillStyle = look.ink
  pen.fillRect(x - look.sizes.line / 2, 0, look.sizes.line, layout.axisY)
  pen.beginPath()
  pen.moveTo(x - 5, 0)
  pen.lineTo(x + 5, 0)
  pen.lineTo(x, 7)
  pen.closePath()
  pen.fill()
  const words = milliseconds(atUs)
  const { small } = look.sizes
  const w = dataWidth(words, small) + 14
  const left = Math.max(0, Math.min(width - w, x - w / 2))
  pen.fillRect(left, layout.axisY + 3, w, small * 1.9)
  write(pen, look, words, left + w / 2, layout.axisY + 3 + small * 0.98, {
    colour: look.onInk,
    isData: true,
    weight: 500,
    align: 'center',
  })
}

function drawLit(pen: Pen, model: Model, geometry: DiagramGeometry, look: Look, lit: Lit): void {
  drawElsewhere(pen, geometry, look, lit.cone)
  drawCarriers(pen, model, geometry, look, lit.cone)
  if (lit.message >= 0) drawWay(pen, model, geometry, look, lit.message, look.sizes.line + 1.5)
  drawChain(pen, model, geometry, look, lit.causes)
  for (const effect of lit.effects) drawChain(pen, model, geometry, look, [effect, lit.cone.row])
  drawPoint(pen, model, geometry, look, lit.cone.row)
}

/** The borders of past and future, lane by lane; outside the window they stand at its edge. */
export function borders({ layout, scale, width }: DiagramGeometry, { past, future }: Cone) {
  const inside = (x: number) => Math.max(-1, Math.min(width + 1, x))
  return layout.lanes.map(({ lane, y, pitch }) => ({
    y,
    pitch,
    past: past[lane]! < 0 ? -1 : inside(scale.x(past[lane]!)),
    future: future[lane] === NEVER ? width + 1 : inside(scale.x(future[lane]!)),
  }))
}

/** A veil over all that neither led to the event nor came of it. */
function drawElsewhere(pen: Pen, geometry: DiagramGeometry, look: Look, cone: Cone): void {
  const rows = borders(geometry, cone)
  const [first, last] = [rows[0], rows.at(-1)]
  if (first === undefined || last === undefined) return
  const { layout } = geometry
  const top = layout.top - 2
  const bottom = layout.axisY - 1
  pen.beginPath()
  pen.moveTo(first.past, top)
  for (const { past, y } of rows) pen.lineTo(past, y)
  pen.lineTo(last.past, bottom)
  pen.lineTo(last.future, bottom)
  for (const { future, y } of [...rows].reverse()) pen.lineTo(future, y)
  pen.lineTo(first.future, top)
  pen.closePath()
  pen.globalAlpha = ELSEWHERE_OPACITY
  pen.fillStyle = look.paper
  pen.fill()
  pen.globalAlpha = 1
  drawBorder(
    pen,
    look,
    rows.map(({ past, y }) => ({ x: past, y })),
    top,
    bottom,
  )
  drawBorder(
    pen,
    look,
    rows.map(({ future, y }) => ({ x: future, y })),
    top,
    bottom,
  )
}

function drawBorder(pen: Pen, look: Look, points: readonly Point[], top: number, bottom: number): void {
  pen.beginPath()
  pen.moveTo(points[0]!.x, top)
  for (const { x, y } of points) pen.lineTo(x, y)
  pen.lineTo(points.at(-1)!.x, bottom)
  pen.strokeStyle = look.ink3
  pen.lineWidth = 1
  pen.setLineDash([1, 3])
  pen.stroke()
  pen.setLineDash([])
}

/** The messages by which each lane knew of it, or was known to it. */
function drawCarriers(
  pen: Pen,
  model: Model,
  geometry: DiagramGeometry,
  look: Look,
  { carriers }: Cone,
): void {
  for (const id of [...carriers.past, ...carriers.future])
    if (id >= 0) drawWay(pen, model, geometry, look, id, look.sizes.line + 0.25)
}

function drawWay(
  pen: Pen,
  model: Model,
  geometry: DiagramGeometry,
  look: Look,
  id: number,
  width: number,
): void {
  const way = wayOf(model, geometry.scale, geometry.layout, id)
  if (Number.isNaN(way.y1) || Number.isNaN(way.y2)) return
  pen.strokeStyle = look.hues[model.columns.messages.hue[id]!]!
  pen.lineWidth = width
  strokeWithin(pen, { x: way.x1, y: way.y1 }, { x: way.x2, y: way.y2 }, geometry.width)
}

/** A chain of causes, from an event back: ink over all else, a dot an event. */
function drawChain(
  pen: Pen,
  model: Model,
  geometry: DiagramGeometry,
  look: Look,
  rows: readonly number[],
): void {
  const points = rows.map((row) => pointOf(model, geometry, row))
  pen.strokeStyle = look.ink
  pen.lineWidth = look.sizes.line + 1
  points.forEach((effect, i) => {
    const cause = points[i + 1] ?? null
    if (effect !== null && cause !== null) strokeWithin(pen, cause, effect, geometry.width)
  })
  pen.fillStyle = look.ink
  pen.beginPath()
  for (const point of points) {
    if (point === null || point.x < 0 || point.x > geometry.width) continue
    pen.moveTo(point.x + 3, point.y)
    pen.arc(point.x, point.y, 3, 0, 2 * Math.PI)
  }
  pen.fill()
}

/** null for an event of no lane that is shown. */
export function pointOf({ columns }: Model, { scale, layout }: DiagramGeometry, row: number): Point | null {
  if (row < 0 || row >= columns.rowCount) return null
  const y = layout.yOf[columns.rows.lane[row]!]
  return y === undefined || Number.isNaN(y) ? null : { x: scale.x(row), y }
}

function drawPoint(pen: Pen, model: Model, geometry: DiagramGeometry, look: Look, row: number): void {
  const point = pointOf(model, geometry, row)
  if (point === null) return
  pen.beginPath()
  pen.moveTo(point.x + 6, point.y)
  pen.arc(point.x, point.y, 6, 0, 2 * Math.PI)
  pen.fillStyle = look.paper
  pen.fill()
  pen.strokeStyle = look.ink
  pen.lineWidth = look.sizes.line + 0.75
  pen.stroke()
}

/** The part of a line, left to right, that is in the window. */
function strokeWithin(pen: Pen, from: Point, to: Point, width: number): void {
  if (to.x < 0 || from.x > width) return
  const at = (x: number) => along(from, to, (x - from.x) / (to.x - from.x))
  const begin = from.x < 0 ? at(0) : from
  const end = to.x > width ? at(width) : to
  pen.beginPath()
  pen.moveTo(begin.x, begin.y)
  pen.lineTo(end.x, end.y)
  pen.stroke()
}
