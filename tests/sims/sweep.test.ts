// With every rule in force no promise breaks, whatever happens; and once everything is healed the system answers.
// A failure prints the command that shows it again. More seeds: npm run -s netsplit -- sweep raft --seeds 1..1000 --chaos

import { expect, test } from 'vitest'
import { SIMS } from '../../src/app/registry.ts'
import { trial } from '../../src/lab/trial.ts'
import type { Sim } from '../../src/sim/define.ts'
import { SWITCH_END_US } from './switches.ts'

const SEEDS = 60
const VARIANTS: Readonly<Record<string, Readonly<Record<string, boolean | string>>>> = {
  plain: {},
  'with PreVote and CheckQuorum': { preVote: true, checkQuorum: true },
}

function failures(sim: Sim, settings: Readonly<Record<string, boolean | string>>): readonly string[] {
  const found: string[] = []
  for (let seed = 1; seed <= SEEDS; seed++) {
    const { violations, isStuck } = trial(sim, sim.scenarios[0]!, String(seed), false, {
      settings,
      broken: [],
      isChaotic: true,
      endUs: SWITCH_END_US,
    })
    const command = `npm run -s netsplit -- sweep ${sim.id} --chaos --seeds ${seed}${Object.entries(settings)
      .map(([key, value]) => ` --set ${key}=${value}`)
      .join('')}`
    for (const { invariant } of violations) found.push(`${invariant}: ${command}`)
    if (isStuck) found.push(`no answer after the heal: ${command}`)
  }
  return found
}

test.each(SIMS.flatMap((sim) => Object.keys(VARIANTS).map((variant) => [sim.id, variant, sim] as const)))(
  `%s %s: ${SEEDS} seeds of chaos break nothing`,
  (_, variant, sim) => {
    const known = new Set(sim.settings.map(({ key }) => key))
    const settings = VARIANTS[variant]!
    if (!Object.keys(settings).every((key) => known.has(key))) return
    expect(failures(sim, settings)).toEqual([])
  },
  300_000,
)
