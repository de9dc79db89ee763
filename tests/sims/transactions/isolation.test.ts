// Transactions under two-phase commit are serializable, by locks or by validation, whatever happens; and where locks are let go of
// too early the checker of isolation, which knows nothing of locks, says so by name.

import { expect, test } from 'vitest'
import { sim } from '../../../sims/transactions/sim.ts'
import { anomalyIn } from '../../../src/check/transactions/anomalies.ts'
import { createWorld } from '../../../src/engine/world.ts'
import { trialSpec } from '../../../src/lab/trial.ts'
import { playedHistory } from './isolated.ts'

const END_US = 8_000_000
const BUSY = { protocol: 'twoPhase', workloadEveryUs: 15_000, workloadReads: 0.4 }

function verdictOf(seed: number, broken: readonly string[], concurrency: 'locks' | 'validation') {
  const options = { settings: { ...BUSY, concurrency }, broken, isChaotic: true, endUs: END_US }
  const world = createWorld(trialSpec(sim, sim.scenarios[0]!, String(seed), false, options))
  const history = playedHistory(world, END_US)
  return { anomaly: anomalyIn(history)?.name ?? null, transactions: history.transactions.length }
}

test.each(['locks', 'validation'] as const)('%s: in chaos every history is serializable', (concurrency) => {
  let transactions = 0
  for (let seed = 1; seed <= 8; seed++) {
    const found = verdictOf(seed, [], concurrency)
    expect([seed, found.anomaly]).toEqual([seed, null])
    transactions += found.transactions
  }
  expect(transactions).toBeGreaterThan(300)
})

test.each([
  ['readLocksEarly', 'G-single'],
  ['letsGoAtVote', 'G-single'],
])('%s: what comes of it has the name %s', (rule, name) => {
  const found = Array.from({ length: 12 }, (_, i) => verdictOf(i + 1, [rule], 'locks').anomaly)
  expect(found).toContain(name)
})
