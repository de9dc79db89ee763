// Consistent hashing with bounded loads. Mirrokni, Thorup and Zadimoghaddam, SODA 2018.
//
// A ring on which every node has a lid: no more than ceil((1 + epsilon) K/n) of K keys. A key that finds its node full
// goes on to the next one with room. So nobody is ever above the lid, and a change moves a few keys more than on a
// plain ring: those that a full node passed on. Clients cannot know all keys, so here equal parts of the circle are
// what is placed, in the order of their numbers; `boundedOwners` does it for keys themselves.

import { mix32 } from './hash.ts'
import type { Member, Placement, PlacementOptions, Scheme } from './placement.ts'
import { placeOnRing, type Ring } from './ring.ts'
import { firstAtOrAfter, walk } from './tokens.ts'

/** Tells its load from outside: which part has gone to whom. */
export interface BoundedPlacement extends Placement {
  readonly partOwners: Int32Array
  readonly lids: readonly number[]
}

export const bounded: Scheme = {
  id: 'bounded',
  title: 'Ring with bounded loads',
  paper: 'Mirrokni, Thorup and Zadimoghaddam, SODA 2018',
  moves: 'few',
  isWeighted: true,
  deal: null,
  place: placeBounded,
}

export function placeBounded(members: readonly Member[], options: PlacementOptions): BoundedPlacement {
  const ring = placeOnRing(members, options)
  const { parts, epsilon } = options
  const hashes = Array.from({ length: parts }, (_, part) => mix32(part ^ options.salt))
  const partOwners = boundedOwners(ring, hashes, epsilon)
  return {
    members,
    partOwners,
    lids: lidsOf(members, parts, epsilon),
    owner: (hash) => partOwners[partOf(hash, parts)]!,
    preference(hash) {
      const part = partOf(hash, parts)
      const owner = partOwners[part]!
      const others = walk(ring.tokens, firstAtOrAfter(ring.tokens, hashes[part]!), members.length)
      return [owner, ...others.filter((member) => member !== owner)]
    },
  }
}

/** Places the keys one after another: each on the first node from its hash on that has room. */
export function boundedOwners(ring: Ring, hashes: readonly number[], epsilon: number): Int32Array {
  const { tokens, members } = ring
  const lids = lidsOf(members, hashes.length, epsilon)
  const loads = members.map(() => 0)
  return Int32Array.from(hashes, (hash) => {
    let i = firstAtOrAfter(tokens, hash)
    while (loads[tokens.of[i]!]! >= lids[tokens.of[i]!]!) i = (i + 1) % tokens.of.length
    const owner = tokens.of[i]!
    loads[owner]!++
    return owner
  })
}

/** The most that each member may hold of so many. Together they have room for all. */
export function lidsOf(members: readonly Member[], count: number, epsilon: number): readonly number[] {
  const all = members.reduce((sum, { weight }) => sum + weight, 0)
  return members.map(({ weight }) => Math.ceil(((count + epsilon * count) * weight) / all - ROUNDING))
}

/** A tenth is not exact in binary; a lid that is a whole number must not grow by one for it. */
const ROUNDING = 1e-9

/** Which of so many equal parts of the circle a hash lies in. */
export function partOf(hash: number, parts: number): number {
  return Math.floor((hash * parts) / 4_294_967_296)
}
