// One tab stop for the whole stage: which thing has the focus, and where an arrow key takes it. Pure.

import { along, type Point } from '../shared/geometry.ts'
import { type Thing, thingKey } from '../thing.ts'
import type { StageGeometry } from './stage.ts'

export interface Stop {
  readonly key: string
  readonly thing: Thing
  readonly at: Point
}

/** In reading order: nodes first, then messages, then links. */
export function stopsOf(geometry: StageGeometry): readonly Stop[] {
  const stop = (thing: Thing, at: Point): Stop => ({ key: thingKey(thing), thing, at })
  return [
    ...geometry.nodes.map(({ node, place }) => stop({ kind: 'node', id: node.id }, place.at)),
    ...geometry.flights.map(({ flight, at }) => stop({ kind: 'message', id: flight.id }, at)),
    ...geometry.links.map(({ link, whole }) =>
      stop({ kind: 'link', a: link.a, b: link.b }, along(whole.from, whole.to, 0.5)),
    ),
  ]
}

const ARROWS: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
}

export function isArrow(key: string): boolean {
  return key in ARROWS
}

/** The nearest thing in the direction of the arrow: nodes alone, or with Shift all things. */
export function afterArrow(
  key: string,
  from: Stop,
  stops: readonly Stop[],
  options: { readonly all: boolean },
): Stop {
  const arrow = ARROWS[key]
  if (!arrow) return from
  let best: { readonly stop: Stop; readonly score: number } | null = null
  for (const stop of stops) {
    if (stop.key === from.key || (!options.all && stop.thing.kind !== 'node')) continue
    const ahead = (stop.at.x - from.at.x) * arrow.x + (stop.at.y - from.at.y) * arrow.y
    const aside = Math.abs((stop.at.x - from.at.x) * arrow.y) + Math.abs((stop.at.y - from.at.y) * arrow.x)
    if (ahead <= 1) continue
    const score = ahead + aside * 1.6
    if (!best || score < best.score) best = { stop, score }
  }
  return best?.stop ?? from
}

export function nearestNode(to: Point, stops: readonly Stop[]): Stop | null {
  const away = ({ at }: Stop) => (at.x - to.x) * (at.x - to.x) + (at.y - to.y) * (at.y - to.y)
  const nodes = stops.filter(({ thing }) => thing.kind === 'node')
  return nodes.reduce<Stop | null>((best, stop) => (best && away(best) <= away(stop) ? best : stop), null)
}
