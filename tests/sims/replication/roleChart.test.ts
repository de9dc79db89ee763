// The chart of places holds every change of place that chaos and the scenarios bring about, and nothing in it is made up:
// each of its arrows is taken.

import { expect, test } from 'vitest'
import { chartOf, MOVES, roleOf } from '../../../sims/replication/roleChart.ts'
import { moveBetween } from '../../../sims/replication/roleMachine.ts'
import { sim } from '../../../sims/replication/sim.ts'
import type { NodeView } from '../../../src/engine/observer.ts'
import { createWorld, type World } from '../../../src/engine/world.ts'
import { trialSpec } from '../../../src/lab/trial.ts'
import { roleMovesOf } from '../roleMoves.ts'
import { specOf } from '../running.ts'

/** In the 64th a replica that takes over is not heard and left out, which is rare. */
const SEEDS = [...Array.from({ length: 30 }, (_, i) => i + 1), 64]
const END_US = 10_000_000

const { taken, strange, watch } = roleMovesOf('replica', roleOf, moveBetween)
const replicas = (world: World) =>
  world.nodes.filter(({ process }) => process === 'replica') as readonly NodeView[]

test('every change of place under chaos and in the scenarios is in the chart, and every arrow is taken', () => {
  const options = { settings: {}, broken: [], isChaotic: true, endUs: END_US }
  for (const seed of SEEDS)
    watch(`chaos seed ${seed}`, trialSpec(sim, sim.scenarios[0]!, String(seed), true, options), END_US)
  for (const scenario of sim.scenarios)
    watch(scenario.id, specOf(sim, scenario, scenario.seed), scenario.durationUs)
  expect([...strange]).toEqual([])
  expect([...taken].sort()).toEqual(MOVES.map(({ from, to }) => `${from} → ${to}`).sort())
})

test.each([
  ['waits', 'leads'],
  ['follows', 'leads'],
  ['follows', 'takesOver'],
  ['leads', 'follows'],
  ['down', 'leads'],
] as const)('no event leads from %s to %s: a new place is taken through a fence', (from, to) => {
  expect(moveBetween(from, to)).toBeNull()
})

test('live places are lit, and spares and the dead have a state while there are any', () => {
  const scenario = sim.scenarios.find(({ id }) => id === 'replication/acked-and-lost')!
  const world = createWorld(specOf(sim, scenario, scenario.seed))
  world.advanceTo(scenario.durationUs)
  const { states, arrows } = chartOf(replicas(world), null)
  expect(states.map(({ id, nodes }) => [id, ...nodes])).toEqual([
    ['follows', 'n3'],
    ['waits'],
    ['takesOver'],
    ['leads', 'n2'],
    ['down', 'n1'],
  ])
  expect(arrows.some(({ from, to }) => from === 'spare' || to === 'spare')).toBe(false)
})
