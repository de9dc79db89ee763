// What stands beside the ring: whose the larger stretches became, and from whom. Only what has room is printed; the
// table has them all.

import type { Box, Point } from '../shared/geometry.ts'
import { costOf, newGround, UNFIT } from '../shared/ground.ts'
import { dataWidth, textWidth } from '../shared/textWidth.ts'
import type { RingModel } from './model.ts'
import { onCircle } from './polar.ts'
import type { RimMark, RingGeometry } from './ringGeometry.ts'

export interface RimLabel {
  readonly now: number
  readonly was: number
  /** The near end of the text, its middle in height. */
  readonly at: Point
  readonly isLeft: boolean
}

const MOST_LABELS = 16
const LEAST_PX = 5

export function rimLabels(model: RingModel, geometry: RingGeometry, labelPx: number): readonly RimLabel[] {
  const { size, rim, radii } = geometry
  if (rim === null) return []
  const ground = newGround({ x: 0, y: 0, w: size.width, h: size.height })
  const wide = [...rim]
    .filter(({ from, until }) => (until - from) * radii.rim >= LEAST_PX)
    .sort((a, b) => b.until - b.from - (a.until - a.from))
  const labels: RimLabel[] = []
  for (const mark of wide) {
    const label = labelOf(mark, geometry)
    const box = boxOf(model, label, labelPx)
    if (labels.length >= MOST_LABELS || costOf(ground, box) >= UNFIT) continue
    ground.boxes.push(box)
    labels.push(label)
  }
  return labels
}

function labelOf({ from, until, moved }: RimMark, { centre, radii }: RingGeometry): RimLabel {
  const at = onCircle(centre, radii.rim + radii.rimWidth / 2 + 9, (from + until) / 2)
  return { now: moved.now, was: moved.was, at, isLeft: at.x < centre.x }
}

/** Of "n6" and "from n5" beside it. */
export function boxOf({ picture }: RingModel, { now, was, at, isLeft }: RimLabel, labelPx: number): Box {
  const name = dataWidth(picture.nodes[now]!.id, labelPx + 1)
  const w = name + 6 + textWidth(`from ${picture.nodes[was]!.id}`, labelPx)
  return { x: isLeft ? at.x - w : at.x, y: at.y - labelPx * 0.7, w, h: labelPx * 1.4 }
}
