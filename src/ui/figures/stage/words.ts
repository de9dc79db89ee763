// What a screen reader says of the things on the stage.

import type { ClusterPicture, FlightPicture, LinkPicture, NodePicture } from '../../../sim/picture.ts'
import { heldText } from './nodeLabels.ts'

/** "n2, candidate, term 4, 1 of 3 votes" */
export function nodeWords(node: NodePicture): string {
  const parts = [node.id, node.caption]
  if (node.status !== 'up' && !node.caption.includes(node.status)) parts.push(node.status)
  parts.push(...heldWords(node))
  if (node.detail) parts.push(node.detail)
  if (node.isInDoubt) parts.push('in doubt')
  if (node.isHearsay) parts.push('as it was told')
  parts.push(...node.badges)
  if (node.unsyncedWrites > 0) parts.push(`${node.unsyncedWrites} not on disk`)
  return parts.filter((part) => part !== '').join(', ')
}

/** "x=7, not the same everywhere" */
export function heldWords({ holds = [] }: NodePicture): readonly string[] {
  return holds.map((held) => `${heldText(held)}${held.differs ? ', not the same everywhere' : ''}`)
}

export function flightWords(flight: FlightPicture): string {
  const fate = flight.lost ? `, ${flight.lost.reason}` : flight.isHeld ? ', held' : ''
  const run =
    flight.only === undefined ? '' : flight.only === 'here' ? ', only here' : ', only in the other run'
  return `${flight.label}, from ${flight.from} to ${flight.to}${fate}${run}`
}

export function linkWords(link: LinkPicture): string {
  const cut = {
    none: '',
    both: ', cut',
    forth: `, cut from ${link.a} to ${link.b}`,
    back: `, cut from ${link.b} to ${link.a}`,
  }[link.cut]
  return `link between ${link.a} and ${link.b}${cut}${link.disturbed ? `, ${link.disturbed}` : ''}`
}

export function clusterWords(cluster: ClusterPicture): string {
  const flights = cluster.flights.length
  return `Cluster: ${cluster.nodes.length} nodes, ${flights} ${flights === 1 ? 'message' : 'messages'} in flight`
}
