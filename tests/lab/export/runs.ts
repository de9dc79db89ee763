// The runs that exports are tested on: every scenario as it stands, and scenarios under chaos with clients that never
// rest, so that there are crashes, duplicates, losses, unknown outcomes and operations that stay open.

import { SIMS } from '../../../src/app/registry.ts'
import { Trace } from '../../../src/engine/trace.ts'
import { createWorld, type World } from '../../../src/engine/world.ts'
import type { Recorded } from '../../../src/lab/export/recorded.ts'
import { doersOf } from '../../../src/lab/narrate.ts'
import { trialSpec } from '../../../src/lab/trial.ts'
import { startSettings, worldSpec } from '../../../src/sim/build.ts'
import { type Place, stockDocument } from '../../../src/sim/document.ts'

export interface TestRun {
  readonly name: string
  readonly world: World
  readonly trace: Trace
  readonly recorded: Recorded
}

const CHAOS_US = 1_500_000
const CHAOS_SEEDS = ['1', '2', '3', '4', '5', '6']

/** Made anew each time: tests look at them one by one. */
export function allRuns(): readonly (readonly [string, () => TestRun])[] {
  const places = SIMS.flatMap((sim) => sim.scenarios.map((scenario) => ({ sim, scenario })))
  const first = places[0]!
  return [
    ...places.map((place) => [place.scenario.id, () => stockRun(place)] as const),
    ...CHAOS_SEEDS.map((seed) => [`chaos, seed ${seed}`, () => chaosRun(first, seed)] as const),
  ]
}

export function stockRun({ sim, scenario }: Place): TestRun {
  const settings = startSettings(sim, scenario, {})
  const { seed, rules, interventions, durationUs } = scenario
  const spec = worldSpec(sim, scenario, seed, settings, rules, interventions)
  return runOf({ sim, scenario }, scenario.id, spec, durationUs)
}

function chaosRun(place: Place, seed: string): TestRun {
  const settings = { duplicateProbability: 0.05, clientTimeoutUs: 60_000, clientRetries: 1 }
  const options = { settings, broken: [], isChaotic: true, endUs: CHAOS_US }
  const spec = trialSpec(place.sim, place.scenario, seed, false, options)
  return runOf(place, `chaos, seed ${seed}`, spec, CHAOS_US)
}

function runOf(place: Place, name: string, spec: World['spec'], endUs: number): TestRun {
  const { sim, scenario } = place
  const trace = new Trace(spec.nodes.map(({ id }) => id))
  const world = createWorld(spec, { trace })
  world.advanceTo(endUs)
  const { interventions } = spec
  const interventionOf = doersOf(interventions, scenario.interventions)
  const narrated = { sim, trace, interventionOf, landmarkOf: () => null }
  const document = stockDocument(place)
  return {
    name,
    world,
    trace,
    recorded: { document, narrated, history: world.history, interventions, endUs },
  }
}
