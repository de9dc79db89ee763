// Messages in flight: where each is at a moment, on which track, and where a lost one was lost.

import type { ClusterPicture, FlightPicture } from '../../../sim/picture.ts'
import { along, angleDeg, distance, type Point, type Segment } from '../shared/geometry.ts'
import { track } from './links.ts'
import type { Place } from './places.ts'
import { type Bar, crossings, type StandingWall, stopsAt, WALL_CLEARANCE } from './walls.ts'

export interface FlightView {
  readonly flight: FlightPicture
  readonly way: Segment
  /** Where the mark is now. */
  readonly at: Point
  readonly angle: number
  readonly state: 'moving' | 'held' | 'lost'
}

/** Messages that pass each other keep this far to the right of the line, each. */
const ASIDE = 5

type Places = ReadonlyMap<string, Place>

export function flightViews(
  picture: ClusterPicture,
  atUs: number,
  places: Places,
  walls: readonly StandingWall[],
  cuts: readonly Bar[],
): readonly FlightView[] {
  const busy = new Set(picture.flights.map((flight) => `${flight.from} ${flight.to}`))
  return picture.flights.flatMap((flight) => {
    const [from, to] = [places.get(flight.from), places.get(flight.to)]
    if (!from || !to || from === to) return []
    const hasOncoming = busy.has(`${flight.to} ${flight.from}`)
    const full = track(from, to, hasOncoming ? ASIDE : 0)
    const way = flight.lost ? { from: full.from, to: lostPoint(flight, full, walls, cuts) } : full
    const state = flight.isHeld ? 'held' : flight.lost && flight.lost.atUs <= atUs ? 'lost' : 'moving'
    const at = along(way.from, way.to, shareAt(flight, atUs))
    return [{ flight, way, at, angle: angleDeg(full.from, full.to), state }]
  })
}

/** The share of its way a message has come: linear in time, up to where it was lost; a held one waits half way. */
export function shareAt(flight: FlightPicture, atUs: number): number {
  const endUs = flight.lost ? flight.lost.atUs : flight.arrivesUs
  if (endUs <= flight.sentUs) return flight.isHeld ? 0.5 : 1
  const share = (atUs - flight.sentUs) / (endUs - flight.sentUs)
  return Math.max(0, Math.min(flight.isHeld ? 0.5 : 1, share))
}

/** At the wall if there is one in its way, else as far as time had brought it. */
function lostPoint(
  flight: FlightPicture,
  way: Segment,
  walls: readonly StandingWall[],
  cuts: readonly Bar[],
): Point {
  const length = distance(way.from, way.to)
  for (const wall of walls) {
    const [met] = stopsAt(wall, flight.from, flight.to) ? crossings(way, wall) : []
    if (met === undefined) continue
    const stop = met.share - WALL_CLEARANCE / Math.max(0.25, met.lean) / length
    return along(way.from, way.to, Math.max(0.04, stop))
  }
  if (cuts.some((bar) => isStopped(bar, flight)))
    return along(way.from, way.to, 0.5 - WALL_CLEARANCE / length)
  return along(way.from, way.to, Math.max(0.08, Math.min(1, naturalShare(flight))))
}

function naturalShare({ lost, sentUs, arrivesUs }: FlightPicture): number {
  return lost && arrivesUs > sentUs ? (lost.atUs - sentUs) / (arrivesUs - sentUs) : 0.5
}

function isStopped(bar: Bar, flight: FlightPicture): boolean {
  const isForth = bar.a === flight.from && bar.b === flight.to
  const isBack = bar.b === flight.from && bar.a === flight.to
  return (isForth && bar.cut !== 'back') || (isBack && bar.cut !== 'forth')
}
