// Two runs at one moment in one picture: the run on show, with what is otherwise in the other run marked on it. Pure.

import type { ClusterPicture, FlightPicture, NodePicture } from '../../../sim/picture.ts'
import { heldText } from './nodeLabels.ts'

/** `there` is what the other run is called. */
export function folded(here: ClusterPicture, other: ClusterPicture, there: string): ClusterPicture {
  const known = new Set(other.flights.map(nameOf))
  const own = new Set(here.flights.map(nameOf))
  return {
    ...here,
    nodes: here.nodes.map((node) => {
      const twin = other.nodes.find(({ id }) => id === node.id)
      return twin === undefined ? node : marked(node, twin, there)
    }),
    flights: [
      ...here.flights.map((flight) =>
        known.has(nameOf(flight)) ? flight : { ...flight, only: 'here' as const },
      ),
      // Their numbers count in the other run: here they must not be taken for others.
      ...other.flights
        .filter((flight) => !own.has(nameOf(flight)))
        .map((flight) => ({ ...flight, id: -1 - flight.id, only: 'there' as const })),
    ],
  }
}

/** The same in both runs, whatever number it has in their traces. */
function nameOf({ ref, type, sentUs }: FlightPicture): string {
  return `${ref.from} ${ref.to} ${ref.nth} ${type} ${sentUs}`
}

function marked(node: NodePicture, twin: NodePicture, there: string): NodePicture {
  const own = said(node)
  const otherwise = said(twin)
  return own === otherwise ? node : { ...node, detail: `${there}: ${otherwise}`, votes: null }
}

function said({ caption, status, detail, holds = [] }: NodePicture): string {
  const state = status === 'up' || caption.includes(status) ? caption : `${status}, ${caption}`
  return [state, ...holds.map(heldText), detail ?? ''].filter((part) => part !== '').join(', ')
}
