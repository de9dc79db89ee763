// The circle of hashes as arithmetic: whose a place is, and which stretches changed hands. Places run from 0 to 2^32;
// an arc ends at its point and begins after the point before, so that the first one also has what lies after the last.

import type { ArcsPicture } from '../../../sim/picture.ts'

export const CIRCLE = 4_294_967_296

/** From a place, up to and with another, without going over the end of the circle. */
export interface Stretch {
  readonly from: number
  readonly until: number
}

export interface MovedArc extends Stretch {
  /** Indices of the nodes. */
  readonly was: number
  readonly now: number
}

/** Index of the arc that a place lies in. */
export function arcAt({ until }: ArcsPicture, at: number): number {
  let [low, high] = [0, until.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (until[middle]! < at) low = middle + 1
    else high = middle
  }
  return low === until.length ? 0 : low
}

export function ownerAt(arcs: ArcsPicture, at: number): number {
  return arcs.owner[arcAt(arcs, at)]!
}

/** All arcs in order from 0; the one that goes over the end comes as two. */
export function eachArc(
  { until, owner }: ArcsPicture,
  visit: (from: number, until: number, owner: number) => void,
): void {
  let from = 0
  for (let i = 0; i < until.length; i++) {
    visit(from, until[i]! + 1, owner[i]!)
    from = until[i]! + 1
  }
  if (from < CIRCLE) visit(from, CIRCLE, owner[0]!)
}

/** What share of the circle each node owns. */
export function sharesOf(arcs: ArcsPicture, nodes: number): readonly number[] {
  const shares = new Array<number>(nodes).fill(0)
  eachArc(arcs, (from, until, owner) => {
    shares[owner]! += (until - from) / CIRCLE
  })
  return shares
}

/** How many arcs end at a point of each node. */
export function tokensOf({ owner }: ArcsPicture, nodes: number): readonly number[] {
  const tokens = new Array<number>(nodes).fill(0)
  for (let i = 0; i < owner.length; i++) tokens[owner[i]!]!++
  return tokens
}

/** Every stretch with another owner than before, as long as it is from one node to one. */
export function movedArcs(before: ArcsPicture, now: ArcsPicture): readonly MovedArc[] {
  const moved: MovedArc[] = []
  let [from, i, j] = [0, 0, 0]
  while (from < CIRCLE) {
    const ends = [before.until[i] ?? CIRCLE - 1, now.until[j] ?? CIRCLE - 1] as const
    const until = Math.min(...ends) + 1
    const [was, is] = [before.owner[i] ?? before.owner[0]!, now.owner[j] ?? now.owner[0]!]
    if (was !== is && until > from) add(moved, { from, until, was, now: is })
    if (ends[0] + 1 === until) i++
    if (ends[1] + 1 === until) j++
    from = until
  }
  return moved
}

function add(moved: MovedArc[], next: MovedArc): void {
  const last = moved.at(-1)
  if (last?.until === next.from && last.was === next.was && last.now === next.now)
    moved[moved.length - 1] = { ...last, until: next.until }
  else moved.push(next)
}
