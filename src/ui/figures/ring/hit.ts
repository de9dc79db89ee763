// What lies under the pointer on the ring: a key before an arc, an arc before nothing.

import type { Point } from '../shared/geometry.ts'
import { arcAt, CIRCLE } from './arcs.ts'
import type { RingModel } from './model.ts'
import { apart, placeAt } from './polar.ts'
import type { RingGeometry } from './ringGeometry.ts'
import type { RingThing } from './things.ts'

export function hitAt(model: RingModel, geometry: RingGeometry, at: Point, nearPx: number): RingThing | null {
  const { centre, radii, bars } = geometry
  const [dx, dy] = [at.x - centre.x, at.y - centre.y]
  const radius = Math.hypot(dx, dy)
  const angle = Math.atan2(dy, dx)
  const place = placeAt(angle)
  if (radius > radii.inner && radius < radii.outer) return arcUnder(model, place)
  const isAmongKeys = radius > radii.keys - 16 && radius < radii.rim + radii.rimWidth + 4
  if (isAmongKeys) return keyNear(model, place, (nearPx / (2 * Math.PI * radius)) * CIRCLE)
  if (radii.bars === null || radius < radii.bars.from - 18 || radius > radii.bars.to + 6) return null
  const turns = (angle + Math.PI / 2) / (2 * Math.PI)
  const index = Math.floor((turns - Math.floor(turns)) * bars.length)
  return index < bars.length ? { kind: 'node', index } : null
}

function arcUnder({ picture: { arcs } }: RingModel, place: number): RingThing | null {
  return arcs === null ? null : { kind: 'token', index: arcAt(arcs, place) }
}

/** The nearest key within reach. */
function keyNear({ picture, byPlace }: RingModel, place: number, reach: number): RingThing | null {
  let best: number | null = null
  let least = reach
  for (const key of byPlace) {
    const far = apart(picture.keys[key]!.at, place)
    if (far <= least) [best, least] = [key, far]
  }
  return best === null ? null : { kind: 'key', index: best }
}
