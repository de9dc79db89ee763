// Which links are drawn at all: a client may talk to anyone, and lines to everyone would say nothing.

import type { ClusterPicture, LinkPicture } from '../../../sim/picture.ts'

/** All between servers, and of a client's those that matter now. */
export function shownLinks(picture: ClusterPicture): readonly LinkPicture[] {
  const glyphs = new Map(
    picture.nodes.map((node) => [node.id, node.status === 'crashed' ? null : node.glyph]),
  )
  const asked = new Map(picture.nodes.map(({ id, asks }) => [id, asks]))
  const busy = new Set(
    picture.flights.flatMap((flight) => [`${flight.from} ${flight.to}`, `${flight.to} ${flight.from}`]),
  )
  // What is so everywhere is shown between servers; only what is so here and there is worth a client's line.
  const isLocal = picture.links.filter((link) => link.disturbed !== null).length * 2 < picture.links.length
  const isShown = ({ a, b, disturbed }: LinkPicture) => {
    if ((disturbed !== null && isLocal) || busy.has(`${a} ${b}`)) return true
    const [one, two] = [glyphs.get(a), glyphs.get(b)]
    const only = asked.get(a) ?? asked.get(b)
    if (only !== undefined) return only === a || only === b
    return (one !== 'client' && two !== 'client') || one === 'leader' || two === 'leader'
  }
  return picture.links.filter(isShown)
}
