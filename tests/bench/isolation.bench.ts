// Serializability of many transactions over few rows: as they should be, and with one skewed write among them, which is
// the hardest to name. The yardstick is building the graph alone.

import { anomalyIn } from '../../src/check/transactions/anomalies.ts'
import { dependencies } from '../../src/check/transactions/dependencies.ts'
import type { Read, Transaction, TransactionHistory } from '../../src/check/transactions/history.ts'
import { below, type Figure, median, told } from './measure.ts'

const TRANSACTIONS = 10_000
const ROWS = 100
const MOST_MS = 2_000
const ROUNDS = 5

export function measure(): readonly Figure[] {
  const sound = serial(TRANSACTIONS)
  const skewed = withSkew(sound)
  const graphMs = typicalMs(() => dependencies(sound))
  return (
    [
      ['serializable', sound, null],
      ['one write skew among them', skewed, 'G2'],
    ] as const
  ).flatMap(([what, history, expected]) => {
    const ms = typicalMs(() => {
      const found = anomalyIn(history)?.name ?? null
      if (found !== expected) throw new Error(`${what}: ${found}`)
    })
    return [
      below(`Serializable? 10,000 transactions over 100 rows, ${what}`, ms, MOST_MS, 'ms'),
      told('… to building the graph', `× ${(ms / graphMs).toFixed(1)}`),
    ]
  })
}

/** Each reads four rows and writes two of them, one after the other. */
function serial(count: number): TransactionHistory {
  const transactions: Transaction[] = []
  const installed = new Map<string, number[]>()
  for (let id = 0; id < count; id++) {
    const keys = [0, 1, 2, 3].map((n) => `row${(id * 37 + n * 29 + ((id * n) % 11)) % ROWS}`)
    const reads = [...new Set(keys)].map((key): Read => {
      const writer = installed.get(key)?.at(-1)
      return { key, version: writer === undefined ? null : { writer, nth: 0 } }
    })
    const writes = [...new Set(keys.slice(0, 2))]
    for (const key of writes) (installed.get(key) ?? installed.set(key, []).get(key)!).push(id)
    transactions.push({ name: `t${id}`, isCommitted: true, reads, writes })
  }
  return { transactions, installed }
}

/** Two more at the end, on two rows of their own: each reads both and writes one. */
function withSkew({ transactions, installed }: TransactionHistory): TransactionHistory {
  const [a, b] = [transactions.length, transactions.length + 1]
  const reads = ['left', 'right'].map((key): Read => ({ key, version: null }))
  const more = [
    { name: `t${a}`, isCommitted: true, reads, writes: ['left'] },
    { name: `t${b}`, isCommitted: true, reads, writes: ['right'] },
  ]
  return {
    transactions: [...transactions, ...more],
    installed: new Map([...installed, ['left', [a]], ['right', [b]]]),
  }
}

function typicalMs(run: () => unknown): number {
  run()
  const times = Array.from({ length: ROUNDS }, () => {
    const begin = performance.now()
    run()
    return performance.now() - begin
  })
  return median(times)
}
