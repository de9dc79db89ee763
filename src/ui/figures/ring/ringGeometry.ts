// The ring as a radial chart: from outside to inside what changed hands, the arcs with their points, the keys, and in the
// middle how much each node has, as a bar of its own. Arcs are drawn one by one as long as they can be told apart; then
// each pixel of the circle says how many points lie in it, and how much of it is whose.

import type { Hue, RingPicture } from '../../../sim/picture.ts'
import type { Point, Size } from '../shared/geometry.ts'
import { dataWidth } from '../shared/textWidth.ts'
import { eachArc, type MovedArc } from './arcs.ts'
import { counted, cover } from './bins.ts'
import { fairShares, type Measure, measured, type RingModel } from './model.ts'
import { angleOf, onCircle } from './polar.ts'

export interface Radii {
  /** What changed hands is drawn around this. */
  readonly rim: number
  readonly rimWidth: number
  /** The band of arcs. */
  readonly outer: number
  readonly inner: number
  readonly keys: number
  /** Bars grow from the first to the second; null where there is no room for them. */
  readonly bars: { readonly from: number; readonly to: number } | null
  /** What is free in the middle. */
  readonly free: number
}

export interface ArcMark {
  readonly owner: number
  readonly from: number
  readonly until: number
  /** Its owner's name, where it fits. */
  readonly name: Point | null
}

/** A piece of the circle as wide as a pixel, where arcs are narrower than that. */
export interface Pieces {
  readonly count: number
  /** Points in each. */
  readonly tokens: Uint32Array
  /** How much of each the selected node owns; null while none is selected. */
  readonly selected: Float32Array | null
}

export interface RimMark {
  readonly moved: MovedArc
  readonly from: number
  readonly until: number
}

export interface BarMark {
  readonly node: number
  readonly from: number
  readonly until: number
  /** Radii at which it ends now, ended before, and should end; null where there is nothing to say. */
  readonly end: number
  readonly before: number | null
  readonly fair: number | null
  readonly name: Point | null
}

export interface RingGeometry {
  readonly size: Size
  readonly centre: Point
  readonly radii: Radii
  /** One by one, or null where they are too many. */
  readonly arcs: readonly ArcMark[] | null
  readonly pieces: Pieces | null
  readonly rim: readonly RimMark[] | null
  /** Per hue, ink first: how much of each pixel's piece has another owner now. Where arcs are too many. */
  readonly rimPieces: readonly Float32Array[] | null
  readonly bars: readonly BarMark[]
}

/** On average an arc must be so wide to be drawn as one. */
const LEAST_ARC_PX = 3
/** What bars and their names must leave free in the middle, for a number. */
const LEAST_FREE_PX = 36
/** Names stand inside the bars: so much of the middle is theirs, in heights of their letters. */
const NAME_ROOM = 2.1
/** Names of that many nodes are printed at their bars. */
const MOST_NAMED = 24
const GAP = 0.24

export interface RingAsked {
  readonly size: Size
  readonly measure: Measure
  /** Index of the node that is selected, or null. */
  readonly selected: number | null
  readonly labelPx: number
}

export function ringGeometry(model: RingModel, asked: RingAsked): RingGeometry {
  const { size, selected, labelPx } = asked
  const centre = { x: size.width / 2, y: size.height / 2 }
  const radii = radiiIn(size, labelPx)
  const { arcs } = model.picture
  const isFine = arcs === null || arcs.until.length * LEAST_ARC_PX <= circumference(radii)
  const pieces = Math.max(1, Math.round(circumference(radii)))
  return {
    size,
    centre,
    radii,
    arcs: isFine ? arcMarks(model, centre, radii, labelPx) : null,
    pieces: isFine ? null : piecesOf(model, pieces, selected),
    rim: isFine ? model.movedArcs.map(rimMark) : null,
    rimPieces: isFine ? null : rimPieces(model, pieces),
    bars: radii.bars === null ? [] : barMarks(model.picture, asked.measure, centre, radii.bars, labelPx),
  }
}

function circumference({ outer, inner }: Radii): number {
  return Math.PI * (outer + inner)
}

/** Room beside it for the names of what moved; above and below it they are left out. */
const BESIDE_PX = 84
const ABOVE_PX = 22
/** Where nothing is printed beside it, it takes all there is. */
const SMALL_PX = 300
const SMALL_MARGIN_PX = 10

export function radiiIn({ width, height }: Size, labelPx = 12): Radii {
  const isSmall = Math.min(width, height) < SMALL_PX
  const above = isSmall ? SMALL_MARGIN_PX : ABOVE_PX
  const beside = width >= height + 2 * (BESIDE_PX - above) ? BESIDE_PX : above
  const rim = Math.max(40, Math.min(width / 2 - beside, height / 2 - above))
  const outer = rim * 0.92
  const inner = outer - Math.max(12, rim * 0.1)
  const keys = inner - Math.max(9, rim * 0.055)
  const inBars = rim * 0.5 - NAME_ROOM * labelPx
  const bars = inBars < LEAST_FREE_PX ? null : { from: rim * 0.5, to: rim * 0.67 }
  return {
    rim,
    rimWidth: Math.max(6, rim * 0.055),
    outer,
    inner,
    keys,
    bars,
    free: bars === null ? rim * 0.68 : inBars,
  }
}

function arcMarks({ picture }: RingModel, centre: Point, radii: Radii, labelPx: number): readonly ArcMark[] {
  const { arcs, nodes } = picture
  const marks: ArcMark[] = []
  if (arcs === null) return marks
  const radius = (radii.outer + radii.inner) / 2
  eachArc(arcs, (fromPlace, untilPlace, owner) => {
    const [from, until] = [angleOf(fromPlace), angleOf(untilPlace)]
    const isWide = (until - from) * radius > dataWidth(nodes[owner]!.id, labelPx) + 6
    const isThick = radii.outer - radii.inner > labelPx + 2
    const name = isWide && isThick ? onCircle(centre, radius, (from + until) / 2) : null
    marks.push({ owner, from, until, name })
  })
  return marks
}

function piecesOf({ picture }: RingModel, count: number, selected: number | null): Pieces {
  const arcs = picture.arcs!
  const own = selected === null ? null : new Float32Array(count)
  if (own !== null)
    eachArc(arcs, (from, until, owner) => {
      if (owner === selected) cover(own, from, until)
    })
  return { count, tokens: counted(count, arcs.until), selected: own }
}

function rimMark(moved: MovedArc): RimMark {
  return { moved, from: angleOf(moved.from), until: angleOf(moved.until) }
}

function rimPieces({ picture, movedArcs }: RingModel, count: number): readonly Float32Array[] {
  const hues = Array.from({ length: 5 }, () => new Float32Array(count))
  for (const { from, until, now } of movedArcs) cover(hues[picture.nodes[now]!.hue ?? 0]!, from, until)
  return hues
}

function barMarks(
  picture: RingPicture,
  measure: Measure,
  centre: Point,
  { from: base, to: top }: NonNullable<Radii['bars']>,
  labelPx: number,
): readonly BarMark[] {
  const { nodes } = picture
  const fair = fairShares(picture, measure)
  const before = nodes.map(({ keysBefore }) => (measure === 'keys' ? keysBefore : null))
  const values = nodes.map((node) => measured(node, measure))
  const full = Math.max(1, ...values, ...before.map((value) => value ?? 0), ...fair)
  const radius = (value: number) => base + ((top - base) * value) / full
  const step = (2 * Math.PI) / nodes.length
  return nodes.map((_, node) => {
    const middle = angleOf(0) + (node + 0.5) * step
    const half = (step * (1 - GAP)) / 2
    const was = before[node] ?? null
    return {
      node,
      from: middle - Math.min(half, 0.3),
      until: middle + Math.min(half, 0.3),
      end: radius(values[node]!),
      before: was === null || was === 0 || was === values[node] ? null : radius(was),
      fair: fair[node]! > 0 ? radius(fair[node]!) : null,
      name: nodes.length > MOST_NAMED ? null : onCircle(centre, base - labelPx * 0.75, middle),
    }
  })
}

/** The colour of a node's own things. */
export function hueIndex(hue: Hue): number {
  return hue ?? 0
}
