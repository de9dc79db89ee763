// Small words about the cluster, used in titles and scopes: who is a client, which links a cut would close.

import type { Frame } from '../../lab/frame.ts'
import type { Link } from '../../sim/engineTypes.ts'
import type { FlightPicture, NodePicture } from '../../sim/picture.ts'
import { between, oneWay } from '../../sim/shapes.ts'

export function nodeOf(frame: Frame, id: string): NodePicture | null {
  return frame.cluster.nodes.find((node) => node.id === id) ?? null
}

/** Nodes that are not clients, in the order of the topology. */
export function servers(frame: Frame): readonly NodePicture[] {
  return frame.cluster.nodes.filter((node) => node.glyph !== 'client')
}

export function flightOf(frame: Frame, id: number): FlightPicture | null {
  return frame.cluster.flights.find((flight) => flight.id === id) ?? null
}

/** A message as a person says it: "RequestVote from n2 to n4". */
export function flightName(flight: FlightPicture): string {
  return `${flight.label} from ${flight.from} to ${flight.to}`
}

/** "cuts n1↔n3, n1↔n4, n2→n5", at most six. */
export function linksInWords(links: readonly Link[]): string {
  const keys = new Set(links.map(([from, to]) => `${from} ${to}`))
  const words: string[] = []
  for (const [from, to] of links) {
    const isBoth = keys.has(`${to} ${from}`)
    if (isBoth && words.includes(`${to}↔${from}`)) continue
    words.push(isBoth ? `${from}↔${to}` : `${from}→${to}`)
  }
  const rest = words.length - 6
  return words.slice(0, 6).join(', ') + (rest > 0 ? ` and ${rest} more` : '')
}

/** Every link between the chosen nodes and the rest, clients among them. Clients do not talk to each other. */
export function linksBetween(
  frame: Frame,
  chosen: readonly string[],
  way: 'both' | 'out' | 'in',
): readonly Link[] {
  const { nodes } = frame.cluster
  const clients = new Set(nodes.filter((node) => node.glyph === 'client').map(({ id }) => id))
  const rest = nodes.map(({ id }) => id).filter((id) => !chosen.includes(id))
  const links = { both: between(chosen, rest), out: oneWay(chosen, rest), in: oneWay(rest, chosen) }[way]
  return links.filter(([from, to]) => !(clients.has(from) && clients.has(to)))
}

/** "n1", "n1 and n2", "n1, n2 and n3". */
export function list(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`
}
