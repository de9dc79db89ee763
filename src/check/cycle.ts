// Things that would have to come one before the other, in a circle: what most evidence is.

import type { Code } from './words.ts'

export interface Edge {
  readonly from: number
  readonly to: number
}

/** Why one event comes before another. */
export interface Link extends Edge {
  /** Said of `from`, with `to` as its parameter, and what else it takes to know it. */
  readonly why: Code
  readonly because: readonly number[]
}

export function link(from: number, to: number, why: Code, ...because: readonly number[]): Link {
  return { from, to, why, because }
}

/** In a big tangle a circle through one of so many events will do. */
const MOST_STARTS = 50

/** A short circle among the links, in a small tangle the shortest; null if there is none. `size`: how many events. */
export function shortestCycle<E extends Edge>(size: number, links: readonly E[]): readonly E[] | null {
  const tangle = tangled(size, links)
  if (tangle.length === 0) return null
  const out: E[][] = Array.from({ length: size }, () => [])
  for (const each of tangle) out[each.from]!.push(each)
  const starts = [...new Set(tangle.map(({ from }) => from))].slice(0, MOST_STARTS)
  let best: readonly E[] | null = null
  let most = Number.POSITIVE_INFINITY
  for (const start of starts) {
    const cycle = pathBetween(start, start, out, most)
    if (cycle === null) continue
    best = cycle
    most = cycle.length - 1
  }
  return best
}

/** Without the links that come from where nothing leads to, or lead to where nothing goes on. */
export function tangled<E extends Edge>(size: number, links: readonly E[]): readonly E[] {
  const entered = peeled(size, links, ({ from, to }) => [from, to])
  return peeled(size, entered, ({ from, to }) => [to, from])
}

/** Takes away the events that no link leads to, and their links, again and again. */
function peeled<E extends Edge>(
  size: number,
  links: readonly E[],
  ends: (each: E) => readonly [from: number, to: number],
): readonly E[] {
  const waits = new Int32Array(size)
  const out: number[][] = Array.from({ length: size }, () => [])
  for (const each of links) {
    const [from, to] = ends(each)
    waits[to]!++
    out[from]!.push(to)
  }
  const free = [...waits.keys()].filter((event) => waits[event] === 0)
  for (let event = free.pop(); event !== undefined; event = free.pop())
    for (const to of out[event]!) if (--waits[to]! === 0) free.push(to)
  return links.filter((each) => waits[ends(each)[0]]! > 0)
}

/** The shortest way along links from one node to another, or back to itself, of at most so many; null if there is none. */
export function pathBetween<E extends Edge>(
  start: number,
  goal: number,
  out: readonly (readonly E[])[],
  most: number,
): E[] | null {
  const came = new Map<number, E>()
  let reached = [start]
  for (let length = 1; length <= most && reached.length > 0; length++) {
    const next: number[] = []
    for (const node of reached)
      for (const each of out[node]!) {
        if (came.has(each.to)) continue
        came.set(each.to, each)
        if (each.to === goal) return backFrom(start, goal, came)
        next.push(each.to)
      }
    reached = next
  }
  return null
}

function backFrom<E extends Edge>(start: number, goal: number, came: ReadonlyMap<number, E>): E[] {
  const links: E[] = []
  let node = goal
  do {
    const each = came.get(node)!
    links.unshift(each)
    node = each.from
  } while (node !== start)
  return links
}
