// Is a history of transactions serializable, and if not, what is it called? The phenomena of Adya 1999, in the order in
// which isolation levels rule them out; of several the first is named, for whoever has it cannot have less.

import { pathBetween, shortestCycle, tangled } from '../cycle.ts'
import { type Dependency, dependencies } from './dependencies.ts'
import { lastWrite, type Read, type TransactionHistory } from './history.ts'

/**
 * G0: writes of transactions interleave. G1a: it read what was taken back. G1b: it read what was never meant to be seen.
 * G1c: each knew of the other. G-single, read skew: it saw a part of another transaction and not the rest. G2, write skew:
 * each decided on what the other was about to change.
 */
export type AnomalyName = 'G0' | 'G1a' | 'G1b' | 'G1c' | 'G-single' | 'G2'

export interface Anomaly {
  readonly name: AnomalyName
  /** The circle that shows it, each depending on the one before; empty for G1a and G1b. */
  readonly cycle: readonly Dependency[]
  /** The read that shows it, for G1a and G1b. */
  readonly read: { readonly reader: number; readonly read: Read } | null
}

/**
 * What keeps a history from being conflict serializable, with the order of versions as it was; null if nothing does. Linear
 * where the history is serializable.
 */
export function anomalyIn(history: TransactionHistory): Anomaly | null {
  const edges = dependencies(history)
  const size = history.transactions.length
  const among = (kinds: readonly Dependency['kind'][]) => edges.filter(({ kind }) => kinds.includes(kind))
  const told = among(['ww', 'wr'])
  return (
    circle('G0', shortestCycle(size, among(['ww']))) ??
    badRead('G1a', history, ({ version }) => !history.transactions[version!.writer]!.isCommitted) ??
    badRead('G1b', history, ({ key, version }) => {
      return version!.nth !== lastWrite(history.transactions[version!.writer]!, key)
    }) ??
    circle('G1c', shortestCycle(size, told)) ??
    circle('G-single', withOneMissed(size, edges)) ??
    circle('G2', shortestCycle(size, edges))
  )
}

function circle(name: AnomalyName, cycle: readonly Dependency[] | null): Anomaly | null {
  return cycle === null ? null : { name, cycle, read: null }
}

/** Nobody is blamed for having read what it wrote itself. */
function badRead(
  name: AnomalyName,
  { transactions }: TransactionHistory,
  isBad: (read: Read) => boolean,
): Anomaly | null {
  for (const [reader, { isCommitted, reads }] of transactions.entries()) {
    const read = reads.find((each) => each.version !== null && each.version.writer !== reader && isBad(each))
    if (isCommitted && read !== undefined) return { name, cycle: [], read: { reader, read } }
  }
  return null
}

/** A circle with exactly one anti-dependency, the shortest there is: all else on it was written or read. */
function withOneMissed(size: number, edges: readonly Dependency[]): readonly Dependency[] | null {
  const tangle = tangled(size, edges)
  const out: Dependency[][] = Array.from({ length: size }, () => [])
  for (const each of tangle) if (each.kind !== 'rw') out[each.from]!.push(each)
  let best: readonly Dependency[] | null = null
  let most = Number.POSITIVE_INFINITY
  for (const missed of tangle.filter(({ kind }) => kind === 'rw')) {
    const back = pathBetween(missed.to, missed.from, out, most)
    if (back === null) continue
    best = [missed, ...back]
    most = back.length - 1
    if (most === 0) break
  }
  return best
}
