// Placements as numbers: how even one is, and what it takes to get from one to another. All of it from the same keys,
// so that schemes can be put beside each other.

import { murmur3 } from './hash.ts'
import type { Member, Placement } from './placement.ts'

/** Keys with their hashes, seasoned with a cluster's salt. */
export interface Keys {
  readonly texts: readonly string[]
  readonly hashes: Uint32Array
}

export function hashedKeys(texts: readonly string[], salt: number): Keys {
  return { texts, hashes: Uint32Array.from(texts, (text) => murmur3(text, salt)) }
}

/** Index of the owner of each key. */
export function ownersOf(placement: Placement, { texts, hashes }: Keys): Uint16Array {
  const owners = new Uint16Array(hashes.length)
  for (let i = 0; i < hashes.length; i++) owners[i] = placement.owner(hashes[i]!, texts[i]!)
  return owners
}

/** How many keys each member owns. */
export function countsOf(owners: Uint16Array, members: number): readonly number[] {
  const counts = new Array<number>(members).fill(0)
  for (const owner of owners) counts[owner]!++
  return counts
}

export interface Evenness {
  /** The fullest member's load over its fair share. */
  readonly maxOverMean: number
  /** Standard deviation of loads over fair shares, around 1. */
  readonly sdOverMean: number
}

/** Loads beside what each member should have for its weight. */
export function evenness(loads: readonly number[], members: readonly Member[]): Evenness {
  const total = loads.reduce((sum, load) => sum + load, 0)
  const all = members.reduce((sum, { weight }) => sum + weight, 0)
  if (total === 0) return { maxOverMean: 1, sdOverMean: 0 }
  const ratios = loads.map((load, i) => (load * all) / (total * members[i]!.weight))
  const squares = ratios.reduce((sum, ratio) => sum + (ratio - 1) * (ratio - 1), 0)
  return { maxOverMean: Math.max(...ratios), sdOverMean: Math.sqrt(squares / ratios.length) }
}

export interface Flow {
  readonly from: string
  readonly to: string
  readonly keys: number
}

export interface Moves {
  readonly moved: number
  readonly keys: number
  /** From whom to whom, most first. */
  readonly flows: readonly Flow[]
}

/** Which keys have another owner in the second placement. */
export function movesBetween(a: Placement, b: Placement, keys: Keys): Moves {
  const [before, after] = [ownersOf(a, keys), ownersOf(b, keys)]
  return movesOf(
    before.length,
    (i) => a.members[before[i]!]!.id,
    (i) => b.members[after[i]!]!.id,
  )
}

/** Of so many keys, those whose owner is another afterwards, by who owned the ith before and who does after. */
export function movesOf(keys: number, before: (i: number) => string, after: (i: number) => string): Moves {
  const flows = new Map<string, Flow>()
  let moved = 0
  for (let i = 0; i < keys; i++) {
    const [from, to] = [before(i), after(i)]
    if (from === to) continue
    moved++
    const name = `${from} ${to}`
    flows.set(name, { from, to, keys: (flows.get(name)?.keys ?? 0) + 1 })
  }
  return { moved, keys, flows: [...flows.values()].sort(byKeys) }
}

function byKeys(a: Flow, b: Flow): number {
  return b.keys - a.keys || (a.from < b.from ? -1 : a.from > b.from ? 1 : a.to < b.to ? -1 : 1)
}

/** The least share of keys that must move if both clusters are to hold what is fair. */
export function leastMoved(before: readonly Member[], after: readonly Member[]): number {
  const share = (members: readonly Member[], id: string) => {
    const own = members.find((member) => member.id === id)?.weight ?? 0
    return own / members.reduce((sum, { weight }) => sum + weight, 0)
  }
  return after.reduce((sum, { id }) => sum + Math.max(0, share(after, id) - share(before, id)), 0)
}

/** Of what a node that goes has held, the share that its busiest heir takes. 0 if it held nothing. */
export function heirsShare({ flows }: Moves, gone: string): number {
  const inherited = flows.filter(({ from }) => from === gone).map(({ keys }) => keys)
  const total = inherited.reduce((sum, keys) => sum + keys, 0)
  return total === 0 ? 0 : Math.max(...inherited) / total
}
