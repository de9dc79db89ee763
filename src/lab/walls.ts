// A cut as a wall with two named sides, where it is one.

import type { Command, Link } from '../sim/engineTypes.ts'
import type { WallPicture } from '../sim/picture.ts'

/**
 * A cut as a wall between two sides, where its links are all there are between two sides; otherwise sides are empty.
 * Clients do not talk to each other.
 */
export function wallOf(
  fault: string,
  { name, links }: Extract<Command, { kind: 'cut' }>,
  isClient: (node: string) => boolean,
): WallPicture {
  const arrows = new Set(links.filter(([a, b]) => !isClient(a) || !isClient(b)).map(arrow))
  const isOneWay = links.length > 0 && links.every(([from, to]) => !arrows.has(`${to}>${from}`))
  const sides = isOneWay ? oneWaySides(links) : twoSides(links)
  const [here, there] = sides
  const pairs = here.flatMap((a) => there.filter((b) => !isClient(a) || !isClient(b)))
  const isComplete =
    pairs.length * (isOneWay ? 1 : 2) === arrows.size &&
    links.every(([from, to]) => here.includes(from) !== here.includes(to))
  return { fault, name, sides: isComplete ? sides : [[], []], isOneWay, links }
}

function oneWaySides(links: readonly Link[]): [string[], string[]] {
  return [[...new Set(links.map(([from]) => from))], [...new Set(links.map(([, to]) => to))]]
}

/** Colours the cut's nodes, from the first one on: whoever is cut off from one stands on the other side. */
function twoSides(links: readonly Link[]): [string[], string[]] {
  const sides: [string[], string[]] = [[], []]
  const waiting = links.slice(0, 1).map(([from]) => ({ node: from, side: 0 as 0 | 1 }))
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { node, side } = next
    if (sides.flat().includes(node)) continue
    sides[side].push(node)
    for (const [from, to] of links) if (from === node) waiting.push({ node: to, side: side === 0 ? 1 : 0 })
  }
  const order = [...new Set(links.flat())]
  const inOrder = (side: readonly string[]) => order.filter((node) => side.includes(node))
  return [inOrder(sides[0]), inOrder(sides[1])]
}

function arrow([from, to]: Link): string {
  return `${from}>${to}`
}
