// A wall that bends: where no straight line parts the two sides of a cut, the line half way between them does. It
// stands clear of every node and of every link that is whole; where a client's link goes through, it has a gap.

import type { ClusterPicture, LinkPicture, WallPicture } from '../../../sim/picture.ts'
import { direction, distance, dot, type Point, type Segment, type Size } from '../shared/geometry.ts'
import { borderBetween, type Camp, distanceTo, lengthOf, type Polyline, pointAt } from './border.ts'
import { type Place, SILENCE_GAP } from './places.ts'
import { shownLinks } from './shownLinks.ts'

type Places = ReadonlyMap<string, Place>

export interface BentWall {
  readonly picture: WallPicture
  /** Where it would stand without gaps: what stops links and messages. */
  readonly border: readonly Polyline[]
  /** What is drawn of it. */
  readonly lines: readonly Polyline[]
  /** On which side of it a point lies: below zero on the first. */
  readonly sideOf: (p: Point) => number
}

/** Across fewer, short bars say it more plainly. */
const FEWEST_LINKS = 3
/** Half the thickness of a wall, and a little. */
const LEAST_ROOM_PX = 7
const GAP_PX = 15
const WORDS_PX = 84
const HALF_WORDS_PX = 22
/** A piece between two gaps that is shorter says nothing. */
const SHORTEST_PX = 24
/** Beyond the last link it cuts, where it need not part all. */
const OVERHANG_PX = 36

/** The wall of a cut, bent; null where somewhere there is no room for it, or it would cross what is whole. */
export function bentWall(
  wall: WallPicture,
  picture: ClusterPicture,
  places: Places,
  size: Size,
): BentWall | null {
  // Clear of the words as well, if it can be.
  const aside = (place: Place) => wordsBeside(place, size)
  return wallAround(aside, wall, picture, places, size) ?? wallAround(() => [], wall, picture, places, size)
}

type WordsBeside = (place: Place) => Camp['words']

function wallAround(
  words: WordsBeside,
  wall: WallPicture,
  picture: ClusterPicture,
  places: Places,
  size: Size,
): BentWall | null {
  const isCut = ({ a, b }: LinkPicture) => wall.links.some((link) => link.includes(a) && link.includes(b))
  if (picture.links.filter(isCut).length < FEWEST_LINKS) return null
  const [first, second] = wall.sides.map((side) => campOf(side, picture.links, places, words))
  if (!first?.discs.length || !second?.discs.length) return null
  const cut = wall.links.flatMap(([a, b]) => wayOf(a, b, places))
  const takesAll = picture.nodes.every(({ id }) => wall.sides.flat().includes(id))
  const border = borderBetween(first, second, size)
    .filter((line) => cut.some((way) => meetings(way, line).length > 0))
    .map((line) => (takesAll ? line : trimmed(line, cut)))
  const hasRoom = (p: Point) =>
    Math.min(distanceTo(first, p), distanceTo(second, p), distanceTo(others(wall, picture, places), p)) >=
    LEAST_ROOM_PX
  if (border.length === 0 || !border.every((line) => line.every(hasRoom))) return null
  const whole = shownLinks(picture).filter(({ cut: state }) => state === 'none')
  const isThrough = (link: LinkPicture) =>
    wayOf(link.a, link.b, places).some((way) => border.some((line) => meetings(way, line).length > 0))
  const passing = whole.filter(isThrough)
  if (passing.some(({ a, b }) => !isClient(a, places) && !isClient(b, places))) return null
  const ways = passing.flatMap(({ a, b }) => wayOf(a, b, places))
  const lines = border.flatMap((line) => withGaps(line, ways))
  const sideOf = (p: Point) => distanceTo(first, p) - distanceTo(second, p)
  return lines.length === 0 ? null : { picture: wall, border, lines, sideOf }
}

function isClient(id: string, places: Places): boolean {
  return places.get(id)?.isClient ?? false
}

function wayOf(a: string, b: string, places: Places): readonly Segment[] {
  const [from, to] = [places.get(a), places.get(b)]
  return from && to ? [{ from: from.at, to: to.at }] : []
}

/** Where the words of a server are likely to stand: on the outer side of it. */
function wordsBeside({ at, radius, isClient: isSmall }: Place, size: Size): Camp['words'] {
  if (isSmall) return []
  const outwards = at.x >= size.width / 2 ? 1 : -1
  const [from, to] = [radius + SILENCE_GAP, radius + SILENCE_GAP + WORDS_PX].map((px) => ({
    x: at.x + outwards * px,
    y: at.y,
  }))
  return from && to ? [{ line: { from, to }, radius: HALF_WORDS_PX }] : []
}

function campOf(
  ids: readonly string[],
  links: readonly LinkPicture[],
  places: Places,
  words: WordsBeside,
): Camp {
  const own = ids.flatMap((id) => places.get(id) ?? [])
  const servers = new Set(own.filter((place) => !place.isClient).map(({ id }) => id))
  return {
    discs: own.map(disc),
    links: links
      .filter(({ a, b }) => servers.has(a) && servers.has(b))
      .flatMap(({ a, b }) => wayOf(a, b, places)),
    words: own.flatMap(words),
  }
}

/** Those that the cut leaves alone: a wall stands on none of them. */
function others({ sides }: WallPicture, { nodes }: ClusterPicture, places: Places): Camp {
  const strangers = nodes.filter(({ id }) => !sides.flat().includes(id))
  return { discs: strangers.flatMap(({ id }) => places.get(id) ?? []).map(disc), links: [], words: [] }
}

function disc({ at, radius, isClient: isSmall }: Place) {
  return { at, radius: radius + (isSmall ? 3 : SILENCE_GAP) }
}

/** Only as long as the links it cuts need. */
function trimmed(line: Polyline, cut: readonly Segment[]): Polyline {
  const reaches = cut.flatMap((way) => meetings(way, line).map(({ px }) => px))
  return between(line, Math.min(...reaches) - OVERHANG_PX, Math.max(...reaches) + OVERHANG_PX)
}

function withGaps(line: Polyline, ways: readonly Segment[]): readonly Polyline[] {
  const gaps = ways.flatMap((way) => meetings(way, line).map(({ px }) => px)).sort((a, b) => a - b)
  const edges = [-GAP_PX, ...gaps, lengthOf(line) + GAP_PX]
  return edges
    .slice(1)
    .map((end, i) => [edges[i]! + GAP_PX, end - GAP_PX] as const)
    .filter(([from, to]) => to - from >= SHORTEST_PX)
    .map(([from, to]) => between(line, from, to))
}

/** The part of a line between two of its lengths, in pixels along it. */
function between(line: Polyline, fromPx: number, toPx: number): Polyline {
  const [low, high] = [Math.max(0, fromPx), Math.min(lengthOf(line), toPx)]
  let px = 0
  const inside = line.filter((p, i) => {
    px += i === 0 ? 0 : distance(line[i - 1]!, p)
    return px > low && px < high
  })
  return [pointAt(line, low), ...inside, pointAt(line, high)]
}

export interface Meeting {
  /** The share of the way at which it meets the line. */
  readonly share: number
  /** How far along the line that is. */
  readonly px: number
  /** The cosine between the way and the line's normal. */
  readonly lean: number
}

/** Where a straight way goes through a line, in the order of the way. */
export function meetings({ from, to }: Segment, line: Polyline): readonly Meeting[] {
  const found: Meeting[] = []
  let px = 0
  for (let i = 1; i < line.length; i++) {
    const [a, b] = [line[i - 1]!, line[i]!]
    const step = distance(a, b)
    const share = shareOf({ from, to }, { from: a, to: b })
    const onStep = shareOf({ from: a, to: b }, { from, to })
    if (share !== null && onStep !== null) {
      const t = direction(a, b)
      const lean = Math.abs(dot(direction(from, to), { x: -t.y, y: t.x }))
      found.push({ share, px: px + onStep * step, lean })
    }
    px += step
  }
  return found.sort((a, b) => a.share - b.share)
}

/** The share of the way at which the line through `other` crosses it, if both cross. */
function shareOf(way: Segment, other: Segment): number | null {
  const side = (p: Point) =>
    (other.to.x - other.from.x) * (p.y - other.from.y) - (other.to.y - other.from.y) * (p.x - other.from.x)
  const [before, after] = [side(way.from), side(way.to)]
  if (before * after > 0 || before === after) return null
  return before / (before - after)
}
