// The chart of a worker holds every change that chaos and the scenarios bring about, and nothing in it is made up: each of its
// arrows is taken.

import { expect, test } from 'vitest'
import { MOVES, roleOf } from '../../../sims/leases/roleChart.ts'
import { moveBetween } from '../../../sims/leases/roleMachine.ts'
import { sim } from '../../../sims/leases/sim.ts'
import { trialSpec } from '../../../src/lab/trial.ts'
import { roleMovesOf } from '../roleMoves.ts'
import { specOf } from '../running.ts'
import { viewAt } from './running.ts'

const SEEDS = Array.from({ length: 25 }, (_, i) => i + 1)
const END_US = 10_000_000
/** There is time to hear that the lock is lost between the look and the write. */
const WIDE_GAP = { gapUs: 150_000, renews: true, workUs: 5_000, ttlUs: 120_000 }

const { taken, strange, watch } = roleMovesOf('worker', roleOf, moveBetween)

test('every change under chaos and in the scenarios is in the chart, and every arrow is taken', () => {
  for (const [settings, seeds] of [
    [{}, SEEDS],
    [WIDE_GAP, SEEDS.slice(0, 10)],
  ] as const) {
    const options = { settings, broken: [], isChaotic: true, endUs: END_US }
    for (const seed of seeds)
      watch(`chaos seed ${seed}`, trialSpec(sim, sim.scenarios[0]!, String(seed), false, options), END_US)
  }
  for (const scenario of sim.scenarios)
    watch(scenario.id, specOf(sim, scenario, scenario.seed), scenario.durationUs)
  expect([...strange]).toEqual([])
  expect([...taken].sort()).toEqual(MOVES.map(({ from, to }) => `${from} → ${to}`).sort())
})

test.each([
  ['asks', 'writes'],
  ['asks', 'works'],
  ['works', 'writes'],
  ['idle', 'reads'],
  ['down', 'asks'],
] as const)('no event leads from %s to %s: nothing is written without lock, read and look', (from, to) => {
  expect(moveBetween(from, to)).toBeNull()
})

test('live parts are lit', () => {
  const [chart] = sim.picture(viewAt('two-holders', 560)).charts
  expect(chart!.states.filter(({ nodes }) => nodes.length > 0)).toEqual([
    { id: 'works', title: 'Works', nodes: ['w1', 'w2'] },
  ])
})
