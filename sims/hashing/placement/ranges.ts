// Range partitions, as the tablets of Chang et al., "Bigtable", OSDI 2006, §5.
//
// Keys are kept in their own order, and each part is all keys from its first one to the next part's first one. What
// belongs together stays together, so that a query over a range asks few nodes; but keys that come in order all go to
// the last part, which no hash spreads. A part that is too hot can be split.

import { dealFairly, weightsOf } from './deal.ts'
import { indicesOf, ownersFrom } from './partitions.ts'
import { assertMembers, type Deal, type Member, type Placement, type Scheme } from './placement.ts'

export const ranges: Scheme = {
  id: 'ranges',
  title: 'Range partitions',
  paper: 'Bigtable, OSDI 2006, §5',
  moves: 'least',
  isWeighted: true,
  deal(members, { starts }, before) {
    assertMembers(members)
    return before?.starts === undefined ? dealtRanges(members, starts) : dealFairly(before, members)
  },
  place: (members, { starts }, deal) => placeRanges(members, deal ?? dealtRanges(members, starts)),
}

/** Neighbouring ranges go to the same node, as much as it should hold. */
function dealtRanges(members: readonly Member[], starts: readonly string[]): Deal {
  const all = members.reduce((sum, { weight }) => sum + weight, 0)
  const owners: string[] = []
  let held = 0
  for (const { id, weight } of members) {
    held += weight
    while (owners.length < Math.round((starts.length * held) / all)) owners.push(id)
  }
  return { owners, starts, weights: weightsOf(members) }
}

function placeRanges(members: readonly Member[], { owners, starts = [''] }: Deal): Placement {
  assertMembers(members)
  const table = indicesOf(owners, members)
  return {
    members,
    owner: (_hash, key) => table[rangeOf(key, starts)]!,
    preference: (_hash, key) => ownersFrom(table, rangeOf(key, starts), members.length),
  }
}

/** The last range that begins at or before the key. */
export function rangeOf(key: string, starts: readonly string[]): number {
  let [low, high] = [0, starts.length]
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (starts[middle]! <= key) low = middle
    else high = middle
  }
  return low
}

/** Cuts the range of the key in two before the key, and gives the second half to a node. */
export function splitAt(deal: Deal, key: string, owner: string): Deal {
  const { owners, starts = [''] } = deal
  const at = rangeOf(key, starts)
  if (starts[at] === key) return { ...deal, owners: owners.map((was, i) => (i === at ? owner : was)) }
  return {
    ...deal,
    starts: [...starts.slice(0, at + 1), key, ...starts.slice(at + 1)],
    owners: [...owners.slice(0, at + 1), owner, ...owners.slice(at + 1)],
  }
}
