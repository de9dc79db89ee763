// Geometry of a wait-for graph: transactions on a circle, in the order of their names, and an arrow from each to the one
// it waits for. Pure. Where several wait for each other all round, that round is found and told by the picture.

import type { Hue } from '../../../sim/picture.ts'
import type { WaitPicture } from '../../../sim/transactionsPicture.ts'
import { direction, moved, type Point, type Size } from '../shared/geometry.ts'

export interface WaitGraphGeometry {
  readonly nodes: readonly {
    readonly id: string
    readonly at: Point
    readonly hue: Hue
    readonly isInCycle: boolean
  }[]
  readonly arrows: readonly {
    readonly key: string
    readonly from: Point
    readonly to: Point
    readonly isInCycle: boolean
  }[]
  readonly radius: number
}

/** Of what stands around a transaction: its name is written in it. */
const RADIUS = 18
const LEAST_RADIUS = 9

export function waitGraphGeometry(waits: readonly WaitPicture[], { width, height }: Size): WaitGraphGeometry {
  const ids = [...new Set(waits.flatMap(({ from, to }) => [from, to]))].sort(byName)
  const centre = { x: width / 2, y: height / 2 }
  const room = Math.max(0, Math.min(width, height) / 2)
  const radius = Math.max(LEAST_RADIUS, Math.min(RADIUS, (Math.PI * room) / Math.max(1, ids.length) / 2))
  const at = new Map(ids.map((id, i) => [id, onCircle(centre, room - radius - 2, i, ids.length)]))
  const inCycle = new Set(waits.flatMap(({ from, to, isInCycle }) => (isInCycle ? [from, to] : [])))
  const hues = new Map(waits.map(({ from, hue }) => [from, hue]))
  return {
    radius,
    nodes: ids.map((id) => ({
      id,
      at: at.get(id)!,
      hue: hues.get(id) ?? null,
      isInCycle: inCycle.has(id),
    })),
    arrows: waits.map(({ from, to, node, what, isInCycle }) => {
      const [a, b] = [at.get(from)!, at.get(to)!]
      const way = direction(a, b)
      const key = `${from} ${to} ${node} ${what}`
      return { key, from: moved(a, way, radius), to: moved(b, way, -radius - 3), isInCycle }
    }),
  }
}

/** From the top, clockwise; one alone stands in the middle. */
function onCircle(centre: Point, radius: number, i: number, count: number): Point {
  if (count === 1) return centre
  const angle = (i / count) * 2 * Math.PI - Math.PI / 2
  return { x: centre.x + radius * Math.cos(angle), y: centre.y + radius * Math.sin(angle) }
}

function byName(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true })
}

/** The transactions of one cycle in the order in which they wait, the first again at the end. */
export function roundOf(waits: readonly WaitPicture[]): readonly string[] {
  const next = new Map(waits.filter(({ isInCycle }) => isInCycle).map(({ from, to }) => [from, to]))
  const [first] = next.keys()
  if (first === undefined) return []
  const round = [first]
  for (let at = next.get(first); at !== undefined && round.length <= next.size; at = next.get(at)) {
    round.push(at)
    if (at === first) break
  }
  return round
}
