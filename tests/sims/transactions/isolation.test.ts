// Transactions under two-phase commit and two-phase locking are serializable, whatever happens; and where locks are let go of
// too early the checker of isolation, which knows nothing of locks, says so by name.

import { expect, test } from 'vitest'
import { sim } from '../../../sims/transactions/sim.ts'
import { judgeIsolation } from '../../../src/check/transactions/anomalies.ts'
import { createWorld } from '../../../src/engine/world.ts'
import { trialSpec } from '../../../src/lab/trial.ts'
import { playedHistory } from './isolated.ts'

const END_US = 8_000_000
const BUSY = { protocol: 'twoPhase', workloadEveryUs: 15_000, workloadReads: 0.4 }

function verdictOf(seed: number, broken: readonly string[]) {
  const options = { settings: BUSY, broken, isChaotic: true, endUs: END_US }
  const world = createWorld(trialSpec(sim, sim.scenarios[0]!, String(seed), false, options))
  const history = playedHistory(world, END_US)
  return { anomaly: judgeIsolation(history).anomaly?.name ?? null, transactions: history.transactions.length }
}

test('in chaos every history is serializable', () => {
  let transactions = 0
  for (let seed = 1; seed <= 12; seed++) {
    const found = verdictOf(seed, [])
    expect([seed, found.anomaly]).toEqual([seed, null])
    transactions += found.transactions
  }
  expect(transactions).toBeGreaterThan(500)
})

test.each([
  ['readLocksEarly', 'G-single'],
  ['letsGoAtVote', 'G-single'],
])('%s: what comes of it has the name %s', (rule, name) => {
  const found = Array.from({ length: 12 }, (_, i) => verdictOf(i + 1, [rule]).anomaly)
  expect(found).toContain(name)
})
