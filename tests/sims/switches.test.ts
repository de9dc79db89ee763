// A check that cannot fail is a defect: every rule switch must be caught by the invariant it names. The table is
// published; npm run rewrite writes it anew.

import { readFileSync } from 'node:fs'
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

test.each(SIMS.map(({ id }) => id))('the README publishes the table of %s as it is', (id) => {
  const readme = readFileSync('README.md', 'utf8')
  const rows = readFileSync(`tests/golden/switches-${id}.txt`, 'utf8').trim().split('\n')
  expect(rows.length).toBeGreaterThanOrEqual(8)
  for (const row of rows) {
    const [rule, breaks, ...how] = row.split(/\s+/)
    expect(readme).toContain(`| \`${rule}\` | ${breaks} | \`${how.join(' ')}\` |`)
  }
})
