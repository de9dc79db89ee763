// The ruler: whose each stretch is, and over it the keys. A key that moves leaves its row for another at the same place;
// none goes anywhere else.

import { type Look, type Pen, write } from '../shared/pen.ts'
import { progressOf } from './keyMarks.ts'
import type { RingModel } from './model.ts'
import { hueIndex } from './ringGeometry.ts'
import { type KeyPlace, type RulerGeometry, rowY, type Strip } from './rulerGeometry.ts'

export function drawRuler(
  pen: Pen,
  model: RingModel,
  geometry: RulerGeometry,
  look: Look,
  selected: number | null,
): void {
  for (const strip of geometry.strips) {
    drawRows(pen, model, geometry, strip, look, selected)
    pen.save()
    pen.translate(geometry.left, 0)
    drawSegments(pen, geometry, strip, look, selected)
    drawBounds(pen, geometry, strip, model, look)
    drawTicks(pen, geometry, strip, model, look)
    pen.restore()
  }
}

function drawRows(
  pen: Pen,
  { picture: { nodes } }: RingModel,
  geometry: RulerGeometry,
  strip: Strip,
  look: Look,
  selected: number | null,
): void {
  const { hasNames, left, width, rowH } = geometry
  write(pen, look, strip.title, left, strip.y - 13, {
    colour: look.ink,
    weight: 600,
    sizePx: look.sizes.medium,
  })
  nodes.forEach(({ id, isMember, isUp }, node) => {
    const y = rowY(geometry, strip, node)
    if (rowH >= 6) {
      pen.beginPath()
      pen.moveTo(left, y)
      pen.lineTo(left + width, y)
      pen.strokeStyle = look.line
      pen.lineWidth = 1
      pen.stroke()
    }
    if (!hasNames) return
    const colour = isMember && isUp ? look.ink : look.ink3
    write(pen, look, id, 0, y, { colour, isData: true, weight: node === selected ? 500 : 400 })
  })
}

function drawSegments(
  pen: Pen,
  geometry: RulerGeometry,
  strip: Strip,
  look: Look,
  selected: number | null,
): void {
  const height = geometry.rowH * 0.72
  for (const isSelected of [false, true]) {
    pen.beginPath()
    for (const { node, x, width, share } of strip.segments) {
      if ((node === selected) !== isSelected) continue
      const h = height * share
      pen.rect(x, rowY(geometry, strip, node) - h / 2, Math.max(0.5, width - (width > 4 ? 1 : 0)), h)
    }
    pen.fillStyle = isSelected ? look.ink2 : look.edge
    pen.globalAlpha = isSelected ? 1 : 0.45
    pen.fill()
    pen.globalAlpha = 1
  }
}

/** A range ends where the next one begins. */
function drawBounds(
  pen: Pen,
  { rowH }: RulerGeometry,
  { y, bounds }: Strip,
  { picture }: RingModel,
  look: Look,
): void {
  pen.beginPath()
  for (const x of bounds) {
    pen.moveTo(x, y)
    pen.lineTo(x, y + rowH * picture.nodes.length)
  }
  pen.strokeStyle = look.ink3
  pen.lineWidth = 1
  pen.stroke()
}

function drawTicks(
  pen: Pen,
  { rowH, width }: RulerGeometry,
  strip: Strip,
  { picture }: RingModel,
  look: Look,
): void {
  const y = strip.y + rowH * picture.nodes.length + 9
  for (const { x, text } of strip.ticks) {
    const align = x <= 0 ? 'left' : x >= width ? 'right' : 'center'
    write(pen, look, text, x, y, { colour: look.ink3, isData: strip.id === 'key', align })
  }
}

// Keys, at a moment.

export function drawRulerKeys(
  pen: Pen,
  model: RingModel,
  geometry: RulerGeometry,
  look: Look,
  atUs: number,
  lit: number | null,
): void {
  pen.save()
  pen.translate(geometry.left, 0)
  for (const strip of geometry.strips)
    for (const place of strip.keys) drawKey(pen, model, geometry, strip, place, look, atUs)
  if (lit !== null) drawLit(pen, model, geometry, look, lit)
  pen.restore()
}

function drawKey(
  pen: Pen,
  { picture, states }: RingModel,
  geometry: RulerGeometry,
  strip: Strip,
  { key, x }: KeyPlace,
  look: Look,
  atUs: number,
): void {
  const { owners, ownersBefore } = picture.keys[key]!
  const { isMoved, isAwaited } = states[key]!
  const progress = progressOf(picture, isMoved, key, atUs)
  // By key the cells say whose it is; only what moves is drawn over them.
  if (strip.id === 'key' && !isMoved) return
  const to = rowY(geometry, strip, owners[0]!)
  const from = isMoved ? rowY(geometry, strip, ownersBefore[0]!) : to
  const colour = isMoved ? look.hues[hueIndex(picture.nodes[owners[0]!]!.hue)]! : look.ink
  const y = from + (to - from) * (progress ?? 1)
  if (isMoved) thread(pen, x, from, y, colour)
  pen.beginPath()
  pen.arc(x, y, isMoved ? 3 : 1.8, 0, 2 * Math.PI)
  pen.fillStyle = isAwaited ? look.paper : colour
  pen.fill()
  if (!isMoved) return
  pen.strokeStyle = isAwaited ? colour : look.paper
  pen.lineWidth = isAwaited ? 1.5 : 1
  pen.stroke()
}

/** The way it has come. */
function thread(pen: Pen, x: number, from: number, to: number, colour: string): void {
  pen.beginPath()
  pen.moveTo(x, from)
  pen.lineTo(x, to)
  pen.strokeStyle = colour
  pen.globalAlpha = 0.5
  pen.lineWidth = 1
  pen.stroke()
  pen.globalAlpha = 1
}

/** The same key in both orders, with its copies. */
function drawLit(pen: Pen, { picture }: RingModel, geometry: RulerGeometry, look: Look, key: number): void {
  const owners = picture.keys[key]?.owners ?? []
  const places = geometry.strips.flatMap((strip) => {
    const place = strip.keys.find((each) => each.key === key)
    return place === undefined ? [] : [{ strip, x: place.x }]
  })
  pen.strokeStyle = look.ink
  pen.lineWidth = 1.5
  const [above, below] = places
  if (above === undefined || below === undefined || owners.length === 0) return
  pen.setLineDash([1, 3.5])
  pen.beginPath()
  pen.moveTo(above.x, rowY(geometry, above.strip, owners[0]!))
  pen.lineTo(below.x, rowY(geometry, below.strip, owners[0]!))
  pen.stroke()
  pen.setLineDash([])
  for (const { strip, x } of places)
    for (const [i, node] of owners.entries()) drawCopy(pen, x, rowY(geometry, strip, node), i, geometry, look)
}

function drawCopy(pen: Pen, x: number, y: number, order: number, { rowH }: RulerGeometry, look: Look): void {
  const isLarge = rowH >= look.sizes.small * 1.2
  pen.beginPath()
  pen.arc(x, y, isLarge ? look.sizes.small * 0.62 : 3.5, 0, 2 * Math.PI)
  pen.fillStyle = look.ink
  pen.fill()
  if (!isLarge) return
  const style = { colour: look.paper, isData: true, weight: 500, align: 'center' } as const
  write(pen, look, String(order + 1), x, y, style)
}
