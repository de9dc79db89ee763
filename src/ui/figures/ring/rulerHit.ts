// What lies under the pointer on the ruler: a key that is near, else whose the stretch is.

import type { Point } from '../shared/geometry.ts'
import { arcAt, CIRCLE } from './arcs.ts'
import type { RingModel } from './model.ts'
import type { RulerGeometry, Strip } from './rulerGeometry.ts'
import type { RingThing } from './things.ts'

export function rulerHit(
  model: RingModel,
  geometry: RulerGeometry,
  at: Point,
  nearPx: number,
): RingThing | null {
  const { strips, left, rowH } = geometry
  const { nodes, keys } = model.picture
  const strip = strips.find(({ y }) => at.y >= y - 4 && at.y <= y + rowH * nodes.length + 4)
  if (strip === undefined) return null
  const node = Math.max(0, Math.min(nodes.length - 1, Math.floor((at.y - strip.y) / rowH)))
  if (at.x < left) return { kind: 'node', index: node }
  const key = keyNear(strip, at.x - left, nearPx, (index) => {
    const { owners, ownersBefore } = keys[index]!
    return owners[0] === node || ownersBefore[0] === node
  })
  return key === null ? arcUnder(model, geometry, strip, at, node) : { kind: 'key', index: key }
}

function keyNear(
  { keys }: Strip,
  x: number,
  nearPx: number,
  isOnRow: (key: number) => boolean,
): number | null {
  let best: number | null = null
  let least = nearPx
  for (const place of keys) {
    const far = Math.abs(place.x - x)
    if (far <= least && isOnRow(place.key)) [best, least] = [place.key, far]
  }
  return best
}

function arcUnder(
  { picture: { arcs } }: RingModel,
  { left, width }: RulerGeometry,
  strip: Strip,
  { x }: Point,
  node: number,
): RingThing {
  if (arcs === null || strip.id === 'key') return { kind: 'node', index: node }
  const index = arcAt(arcs, Math.min(CIRCLE - 1, Math.floor(((x - left) / width) * CIRCLE)))
  return arcs.owner[index] === node ? { kind: 'token', index } : { kind: 'node', index: node }
}
