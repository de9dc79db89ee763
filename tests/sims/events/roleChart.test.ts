// The chart of what a projector does holds every change that chaos and the scenarios bring about, and nothing in it is made
// up: each of its arrows is taken.

import { expect, test } from 'vitest'
import { MOVES, roleOf } from '../../../sims/events/roleChart.ts'
import { moveBetween } from '../../../sims/events/roleMachine.ts'
import { sim } from '../../../sims/events/sim.ts'
import { trialSpec } from '../../../src/lab/trial.ts'
import { roleMovesOf } from '../roleMoves.ts'
import { specOf } from '../running.ts'

const SEEDS = 60
const END_US = 10_000_000

const { taken, strange, watch } = roleMovesOf('projector', roleOf, moveBetween)

test('every change under chaos and in the scenarios is in the chart, and every arrow is taken', () => {
  const options = { settings: {}, broken: [], isChaotic: true, endUs: END_US }
  for (let seed = 1; seed <= SEEDS; seed++)
    watch(`chaos seed ${seed}`, trialSpec(sim, sim.scenarios[0]!, String(seed), false, options), END_US)
  for (const scenario of sim.scenarios)
    watch(scenario.id, specOf(sim, scenario, scenario.seed), scenario.durationUs)
  expect([...strange]).toEqual([])
  expect([...taken].sort()).toEqual(MOVES.map(({ from, to }) => `${from} → ${to}`).sort())
})
