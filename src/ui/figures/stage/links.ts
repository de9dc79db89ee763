// Links as they are drawn: hairlines at rest, springs when disturbed, stopped short of walls. All are drawn between
// servers; a client's only where it matters, since a client may talk to anyone.

import type { ClusterPicture, LinkPicture } from '../../../sim/picture.ts'
import { along, direction, distance, moved, type Point, type Segment } from '../shared/geometry.ts'
import { type Place, SILENCE_GAP } from './places.ts'
import { shownLinks } from './shownLinks.ts'
import { type Bar, crossings, type StandingWall, stopsAt, WALL_CLEARANCE } from './walls.ts'

export interface LinkView {
  readonly link: LinkPicture
  /** From centre to centre: what can be pressed. */
  readonly whole: Segment
  /** What is drawn. */
  readonly pieces: readonly Segment[]
  readonly spring: Segment | null
}

type Places = ReadonlyMap<string, Place>

export function linkViews(
  picture: ClusterPicture,
  places: Places,
  walls: readonly StandingWall[],
  cuts: readonly Bar[],
): readonly LinkView[] {
  return shownLinks(picture).flatMap((link) => {
    const [a, b] = [places.get(link.a), places.get(link.b)]
    return a && b ? [view(link, a, b, walls, cuts)] : []
  })
}

function view(
  link: LinkPicture,
  a: Place,
  b: Place,
  walls: readonly StandingWall[],
  cuts: readonly Bar[],
): LinkView {
  const whole = { from: a.at, to: b.at }
  const gaps = walls.flatMap((wall) => {
    const isCut = stopsAt(wall, link.a, link.b) || stopsAt(wall, link.b, link.a)
    return isCut ? crossings(whole, wall).map(({ share, lean }) => gapAround(share, whole, lean)) : []
  })
  if (cuts.some((bar) => bar.a === link.a && bar.b === link.b)) gaps.push(gapAround(0.5, whole, 1))
  const pieces = without(whole, gaps)
  return { link, whole, pieces, spring: link.disturbed === null ? null : springOf(a, b) }
}

/** Shares of the way that the clearance of a wall takes; `lean` is the cosine between link and normal. */
function gapAround(share: number, way: Segment, lean: number): readonly [number, number] {
  const half = WALL_CLEARANCE / Math.max(lean, 0.25) / distance(way.from, way.to)
  return [share - half, share + half]
}

function without(way: Segment, gaps: readonly (readonly [number, number])[]): readonly Segment[] {
  const pieces: Segment[] = []
  let from = 0
  for (const [start, end] of [...gaps].sort((x, y) => x[0] - y[0])) {
    if (start > from) pieces.push({ from: along(way.from, way.to, from), to: along(way.from, way.to, start) })
    from = Math.max(from, end)
  }
  if (from < 1) pieces.push({ from: along(way.from, way.to, from), to: way.to })
  return pieces
}

function springOf(a: Place, b: Place): Segment {
  return track(a, b, 0)
}

/** From rim to rim, `aside` pixels to the right of the direction of travel. */
export function track(from: Place, to: Place, aside: number): Segment {
  const d = direction(from.at, to.at)
  const right = { x: -d.y, y: d.x }
  const rim = (place: Place) => place.radius + (place.isClient ? 7 : SILENCE_GAP + 5)
  const room = distance(from.at, to.at)
  const scale = Math.min(1, (room * 0.7) / (rim(from) + rim(to)))
  const shift = (p: Point) => moved(p, right, aside)
  return { from: shift(moved(from.at, d, rim(from) * scale)), to: shift(moved(to.at, d, -rim(to) * scale)) }
}
