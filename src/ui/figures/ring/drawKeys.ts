// Over the ring: the keys at a moment, and of the one that is pointed at the way to its copies.

import type { Point } from '../shared/geometry.ts'
import { ARROW, type Look, outline, type Pen, write } from '../shared/pen.ts'
import { type KeyMark, type KeyMarks, keyMarks } from './keyMarks.ts'
import { type RingModel, walkOf } from './model.ts'
import { angleOf, onCircle } from './polar.ts'
import { type BarMark, hueIndex, type RingGeometry } from './ringGeometry.ts'
import { stopTags } from './stopTags.ts'

export function drawKeys(
  pen: Pen,
  model: RingModel,
  geometry: RingGeometry,
  look: Look,
  atUs: number,
  lit: number | null,
): void {
  const marks = keyMarks(model, geometry, atUs)
  drawPiles(pen, marks, geometry, look)
  for (const mark of marks.marks) drawKey(pen, model, mark, geometry, look)
  if (lit !== null && model.picture.keys[lit] !== undefined) drawWay(pen, model, lit, geometry, look)
}

const KEY_R = 2.2
const LIT_R = 3.2

function drawKey(
  pen: Pen,
  { picture }: RingModel,
  mark: KeyMark,
  { centre }: RingGeometry,
  look: Look,
): void {
  const at = onCircle(centre, mark.radius, mark.angle)
  const isLit = mark.whose !== null
  const colour = isLit ? look.hues[hueIndex(picture.nodes[mark.whose]!.hue)]! : look.ink3
  disc(pen, at, isLit ? LIT_R : KEY_R)
  pen.fillStyle = mark.isAwaited ? look.paper : colour
  pen.fill()
  if (!isLit) return
  pen.strokeStyle = mark.isAwaited ? colour : look.paper
  pen.lineWidth = mark.isAwaited ? 1.6 : 1
  pen.stroke()
}

function disc(pen: Pen, { x, y }: Point, r: number): void {
  pen.beginPath()
  pen.arc(x, y, r, 0, 2 * Math.PI)
}

const PILE_PX = 16

function drawPiles(pen: Pen, { piles, most }: KeyMarks, geometry: RingGeometry, look: Look): void {
  if (piles === null) return
  const { centre, radii } = geometry
  const grow = (count: number) => radii.keys + 6 - (PILE_PX * count) / most
  for (const isMoved of [false, true]) {
    pen.beginPath()
    for (const { angle, count, moved } of piles) {
      if ((isMoved ? moved : count) === 0) continue
      const [from, to] = [
        onCircle(centre, radii.keys + 6, angle),
        onCircle(centre, grow(isMoved ? moved : count), angle),
      ]
      pen.moveTo(from.x, from.y)
      pen.lineTo(to.x, to.y)
    }
    pen.strokeStyle = isMoved ? look.ink : look.ink3
    pen.lineWidth = isMoved ? 2.2 : 1.6
    pen.stroke()
  }
}

// The way from a key to its copies.

function drawWay(pen: Pen, model: RingModel, key: number, geometry: RingGeometry, look: Look): void {
  const { centre, radii } = geometry
  const { at, owners } = model.picture.keys[key]!
  const start = onCircle(centre, radii.keys, angleOf(at))
  const walk = walkOf(model.picture, model.picture.keys[key]!)
  if (walk === null) for (const [i, node] of owners.entries()) drawChord(pen, start, node, i, geometry, look)
  else {
    drawWalk(pen, at, walk.at(-1)?.at ?? at, geometry, look)
    for (const { node, tag, token } of stopTags(walk, geometry, look.sizes.small)) {
      spokeTo(pen, token, tag, look)
      drawOrdinal(pen, tag, owners.indexOf(node), look)
    }
  }
  if (walk !== null)
    for (const [i, node] of owners.entries()) {
      const bar = geometry.bars[node]
      if (bar !== undefined) drawOrdinal(pen, endOf(bar, centre), i, look)
    }
  disc(pen, start, 4.5)
  pen.fillStyle = look.ink
  pen.fill()
}

/** The middle of a bar's end. */
function endOf({ end, from, until }: BarMark, centre: Point): Point {
  return onCircle(centre, end, (from + until) / 2)
}

/** Round the circle to the last copy, as the rule has it. */
function drawWalk(pen: Pen, from: number, until: number, geometry: RingGeometry, look: Look): void {
  const { centre, radii } = geometry
  const start = angleOf(from)
  const end = until >= from ? angleOf(until) : angleOf(until) + 2 * Math.PI
  pen.beginPath()
  pen.arc(centre.x, centre.y, radii.keys, start, end)
  pen.strokeStyle = look.ink
  pen.lineWidth = 1.5
  pen.setLineDash([1, 3.5])
  pen.stroke()
  pen.setLineDash([])
  pen.beginPath()
  outline(pen, ARROW, onCircle(centre, radii.keys, end), 5, -Math.sin(end), Math.cos(end))
  pen.fillStyle = look.ink
  pen.fill()
}

/** To the node's bar: nothing on the circle says where the copy is. */
function drawChord(
  pen: Pen,
  from: Point,
  node: number,
  order: number,
  { bars, centre }: RingGeometry,
  look: Look,
): void {
  const bar = bars[node]
  if (bar === undefined) return
  const to = endOf(bar, centre)
  pen.beginPath()
  pen.moveTo(from.x, from.y)
  pen.lineTo(to.x, to.y)
  pen.strokeStyle = look.ink
  pen.lineWidth = 1.5
  pen.setLineDash([1, 3.5])
  pen.stroke()
  pen.setLineDash([])
  drawOrdinal(pen, to, order, look)
}

function spokeTo(pen: Pen, from: Point, to: Point, look: Look): void {
  pen.beginPath()
  pen.moveTo(from.x, from.y)
  pen.lineTo(to.x, to.y)
  pen.strokeStyle = look.ink
  pen.lineWidth = 1.5
  pen.stroke()
}

function drawOrdinal(pen: Pen, at: Point, order: number, look: Look): void {
  disc(pen, at, look.sizes.small * 0.68)
  pen.fillStyle = look.ink
  pen.fill()
  pen.strokeStyle = look.paper
  pen.lineWidth = 1.5
  pen.stroke()
  write(pen, look, String(order + 1), at.x, at.y, {
    colour: look.paper,
    isData: true,
    weight: 500,
    align: 'center',
  })
}
