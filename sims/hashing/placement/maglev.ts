// Maglev hashing. Eisenbud et al., "Maglev: A Fast and Reliable Software Network Load Balancer", NSDI 2016, §3.4.
//
// Every node has a permutation of a table's entries, and takes turns with the others to claim the next free one of its
// own. The table is a prime much larger than the number of nodes, so that nobody has over a per cent more than another.
// Looking is one access. Nodes that stay lose few entries, but some: evenness comes before least movement here.

import { murmur3 } from './hash.ts'
import { assertMembers, type Member, type PlacementOptions, type Scheme } from './placement.ts'

export const maglev: Scheme = {
  id: 'maglev',
  title: 'Maglev',
  paper: 'Eisenbud et al., NSDI 2016, §3.4',
  moves: 'few',
  isWeighted: true,
  deal: null,
  place(members, options) {
    assertMembers(members)
    const table = maglevTable(members, options)
    return {
      members,
      owner: (hash) => table[hash % table.length]!,
      preference: (hash) => walkTable(table, hash % table.length, members.length),
    }
  },
}

/** The paper's pseudocode 1. A heavier node has more turns. */
export function maglevTable(members: readonly Member[], { tableSize, salt }: PlacementOptions): Int32Array {
  const skips = members.map(({ id }) => 1 + (murmur3(id, salt ^ 0x5bd1e995) % (tableSize - 1)))
  const next = members.map(({ id }) => murmur3(id, salt ^ 0x2545f491) % tableSize)
  const table = new Int32Array(tableSize).fill(-1)
  const heaviest = Math.max(...members.map(({ weight }) => weight))
  const credit = members.map(() => 0)
  for (let filled = 0; ; ) {
    for (let i = 0; i < members.length; i++) {
      credit[i]! += members[i]!.weight / heaviest
      if (credit[i]! < 1) continue
      credit[i]! -= 1
      let entry = next[i]!
      while (table[entry] !== -1) entry = (entry + skips[i]!) % tableSize
      table[entry] = i
      next[i] = (entry + skips[i]!) % tableSize
      if (++filled === tableSize) return table
    }
  }
}

function walkTable(table: Int32Array, from: number, members: number): readonly number[] {
  const met: number[] = []
  for (let step = 0; step < table.length && met.length < members; step++) {
    const member = table[(from + step) % table.length]!
    if (!met.includes(member)) met.push(member)
  }
  return met
}
