// The hash ring with virtual nodes. Karger et al., "Consistent Hashing and Random Trees", STOC 1997; virtual nodes as
// in DeCandia et al., "Dynamo", SOSP 2007, §4.2.
//
// Every node has many points on a circle, at hashes of its name. A key belongs to the node whose point comes first at
// or after the key's own hash. A node that comes takes the arcs that end at its points, and nothing else changes
// hands. With v points each, the shares of n nodes spread by sqrt((n - 1) / (nv + 1)) of their mean.

import { mix32, murmur3 } from './hash.ts'
import {
  assertMembers,
  type Member,
  type Placement,
  type PlacementOptions,
  type Scheme,
} from './placement.ts'
import {
  firstAtOrAfter,
  inOrder,
  MOST_MEMBERS,
  merged,
  packed,
  renumbered,
  sharesOf,
  type Tokens,
  walk,
} from './tokens.ts'

/** A placement that lies on a circle: a view may draw it. */
export interface Ring extends Placement {
  readonly tokens: Tokens
  /** What the points were made from. */
  readonly options: Pick<PlacementOptions, 'tokens' | 'salt'>
}

export const ring: Scheme = {
  id: 'ring',
  title: 'Hash ring with virtual nodes',
  paper: 'Karger et al., STOC 1997; Dynamo, SOSP 2007, §4.2',
  moves: 'least',
  isWeighted: true,
  deal: null,
  place: (members, options, _deal, before) => placeOnRing(members, options, before),
}

/** Points of nodes that were on the ring before are taken over as they are; the outcome is the same without. */
export function placeOnRing(
  members: readonly Member[],
  options: PlacementOptions,
  before?: Placement | null,
): Ring {
  assertMembers(members)
  if (members.length > MOST_MEMBERS) throw new Error(`a ring has at most ${MOST_MEMBERS} nodes`)
  const { tokens: count, salt } = options
  const tokens = isLike(before, options) ? changed(before, members, options) : anew(members, options)
  return ringOf(members, tokens, { tokens: count, salt })
}

export function ringOf(members: readonly Member[], tokens: Tokens, options: Ring['options']): Ring {
  return {
    members,
    tokens,
    options,
    owner: (hash) => tokens.of[firstAtOrAfter(tokens, hash)]!,
    preference: (hash) => walk(tokens, firstAtOrAfter(tokens, hash), members.length),
  }
}

export function isRing(placement: Placement): placement is Ring {
  return 'tokens' in placement
}

function isLike(before: Placement | null | undefined, { tokens, salt }: PlacementOptions): before is Ring {
  return before != null && isRing(before) && before.options.tokens === tokens && before.options.salt === salt
}

function anew(members: readonly Member[], options: PlacementOptions): Tokens {
  return tokensOf(
    members,
    members.map((_, index) => index),
    options,
  )
}

/** Takes out who left, and puts in who came. */
function changed(before: Ring, members: readonly Member[], options: PlacementOptions): Tokens {
  const isKept = (a: Member, b: Member) => a.id === b.id && a.weight === b.weight
  const newIndex = before.members.map((was) => members.findIndex((member) => isKept(member, was)))
  const isInOrder = newIndex
    .filter((index) => index >= 0)
    .every((index, i, kept) => index > (kept[i - 1] ?? -1))
  if (!isInOrder) return anew(members, options)
  const came = members.map((_, index) => index).filter((index) => !newIndex.includes(index))
  const left = newIndex.every((index, i) => index === i) ? before.tokens : renumbered(before.tokens, newIndex)
  return came.length === 0 ? left : merged(left, tokensOf(members, came, options))
}

/** Two hashes of each name, so that no two nodes share a row of points. */
function tokensOf(
  members: readonly Member[],
  indices: readonly number[],
  { tokens, salt }: PlacementOptions,
): Tokens {
  const counts = indices.map((index) => pointsOf(members[index]!.weight, tokens))
  const order = new Float64Array(counts.reduce((sum, count) => sum + count, 0))
  let next = 0
  indices.forEach((index, which) => {
    const { id } = members[index]!
    const a = murmur3(id, salt ^ 0x2545f491)
    const b = murmur3(id, salt ^ 0x5bd1e995)
    for (let i = 0; i < counts[which]!; i++) order[next++] = packed(mix32(a ^ mix32(b + i)), index)
  })
  return inOrder(order)
}

/** At least one, however light the node. */
function pointsOf(weight: number, tokens: number): number {
  return Math.max(1, Math.round(tokens * weight))
}

/** The share of all keys that each member owns, exactly. */
export function ringShares({ tokens, members }: Ring): readonly number[] {
  return sharesOf(tokens, members.length)
}
