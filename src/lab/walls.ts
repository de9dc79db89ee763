// A cut as a wall with two named sides, where it is one.

import type { Command, Link } from '../sim/engineTypes.ts'
import type { WallPicture } from '../sim/picture.ts'

/** A cut as a wall between two sides, where its links are all those between two sides; otherwise sides are empty. */
export function wallOf(fault: string, { name, links }: Extract<Command, { kind: 'cut' }>): WallPicture {
  const arrows = new Set(links.map(arrow))
  const isOneWay = links.length > 0 && links.every(([from, to]) => !arrows.has(`${to}>${from}`))
  const sides = isOneWay ? oneWaySides(links) : twoSides(links)
  const crossings = sides[0].length * sides[1].length * (isOneWay ? 1 : 2)
  const isComplete =
    crossings === arrows.size &&
    links.every(([from, to]) => sides[0].includes(from) !== sides[0].includes(to))
  return { fault, name, sides: isComplete ? sides : [[], []], isOneWay, links }
}

function oneWaySides(links: readonly Link[]): [string[], string[]] {
  return [[...new Set(links.map(([from]) => from))], [...new Set(links.map(([, to]) => to))]]
}

/** Colours the cut's nodes: the first one's side, and the side of those it cannot reach. */
function twoSides(links: readonly Link[]): [string[], string[]] {
  const first = links[0]?.[0]
  if (first === undefined) return [[], []]
  const beyond = [...new Set(links.filter(([from]) => from === first).map(([, to]) => to))]
  const here = [...new Set(links.flat())].filter((node) => !beyond.includes(node))
  return [here, beyond]
}

function arrow([from, to]: Link): string {
  return `${from}>${to}`
}
