// Cuts, drawn: a straight wall where one line can part the two sides, else one that bends between them, and where
// there is room for neither a short bar across each cut link.

import type { ClusterPicture, LinkPicture, WallPicture } from '../../../sim/picture.ts'
import {
  along,
  direction,
  distance,
  dot,
  moved,
  normal,
  type Point,
  type Segment,
  type Size,
} from '../shared/geometry.ts'
import { type BentWall, bentWall, type Meeting, meetings } from './bentWalls.ts'
import { lengthOf, type Polyline } from './border.ts'
import { type Place, SILENCE_GAP } from './places.ts'

/** A wall along a straight line. Points p on it have dot(p, normal) = offset; the first side lies below it. */
export interface StraightWall {
  readonly picture: WallPicture
  readonly normal: Point
  readonly offset: number
  readonly line: Segment
}

export type StandingWall = StraightWall | BentWall

/** A short wall across one link. */
export interface Bar {
  readonly a: string
  readonly b: string
  readonly at: Point
  readonly along: Point
  readonly cut: 'forth' | 'back' | 'both'
  readonly fault: string | null
}

/** Links and messages stop this far from the middle of a wall. */
export const WALL_CLEARANCE = 15
export const BAR_LENGTH = 30
const ANGLES = 60
/** A gap wider than this is no better; from there on an upright wall is preferred, as it reads best. */
const WIDE_ENOUGH = 44
/** A wall needs this much between the rims. */
const NARROWEST = 13
const UPRIGHT = 50

type Places = ReadonlyMap<string, Place>

const known = new WeakMap<ClusterPicture, { readonly size: Size; readonly walls: readonly StandingWall[] }>()

/** The walls of a picture on a stage of a size. They are found once: between two events only messages move. */
export function standingWalls(picture: ClusterPicture, places: Places, size: Size): readonly StandingWall[] {
  const before = known.get(picture)
  if (before?.size.width === size.width && before.size.height === size.height) return before.walls
  const walls = picture.walls
    .filter((wall) => isWhole(wall, picture.links))
    .flatMap(
      (wall) => straightWall(wall, picture, places, size) ?? bentWall(wall, picture, places, size) ?? [],
    )
  known.set(picture, { size, walls })
  return walls
}

function straightWall(
  wall: WallPicture,
  picture: ClusterPicture,
  places: Places,
  size: Size,
): StraightWall | null {
  const line = partingLine(wall, places)
  const whole = line && clipToFrame(line.normal, line.offset, size)
  if (!line || !whole) return null
  // Someone the cut leaves alone may talk past it: then the wall is only as long as it must be.
  const takesAll = picture.nodes.every((node) => wall.sides.flat().includes(node.id))
  const segment = takesAll && picture.walls.length === 1 ? whole : trimmed(whole, wall, line, places)
  // A wall across links that are not cut would claim too much.
  const isTrue = !crossesOthers(wall, picture.links, places, line, segment)
  return isTrue ? { picture: wall, ...line, line: segment } : null
}

/** Does the wall stand across a link between servers that it does not cut? */
function crossesOthers(
  wall: WallPicture,
  links: readonly LinkPicture[],
  places: Places,
  line: Line,
  segment: Segment,
): boolean {
  const sides = wall.sides.flat()
  const t = direction(segment.from, segment.to)
  const length = distance(segment.from, segment.to)
  return links.some((link) => {
    const [a, b] = [places.get(link.a), places.get(link.b)]
    if (!a || !b || a.isClient || b.isClient || (sides.includes(link.a) && sides.includes(link.b)))
      return false
    const share = crossing(a.at, b.at, line)
    if (share === null) return false
    const p = along(a.at, b.at, share)
    const reach = dot({ x: p.x - segment.from.x, y: p.y - segment.from.y }, t)
    return reach > 0 && reach < length
  })
}

/** Are all links between the two sides cut? Then a wall tells the truth; otherwise it would claim too much. */
function isWhole(wall: WallPicture, links: readonly LinkPicture[]): boolean {
  const [first, second] = wall.sides
  if (first.length === 0 || second.length === 0) return false
  const cut = new Set(wall.links.map(([a, b]) => `${a} ${b}`))
  const isCut = (a: string, b: string) => cut.has(`${a} ${b}`) || (!wall.isOneWay && cut.has(`${b} ${a}`))
  const exists = new Set(links.flatMap((link) => [`${link.a} ${link.b}`, `${link.b} ${link.a}`]))
  return first.every((a) => second.every((b) => isCut(a, b) || !exists.has(`${a} ${b}`)))
}

interface Line {
  readonly normal: Point
  readonly offset: number
}

/** A line with a wide gap between the sides, upright if it can be; null if none is wide enough. */
function partingLine(wall: WallPicture, places: Places): Line | null {
  const [first, second] = wall.sides.map((side) => side.flatMap((id) => places.get(id) ?? []))
  if (!first?.length || !second?.length) return null
  let best: (Line & { readonly score: number }) | null = null
  for (let i = 0; i < ANGLES * 2; i++) {
    const angle = (i * Math.PI) / ANGLES
    const n = { x: Math.cos(angle), y: Math.sin(angle) }
    const low = Math.max(...first.map((place) => dot(place.at, n) + rim(place)))
    const high = Math.min(...second.map((place) => dot(place.at, n) - rim(place)))
    const score = Math.min(high - low, WIDE_ENOUGH) + UPRIGHT * n.x * n.x
    if (high - low < NARROWEST || (best && score <= best.score)) continue
    best = { normal: n, offset: (low + high) / 2, score }
  }
  return best && { normal: best.normal, offset: best.offset }
}

function rim(place: Place): number {
  return place.radius + (place.isClient ? 3 : SILENCE_GAP)
}

/** The part of the line inside the stage, its lower end (or its left end, if level) first: the foot. */
function clipToFrame(n: Point, offset: number, size: Size): Segment | null {
  const base = { x: n.x * offset, y: n.y * offset }
  const t = normal(n)
  const edge = 4
  let from = -1e5
  let to = 1e5
  for (const [p, d, limit] of [
    [base.x, t.x, size.width],
    [base.y, t.y, size.height],
  ] as const) {
    if (Math.abs(d) < 1e-9) continue
    const one = (edge - p) / d
    const two = (limit - edge - p) / d
    from = Math.max(from, Math.min(one, two))
    to = Math.min(to, Math.max(one, two))
  }
  if (to - from < 20) return null
  const ends = [moved(base, t, from), moved(base, t, to)] as const
  const isLevel = Math.abs(n.y) > 0.9
  const isFirst = isLevel ? ends[0].x < ends[1].x : ends[0].y > ends[1].y
  return isFirst ? { from: ends[0], to: ends[1] } : { from: ends[1], to: ends[0] }
}

/** Only as long as the links it cuts need. */
function trimmed(whole: Segment, wall: WallPicture, line: Line, places: Places): Segment {
  const t = direction(whole.from, whole.to)
  const length = dot({ x: whole.to.x - whole.from.x, y: whole.to.y - whole.from.y }, t)
  const reaches = wall.links.flatMap(([a, b]) => {
    const [from, to] = [places.get(a), places.get(b)]
    if (!from || !to) return []
    const share = crossing(from.at, to.at, line)
    if (share === null) return []
    const p = along(from.at, to.at, share)
    return [dot({ x: p.x - whole.from.x, y: p.y - whole.from.y }, t)]
  })
  if (reaches.length === 0) return whole
  const low = Math.max(0, Math.min(...reaches) - 36)
  const high = Math.min(length, Math.max(...reaches) + 36)
  return { from: moved(whole.from, t, low), to: moved(whole.from, t, high) }
}

/** The share of the way from `a` to `b` at which it crosses the line; null if it does not. */
function crossing(a: Point, b: Point, line: Line): number | null {
  const da = dot(a, line.normal) - line.offset
  const db = dot(b, line.normal) - line.offset
  return da * db >= 0 ? null : da / (da - db)
}

/** Where a way goes through a wall, in the order of the way: the share of it, and the cosine to the wall's normal. */
export function crossings(way: Segment, wall: StandingWall): readonly Pick<Meeting, 'share' | 'lean'>[] {
  if ('border' in wall)
    return wall.border.flatMap((line) => meetings(way, line)).sort((a, b) => a.share - b.share)
  const share = crossing(way.from, way.to, wall)
  return share === null ? [] : [{ share, lean: Math.abs(dot(direction(way.from, way.to), wall.normal)) }]
}

/** What is drawn of a wall. */
export function linesOf(wall: StandingWall): readonly Polyline[] {
  return 'border' in wall ? wall.lines : [[wall.line.from, wall.line.to]]
}

export interface WallEnd {
  readonly at: Point
  /** Along the wall, away from its end. */
  readonly inward: Point
  /** Away from the first side. */
  readonly normal: Point
}

/** The foot of a wall and its head. */
export function endsOf(wall: StandingWall): readonly [WallEnd, WallEnd] {
  const line = linesOf(wall).reduce((a, b) => (lengthOf(b) > lengthOf(a) ? b : a))
  const end = (at: Point, next: Point): WallEnd => {
    const inward = direction(at, next)
    if (!('border' in wall)) return { at, inward, normal: wall.normal }
    const across = normal(inward)
    const isOver = wall.sideOf(moved(at, across, 6)) > wall.sideOf(moved(at, across, -6))
    return { at, inward, normal: isOver ? across : { x: -across.x, y: -across.y } }
  }
  const [a, b] = [end(line[0]!, line[1]!), end(line.at(-1)!, line.at(-2)!)]
  return 'border' in wall && a.at.y < b.at.y ? [b, a] : [a, b]
}

export function stopsAt(wall: StandingWall, from: string, to: string): boolean {
  const [first, second] = wall.picture.sides
  if (first.includes(from) && second.includes(to)) return true
  return !wall.picture.isOneWay && first.includes(to) && second.includes(from)
}

/** Bars for the cut links that no straight wall accounts for. */
export function bars(
  picture: ClusterPicture,
  walls: readonly StandingWall[],
  places: Places,
): readonly Bar[] {
  return picture.links.flatMap((link) => {
    const { a, b, cut } = link
    if (cut === 'none' || walls.some((wall) => covers(wall, link))) return []
    const [from, to] = [places.get(a), places.get(b)]
    if (!from || !to) return []
    const fault = picture.walls.find((wall) =>
      wall.links.some(([x, y]) => (x === a && y === b) || (x === b && y === a)),
    )
    return [
      {
        a,
        b,
        at: along(from.at, to.at, 0.5),
        along: direction(from.at, to.at),
        cut,
        fault: fault?.name ?? null,
      },
    ]
  })
}

function covers(wall: StandingWall, link: LinkPicture): boolean {
  const forth = stopsAt(wall, link.a, link.b)
  const back = stopsAt(wall, link.b, link.a)
  return (link.cut !== 'back' || back) && (link.cut !== 'forth' || forth) && (forth || back)
}

/** "n1, n2", "n1–n4", or "everyone else" for the larger side of a cut that leaves nobody out. */
export function sideName(side: readonly string[], other: readonly string[], all: number): string {
  const isRest = side.length + other.length >= all && side.length > other.length && side.length > 2
  return isRest ? 'everyone else' : ranges(side).join(', ')
}

function ranges(ids: readonly string[]): readonly string[] {
  const parts: string[] = []
  for (let i = 0; i < ids.length; ) {
    let end = i
    while (isNext(ids[end], ids[end + 1])) end++
    const first = ids[i] ?? ''
    if (end - i >= 2) parts.push(`${first}–${ids[end]}`)
    else parts.push(...ids.slice(i, end + 1))
    i = end + 1
  }
  return parts
}

function isNext(a: string | undefined, b: string | undefined): boolean {
  const [one, two] = [a, b].map((id) => /^(\D+)(\d+)$/.exec(id ?? ''))
  return !!one && !!two && one[1] === two[1] && Number(two[2]) === Number(one[2]) + 1
}
