// The sides of a cut: who can talk with whom in both directions, clients included; and on which of them somebody is.

import type { WorldView } from '../../src/engine/observer.ts'
import type { NodeId } from '../../src/engine/process.ts'
import { isApart } from '../../src/sim/obstacles.ts'

type Network = Pick<WorldView, 'nodes' | 'faults'>

/** Groups of nodes that hear each other, directly or through others, in the order of the topology. */
export function sidesOf(view: Network): readonly (readonly NodeId[])[] {
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
function isLinked(view: Network, a: NodeId, b: NodeId): boolean {
  const isClient = (id: NodeId) => view.nodes.some((node) => node.id === id && node.process === 'client')
  return !(isClient(a) && isClient(b)) && !isApart(view, a, b)
}

export type Side = 'larger' | 'smaller'

/** While a cut stands: whether a client has most of the replicas on its side. null: nothing is cut. */
export function sideOf(view: Network, client: NodeId): Side | null {
  if (!view.faults.some(({ command }) => command.kind === 'cut')) return null
  const sides = sidesOf(view)
  const own = sides.find((side) => side.includes(client))
  if (own === undefined || sides.length < 2) return null
  const replicas = (side: readonly NodeId[]) =>
    view.nodes.filter(({ id, process }) => process === 'replica' && side.includes(id)).length
  const most = Math.max(...sides.map(replicas))
  return sides.find((side) => replicas(side) === most) === own ? 'larger' : 'smaller'
}
