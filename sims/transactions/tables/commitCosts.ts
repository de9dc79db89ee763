// What a commit costs in messages, forced writes and delays, counted on runs, beside what the literature counts. Mohan,
// Lindsay and Obermarck, and after them Lampson and Lomet, count a coordinator apart from n updaters, acknowledgements
// included. Gray and Lamport begin with the message of the updater that finished last, which is its vote, and leave the
// acknowledgements out.

import type { Settings } from '../../../src/engine/process.ts'
import type { Table, TableRow } from '../../../src/sim/table.ts'
import type { Disk, LogRecord } from '../state.ts'
import { type Bench, benchWorld, LATENCY_US } from './bench.ts'

const END_US = 2_000_000
const FULL = [2, 3, 4, 5, 6, 7, 8, 9, 10]
const SHORT = [2, 3, 10]

interface Costs {
  readonly messages: number
  readonly acks: number
  /** Forced records of the coordinator, and of all participants. */
  readonly coordinator: number
  readonly participants: number
  readonly records: number
  /** Forced records without which no outcome is known: promises and the decision. */
  readonly stable: number
  readonly delays: number
}

export const commitCosts: Table = {
  id: 'commit-costs',
  title: 'What a two-phase commit costs on n sites',
  source:
    'Mohan, Lindsay and Obermarck 1986 and Lampson and Lomet 1993 (presumptions); Gray and Lamport 2006 (3N-1 and 3N-3)',
  rows(effort) {
    const sizes = effort === 'full' ? FULL : SHORT
    return [...sizes.flatMap(presumptionRows), ...sizes.flatMap(readerRows), ...sizes.flatMap(grayRows)]
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
    exact(`beside, n=${n}: messages without acks`, beside.messages - beside.acks, 3 * n - 3),
    exact(`beside, n=${n}: delays`, beside.delays, 3),
    exact(`beside, n=${n}: stable writes`, beside.stable, n + 1),
  ]
}

function exact(label: string, measured: number, published: number): TableRow {
  return { label, measured, published, allowed: 0, unit: '' }
}

const COUNTED = ['Prepare', 'Vote', 'Commit', 'Abort', 'Ack']

export function measure(bench: Bench): Costs {
  const { world, trace } = benchWorld({
    ...bench,
    settings: { clientRetries: 0, ...bench.settings } as Settings,
  })
  world.advanceTo(END_US)
  const sent = Array.from({ length: trace.messages }, (_, id) => trace.messageAt(id))
  const counted = sent.filter(({ message }) => COUNTED.includes(message.type))
  const logs = world.nodes.filter(({ process }) => process !== 'client').map(({ disk }) => (disk as Disk).log)
  const records = logs.flat()
  const forced = (role: LogRecord['role']) =>
    records.filter((one) => one.role === role && one.isForced).length
  const outcomes = counted.filter(({ message }) => message.type === 'Commit')
  const fromUs = Math.min(...counted.map(({ sentUs }) => sentUs))
  const untilUs = Math.max(...outcomes.map(({ arrivesUs }) => arrivesUs))
  return {
    messages: counted.length,
    acks: counted.filter(({ message }) => message.type === 'Ack').length,
    coordinator: forced('coordinator'),
    participants: forced('participant'),
    records: records.length,
    stable: records.filter(
      ({ role, kind, isForced }) =>
        isForced && (kind === 'prepared' || (role === 'coordinator' && kind === 'commit')),
    ).length,
    delays: outcomes.length === 0 ? 0 : Math.floor((untilUs - fromUs) / LATENCY_US),
  }
}
