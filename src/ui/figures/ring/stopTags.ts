// The numbers of a key's copies on the ring: each stands outside its point, and where points are close together the
// numbers are spread so that each can be read.

import type { Point } from '../shared/geometry.ts'
import { angleOf, onCircle } from './polar.ts'
import type { RingGeometry } from './ringGeometry.ts'

export interface StopTag {
  readonly node: number
  readonly token: Point
  readonly tag: Point
}

/** `stops` in their order round the circle from the key. */
export function stopTags(
  stops: readonly { readonly node: number; readonly at: number }[],
  { centre, radii }: RingGeometry,
  labelPx: number,
): readonly StopTag[] {
  const least = (labelPx * 1.6) / radii.rim
  const first = stops[0]?.at ?? 0
  // Going round, so that the circle's end does not matter.
  const angles = stops.map(({ at }) => angleOf(at) + (at < first ? 2 * Math.PI : 0))
  const spread = [...angles]
  for (let i = 1; i < spread.length; i++) spread[i] = Math.max(spread[i]!, spread[i - 1]! + least)
  const shift = (spread.at(-1)! - angles.at(-1)!) / 2
  return stops.map(({ node }, i) => ({
    node,
    token: onCircle(centre, radii.outer, angles[i]!),
    tag: onCircle(centre, radii.rim, spread[i]! - shift),
  }))
}
