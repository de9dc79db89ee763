// How many versions behind: reads of R copies after writes to W, both drawn by lot, and nobody tells the others. A write is
// missed with the chance that two draws do not meet, and each of the writes before it with the same chance again.

import type { Table, TableRow } from '../../../src/sim/table.ts'
import { measure } from './trials.ts'

/** Share of reads that miss a write: all R copies are among the N-W that were not written. C(N-W, R) / C(N, R). */
export function missedShare(n: number, r: number, w: number): number {
  let share = 1
  for (let i = 0; i < r; i++) share *= Math.max(0, n - w - i) / (n - i)
  return share
}

/** Share of reads that see one of the latest k versions. */
export function withinVersions(n: number, r: number, w: number, k: number): number {
  let missed = 1
  for (let i = 0; i < k; i++) missed *= missedShare(n, r, w)
  return 1 - missed
}

const CASES: readonly (readonly [n: number, r: number, w: number, ks: readonly number[]])[] = [
  [3, 1, 1, [1, 2, 3, 5, 10]],
  [3, 1, 2, [1, 2, 5]],
  [3, 2, 1, [1, 2, 5]],
  [3, 2, 2, [1]],
  [5, 2, 2, [1, 2, 3]],
]

const TRIALS = { short: 10_000, full: 200_000 } as const

function rowsOf(trials: number, [n, r, w, ks]: (typeof CASES)[number]): readonly TableRow[] {
  const { behind } = measure({
    seed: 'k-staleness',
    n,
    r,
    w,
    asks: 'enough',
    pauseUs: 0,
    pairs: trials,
    moreWrites: 0,
    moreReads: 0,
    nodes: n,
    coordinators: ['n1'],
    legs: () => ({}),
  })
  // After the first ten writes there is something to be behind of.
  const settled = behind.slice(10)
  return ks.map((k) => {
    const expected = 100 * withinVersions(n, r, w, k)
    return {
      label: `N=${n} R=${r} W=${w}: within ${k} ${k === 1 ? 'version' : 'versions'}`,
      measured: (100 * settled.filter((versions) => versions < k).length) / settled.length,
      published: expected,
      allowed: 3 * Math.sqrt((expected * (100 - expected)) / settled.length),
      unit: '%',
    }
  })
}

export const kStaleness: Table = {
  id: 'k-staleness',
  title: 'How many versions behind reads of partial quorums are, nobody telling the others',
  source: 'closed form of Bailis and others, VLDB 2012, §3.1: 1 - (C(N-W, R) / C(N, R))^k',
  rows: (effort) => CASES.flatMap((each) => rowsOf(TRIALS[effort], each)),
}
