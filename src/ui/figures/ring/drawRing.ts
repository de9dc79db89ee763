// The ring as it is between two events: arcs, points, what changed hands, and the bars in the middle. Keys are drawn over
// it, for they move with time.

import type { RingNodePicture } from '../../../sim/picture.ts'
import { type Look, type Pen, write } from '../shared/pen.ts'
import { dataWidth } from '../shared/textWidth.ts'
import { most } from './bins.ts'
import type { RingModel } from './model.ts'
import { angleOf, onCircle } from './polar.ts'
import type { RimLabel } from './rimLabels.ts'
import { type BarMark, hueIndex, type Pieces, type RingGeometry } from './ringGeometry.ts'

const TURN = 2 * Math.PI
/** The hundredth of a degree by which neighbours overlap, so that nothing shows between them. */
const SEAM = 0.0006

export function drawRing(
  pen: Pen,
  model: RingModel,
  geometry: RingGeometry,
  labels: readonly RimLabel[],
  look: Look,
  selected: number | null,
): void {
  drawRim(pen, geometry, look)
  drawBand(pen, model, geometry, look, selected)
  drawMoved(pen, model, geometry, look)
  drawLabels(pen, model, labels, look)
  drawQuarters(pen, geometry, look)
  for (const bar of geometry.bars) drawBar(pen, model.picture.nodes[bar.node]!, bar, geometry, look, selected)
}

function arc(pen: Pen, { centre }: RingGeometry, radius: number, from: number, until: number): void {
  pen.beginPath()
  pen.arc(centre.x, centre.y, radius, from, until)
}

function drawRim(pen: Pen, geometry: RingGeometry, look: Look): void {
  arc(pen, geometry, geometry.radii.rim, 0, TURN)
  pen.strokeStyle = look.line
  pen.lineWidth = 1
  pen.stroke()
}

// The band of arcs.

function drawBand(
  pen: Pen,
  model: RingModel,
  geometry: RingGeometry,
  look: Look,
  selected: number | null,
): void {
  const { inner, outer } = geometry.radii
  if (model.picture.arcs === null) return drawEmptyBand(pen, geometry, look)
  arc(pen, geometry, (inner + outer) / 2, 0, TURN)
  pen.strokeStyle = look.wash2
  pen.lineWidth = outer - inner
  pen.stroke()
  if (geometry.arcs !== null) drawArcs(pen, model, geometry, look, selected)
  if (geometry.pieces !== null) drawPieces(pen, geometry, geometry.pieces, look)
}

/** Nobody owns any of the circle. */
function drawEmptyBand(pen: Pen, geometry: RingGeometry, look: Look): void {
  pen.strokeStyle = look.line
  pen.lineWidth = 1
  for (const radius of [geometry.radii.inner, geometry.radii.outer]) {
    arc(pen, geometry, radius, 0, TURN)
    pen.stroke()
  }
}

function drawArcs(
  pen: Pen,
  { picture }: RingModel,
  geometry: RingGeometry,
  look: Look,
  selected: number | null,
): void {
  const { inner, outer } = geometry.radii
  const arcs = geometry.arcs ?? []
  pen.strokeStyle = look.ink2
  pen.lineWidth = outer - inner
  for (const { owner, from, until } of arcs) {
    if (owner !== selected) continue
    arc(pen, geometry, (inner + outer) / 2, from, until + SEAM)
    pen.stroke()
  }
  pen.beginPath()
  for (const { until } of arcs) spoke(pen, geometry, inner, outer, until)
  pen.strokeStyle = look.ink3
  pen.lineWidth = 1.25
  pen.stroke()
  for (const { owner, name } of arcs) {
    if (name === null) continue
    const colour = owner === selected ? look.paper : look.ink
    write(pen, look, picture.nodes[owner]!.id, name.x, name.y, { colour, isData: true, align: 'center' })
  }
}

function spoke(pen: Pen, { centre }: RingGeometry, from: number, to: number, angle: number): void {
  const [a, b] = [onCircle(centre, from, angle), onCircle(centre, to, angle)]
  pen.moveTo(a.x, a.y)
  pen.lineTo(b.x, b.y)
}

/** In each pixel's piece: points as a spoke from outside, the selected node's share from inside. */
function drawPieces(pen: Pen, geometry: RingGeometry, { count, tokens, selected }: Pieces, look: Look): void {
  const { inner, outer } = geometry.radii
  const [full, width] = [most(tokens), outer - inner]
  columns(pen, geometry, count, look.ink3, (i) => [outer - (0.4 * width * tokens[i]!) / full, outer])
  if (selected === null) return
  columns(pen, geometry, count, look.ink2, (i) => [inner, inner + 0.6 * width * selected[i]!])
}

/** One spoke a pixel, between two radii. */
function columns(
  pen: Pen,
  geometry: RingGeometry,
  count: number,
  colour: string,
  radii: (i: number) => readonly [number, number],
): void {
  pen.beginPath()
  for (let i = 0; i < count; i++) {
    const [from, to] = radii(i)
    if (to - from > 0.05) spoke(pen, geometry, from, to, ((i + 0.5) / count) * TURN - TURN / 4)
  }
  pen.strokeStyle = colour
  pen.lineWidth = 1.1
  pen.stroke()
}

// What changed hands.

function drawMoved(pen: Pen, { picture }: RingModel, geometry: RingGeometry, look: Look): void {
  const { rim, rimWidth, outer } = geometry.radii
  for (const { moved, from, until } of geometry.rim ?? []) {
    pen.strokeStyle = look.hues[hueIndex(picture.nodes[moved.now]!.hue)]!
    pen.lineWidth = rimWidth
    arc(pen, geometry, rim, from, until + SEAM)
    pen.stroke()
    pen.lineWidth = 2.5
    arc(pen, geometry, outer + 1, from, until + SEAM)
    pen.stroke()
  }
  if (geometry.rimPieces !== null) drawRimPieces(pen, geometry, geometry.rimPieces, look)
}

/** Small shares are drawn larger than they are, all by as much, but not more than so many times. */
const MOST_ENLARGED = 8

/** As high as the share of the piece that moved, one hue upon the other. */
function drawRimPieces(pen: Pen, geometry: RingGeometry, hues: readonly Float32Array[], look: Look): void {
  const { rim, rimWidth } = geometry.radii
  const count = hues[0]!.length
  const base = new Float32Array(count)
  const sums = hues[0]!.map((_, i) => hues.reduce((sum, shares) => sum + shares[i]!, 0))
  const full = Math.max(1 / MOST_ENLARGED, ...sums)
  hues.forEach((shares, hue) => {
    columns(pen, geometry, count, look.hues[hue]!, (i) => {
      const from = rim - rimWidth / 2 + base[i]!
      base[i]! += (rimWidth * shares[i]!) / full
      return [from, rim - rimWidth / 2 + base[i]!]
    })
  })
}

function drawLabels(pen: Pen, { picture }: RingModel, labels: readonly RimLabel[], look: Look): void {
  const { small } = look.sizes
  for (const { now, was, at, isLeft } of labels) {
    const { id, hue } = picture.nodes[now]!
    const [align, side] = isLeft ? (['right', -1] as const) : (['left', 1] as const)
    const colour = look.hues[hueIndex(hue)]!
    write(pen, look, id, at.x, at.y, { colour, isData: true, weight: 500, align, sizePx: small + 1 })
    const past = at.x + side * (dataWidth(id, small + 1) + 6)
    write(pen, look, `from ${picture.nodes[was]!.id}`, past, at.y, { colour: look.ink2, align })
  }
}

const QUARTERS = ['0', '¼', '½', '¾']

/** Where on the circle of hashes one is. */
function drawQuarters(pen: Pen, geometry: RingGeometry, look: Look): void {
  const { keys, bars } = geometry.radii
  const radius = keys - look.sizes.small
  if (bars !== null && radius - bars.to < look.sizes.small) return
  QUARTERS.forEach((text, i) => {
    const at = onCircle(geometry.centre, radius, angleOf(0) + (i * TURN) / 4)
    write(pen, look, text, at.x, at.y, { colour: look.ink3, align: 'center' })
  })
}

// The bars.

function drawBar(
  pen: Pen,
  { id, hue, keysBefore, isMember, isUp }: RingNodePicture,
  bar: BarMark,
  geometry: RingGeometry,
  look: Look,
  selected: number | null,
): void {
  const base = geometry.radii.bars!.from
  const isNew = keysBefore === 0 && isMember
  const fill = bar.node === selected ? look.ink2 : isNew ? look.hues[hueIndex(hue)]! : look.wash2
  sector(pen, geometry, base, bar.end, bar)
  pen.fillStyle = fill
  pen.fill()
  pen.strokeStyle = fill === look.wash2 ? look.edge : fill
  pen.lineWidth = 1
  pen.stroke()
  if (bar.before !== null) edge(pen, geometry, bar.before, bar, look.ink, bar.name === null ? 1 : 2)
  if (bar.fair !== null) fairLine(pen, geometry, bar.fair, bar, look)
  if (bar.name === null) return
  const colour = isMember && isUp ? look.ink : look.ink3
  write(pen, look, id, bar.name.x, bar.name.y, { colour, isData: true, align: 'center' })
}

function sector(
  pen: Pen,
  { centre }: RingGeometry,
  from: number,
  to: number,
  bar: Pick<BarMark, 'from' | 'until'>,
): void {
  pen.beginPath()
  pen.arc(centre.x, centre.y, from, bar.from, bar.until)
  pen.arc(centre.x, centre.y, Math.max(from, to), bar.until, bar.from, true)
  pen.closePath()
}

function edge(
  pen: Pen,
  geometry: RingGeometry,
  radius: number,
  bar: BarMark,
  colour: string,
  width: number,
): void {
  arc(pen, geometry, radius, bar.from, bar.until)
  pen.strokeStyle = colour
  pen.lineWidth = width
  pen.stroke()
}

function fairLine(pen: Pen, geometry: RingGeometry, radius: number, bar: BarMark, look: Look): void {
  const between = (2 * Math.PI) / geometry.bars.length / 2
  const middle = (bar.from + bar.until) / 2
  pen.setLineDash([2, 3])
  arc(pen, geometry, radius, middle - between, middle + between)
  pen.strokeStyle = look.ink3
  pen.lineWidth = 1
  pen.stroke()
  pen.setLineDash([])
}
