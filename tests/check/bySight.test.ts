// Session guarantees and causal consistency of random small histories, against their definitions.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type History, opened } from '../../src/check/history.ts'
import { type Consistency, judge } from '../../src/check/judge.ts'
import { MODELS, type ModelName } from '../../src/check/models/models.ts'
import type { Json } from '../../src/engine/json.ts'
import { randomHistory, type Shape } from './histories.ts'
import { type Causality, type Guarantee, naiveCausal, naiveGuarantee } from './naiveSight.ts'

const one = { processes: 2, keys: ['x'], values: 0 }
const two = { processes: 3, keys: ['x', 'y'], values: 0 }

const CASES: readonly (readonly [string, ModelName, Shape])[] = [
  ['a register', 'register', { ...one, most: 6, operations: ['read', 'read', 'write'] }],
  ['two registers', 'register', { ...two, most: 6, operations: ['read', 'write'] }],
  ['compare-and-set', 'cas', { ...one, most: 5, operations: ['read', 'write', 'cas'] }],
  ['a list', 'append', { ...one, most: 6, operations: ['read', 'append'] }],
  ['two lists', 'append', { ...two, processes: 2, most: 6, operations: ['read', 'append'] }],
]
const GUARANTEES: readonly Guarantee[] = [
  'read-your-writes',
  'monotonic-reads',
  'monotonic-writes',
  'writes-follow-reads',
]
const CAUSALITIES: readonly Causality[] = ['causal', 'causal-convergence', 'causal-memory']
const RUNS = 2000 / CASES.length

describe.each(CASES)('%s', (_name, model, shape) => {
  const { initial } = MODELS[model]

  test.each(GUARANTEES)('%s is as it is defined', (guarantee) => {
    compare(model, guarantee, shape, (history) => naiveGuarantee(history, initial, guarantee))
  })

  test.each(CAUSALITIES)('%s is as it is defined', (causality) => {
    const small = { ...shape, most: 5 }
    compare(model, causality, small, (history) => naiveCausal(history, initial, causality))
  })
})

function compare(
  model: ModelName,
  consistency: Consistency,
  shape: Shape,
  naive: (history: History) => boolean,
): void {
  const told = { holds: 0, broken: 0 }
  const check = (history: History) => {
    const verdict = judge(history, { model, consistency })
    if (verdict.verdict === 'undecided') return expect(isUnclear(history, MODELS[model].initial)).toBe(true)
    const expected = naive(history) ? 'holds' : 'broken'
    told[expected]++
    expect(verdict.verdict).toBe(expected)
    if (verdict.verdict === 'broken') expectTight(verdict.evidence.operations, history, naive)
  }
  fc.assert(fc.property(randomHistory(shape), check), { numRuns: RUNS, seed: 2 })
  expect(Math.min(told.holds, told.broken)).toBeGreaterThan(RUNS / 20)
}

/** Whatever the others did: these contradict, and without one of them they do not. */
function expectTight(
  operations: readonly { readonly id: number }[],
  history: History,
  naive: (history: History) => boolean,
): void {
  const ids = operations.map(({ id }) => id)
  const withOnly = (chosen: readonly number[]) =>
    history.map((each) => (each.outcome === 'fail' || chosen.includes(each.id) ? each : opened(each)))
  expect(naive(withOnly(ids))).toBe(false)
  for (const left of ids) expect(naive(withOnly(ids.filter((id) => id !== left)))).toBe(true)
}

/** A value is written twice, or is there from the beginning. */
function isUnclear(history: History, initial: Json): boolean {
  const names = history.flatMap(({ f, key, input, outcome }) => {
    if (f === 'read' || outcome === 'fail') return []
    return [`${key} ${JSON.stringify(f === 'cas' ? (input as readonly Json[])[1] : input)}`]
  })
  return new Set(names).size < names.length || names.some((name) => name.endsWith(` ${initial}`))
}
