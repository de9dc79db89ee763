// What a commit costs in messages, forced writes and delays, counted on runs, beside what the literature counts. Mohan,
// Lindsay and Obermarck, and after them Lampson and Lomet, count a coordinator apart from n updaters, acknowledgements
// included. Gray and Lamport begin with the message of the updater that finished last, which is its vote, and leave the
// acknowledgements out. Paxos Commit is counted so as well, in paxosCosts.ts.

import type { Table, TableRow } from '../../../src/sim/table.ts'
import { exact, measure } from './costs.ts'
import { paxosRows } from './paxosCosts.ts'

const FULL = [2, 3, 4, 5, 6, 7, 8, 9, 10]
const SHORT = [2, 3, 10]

export const commitCosts: Table = {
  id: 'commit-costs',
  title: 'What a commit costs on n sites',
  source:
    'Mohan, Lindsay and Obermarck 1986 and Lampson and Lomet 1993 (presumptions); Gray and Lamport 2006 (the others)',
  rows(effort) {
    const sizes = effort === 'full' ? FULL : SHORT
    return [presumptionRows, readerRows, grayRows, paxosRows].flatMap((rowsOf) => sizes.flatMap(rowsOf))
  },
}

/** By presumption and outcome: messages, forced writes of the coordinator, and of all n participants; the last one says no. */
const PUBLISHED: readonly (readonly [
  presumption: string,
  isCommit: boolean,
  of: (n: number) => readonly number[],
])[] = [
  ['nothing', true, (n) => [4 * n, 1, 2 * n]],
  ['abort', true, (n) => [4 * n, 1, 2 * n]],
  ['commit', true, (n) => [3 * n, 2, n]],
  ['nothing', false, (n) => [4 * n - 2, 1, 2 * n - 1]],
  ['abort', false, (n) => [3 * n - 1, 0, n - 1]],
  ['commit', false, (n) => [4 * n - 2, 1, 2 * n - 1]],
]

function presumptionRows(n: number): TableRow[] {
  return PUBLISHED.flatMap(([presumption, isCommit, of]) => {
    const costs = measure({ sites: n, settings: { presumption }, isRefused: !isCommit })
    const published = of(n)
    const what = `presumed ${presumption}, ${isCommit ? 'commit' : 'abort'}, n=${n}`
    return [
      exact(`${what}: messages`, costs.messages, published[0]!),
      exact(`${what}: forced by the coordinator`, costs.coordinator, published[1]!),
      exact(`${what}: forced by participants`, costs.participants, published[2]!),
    ]
  })
}

/** All have only read: one round, and nothing on any log. */
function readerRows(n: number): TableRow[] {
  const { messages, records } = measure({ sites: n, settings: {}, wish: 'audit' })
  return [
    exact(`presumed abort, read-only, n=${n}: messages`, messages, 2 * n),
    exact(`presumed abort, read-only, n=${n}: records`, records, 0),
  ]
}

function grayRows(n: number): TableRow[] {
  const apart = measure({ sites: n, settings: { workOrder: 'inOrder', lastVotes: true } })
  const beside = measure({ sites: n, settings: { place: 'beside' } })
  return [
    exact(`apart, n=${n}: messages without acks`, apart.messages - apart.acks, 3 * n - 1),
    exact(`apart, n=${n}: delays`, apart.delays, 4),
    exact(`apart, n=${n}: stable writes`, apart.stable, n + 1),
    exact(`apart, n=${n}: write delays`, apart.writeDelays, 2),
    exact(`beside, n=${n}: messages without acks`, beside.messages - beside.acks, 3 * n - 3),
    exact(`beside, n=${n}: delays`, beside.delays, 3),
    exact(`beside, n=${n}: stable writes`, beside.stable, n + 1),
    exact(`beside, n=${n}: write delays`, beside.writeDelays, 2),
  ]
}
