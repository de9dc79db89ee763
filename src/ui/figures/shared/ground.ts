// Placing labels: a ground remembers what is already there, and says what a further box would cost. Greedy and in
// order, so the same figure always gets the same labels.

import {
  type Box,
  grown,
  meetsBox,
  meetsCircle,
  outside,
  overlap,
  type Point,
  type Segment,
} from './geometry.ts'

/** From this cost on, a place is not fit: it would cover something. */
export const UNFIT = 1000

export interface Ground {
  readonly frame: Box
  readonly boxes: Box[]
  readonly discs: { readonly at: Point; readonly radius: number }[]
  readonly lines: { readonly line: Segment; readonly cost: number }[]
}

export function newGround(frame: Box): Ground {
  return { frame, boxes: [], discs: [], lines: [] }
}

export function costOf(ground: Ground, box: Box): number {
  const near = grown(box, 2)
  let cost = outside(box, ground.frame) > 1 ? UNFIT * 4 + outside(box, ground.frame) : 0
  for (const other of ground.boxes) {
    const area = overlap(near, other)
    if (area > 0) cost += UNFIT + area
  }
  for (const disc of ground.discs) if (meetsCircle(box, disc.at, disc.radius)) cost += UNFIT * 2
  for (const { line, cost: each } of ground.lines) if (meetsBox(line, near)) cost += each
  return cost
}

export interface Choice<T> {
  readonly box: Box
  readonly is: T
}

/** The cheapest choice, the earlier of equals. */
export function cheapest<T>(
  ground: Ground,
  choices: readonly Choice<T>[],
): (Choice<T> & { readonly cost: number }) | null {
  let best: (Choice<T> & { readonly cost: number }) | null = null
  for (const [rank, choice] of choices.entries()) {
    const cost = costOf(ground, choice.box) + rank * 0.5
    if (!best || cost < best.cost) best = { ...choice, cost }
  }
  return best
}
