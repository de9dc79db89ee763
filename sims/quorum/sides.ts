// The sides of a cut: who can talk with whom in both directions, clients included.

import type { NodeId } from '../../src/engine/process.ts'
import type { PictureView } from '../../src/sim/define.ts'
import { isApart } from '../../src/sim/obstacles.ts'

/** Groups of nodes that hear each other, directly or through others, in the order of the topology. */
export function sidesOf(view: PictureView): readonly (readonly NodeId[])[] {
  const left = view.nodes.map(({ id }) => id)
  const sides: NodeId[][] = []
  for (let first = left.shift(); first !== undefined; first = left.shift()) {
    const side = [first]
    for (const id of side) {
      const near = left.filter((other) => isLinked(view, id, other))
      side.push(...near)
      for (const other of near) left.splice(left.indexOf(other), 1)
    }
    sides.push(side)
  }
  return sides
}

/** Clients do not talk with each other. */
function isLinked(view: PictureView, a: NodeId, b: NodeId): boolean {
  const isClient = (id: NodeId) => view.nodes.some((node) => node.id === id && node.process === 'client')
  return !(isClient(a) && isClient(b)) && !isApart(view, a, b)
}
