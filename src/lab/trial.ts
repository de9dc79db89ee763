// One seed of a sweep: a run with every invariant on, with or without chaos, and what came of it. With chaos it is
// judged in two phases: what happens before the heal must be safe, and after it the system must answer again.

import type { Intervention } from '../engine/intervention.ts'
import type { Violation } from '../engine/observer.ts'
import type { Settings } from '../engine/process.ts'
import { createWorld, type WorldSpec } from '../engine/world.ts'
import { startSettings, worldSpec } from '../sim/build.ts'
import { chaos, drawOne, drawSettings } from '../sim/chaos.ts'
import type { Sim } from '../sim/define.ts'
import type { Scenario } from '../sim/scenario.ts'

export interface TrialOptions {
  readonly settings: Settings
  readonly broken: readonly string[]
  readonly isChaotic: boolean
  readonly endUs: number
}

export interface Trial {
  readonly seed: string
  readonly events: number
  readonly fingerprint: string
  readonly violations: readonly Violation[]
  readonly answered: number
  /** After the heal nobody was answered, or it drowned in messages. Only judged with chaos. */
  readonly isStuck: boolean
}

/** Chaos begins when a system has had time to start, and leaves a third of the run to recover. */
const CHAOS_FROM_US = 300_000
const CHAOS_SHARE = 2 / 3
/** Some fifty times what a healthy run of a sweep needs: a run that gets here is in a storm. */
const MOST_EVENTS = 1_000_000

/** Runs one seed. A sweep of a system uses its first scenario's topology, without what that scenario plans. */
export function trial(
  sim: Sim,
  scenario: Scenario,
  seed: string,
  isScenario: boolean,
  options: TrialOptions,
): Trial {
  const { isChaotic, endUs } = options
  const healUs = healUsOf(endUs)
  const world = createWorld(trialSpec(sim, scenario, seed, isScenario, options))
  while (world.rows < MOST_EVENTS && world.step(endUs));
  const answeredAfterHeal = world.history.some(
    ({ outcome, invokedUs }) => outcome === 'ok' && invokedUs > healUs,
  )
  return {
    seed,
    events: world.rows,
    fingerprint: world.fingerprint(),
    violations: world.violations,
    answered: world.history.filter(({ outcome }) => outcome === 'ok').length,
    isStuck: isChaotic && (!answeredAfterHeal || world.rows >= MOST_EVENTS),
  }
}

/** The world of one seed, with whatever chaos it draws. */
export function trialSpec(
  sim: Sim,
  scenario: Scenario,
  seed: string,
  isScenario: boolean,
  { settings: chosen, broken, isChaotic, endUs }: TrialOptions,
): WorldSpec {
  const planned = isScenario ? scenario.interventions : []
  const traffic = isChaotic || !isScenario ? sim.traffic : {}
  const drawn = isChaotic && !isScenario ? drawSettings(seed, sim.swarm) : {}
  const settings = startSettings(sim, scenario, { ...traffic, ...drawn, ...chosen })
  const ground = isChaotic && !isScenario ? drawTopology(sim, scenario, seed) : scenario.topology
  const topology = isScenario ? ground : [...ground, ...(sim.company?.(settings) ?? [])]
  const faults = isChaotic ? chaosFor(sim, topology, seed, healUsOf(endUs)) : []
  const rules = [...new Set([...(isScenario ? scenario.rules : []), ...broken])]
  return worldSpec(sim, { ...scenario, topology }, seed, settings, rules, [...planned, ...faults])
}

/** Chaos draws who takes part as well, where a system offers more than those of its first scenario. */
function drawTopology({ grounds = [] }: Sim, { topology }: Scenario, seed: string): Scenario['topology'] {
  return drawOne(seed, 'swarm ground', grounds) ?? topology
}

function healUsOf(endUs: number): number {
  return Math.floor(endUs * CHAOS_SHARE)
}

function chaosFor(
  sim: Sim,
  topology: Scenario['topology'],
  seed: string,
  untilUs: number,
): readonly Intervention[] {
  const servers = topology.filter(({ process }) => sim.servers.includes(process)).map(({ id }) => id)
  return chaos({
    seed,
    servers,
    everyone: topology.map(({ id }) => id),
    fromUs: CHAOS_FROM_US,
    untilUs,
    timer: sim.alignable?.timer ?? null,
    provocations: sim.provocations,
    upheavals: sim.upheavals ?? [],
  })
}
