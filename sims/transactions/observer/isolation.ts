// Serializability, whoever looks: which version of each row a transaction saw, in which order versions came to stand, and
// whether the latest transactions fit into any order one after the other.

import { judgeIsolation } from '../../../src/check/transactions/anomalies.ts'
import type { Read, Transaction, TransactionHistory } from '../../../src/check/transactions/history.ts'
import type { NodeView, Report } from '../../../src/engine/observer.ts'
import { keysOf } from '../rows.ts'
import type { Memory } from '../state.ts'
import type { Fate, Truth } from './truth.ts'

/** Of a row: its name, and the transaction that wrote what was seen; empty for what was there at the start. */
export interface Sight {
  readonly node: string
  readonly key: string
  readonly by: string
}

export interface Isolation {
  /** By transaction. */
  seen: Record<string, Sight[]>
  /** By row: who wrote its versions, oldest first. */
  installed: Record<string, string[]>
  isBroken: boolean
}

export function freshIsolation(): Isolation {
  return { seen: {}, installed: {}, isBroken: false }
}

/** Transactions that are judged together. What lies further back is taken for what was there at the start. */
const WINDOW = 48

/** A transaction that has all its locks at a site sees its rows there as they stand. */
export function watchSight({ isolation }: Truth, { id, memory }: NodeView, touched: readonly string[]): void {
  const { tasks, rows }: Memory = memory
  for (const tx of touched) {
    const task = tasks[tx]
    if (task === undefined || task.phase === 'waits') continue
    isolation.seen[tx] ??= []
    const seen = isolation.seen[tx]
    if (seen.some(({ node }) => node === id)) continue
    for (const key of keysOf(task.ops)) seen.push({ node: id, key, by: rows[key]?.by ?? '' })
  }
}

export function onInstalled({ isolation }: Truth, tx: string, keys: readonly string[]): void {
  for (const key of keys) {
    isolation.installed[key] ??= []
    const versions = isolation.installed[key]
    if (!versions.includes(tx)) versions.push(tx)
    if (versions.length > 2 * WINDOW) versions.shift()
  }
}

/** After every commit: the latest transactions are still as if each had been alone. */
export function checkIsolation(truth: Truth, report: Report): void {
  const { isolation } = truth
  if (isolation.isBroken) return
  const names = truth.names.filter((tx) => isCommitted(truth.fates[tx]!)).slice(-WINDOW)
  const { anomaly } = judgeIsolation(historyOf(isolation, names))
  if (anomaly === null) return
  isolation.isBroken = true
  const [first, second] = anomaly.cycle
  report.violate('serializable', anomaly.name, names[first!.from]!, names[second!.from]!, first!.key)
}

/** A site may know before the coordinator is seen to. */
function isCommitted({ coordinator, ended }: Fate): boolean {
  return coordinator === 'commit' || Object.values(ended).includes('commit')
}

function historyOf({ seen, installed }: Isolation, names: readonly string[]): TransactionHistory {
  const place = new Map(names.map((tx, i) => [tx, i]))
  const placed = Object.entries(installed).map(([key, writers]): [string, number[]] => {
    return [key, writers.flatMap((tx) => place.get(tx) ?? [])]
  })
  const transactions = names.map((name): Transaction => {
    const reads = (seen[name] ?? []).flatMap(({ key, by }): Read[] => {
      const writer = place.get(by)
      if (writer !== undefined) return [{ key, version: { writer, nth: 0 } }]
      return isBeforeAll(by, installed[key] ?? [], place) ? [{ key, version: null }] : []
    })
    const writes = placed.filter(([, writers]) => writers.includes(place.get(name)!)).map(([key]) => key)
    return { name, isCommitted: true, reads, writes }
  })
  return { transactions, installed: new Map(placed) }
}

/** A version of somebody who began long ago may stand between those that are judged: then it says nothing of them. */
function isBeforeAll(by: string, writers: readonly string[], place: ReadonlyMap<string, number>): boolean {
  return !writers.slice(0, Math.max(0, writers.indexOf(by))).some((tx) => place.has(tx))
}
