// Who keeps what (Dynamo §4.2, §4.3): nodes stand on a ring in the order of the topology, a key has its place on it, and
// the N nodes from there on keep its copies. The nodes after them stand in where one of the N cannot be reached (§4.6).

import type { NodeId } from '../../src/engine/process.ts'

/** A whole number for a text, the same everywhere; of a single letter it is the letter's code. */
export function hashOf(text: string): number {
  let hash = 0
  for (let i = 0; i < text.length; i++) hash = (Math.imul(hash, 31) + text.charCodeAt(i)) >>> 0
  return hash
}

/** The ring from the key's place on: the first `copies` keep it, the others may stand in, in this order. */
function fromPlace(ring: readonly NodeId[], key: string): readonly NodeId[] {
  const place = hashOf(key) % ring.length
  return [...ring.slice(place), ...ring.slice(0, place)]
}

/** §4.3: the nodes that keep the key. */
export function preferenceList(ring: readonly NodeId[], key: string, copies: number): readonly NodeId[] {
  return fromPlace(ring, key).slice(0, copies)
}

/** §4.6: who stands in, in this order. */
export function standInsFor(ring: readonly NodeId[], key: string, copies: number): readonly NodeId[] {
  return fromPlace(ring, key).slice(copies)
}
