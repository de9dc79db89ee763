// Messages between lanes: those on their way, up to where they are now, and those that have ended.

import type { Hue } from '../../../sim/picture.ts'
import { along, direction, moved, type Point } from '../shared/geometry.ts'
import type { TimePaneInput } from './timePane.ts'
import { DOT } from './trailPaths.ts'

export interface LaneFlightView {
  readonly id: number
  readonly hue: Hue
  readonly mark: TimePaneInput['flights'][number]['mark']
  readonly from: Point
  readonly at: Point
  readonly isLost: boolean
  /** It left, and nothing more is known of it. */
  readonly isOpen?: true
}

type Scale = (us: number) => number
type Middles = ReadonlyMap<string, number>

/** A mark ends where its lane begins, not on it. */
const MARK = 4.5
/** Of a message whose fate is not known, so much of the way is drawn. */
const OPEN_SHARE = 0.4
/** Quiet messages steeper than this say nothing: so much time is shown that they would be a fence. */
const LEAST_SLANT = 2.5

export function placeFlights(input: TimePaneInput, x: Scale, middle: Middles): readonly LaneFlightView[] {
  return input.flights.flatMap((flight) => {
    const [y1, y2] = [middle.get(flight.from), middle.get(flight.to)]
    const isServers = input.nodes.includes(flight.from) && input.nodes.includes(flight.to)
    if (y1 === undefined || y2 === undefined || !isServers || flight.arrivesUs <= flight.sentUs) return []
    const from = { x: x(flight.sentUs), y: y1 }
    const to = { x: x(flight.arrivesUs), y: y2 }
    const mark = flight.isQuiet ? 'heartbeat' : flight.mark
    const nowUs = Math.min(input.atUs, flight.lost?.atUs ?? flight.arrivesUs, flight.arrivesUs)
    const share = Math.max(0, (nowUs - flight.sentUs) / (flight.arrivesUs - flight.sentUs))
    const isLost = flight.lost !== null && flight.lost.atUs <= input.atUs
    const seen = inWindow(from, along(from, to, share))
    return seen === null ? [] : [{ id: flight.id, hue: flight.hue, mark, ...seen, isLost }]
  })
}

/** A message that has just been lost is drawn as a flight. */
export function placeTrails(
  input: TimePaneInput,
  x: Scale,
  middle: Middles,
  width: number,
): readonly LaneFlightView[] {
  const flying = new Set(input.flights.map(({ id }) => id))
  return input.trails.flatMap((trail) => {
    const [y1, y2] = [middle.get(trail.from), middle.get(trail.to)]
    if (y1 === undefined || y2 === undefined || trail.endUs > input.atUs || flying.has(trail.id)) return []
    const from = { x: x(trail.sentUs), y: y1 }
    const end = { x: x(trail.endUs), y: trail.lost ? y1 + (y2 - y1) * trail.lost.share : y2 }
    const isQuiet = trail.mark === 'heartbeat'
    const isFence = isQuiet && end.x - from.x < LEAST_SLANT * (trail.lost?.share ?? 1)
    const back = trail.lost ? 0 : isQuiet ? DOT : MARK
    if (trail.isOpen && !isQuiet && from.x >= 0 && from.x <= width) {
      const at = along(from, end, OPEN_SHARE)
      return [
        { id: trail.id, hue: trail.hue, mark: trail.mark, from, at, isLost: false, isOpen: true as const },
      ]
    }
    const seen = inWindow(from, moved(end, direction(end, from), back))
    if (seen === null || from.x > width || isFence) return []
    return [{ id: trail.id, hue: trail.hue, mark: trail.mark, ...seen, isLost: trail.lost !== null }]
  })
}

/** The part of the way that lies right of the window's beginning. */
function inWindow(from: Point, at: Point): { readonly from: Point; readonly at: Point } | null {
  if (at.x < 0) return null
  return { from: from.x >= 0 ? from : along(from, at, -from.x / (at.x - from.x)), at }
}
