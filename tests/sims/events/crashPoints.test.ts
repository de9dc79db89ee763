// A crash of a projector at every half millisecond of taking an event in, under every way to commit: what is lost, what is
// done twice, and that the safe ways do neither, wherever it strikes.

import { describe, expect, test } from 'vitest'
import type { Settings } from '../../../src/engine/process.ts'
import { brokenIn, crash, deposit, modelOf, restart, runOf } from './running.ts'

const SLOW = { diskSyncUs: 4_000, applyUs: 2_000 }

/** The event is at r1 by 24 ms after its deposit; all that follows takes at most 10 ms. */
const FROM_MS = 120
const TO_MS = 140

interface Outcome {
  readonly balance: number
  readonly broken: readonly string[]
}

function crashedAt(atMs: number, settings: Settings, rules: readonly string[] = []): Outcome {
  const run = runOf(
    { ...SLOW, ...settings },
    [
      [100, deposit('c1', 1)],
      [atMs, crash('r1')],
      [200, restart('r1')],
      [400, deposit('c1', 10)],
    ],
    rules,
  )
  run.until(600)
  return { balance: modelOf(run).disk.model.balances.x ?? 0, broken: brokenIn(run) }
}

function everyCrash(settings: Settings, rules: readonly string[] = []): readonly Outcome[] {
  const outcomes: Outcome[] = []
  for (let atMs = FROM_MS; atMs <= TO_MS; atMs += 0.5) outcomes.push(crashedAt(atMs, settings, rules))
  return outcomes
}

const balances = (outcomes: readonly Outcome[]) => new Set(outcomes.map(({ balance }) => balance))

describe('wherever the crash strikes', () => {
  test.each([
    ['together', true],
    ['together', false],
    ['after', true],
  ] as const)('%s, looking at numbers %s: everything takes effect once', (commit, looksAtNumber) => {
    const outcomes = everyCrash({ commit, looksAtNumber })
    expect(balances(outcomes)).toEqual(new Set([11]))
    expect(outcomes.flatMap(({ broken }) => broken)).toEqual([])
  })

  test('the offset first: at most once, and sometimes not at all', () => {
    const outcomes = everyCrash({ commit: 'before' })
    expect(balances(outcomes)).toEqual(new Set([10, 11]))
    // Nobody promised more.
    expect(outcomes.flatMap(({ broken }) => broken)).toEqual([])
  })

  test('the offset last: at least once, and sometimes twice', () => {
    const outcomes = everyCrash({ commit: 'after', looksAtNumber: false })
    expect(balances(outcomes)).toEqual(new Set([11, 12]))
    expect(outcomes.flatMap(({ broken }) => broken)).toEqual([])
  })
})

describe('and a rule left out breaks what it names, and nothing else', () => {
  test.each([
    ['offsetFirst', 'nothingLost', { commit: 'after' }],
    ['ignoresNumber', 'nothingTwice', { commit: 'after' }],
  ] as const)('%s breaks %s', (rule, promise, settings) => {
    const outcomes = everyCrash(settings, [rule])
    expect(new Set(outcomes.flatMap(({ broken }) => broken))).toEqual(new Set([promise]))
    // A crash outside of the time between does no harm.
    expect(outcomes.filter(({ broken }) => broken.length === 0).length).toBeGreaterThan(5)
  })
})

test('a way to commit that is changed under way holds for the next events', () => {
  const run = runOf({ ...SLOW, commit: 'before' }, [
    [100, deposit('c1', 1)],
    [129, { kind: 'set', key: 'commit', value: 'together' }],
    [130.5, crash('r1')],
    [200, restart('r1')],
    [400, deposit('c1', 10)],
  ])
  run.until(600)
  expect(modelOf(run).disk.model.balances.x).toBe(10)
  expect(brokenIn(run)).toEqual([])
})
