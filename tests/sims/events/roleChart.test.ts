// The chart of what a projector does holds every change that chaos and the scenarios bring about, and nothing in it is made
// up: each of its arrows is taken.

import { expect, test } from 'vitest'
import { MOVES, roleOf } from '../../../sims/events/roleChart.ts'
import { moveBetween } from '../../../sims/events/roleMachine.ts'
import { sim } from '../../../sims/events/sim.ts'
import { createWorld, type World, type WorldSpec } from '../../../src/engine/world.ts'
import { trialSpec } from '../../../src/lab/trial.ts'
import { specOf } from '../running.ts'

const SEEDS = 60
const END_US = 10_000_000

const taken = new Set<string>()
const strange = new Set<string>()
const rolesIn = (world: World) =>
  world.nodes.filter(({ process }) => process === 'projector').map((node) => roleOf(node))

/** Runs it event by event and keeps the moves of every projector. */
function watch(name: string, spec: WorldSpec, endUs: number): void {
  const world = createWorld(spec)
  let before = rolesIn(world)
  while (world.step(endUs)) {
    const after = rolesIn(world)
    for (const [i, now] of after.entries()) {
      const was = before[i]!
      if (was === now) continue
      taken.add(`${was} → ${now}`)
      if (moveBetween(was, now) === null) strange.add(`${was} → ${now}: ${name}, row ${world.rows}`)
    }
    before = after
  }
}

test('every change under chaos and in the scenarios is in the chart, and every arrow is taken', () => {
  const options = { settings: {}, broken: [], isChaotic: true, endUs: END_US }
  for (let seed = 1; seed <= SEEDS; seed++)
    watch(`chaos seed ${seed}`, trialSpec(sim, sim.scenarios[0]!, String(seed), false, options), END_US)
  for (const scenario of sim.scenarios)
    watch(scenario.id, specOf(sim, scenario, scenario.seed), scenario.durationUs)
  expect([...strange]).toEqual([])
  expect([...taken].sort()).toEqual(MOVES.map(({ from, to }) => `${from} → ${to}`).sort())
})
