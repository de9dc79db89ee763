// Messages on the canvas: strokes and ribbons of those that are counted, a line and a mark for each that is not.

import { group } from 'd3-array'
import { MARKS } from '../../../lab/diagram/part.ts'
import { direction } from '../shared/geometry.ts'
import { ARROW, crossAt, DIAMOND, type Look, outline, type Pen } from '../shared/pen.ts'
import type { Aggregates, Ink, Ribbon } from './aggregates.ts'
import type { Layout } from './layout.ts'
import { type Lines, WITH_CROSS, WITH_MARK } from './lines.ts'
import type { Messages } from './messages.ts'

/** Strokes get darker in this many steps. */
const STEPS = 12
const DARKEST = 0.86
/** A lane is left free of ink by this much on either side. */
const OFF_LANE = 4
/** Marks are smaller where there are more lines than this, and left out where there are more still. */
const LARGE_MARKS = 260
const SMALL_MARKS = 900
/** With more lost ones than this, their crosses are small and stand on no ground. */
const GROUNDED_CROSSES = 60

const HEARTBEAT = MARKS.indexOf('heartbeat')

export function drawAggregates(pen: Pen, look: Look, layout: Layout, aggregates: Aggregates): void {
  if (aggregates.ink !== null) drawInk(pen, look, layout, aggregates.ink)
  drawRibbons(pen, look, aggregates.ribbons)
}

/** The more messages a pixel, the darker: each doubling is one step. */
function stepOf(strength: number): number {
  return strength <= 0 ? 0 : Math.max(1, Math.min(STEPS, Math.round(3 + 1.6 * Math.log2(strength + 0.25))))
}

function opacityOf(step: number): number {
  return 0.1 + ((DARKEST - 0.1) * step) / STEPS
}

/** One path for all strokes of a hue and a darkness; neighbours that are alike are one rectangle. */
function drawInk(pen: Pen, look: Look, layout: Layout, ink: Ink): void {
  const paths = new Map<number, number[]>()
  for (let space = 0; space < ink.spaces; space++) {
    let start = 0
    for (let c = 1; c <= ink.columns; c++) {
      const key = keyAt(ink, start, space)
      if (c < ink.columns && keyAt(ink, c, space) === key) continue
      if (key > 0) {
        const runs = paths.get(key) ?? []
        runs.push(space, start, c)
        paths.set(key, runs)
      }
      start = c
    }
  }
  for (const [key, runs] of paths) {
    pen.fillStyle = look.hues[key >> 4]!
    pen.globalAlpha = opacityOf(key & 15)
    for (let i = 0; i < runs.length; i += 3) {
      const [above, below] = [layout.lanes[runs[i]!]!, layout.lanes[runs[i]! + 1]!]
      const [from, to] = [
        Math.round(ink.x + runs[i + 1]! * ink.columnPx),
        Math.round(ink.x + runs[i + 2]! * ink.columnPx),
      ]
      const top = Math.round(above.y) + OFF_LANE
      pen.fillRect(from, top, to - from, Math.round(below.y) - OFF_LANE - top)
    }
  }
  pen.globalAlpha = 1
}

/** Hue and darkness of a stroke in one number; 0 for none. */
function keyAt(ink: Ink, column: number, space: number): number {
  const i = column * ink.spaces + space
  const step = stepOf(ink.strength[i]!)
  return step === 0 ? 0 : (ink.hue[i]! << 4) | step
}

function drawRibbons(pen: Pen, look: Look, ribbons: readonly Ribbon[]): void {
  const groups = group(ribbons, ({ hue, strength }) => (hue << 4) | stepOf(strength))
  for (const [key, own] of groups) {
    pen.fillStyle = look.hues[key >> 4]!
    pen.globalAlpha = opacityOf(key & 15) * 0.8
    pen.beginPath()
    for (const { x, w, slant, y1, y2 } of own) {
      pen.moveTo(x, y1)
      pen.lineTo(x + w, y1)
      pen.lineTo(x + w + slant, y2)
      pen.lineTo(x + slant, y2)
      pen.closePath()
    }
    pen.fill()
  }
  pen.globalAlpha = 1
}

/** Crosses of what was lost among those counted. They lie above all else, so that none is covered. */
export function drawCrosses(pen: Pen, look: Look, { crosses }: Aggregates): void {
  pen.beginPath()
  for (const { x, y } of crosses) crossAt(pen, x, y, 2)
  pen.strokeStyle = look.ink
  pen.lineWidth = 1
  pen.stroke()
}

export function drawLines(pen: Pen, look: Look, { lines, count }: Messages): void {
  for (let hue = 0; hue < look.hues.length; hue++) {
    strokeLines(pen, look, lines, hue, true, 1)
    strokeLines(pen, look, lines, hue, false, count <= LARGE_MARKS ? look.sizes.line : 1)
  }
  const r = count <= LARGE_MARKS ? 4.5 : count <= SMALL_MARKS ? 3 : 0
  if (r > 0) for (let hue = 0; hue < look.hues.length; hue++) drawMarks(pen, look, lines, hue, r)
  drawLost(pen, look, lines, Math.max(3, r))
}

function strokeLines(pen: Pen, look: Look, lines: Lines, hue: number, isQuiet: boolean, width: number): void {
  let isAny = false
  pen.beginPath()
  for (let i = 0; i < lines.count; i++) {
    if (lines.hue[i] !== hue || (lines.mark[i] === HEARTBEAT) !== isQuiet) continue
    isAny = true
    pen.moveTo(lines.x1[i]!, lines.y1[i]!)
    pen.lineTo(lines.x2[i]!, lines.y2[i]!)
  }
  if (!isAny) return
  pen.strokeStyle = look.hues[hue]!
  pen.lineWidth = width
  pen.globalAlpha = isQuiet ? 0.55 : 1
  pen.stroke()
  pen.globalAlpha = 1
}

/** Marks of one hue, kind by kind. */
function drawMarks(pen: Pen, look: Look, lines: Lines, hue: number, r: number): void {
  const own = MARKS.map(() => [] as number[])
  for (let i = 0; i < lines.count; i++)
    if (lines.hue[i] === hue && lines.end[i] === WITH_MARK) own[lines.mark[i]!]!.push(i)
  const [requests, replies, votes, granted, refusals, heartbeats] = own as [
    number[],
    number[],
    number[],
    number[],
    number[],
    number[],
  ]
  const colour = look.hues[hue]!
  solid(pen, look, colour, lines, requests, r, ARROW)
  solid(pen, look, colour, lines, votes, r, DIAMOND)
  hollow(pen, look, colour, lines, replies, r, ARROW)
  hollow(pen, look, colour, lines, granted, r, DIAMOND)
  bars(pen, look, colour, lines, refusals, r)
  discs(pen, colour, lines, heartbeats, r * 0.42)
}

type Corners = readonly (readonly [number, number])[]

function outlines(pen: Pen, lines: Lines, places: readonly number[], r: number, corners: Corners): void {
  pen.beginPath()
  for (const i of places) {
    const { at, dx, dy } = tip(lines, i, r)
    if (corners === DIAMOND) outline(pen, corners, at, r)
    else outline(pen, corners, at, r, dx, dy)
  }
}

function solid(
  pen: Pen,
  look: Look,
  colour: string,
  lines: Lines,
  places: readonly number[],
  r: number,
  corners: Corners,
): void {
  if (places.length === 0) return
  outlines(pen, lines, places, r, corners)
  pen.strokeStyle = look.paper
  pen.lineWidth = 1.5
  pen.stroke()
  pen.fillStyle = colour
  pen.fill()
}

function hollow(
  pen: Pen,
  look: Look,
  colour: string,
  lines: Lines,
  places: readonly number[],
  r: number,
  corners: Corners,
): void {
  if (places.length === 0) return
  outlines(pen, lines, places, r, corners)
  pen.fillStyle = look.paper
  pen.fill()
  pen.strokeStyle = colour
  pen.lineWidth = look.sizes.line
  pen.stroke()
}

function bars(
  pen: Pen,
  look: Look,
  colour: string,
  lines: Lines,
  places: readonly number[],
  r: number,
): void {
  if (places.length === 0) return
  pen.beginPath()
  for (const i of places) {
    const { at, dx, dy } = tip(lines, i, r * 0.6)
    pen.moveTo(at.x + r * dy, at.y - r * dx)
    pen.lineTo(at.x - r * dy, at.y + r * dx)
  }
  pen.strokeStyle = colour
  pen.lineWidth = look.sizes.line + 0.75
  pen.stroke()
}

function discs(pen: Pen, colour: string, lines: Lines, places: readonly number[], r: number): void {
  if (places.length === 0) return
  pen.beginPath()
  for (const i of places) {
    const { at } = tip(lines, i, r)
    pen.moveTo(at.x + r, at.y)
    pen.arc(at.x, at.y, r, 0, 2 * Math.PI)
  }
  pen.fillStyle = colour
  pen.globalAlpha = 0.75
  pen.fill()
  pen.globalAlpha = 1
}

/** The middle of a mark whose tip touches the lane, and where it looks. */
function tip(lines: Lines, i: number, r: number) {
  const [from, to] = [
    { x: lines.x1[i]!, y: lines.y1[i]! },
    { x: lines.x2[i]!, y: lines.y2[i]! },
  ]
  const { x: dx, y: dy } = direction(from, to)
  return { at: { x: to.x - dx * r, y: to.y - dy * r }, dx, dy }
}

/** A cross where it was lost, on a piece of ground where there is room for one. */
function drawLost(pen: Pen, look: Look, lines: Lines, r: number): void {
  let count = 0
  for (let i = 0; i < lines.count; i++) if (lines.end[i] === WITH_CROSS) count++
  if (count === 0) return
  if (count <= GROUNDED_CROSSES) {
    strokeCrosses(pen, lines, r * 0.72, look.paper, 4.5)
    strokeCrosses(pen, lines, r * 0.72, look.ink, 2)
  } else strokeCrosses(pen, lines, 2.2, look.ink, 1)
}

function strokeCrosses(pen: Pen, lines: Lines, r: number, colour: string, width: number): void {
  pen.beginPath()
  for (let i = 0; i < lines.count; i++)
    if (lines.end[i] === WITH_CROSS) crossAt(pen, lines.x2[i]!, lines.y2[i]!, r)
  pen.strokeStyle = colour
  pen.lineWidth = width
  pen.stroke()
}
