// Fixed partitions: strategy 3 of DeCandia et al., "Dynamo", SOSP 2007, §6.2.
//
// The circle is cut into Q equal parts once and for all, and S nodes have Q/S of them each. A part is what moves, as a
// file, and who has which is a small table that everybody knows. If S divides Q, all nodes hold exactly as much.

import { partOf } from './bounded.ts'
import { dealAnew, dealFairly, weightsOf } from './deal.ts'
import { mix32 } from './hash.ts'
import {
  assertMembers,
  type Deal,
  type Member,
  type Placement,
  type PlacementOptions,
  type Scheme,
} from './placement.ts'

export const partitions: Scheme = {
  id: 'partitions',
  title: 'Fixed partitions',
  paper: 'Dynamo, SOSP 2007, §6.2, strategy 3',
  moves: 'least',
  isWeighted: true,
  deal(members, options, before) {
    assertMembers(members)
    return before === null || before.owners.length !== options.parts || before.starts !== undefined
      ? dealtParts(members, options)
      : dealFairly(before, members)
  },
  place: (members, options, deal) => placeParts(members, deal ?? dealtParts(members, options)),
}

/** All parts in an order that the cluster's salt decides, so that neighbours on the circle have different nodes. */
export function dealtParts(members: readonly Member[], { parts, salt }: PlacementOptions): Deal {
  const places = Array.from({ length: parts }, (_, part) => mix32(part ^ mix32(salt)))
  const order = places.map((_, part) => part).sort((a, b) => places[a]! - places[b]!)
  return { owners: dealAnew(order, members), weights: weightsOf(members) }
}

export function placeParts(members: readonly Member[], { owners }: Deal): Placement {
  assertMembers(members)
  const table = indicesOf(owners, members)
  return {
    members,
    owner: (hash) => table[partOf(hash, table.length)]!,
    preference: (hash) => ownersFrom(table, partOf(hash, table.length), members.length),
  }
}

/** A part whose owner is no member any more falls to the first: there is nobody else to ask for it. */
export function indicesOf(owners: readonly string[], members: readonly Member[]): readonly number[] {
  const index = new Map(members.map(({ id }, i) => [id, i]))
  return owners.map((owner) => index.get(owner) ?? 0)
}

/** Owners of the parts from this one on, going round; who has no part comes last. */
export function ownersFrom(table: readonly number[], from: number, members: number): readonly number[] {
  const met: number[] = []
  for (let step = 0; step < table.length && met.length < members; step++) {
    const member = table[(from + step) % table.length]!
    if (!met.includes(member)) met.push(member)
  }
  for (let i = 0; i < members; i++) if (!met.includes(i)) met.push(i)
  return met
}
