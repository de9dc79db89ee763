// Runs a scenario for tests, with a change, and tells its story.

import { Trace } from '../../src/engine/trace.ts'
import { createWorld, type World, type WorldSpec } from '../../src/engine/world.ts'
import { startSettings, worldSpec } from '../../src/sim/build.ts'
import type { Sim } from '../../src/sim/define.ts'
import type { Change, Scenario, Story } from '../../src/sim/scenario.ts'
import { storyOf } from '../../src/sim/story.ts'

export function specOf(sim: Sim, scenario: Scenario, seed: string, change: Change = {}): WorldSpec {
  const left = scenario.interventions.filter(({ id }) => !(change.without ?? []).includes(id))
  const settings = startSettings(sim, scenario, change.settings ?? {})
  const broken = [...scenario.rules, ...(change.rules ?? [])]
  return worldSpec(sim, scenario, seed, settings, broken, [...left, ...(change.add ?? [])])
}

export function told(
  sim: Sim,
  scenario: Scenario,
  seed: string,
  change?: Change,
): { world: World; trace: Trace; story: Story } {
  const trace = new Trace(scenario.topology.map(({ id }) => id))
  const world = createWorld(specOf(sim, scenario, seed, change), { trace })
  world.advanceTo(scenario.durationUs)
  return { world, trace, story: storyOf(world, trace, scenario.durationUs) }
}
