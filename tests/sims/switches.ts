// How many seeds it takes until a thrown rule switch breaks the promise it names, for the published table: with chaos,
// and where chaos is not likely to find it, in the scenario that is about it.

import { trial } from '../../src/lab/trial.ts'
import type { RuleSwitch, Sim } from '../../src/sim/define.ts'
import type { Scenario } from '../../src/sim/scenario.ts'

export const SWITCH_END_US = 20_000_000

/** First seed, from 1, in which the named invariant broke; null if none did. */
function firstSeed(
  sim: Sim,
  scenario: Scenario,
  rule: RuleSwitch,
  isChaotic: boolean,
  mostSeeds: number,
): number | null {
  for (let seed = 1; seed <= mostSeeds; seed++)
    if (isCaught(sim, scenario, rule, isChaotic, seed)) return seed
  return null
}

function isCaught(sim: Sim, scenario: Scenario, rule: RuleSwitch, isChaotic: boolean, seed: number): boolean {
  const endUs = isChaotic ? SWITCH_END_US : scenario.durationUs
  const options = { settings: {}, broken: [rule.id], isChaotic, endUs }
  const { violations } = trial(sim, scenario, String(seed), !isChaotic, options)
  return violations.some(({ invariant }) => invariant === rule.breaks)
}

function howCaught(sim: Sim, rule: RuleSwitch, mostSeeds: number): string {
  const inChaos = firstSeed(sim, sim.scenarios[0]!, rule, true, mostSeeds)
  if (inChaos !== null) return `sweep ${sim.id} --chaos, seed ${inChaos}`
  const about = sim.scenarios.find(({ contrast }) => contrast?.change.rules?.includes(rule.id))
  const inScenario = about === undefined ? null : firstSeed(sim, about, rule, false, mostSeeds)
  return inScenario === null ? 'NOT CAUGHT' : `sweep ${about!.id}, seed ${inScenario}`
}

/** Does the sweep of the published table, at the seed it names, break the promise? "sweep raft --chaos, seed 3". */
export function isCaughtAs(sim: Sim, rule: RuleSwitch, how: string): boolean {
  const [, target = '', chaos, seed = ''] = /^sweep (\S+?)( --chaos)?, seed (\d+)$/.exec(how) ?? []
  const scenario = sim.scenarios.find(({ id }) => id === target) ?? sim.scenarios[0]!
  return isCaught(sim, scenario, rule, chaos !== undefined, Number(seed))
}

/** One line a switch: its id, the promise it breaks, and the sweep and seed that first show it. */
export function killTable(sim: Sim, mostSeeds: number): string {
  const lines = sim.rules.map(
    (rule) => `${rule.id.padEnd(20)} ${rule.breaks.padEnd(20)} ${howCaught(sim, rule, mostSeeds)}`,
  )
  return `${lines.join('\n')}\n`
}
