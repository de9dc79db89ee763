// Serializability, whoever looks: which version of each row a transaction saw, in which order versions came to stand, and
// whether the latest transactions fit into any order one after the other.

import { type Anomaly, anomalyIn } from '../../../src/check/transactions/anomalies.ts'
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
  /** By transaction, and the rows it wrote: the how many-th version of all. */
  wrote: Record<string, Record<string, number>>
  versions: number
  /** The latest that are committed, in the order in which they began. */
  latest: { readonly tx: string; readonly nth: number }[]
  isBroken: boolean
}

export function freshIsolation(): Isolation {
  return { seen: {}, wrote: {}, versions: 0, latest: [], isBroken: false }
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
  isolation.wrote[tx] ??= {}
  for (const key of keys) isolation.wrote[tx][key] ??= isolation.versions++
}

/** Somebody says that it is committed: a site may know before the coordinator is seen to. */
export function onCommitted({ latest }: Isolation, { tx, nth }: Pick<Fate, 'tx' | 'nth'>): void {
  let place = latest.length
  while (place > 0 && latest[place - 1]!.nth > nth) place--
  if (latest[place - 1]?.tx === tx) return
  latest.splice(place, 0, { tx, nth })
  if (latest.length > WINDOW) latest.shift()
}

/** Nobody will ask any more what it saw and wrote. */
export function forget(isolation: Isolation, tx: string): void {
  delete isolation.seen[tx]
  delete isolation.wrote[tx]
  if (isolation.latest[0]?.tx === tx) isolation.latest.shift()
}

/** After every commit: the latest transactions are still as if each had been alone. */
export function checkIsolation(truth: Truth, report: Report): void {
  const { isolation } = truth
  if (isolation.isBroken) return
  const names = isolation.latest.map(({ tx }) => tx)
  const anomaly = anomalyIn(historyOf(isolation, names))
  if (anomaly === null) return
  isolation.isBroken = true
  const { one, other, key } = shownBy(anomaly)
  report.violate('serializable', anomaly.name, names[one]!, names[other]!, key)
}

/** Two transactions that do not go together, and the row that shows it. */
function shownBy({ cycle, read }: Anomaly): {
  readonly one: number
  readonly other: number
  readonly key: string
} {
  if (read !== null) return { one: read.read.version!.writer, other: read.reader, key: read.read.key }
  const [first, second] = cycle
  return { one: first!.from, other: second!.from, key: first!.key }
}

function historyOf({ seen, wrote }: Isolation, names: readonly string[]): TransactionHistory {
  const place = new Map(names.map((tx, i) => [tx, i]))
  const installed = versionsOf(wrote, names)
  const transactions = names.map((name): Transaction => {
    const reads = (seen[name] ?? []).flatMap(({ key, by }): Read[] => {
      const writer = place.get(by)
      if (writer !== undefined) return [{ key, version: { writer, nth: 0 } }]
      const first = names[installed.get(key)?.[0] ?? -1]
      return isBefore(wrote, by, first, key) ? [{ key, version: null }] : []
    })
    return { name, isCommitted: true, reads, writes: Object.keys(wrote[name] ?? {}) }
  })
  return { transactions, installed }
}

/** By row: which of these wrote it, oldest version first. */
function versionsOf(wrote: Isolation['wrote'], names: readonly string[]): Map<string, number[]> {
  const installed = new Map<string, number[]>()
  for (const [i, name] of names.entries())
    for (const key in wrote[name]) installed.set(key, [...(installed.get(key) ?? []), i])
  for (const [key, writers] of installed)
    writers.sort((a, b) => wrote[names[a]!]![key]! - wrote[names[b]!]![key]!)
  return installed
}

/**
 * A version of somebody who began long ago may stand between those that are judged: then it says nothing of them, and nor does
 * one of somebody who is forgotten.
 */
function isBefore(wrote: Isolation['wrote'], by: string, first: string | undefined, key: string): boolean {
  if (by === '' || first === undefined) return true
  const version = wrote[by]?.[key]
  return version !== undefined && version < wrote[first]![key]!
}
