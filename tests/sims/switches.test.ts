// A check that cannot fail is a defect: every rule switch must be caught by the invariant it names. The table is
// published; npm run rewrite writes it anew.

import { expect, test } from 'vitest'
import { SIMS } from '../../src/app/registry.ts'
import { killTable } from './switches.ts'

const MOST_SEEDS = 300

test.each(SIMS.map((sim) => [sim.id, sim] as const))(
  '%s: each switch breaks the promise it names',
  async (id, sim) => {
    expect(sim.rules.length).toBeGreaterThanOrEqual(8)
    const table = killTable(sim, MOST_SEEDS)
    expect(table).not.toContain('NOT CAUGHT')
    await expect(table).toMatchFileSnapshot(`../golden/switches-${id}.txt`)
  },
  300_000,
)
