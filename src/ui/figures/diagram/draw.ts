// Draws the diagram with whatever pen it is given. From back to front: what is counted, walls and bands, lanes, messages,
// single events, the rail and the axis; what was lost and what broke is never covered.

import { ALARM, DIAMOND, hatch, type Look, outline, type Pen, write } from '../shared/pen.ts'
import {
  drawBars,
  drawBeginnings,
  drawClientLanes,
  drawFaultNames,
  drawFaults,
  drawStretches,
} from './drawLives.ts'
import { drawAggregates, drawCrosses, drawLines } from './drawMessages.ts'
import type { DiagramGeometry } from './geometry.ts'
import type { DeedMark, Dot, RailMark } from './marks.ts'

export interface DrawOptions {
  /** Id of the selected node or client: its row is washed. */
  readonly selected: string | null
}

export function draw(pen: Pen, geometry: DiagramGeometry, look: Look, { selected }: DrawOptions): void {
  const { layout, messages, stretches, scale } = geometry
  const phase = -scale.span.from / scale.perPx
  washRow(pen, geometry, look, selected)
  if (messages.aggregates !== null) drawAggregates(pen, look, layout, messages.aggregates)
  drawFaults(pen, look, geometry.faults, phase)
  drawClientLanes(pen, look, geometry)
  drawStretches(pen, look, stretches, phase)
  drawLines(pen, look, messages)
  if (messages.aggregates !== null) drawCrosses(pen, look, messages.aggregates)
  drawFaultNames(pen, look, geometry.faults)
  drawBars(pen, look, geometry.bars)
  drawDots(pen, look, geometry.dots)
  drawBeginnings(pen, look, stretches)
  drawDeeds(pen, look, geometry.deeds)
  drawViolations(pen, geometry, look)
  for (const mark of geometry.rail) drawRailMark(pen, look, mark, layout.railY)
  drawAxis(pen, geometry, look)
}

/** Names at the left of their lanes, for pictures that have no page around them. */
export function drawNames(pen: Pen, { layout }: DiagramGeometry, look: Look): void {
  for (const { id, isClient, y } of layout.lanes)
    write(pen, look, id, -14, y, {
      colour: isClient ? look.ink2 : look.ink,
      weight: isClient ? 400 : 600,
      align: 'right',
      sizePx: look.sizes.medium,
    })
}

function washRow(pen: Pen, { layout, width }: DiagramGeometry, look: Look, selected: string | null): void {
  const row = layout.lanes.find(({ id }) => id === selected)
  if (row === undefined) return
  pen.fillStyle = look.wash
  const h = Math.min(row.pitch, look.sizes.row)
  pen.fillRect(0, row.y - h / 2, width, h)
}

function drawDots(pen: Pen, look: Look, dots: readonly Dot[]): void {
  pen.beginPath()
  for (const { x, y } of dots) {
    pen.moveTo(x, y - 4.5)
    pen.lineTo(x, y + 4.5)
  }
  pen.strokeStyle = look.ink3
  pen.lineWidth = 1
  pen.stroke()
  for (const { x, y, count } of dots)
    if (count > 1)
      write(pen, look, `×${count}`, x, y - 12, { colour: look.ink3, isData: true, align: 'center' })
}

/** A small hatched square: you did this. */
function drawDeeds(pen: Pen, look: Look, deeds: readonly DeedMark[]): void {
  for (const { x, y } of deeds) {
    if (y === null) continue
    const top = y - 15
    pen.fillStyle = look.paper
    pen.fillRect(x - 4.5, top - 4.5, 9, 9)
    hatch(pen, look, x - 4.5, x + 4.5, top, 9, x)
    pen.beginPath()
    pen.rect(x - 4.5, top - 4.5, 9, 9)
    pen.strokeStyle = look.hatch
    pen.lineWidth = 1
    pen.stroke()
  }
}

/** From the alarm on the rail down to the axis: nothing in the picture hides what broke. */
function drawViolations(pen: Pen, { rail, layout }: DiagramGeometry, look: Look): void {
  pen.beginPath()
  for (const { x, kind } of rail) {
    if (kind !== 'violation') continue
    pen.moveTo(x, layout.railY + 8)
    pen.lineTo(x, layout.axisY)
  }
  pen.strokeStyle = look.broken
  pen.lineWidth = 1
  pen.setLineDash([2, 2])
  pen.stroke()
  pen.setLineDash([])
}

function drawRailMark(pen: Pen, look: Look, { x, kind, hue }: RailMark, y: number): void {
  pen.beginPath()
  switch (kind) {
    case 'violation':
      outline(pen, ALARM, { x, y }, 6)
      pen.fillStyle = look.broken
      pen.fill()
      break
    case 'election':
      outline(pen, DIAMOND, { x, y }, 5)
      pen.fillStyle = look.hues[hue]!
      pen.fill()
      break
    case 'fault':
    case 'heal':
      flag(pen, look, x, y, kind === 'fault')
      break
    case 'client error':
      pen.moveTo(x + 3, y)
      pen.arc(x, y, 3, 0, 2 * Math.PI)
      pen.strokeStyle = look.ink2
      pen.lineWidth = 1.25
      pen.stroke()
      break
    case 'commit':
      pen.moveTo(x, y - 1)
      pen.lineTo(x, y + 6)
      pen.strokeStyle = look.ink2
      pen.lineWidth = 1.25
      pen.stroke()
      break
    case 'beat':
      pen.moveTo(x - 3, y - 11.5)
      pen.lineTo(x + 3, y - 11.5)
      pen.lineTo(x, y - 7.5)
      pen.closePath()
      pen.fillStyle = look.ink3
      pen.fill()
  }
}

/** A hatched flag where a fault began, an open one where it was healed. */
function flag(pen: Pen, look: Look, x: number, y: number, isHatched: boolean): void {
  pen.fillStyle = look.paper
  pen.fillRect(x, y - 7, 9, 7)
  if (isHatched) hatch(pen, look, x, x + 9, y - 3.5, 7, x)
  pen.beginPath()
  pen.rect(x, y - 7, 9, 7)
  pen.moveTo(x, y)
  pen.lineTo(x, y + 6)
  pen.strokeStyle = look.ink
  pen.lineWidth = 1.25
  pen.stroke()
}

function drawAxis(pen: Pen, { layout, ticks, width }: DiagramGeometry, look: Look): void {
  const { small } = look.sizes
  pen.beginPath()
  pen.moveTo(0, layout.axisY)
  pen.lineTo(width, layout.axisY)
  for (const { x, label } of ticks) {
    pen.moveTo(x, layout.axisY)
    pen.lineTo(x, layout.axisY + (label === null ? 3 : 6))
  }
  pen.strokeStyle = look.ink3
  pen.lineWidth = 1
  pen.stroke()
  for (const { x, label } of ticks) {
    if (label === null || x < small * 1.5 || x > width - small * 1.5) continue
    write(pen, look, label, x, layout.axisY + 8 + small * 0.55, {
      colour: look.ink3,
      isData: true,
      align: 'center',
    })
  }
}
