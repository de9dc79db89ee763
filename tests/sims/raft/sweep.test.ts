// Random trouble: the correct protocol keeps every promise, and every rule left out breaks the one it names.

import { describe, expect, test } from 'vitest'
import { invariants } from '../../../sims/raft/invariants.ts'
import { rules } from '../../../sims/raft/rules.ts'
import type { RaftSettings } from '../../../sims/raft/settings.ts'
import { runChaos } from './chaos.ts'
import type { Options } from './cluster.ts'

const FOR_MS = 8_000

function expectNoViolation(seeds: number, options: Options): void {
  let answered = 0
  for (let seed = 1; seed <= seeds; seed++) {
    const world = runChaos(String(seed), FOR_MS, options)
    expect({ seed, violations: world.violations }).toEqual({ seed, violations: [] })
    answered += world.history.filter(({ outcome }) => outcome === 'ok').length
  }
  expect(answered).toBeGreaterThan(seeds * 3)
}

describe('the correct protocol breaks no promise', () => {
  const variants: readonly (readonly [string, Partial<RaftSettings>])[] = [
    ['as it comes', {}],
    ['with PreVote', { preVote: true }],
    ['with CheckQuorum', { checkQuorum: true }],
    ['with both', { preVote: true, checkQuorum: true }],
    ['with lease reads and CheckQuorum', { reads: 'lease', checkQuorum: true }],
  ]
  test.each(variants)('%s', (_name, settings) => expectNoViolation(25, { settings }))

  test('with three servers', () => expectNoViolation(25, { servers: 3 }))
})

describe('a rule left out breaks the promise it names', () => {
  /** Seeds that break it soon; the others of the first few hundred may not. */
  const SEEDS: Readonly<Record<string, readonly number[]>> = {
    commitsOldTerms: [7, 8, 12],
    answersBeforeSync: [80, 118, 120],
    voteNotPersisted: [14, 17, 24],
  }

  test.each(rules.map((rule) => [rule.id, rule.breaks]))('%s: %s', (id, breaks) => {
    const seeds = SEEDS[id] ?? [1, 2, 3, 4, 5, 6]
    const caught = seeds.filter((seed) =>
      runChaos(String(seed), FOR_MS, { broken: [id] }, breaks).violations.some(
        (one) => one.invariant === breaks,
      ),
    )
    expect(caught).not.toEqual([])
  })

  test('local reads are stale sooner or later', () => {
    const world = runChaos('3', FOR_MS, { settings: { reads: 'local' } }, 'freshReads')
    expect(world.violations.map(({ invariant }) => invariant)).toEqual(['freshReads'])
  })

  test.each([
    ['noLostWrite', 'ignoresUpToDate'],
    ['stateMachineSafety', 'noTruncate'],
  ])('%s can break too: %s', (invariant, id) => {
    const caught = [1, 2, 3, 4, 5, 6].filter((seed) =>
      runChaos(String(seed), FOR_MS, { broken: [id] }, invariant).violations.some(
        (one) => one.invariant === invariant,
      ),
    )
    expect(caught).not.toEqual([])
  })

  test('every rule names a promise that exists', () => {
    const ids = invariants.map(({ id }) => id)
    for (const { breaks } of rules) expect(ids).toContain(breaks)
  })
})
