// What is compared between engines: logarithms and exponentials to the last bit, every scenario as it stands, and some
// seconds of chaos on every system.

import { SIMS } from '../../src/app/registry.ts'
import { Fingerprint } from '../../src/engine/fingerprint.ts'
import { exp, ln } from '../../src/engine/ln.ts'
import { createStreams } from '../../src/engine/random.ts'
import { createWorld } from '../../src/engine/world.ts'
import { trial } from '../../src/lab/trial.ts'
import { startSettings, worldSpec } from '../../src/sim/build.ts'

const CHAOS_SEEDS = 20
const CHAOS_US = 5_000_000
const INPUTS = 100_000

/** A line a run: what ran, how many events, and their fingerprint. */
export function fingerprints(): readonly string[] {
  return [`ln: ${bitsOf((u) => ln(u + 1e-9))}`, `exp: ${bitsOf((u) => exp(20 * u - 10))}`, ...runs()]
}

function runs(): readonly string[] {
  return SIMS.flatMap((sim) => [
    ...sim.scenarios.map((scenario) => {
      const { id, seed, rules, interventions, durationUs } = scenario
      const settings = startSettings(sim, scenario, {})
      const world = createWorld(worldSpec(sim, scenario, seed, settings, rules, interventions))
      world.advanceTo(durationUs)
      return `${id}: ${world.rows} events, ${world.fingerprint()}`
    }),
    ...Array.from({ length: CHAOS_SEEDS }, (_, seed) => {
      const options = { settings: {}, broken: [], isChaotic: true, endUs: CHAOS_US }
      const { events, fingerprint } = trial(sim, sim.scenarios[0]!, String(seed), false, options)
      return `${sim.id} under chaos ${seed}: ${events} events, ${fingerprint}`
    }),
  ])
}

/** One number for all bits of a function's values at many places between 0 and 1. */
function bitsOf(f: (u: number) => number): number {
  const next = createStreams('engines').open('places')
  const fold = new Fingerprint()
  for (let i = 0; i < INPUTS; i++) fold.bits(f(next()))
  return fold.a
}
