// Who directly depends on whom among committed transactions: the edges of the direct serialization graph. Adya 1999,
// section 4.4.

import type { Edge } from '../cycle.ts'
import type { TransactionHistory } from './history.ts'

/**
 * `ww`: `to` replaced what `from` wrote. `wr`: `to` read what `from` wrote. `rw`: `to` replaced what `from` had read (an
 * anti-dependency).
 */
export type DependencyKind = 'ww' | 'wr' | 'rw'

export interface Dependency extends Edge {
  readonly kind: DependencyKind
  readonly key: string
}

export function dependencies({ transactions, installed }: TransactionHistory): readonly Dependency[] {
  const edges: Dependency[] = []
  const add = (kind: DependencyKind, key: string, from: number, to: number) => {
    if (from !== to) edges.push({ kind, key, from, to })
  }
  const next = new Map<string, Map<number | null, number>>()
  for (const [key, writers] of installed) {
    const after = new Map<number | null, number>()
    writers.forEach((writer, i) => {
      const before = i === 0 ? null : writers[i - 1]!
      after.set(before, writer)
      if (before !== null) add('ww', key, before, writer)
    })
    next.set(key, after)
  }
  transactions.forEach(({ isCommitted, reads }, reader) => {
    if (!isCommitted) return
    for (const { key, version } of reads) {
      const writer = version?.writer ?? null
      if (writer !== null && transactions[writer]!.isCommitted) add('wr', key, writer, reader)
      const replacer = next.get(key)?.get(writer)
      if (replacer !== undefined) add('rw', key, reader, replacer)
    }
  })
  return edges
}
