// Runs a story of the lock for its tests, to a moment, with a change.

import { sim } from '../../../sims/leases/sim.ts'
import type { World } from '../../../src/engine/world.ts'
import { createWorld } from '../../../src/engine/world.ts'
import { pictureView } from '../../../src/lab/clusterOf.ts'
import type { PictureView } from '../../../src/sim/define.ts'
import type { Change, Scenario, Story } from '../../../src/sim/scenario.ts'
import { specOf, told } from '../running.ts'

export function story(name: string): Scenario {
  const found = sim.scenarios.find(({ id }) => id === `leases/${name}`)
  if (found === undefined) throw new Error(`no story is called ${name}`)
  return found
}

export function worldAt(name: string, ms: number, change: Change = {}, seed = '1'): World {
  const world = createWorld(specOf(sim, story(name), seed, change))
  world.advanceTo(ms * 1000)
  return world
}

export function viewAt(name: string, ms: number, change: Change = {}): PictureView {
  return pictureView(worldAt(name, ms, change), null)
}

export function toldOf(name: string, change: Change = {}, seed = '1'): Story {
  return told(sim, story(name), seed, change).story
}
