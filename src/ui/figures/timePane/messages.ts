// Messages between lanes: those on their way, up to where they are now, and those that have ended. A heartbeat and the
// answer to it are quiet: many of them are drawn as two paths a hue, so that a second of them costs no more than one.

import type { Hue } from '../../../sim/picture.ts'
import { along, direction, moved, type Point, px } from '../shared/geometry.ts'
import type { TimePaneInput } from './timePane.ts'

export interface LaneFlightView {
  readonly id: number
  readonly hue: Hue
  readonly mark: TimePaneInput['flights'][number]['mark']
  readonly from: Point
  readonly at: Point
  readonly isLost: boolean
}

/** All quiet messages of one hue. */
export interface QuietView {
  readonly hue: Hue
  readonly lines: string
  readonly dots: string
  /** Where they were lost. */
  readonly crosses: string
}

export interface TrailViews {
  readonly loud: readonly LaneFlightView[]
  readonly quiet: readonly QuietView[]
}

type Scale = (us: number) => number
type Middles = ReadonlyMap<string, number>

/** A mark ends where its lane begins, not on it. */
const MARK = 4.5
/** Quiet messages steeper than this say nothing: so much time is shown that they would be a fence. */
const LEAST_SLANT = 2.5
const DOT = 1.9

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
export function placeTrails(input: TimePaneInput, x: Scale, middle: Middles, width: number): TrailViews {
  const flying = new Set(input.flights.map(({ id }) => id))
  const loud: LaneFlightView[] = []
  const quiet = new Map<Hue, LaneFlightView[]>()
  for (const trail of input.trails) {
    const [y1, y2] = [middle.get(trail.from), middle.get(trail.to)]
    if (y1 === undefined || y2 === undefined || trail.endUs > input.atUs || flying.has(trail.id)) continue
    const from = { x: x(trail.sentUs), y: y1 }
    const end = { x: x(trail.endUs), y: trail.lost ? y1 + (y2 - y1) * trail.lost.share : y2 }
    const isQuiet = trail.mark === 'heartbeat'
    const isFence = isQuiet && end.x - from.x < LEAST_SLANT * (trail.lost?.share ?? 1)
    const back = trail.lost ? 0 : isQuiet ? DOT : MARK
    const seen = inWindow(from, moved(end, direction(end, from), back))
    if (seen === null || from.x > width || isFence) continue
    const view = { id: trail.id, hue: trail.hue, mark: trail.mark, ...seen, isLost: trail.lost !== null }
    if (!isQuiet) loud.push(view)
    else quiet.set(trail.hue, [...(quiet.get(trail.hue) ?? []), view])
  }
  return { loud, quiet: [...quiet].map(([hue, views]) => ({ hue, ...quietPaths(views) })) }
}

/** The part of the way that lies right of the window's beginning. */
function inWindow(from: Point, at: Point): { readonly from: Point; readonly at: Point } | null {
  if (at.x < 0) return null
  return { from: from.x >= 0 ? from : along(from, at, -from.x / (at.x - from.x)), at }
}

function quietPaths(views: readonly LaneFlightView[]): Omit<QuietView, 'hue'> {
  let [lines, dots, crosses] = ['', '', '']
  for (const { from, at, isLost } of views) {
    lines += `M${px(from.x)} ${px(from.y)}L${px(at.x)} ${px(at.y)}`
    if (isLost) crosses += `M${px(at.x)} ${px(at.y)}m-2.5 -2.5l5 5m0 -5l-5 5`
    else
      dots += `M${px(at.x - DOT)} ${px(at.y)}a${DOT} ${DOT} 0 1 0 ${DOT * 2} 0a${DOT} ${DOT} 0 1 0 ${-DOT * 2} 0`
  }
  return { lines, dots, crosses }
}
