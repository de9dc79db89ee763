// Lanes on the canvas: the lives of nodes with their gaps, the bars of what clients asked, and faults as bands and walls.

import { group } from 'd3-array'
import { crossAt, ground, hatch, type Look, type Pen, write } from '../shared/pen.ts'
import { dataWidth, textWidth } from '../shared/textWidth.ts'
import type { FaultView } from './faultViews.ts'
import type { DiagramGeometry } from './geometry.ts'
import type { BarText, BarView, StretchView } from './lives.ts'

const GAP_HEIGHT = 9
const WALL_HEIGHT = 8
const BAND_HEIGHT = 6

/** A client's lane is a hairline, so that its bars stand out. */
export function drawClientLanes(
  pen: Pen,
  look: Look,
  { layout, startX, endX, width }: DiagramGeometry,
): void {
  pen.beginPath()
  for (const { isClient, y } of layout.lanes) {
    if (!isClient) continue
    pen.moveTo(Math.max(0, startX), y)
    pen.lineTo(Math.min(width, endX), y)
  }
  pen.strokeStyle = look.line
  pen.lineWidth = 1
  pen.stroke()
}

export function drawStretches(pen: Pen, look: Look, views: readonly StretchView[], phase: number): void {
  const groups = group(views, ({ style, hue }) => `${style} ${hue}`)
  for (const own of groups.values()) {
    const { style, hue } = own[0]!
    if (style === 'down' || style === 'paused') {
      for (const { x1, x2, y } of own) {
        pen.fillStyle = look.paper
        pen.fillRect(x1, y - GAP_HEIGHT / 2, x2 - x1, GAP_HEIGHT)
        hatch(pen, look, x1, x2, y, GAP_HEIGHT, phase)
      }
    } else strokeStretches(pen, look, own, style, hue)
  }
}

function strokeStretches(
  pen: Pen,
  look: Look,
  views: readonly StretchView[],
  style: 'leads' | 'follows' | 'stands',
  hue: number,
): void {
  const { line } = look.sizes
  pen.beginPath()
  for (const { x1, x2, y } of views)
    for (const dy of style === 'leads' ? [-2.5, 2.5] : [0]) {
      pen.moveTo(x1, y + dy)
      pen.lineTo(x2, y + dy)
    }
  pen.strokeStyle = look.hues[hue]!
  pen.lineWidth = style === 'leads' ? line + 0.25 : style === 'follows' ? line + 0.5 : line + 1
  pen.setLineDash(style === 'stands' ? [6, 4] : [])
  pen.stroke()
  pen.setLineDash([])
}

/** How a stretch begins where that is an event: a cross, two bars, a ring with the candidate's letter. */
export function drawBeginnings(pen: Pen, look: Look, views: readonly StretchView[]): void {
  let last = Number.NEGATIVE_INFINITY
  for (const { style, hue, x1, y, begins } of views) {
    if (!begins || style === 'leads' || style === 'follows') continue
    if (style === 'down') cross(pen, look, x1, y)
    else if (style === 'paused') pauseBars(pen, look, x1, y)
    else if (Math.abs(x1 - last) > 18) {
      ring(pen, look, look.hues[hue]!, x1, y)
      last = x1
    }
  }
}

function cross(pen: Pen, look: Look, x: number, y: number): void {
  for (const [colour, width] of [
    [look.paper, 6.5],
    [look.ink, 2.5],
  ] as const) {
    pen.beginPath()
    crossAt(pen, x, y, 4.7)
    pen.strokeStyle = colour
    pen.lineWidth = width
    pen.stroke()
  }
}

function disc(pen: Pen, colour: string, x: number, y: number, r: number): void {
  pen.beginPath()
  pen.moveTo(x + r, y)
  pen.arc(x, y, r, 0, 2 * Math.PI)
  pen.fillStyle = colour
  pen.fill()
}

function pauseBars(pen: Pen, look: Look, x: number, y: number): void {
  disc(pen, look.paper, x, y, 8)
  pen.fillStyle = look.ink
  pen.fillRect(x - 4.5, y - 5.5, 2.5, 11)
  pen.fillRect(x + 2, y - 5.5, 2.5, 11)
}

function ring(pen: Pen, look: Look, colour: string, x: number, y: number): void {
  disc(pen, look.paper, x, y, 8.5)
  pen.beginPath()
  pen.moveTo(x + 8.5, y)
  pen.arc(x, y, 8.5, 0, 2 * Math.PI)
  pen.strokeStyle = colour
  pen.lineWidth = look.sizes.line + 1
  pen.setLineDash([4, 2.5])
  pen.stroke()
  pen.setLineDash([])
  write(pen, look, 'C', x, y + 0.5, { colour: look.ink, weight: 600, align: 'center' })
}

/** Bars with no room between their ends are drawn without these. */
const LEAST_ENDED_PX = 3

export function drawBars(pen: Pen, look: Look, bars: readonly BarView[]): void {
  for (const bar of bars) drawBar(pen, look, bar)
  for (const { label, answer, isBroken } of bars) {
    if (label !== null) words(pen, look, label, look.ink2, true)
    if (answer !== null) words(pen, look, answer, isBroken ? look.broken : look.ink, !isBroken)
  }
}

function drawBar(pen: Pen, look: Look, { x1, x2, y, isOpen, isBroken, begins, ends }: BarView): void {
  const w = look.sizes.line + (isBroken ? 1 : 0)
  pen.fillStyle = isBroken ? look.broken : isOpen ? look.ink3 : look.ink
  if (isOpen) dashes(pen, x1, x2, y, w)
  else pen.fillRect(x1, y - w / 2, Math.max(1, x2 - x1), w)
  if (x2 - x1 < LEAST_ENDED_PX) return
  if (begins) pen.fillRect(x1 - w / 2, y - 5, w, 10)
  if (ends) pen.fillRect(x2 - w / 2, y - 5, w, 10)
}

/** Not answered yet. */
function dashes(pen: Pen, x1: number, x2: number, y: number, w: number): void {
  for (let x = x1; x < x2; x += 7) pen.fillRect(x, y - w / 2, Math.min(4, x2 - x), w)
}

function words(pen: Pen, look: Look, { text, x, y }: BarText, colour: string, isData: boolean): void {
  const { small } = look.sizes
  ground(pen, look, x, y, isData ? dataWidth(text, small) : textWidth(text, small))
  write(pen, look, text, x, y, { colour, isData, weight: isData ? 400 : 600 })
}

export function drawFaults(pen: Pen, look: Look, views: readonly FaultView[], phase: number): void {
  for (const view of views) {
    if (view.teeth !== 0) oneWay(pen, look, view, view.teeth)
    else if (view.shape !== 'gap') hatched(pen, look, view, phase)
  }
}

/** Their names, over whatever crosses them. */
export function drawFaultNames(pen: Pen, look: Look, views: readonly FaultView[]): void {
  for (const { text, title } of views) {
    if (text === null) continue
    ground(pen, look, text.x, text.y, textWidth(title, look.sizes.small))
    write(pen, look, title, text.x, text.y, { colour: look.ink2 })
  }
}

/** Two faces, hatched between; they stop where the fault began and ended. */
function hatched(pen: Pen, look: Look, view: FaultView, phase: number): void {
  const { x1, x2, y, shape, begins, ends } = view
  const h = shape === 'wall' ? WALL_HEIGHT : BAND_HEIGHT
  pen.fillStyle = look.paper
  pen.fillRect(x1, y - h / 2, x2 - x1, h)
  hatch(pen, look, x1, x2, y, h, phase)
  pen.beginPath()
  for (const dy of [-h / 2, h / 2]) {
    pen.moveTo(x1, y + dy)
    pen.lineTo(x2, y + dy)
  }
  for (const x of [...(begins ? [x1] : []), ...(ends ? [x2] : [])]) {
    pen.moveTo(x, y - h / 2)
    pen.lineTo(x, y + h / 2)
  }
  pen.strokeStyle = look.ink
  pen.lineWidth = Math.min(look.sizes.line, 1.75)
  pen.stroke()
}

const TEETH_APART = 12

/** One face, with teeth towards the side that cannot get through. */
function oneWay(pen: Pen, look: Look, { x1, x2, y }: FaultView, towards: -1 | 1): void {
  pen.beginPath()
  pen.moveTo(x1, y)
  pen.lineTo(x2, y)
  pen.strokeStyle = look.ink
  pen.lineWidth = look.sizes.line
  pen.stroke()
  pen.beginPath()
  for (let x = x1 + TEETH_APART / 2; x < x2; x += TEETH_APART) {
    pen.moveTo(x - 4, y)
    pen.lineTo(x + 4, y)
    pen.lineTo(x, y + 6 * towards)
    pen.closePath()
  }
  pen.fillStyle = look.ink
  pen.fill()
}
