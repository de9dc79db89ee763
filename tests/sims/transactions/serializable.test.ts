// The promise of serializability is watched while transactions run: it breaks where locks go too early, under the name of
// the phenomenon, and not where two-phase locking is kept.

import { expect, it } from 'vitest'
import { sim } from '../../../sims/transactions/sim.ts'
import { trial } from '../../../src/lab/trial.ts'

const END_US = 15_000_000

function brokenBy(rules: readonly string[], seed: number) {
  const settings = { protocol: 'twoPhase', workload: 'transfers', workloadEveryUs: 15_000 }
  const options = { settings, broken: rules, isChaotic: true, endUs: END_US }
  const { violations } = trial(sim, sim.scenarios[0]!, String(seed), false, options)
  return violations.filter(({ invariant }) => invariant === 'serializable')
}

it('locks that go before the end let transactions see each other by halves', () => {
  const names = [1, 2, 3, 4, 5, 6].flatMap((seed) =>
    brokenBy(['letsGoAtVote'], seed).map(({ params }) => params[0]),
  )
  expect(names.length).toBeGreaterThan(0)
  for (const name of names) expect(['G0', 'G1c', 'G-single', 'G2']).toContain(name)
})

it('locks that stay do not', () => {
  for (const seed of [1, 2, 3, 4, 5, 6]) expect(brokenBy([], seed)).toEqual([])
})
