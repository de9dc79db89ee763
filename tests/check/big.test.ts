// Histories that are linearizable by construction stay so, with unknown outcomes too; and one wrong answer in them is
// found. The budget is part of the promise: none of these may be too hard.

import { expect, test } from 'vitest'
import type { History } from '../../src/check/history.ts'
import { judge } from '../../src/check/judge.ts'
import type { ModelName } from '../../src/check/models/models.ts'
import type { Json } from '../../src/engine/json.ts'
import { honestHistory, type Workload } from './honest.ts'

const base = { operations: 1_000, clients: 30, keys: 5, unknown: 0.02 }
const WORKLOADS: readonly (readonly [ModelName, Omit<Workload, 'seed'>])[] = [
  ['register', { ...base, mix: ['read', 'write'], values: 0 }],
  ['register', { ...base, keys: 1, mix: ['read', 'write'], values: 5 }],
  ['register', { ...base, keys: 1, mix: ['read', 'write'], values: 200 }],
  ['cas', { ...base, mix: ['read', 'write', 'cas', 'cas'], values: 5 }],
  ['cas', { ...base, mix: ['read', 'write', 'cas'], values: 0 }],
  ['append', { ...base, mix: ['read', 'append'], values: 0 }],
  ['append', { ...base, keys: 1, mix: ['read', 'append'], values: 3 }],
  ['kv', { ...base, keys: 10, mix: ['read', 'read', 'write', 'cas', 'append', 'delete'], values: 6 }],
]
const SEEDS = [1, 2, 3]

test.each(WORKLOADS)('as a %s, made of %j, it holds', (model, workload) => {
  for (const seed of SEEDS) {
    const history = honestHistory({ ...workload, seed })
    expect(judge(history, { model, consistency: 'linearizable' }).verdict).toBe('holds')
    // Whatever is linearizable has no stale read and loses nothing; of keys both written and appended to nobody can say.
    const sure = model === 'kv' ? 'undecided' : 'holds'
    expect(judge(history, { model, consistency: 'staleness' }).verdict).toBe(sure)
    expect(judge(history, { model, consistency: 'lost-writes' }).verdict).toBe(sure)
  }
})

test.each(WORKLOADS.filter(([, { values }]) => values === 0))(
  'as a %s, made of %j, everything weaker holds too',
  (model, workload) => {
    const history = honestHistory({ ...workload, operations: 300, seed: 4 })
    const weaker = [
      'causal',
      'causal-convergence',
      'causal-memory',
      'read-your-writes',
      'monotonic-reads',
      'monotonic-writes',
      'writes-follow-reads',
    ] as const
    for (const consistency of weaker)
      expect(judge(history, { model, consistency }).verdict, consistency).toBe('holds')
  },
)

test.each(WORKLOADS)('as a %s, made of %j, an answer of long ago is found', (model, workload) => {
  const history = withStaleRead(honestHistory({ ...workload, values: 0, seed: 5 }))
  const verdict = judge(history, { model, consistency: 'linearizable' })
  expect(verdict.verdict).toBe('broken')
  if (verdict.verdict !== 'broken') return
  expect(verdict.evidence.operations.length).toBeLessThan(6)
  expect(verdict.evidence.longest!.placed.length).toBeGreaterThan(10)
})

/** A late read is told what an early one of the same key was told. */
function withStaleRead(history: History): History {
  const reads = history.filter(({ f, outcome }) => f === 'read' && outcome === 'ok')
  const late = reads[Math.floor(reads.length * 0.8)]!
  const textOf = (value: Json) => JSON.stringify(value)
  const early = reads.find(
    ({ key, output, endedAt }) =>
      key === late.key &&
      endedAt! < late.calledAt - 100 &&
      output !== null &&
      textOf(output) !== textOf(late.output),
  )!
  return history.map((operation) => (operation === late ? { ...operation, output: early.output } : operation))
}
