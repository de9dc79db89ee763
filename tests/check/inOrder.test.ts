// Linearizability and sequential consistency of random small histories, against trying every order: the verdict, the legal
// order that proves it, or the smallest evidence and the longest order there is.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type History, isOpen, type Operation, opened } from '../../src/check/history.ts'
import { judge } from '../../src/check/judge.ts'
import { MODELS, type ModelName } from '../../src/check/models/models.ts'
import type { Verdict } from '../../src/check/verdict.ts'
import type { Json } from '../../src/engine/json.ts'
import { randomHistory, type Shape } from './histories.ts'
import {
  inItsProcess,
  inRealTime,
  longestOrder,
  naiveLinearizable,
  naiveSequential,
  naiveStep,
} from './naive.ts'

const WRITES = ['read', 'write']
const APPENDS = ['read', 'append']
const SWAPS = ['read', 'write', 'cas', 'cas']
const EVERYTHING = ['read', 'read', 'write', 'cas', 'append', 'delete']
const one = { most: 7, processes: 3, keys: ['x'] }
const two = { most: 7, processes: 3, keys: ['x', 'y'] }

const CASES: readonly (readonly [string, ModelName, Shape])[] = [
  ['a register written once with each value', 'register', { ...one, operations: WRITES, values: 0 }],
  ['registers with few values', 'register', { ...two, operations: WRITES, values: 2 }],
  ['a register, often unread', 'register', { ...one, operations: ['write', 'write', 'read'], values: 3 }],
  ['compare-and-set', 'cas', { ...one, processes: 4, operations: SWAPS, values: 2 }],
  ['a store', 'kv', { ...two, operations: EVERYTHING, values: 2 }],
  ['a store of one key', 'kv', { ...one, most: 6, operations: EVERYTHING, values: 2 }],
  ['written lists', 'kv', { ...one, most: 6, operations: ['read', 'append', 'write'], values: 2 }],
  ['a list of unique items', 'append', { ...one, operations: APPENDS, values: 0 }],
  ['a list with items that come again', 'append', { ...one, operations: APPENDS, values: 2 }],
]
const RUNS = 250

const CONSISTENCIES = [
  ['linearizable', naiveLinearizable, inRealTime],
  ['sequential', naiveSequential, inItsProcess],
] as const

describe.each(CASES)('%s', (_name, model, shape) => {
  const { initial } = MODELS[model]

  test.each(CONSISTENCIES)('%s: the verdict is that of trying everything', (consistency, naive, before) => {
    const told = { holds: 0, broken: 0 }
    const check = (history: History) => {
      const verdict = judge(history, { model, consistency })
      const expected = naive(history, initial) ? 'holds' : 'broken'
      told[expected]++
      expect(verdict.verdict).toBe(expected)
      if (verdict.verdict === 'holds') expect(orderProblem(verdict, history, before, initial)).toBeNull()
      if (verdict.verdict === 'broken') expectEvidence(verdict, history, naive, before, initial)
    }
    fc.assert(fc.property(randomHistory(shape), check), { numRuns: RUNS, seed: 1 })
    expect(Math.min(told.holds, told.broken)).toBeGreaterThan(RUNS / 20)
  })
})

type Before = (a: Operation, b: Operation) => boolean
type Naive = (history: History, initial: Json) => boolean

/** null if the orders hold everything that was answered, and each is legal. */
function orderProblem(
  verdict: Verdict & { verdict: 'holds' },
  history: History,
  before: Before,
  initial: Json,
): string | null {
  const byId = new Map(history.map((operation) => [operation.id, operation]))
  const placed = verdict.orders.flatMap((order) => order.placed.map(({ id }) => id))
  const missing = history.filter(({ id, outcome }) => outcome === 'ok' && !placed.includes(id))
  if (missing.length > 0) return `missing: ${missing.map(({ id }) => id)}`
  for (const { placed: order } of verdict.orders) {
    const problem = illegal(
      order.map(({ id }) => byId.get(id)!),
      before,
      initial,
    )
    if (problem !== null) return problem
  }
  return null
}

function illegal(order: readonly Operation[], before: Before, initial: Json): string | null {
  const held: Record<string, Json> = {}
  for (const [place, operation] of order.entries()) {
    if (order.slice(0, place).some((other) => before(operation, other))) return `${operation.id} is late`
    const state = naiveStep(held[operation.key] ?? initial, operation)
    if (state === undefined) return `${operation.id} was told something else`
    held[operation.key] = state
  }
  return null
}

function expectEvidence(
  verdict: Verdict & { verdict: 'broken' },
  history: History,
  naive: Naive,
  before: Before,
  initial: Json,
): void {
  const { operations, longest, isShortest, isTight } = verdict.evidence
  const ids = operations.map(({ id }) => id)
  const withOnly = (chosen: readonly number[]) =>
    history.map((each) => (each.outcome === 'fail' || chosen.includes(each.id) ? each : opened(each)))
  expect(naive(withOnly(ids), initial)).toBe(false)
  for (const left of ids)
    expect(naive(withOnly(ids.filter((id) => id !== left)), initial), `without ${left}`).toBe(true)
  expect([isTight, isShortest]).toEqual([true, true])
  const inPart = history.filter(({ key }) => verdict.key === null || key === verdict.key)
  const closed = inPart.filter((operation) => operation.outcome === 'ok').map(({ id }) => id)
  for (const fewer of subsets(closed, ids.length - 1)) expect(naive(withOnly(fewer), initial)).toBe(true)
  const byId = new Map(history.map((operation) => [operation.id, operation]))
  const order = longest!.placed.map(({ id }) => byId.get(id)!)
  expect(illegal(order, before, initial)).toBeNull()
  expect(order.filter((operation) => !isOpen(operation))).toHaveLength(longestOrder(inPart, before, initial))
  expect(longest!.isLongest).toBe(true)
  expect(longest!.stuck.length).toBeGreaterThan(0)
}

/** All that are so large. */
function subsets<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  if (size === 0) return [[]]
  return items.flatMap((item, i) => subsets(items.slice(i + 1), size - 1).map((rest) => [item, ...rest]))
}
