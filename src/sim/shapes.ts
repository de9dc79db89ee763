// The named shapes of a cut, as people say them, made into explicit links. A shape is only a way to write a list
// of links: what is stored, shared and healed is the list, under the shape's name.

import type { Link } from '../engine/intervention.ts'
import type { NodeId } from '../engine/process.ts'

export type ShapeName =
  | 'isolate-one'
  | 'halves'
  | 'minority'
  | 'one-way'
  | 'bridge'
  | 'majorities-ring'
  | 'leader-alone'

/** Name and links of a cut, ready for a command. */
export interface Shape {
  readonly name: string
  readonly links: readonly Link[]
}

/** Every link from one of the first to one of the second. */
export function oneWay(from: readonly NodeId[], to: readonly NodeId[]): Link[] {
  return from.flatMap((a) => to.filter((b) => b !== a).map((b): Link => [a, b]))
}

/** Both directions between the two sides. */
export function between(a: readonly NodeId[], b: readonly NodeId[]): Link[] {
  return [...oneWay(a, b), ...oneWay(b, a)]
}

/** Cut off from the servers and from the clients. */
export function isolate(node: NodeId, everyone: readonly NodeId[]): Shape {
  return { name: `${node} cut off`, links: between([node], without(everyone, [node])) }
}

/** Cut off from the other servers; clients still reach it. */
export function alone(node: NodeId, servers: readonly NodeId[]): Shape {
  return { name: `${node} alone with the clients`, links: between([node], without(servers, [node])) }
}

/** These on one side, the other servers on the other. */
export function split(side: readonly NodeId[], servers: readonly NodeId[]): Shape {
  return { name: `${side.join(', ')} cut off`, links: between(side, without(servers, side)) }
}

/** It hears nobody, but everybody hears it. */
export function deaf(node: NodeId, servers: readonly NodeId[]): Shape {
  return { name: `${node} hears nobody`, links: oneWay(without(servers, [node]), [node]) }
}

/** Everybody is heard by it, but nobody hears it. */
export function mute(node: NodeId, servers: readonly NodeId[]): Shape {
  return { name: `nobody hears ${node}`, links: oneWay([node], without(servers, [node])) }
}

/** Two halves that meet only in one node, which sees both. */
export function bridge(over: NodeId, servers: readonly NodeId[]): Shape {
  const others = without(servers, [over])
  const middle = Math.floor(others.length / 2)
  return { name: `${over} is the only bridge`, links: between(others.slice(0, middle), others.slice(middle)) }
}

/** Every node sees a majority, no two the same one: each reaches only its neighbours on a ring. */
export function majoritiesRing(servers: readonly NodeId[]): Shape {
  const n = servers.length
  const reach = Math.ceil(Math.floor(n / 2) / 2) // on each side: 1 + 2·reach is the smallest such majority
  const links: Link[] = []
  servers.forEach((a, i) => {
    servers.forEach((b, j) => {
      const steps = Math.min((i - j + n) % n, (j - i + n) % n)
      if (steps > reach) links.push([a, b])
    })
  })
  return { name: 'every node sees another majority', links }
}

/**
 * The named shape over the servers. `pivot` is the node it is about: the one cut off, the bridge, the leader.
 * Without one, the first server is taken.
 */
export function shape(name: ShapeName, servers: readonly NodeId[], pivot: NodeId | null): Shape {
  const node = pivot ?? servers[0]
  if (node === undefined) return { name: 'nothing to cut', links: [] }
  const fromPivot = [node, ...without(servers, [node])]
  switch (name) {
    case 'isolate-one':
      return { ...alone(node, servers), name: `${node} cut off from the others` }
    case 'leader-alone':
      return { ...alone(node, servers), name: `${node} alone` }
    case 'halves':
      return halves(fromPivot, Math.ceil(servers.length / 2))
    case 'minority':
      return halves(fromPivot, Math.floor((servers.length - 1) / 2))
    case 'one-way':
      return deaf(node, servers)
    case 'bridge':
      return bridge(node, servers)
    case 'majorities-ring':
      return majoritiesRing(servers)
  }
}

function halves(ordered: readonly NodeId[], size: number): Shape {
  const [a, b] = [ordered.slice(0, size), ordered.slice(size)]
  return { name: `${a.join(', ')} against ${b.join(', ')}`, links: between(a, b) }
}

function without(all: readonly NodeId[], some: readonly NodeId[]): NodeId[] {
  return all.filter((node) => !some.includes(node))
}
