// A check that cannot fail is a defect: every rule switch must be caught by the invariant it names. The table is
// published; npm run rewrite looks for the first seeds and writes it anew. The gate holds each line to its seed.

import { readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { SIMS } from '../../src/app/registry.ts'
import { isCaughtAs, killTable } from './switches.ts'

const MOST_SEEDS = 300

test.each(SIMS.map((sim) => [sim.id, sim] as const))(
  '%s: each switch breaks the promise it names',
  async (id, sim) => {
    expect(sim.rules.length).toBeGreaterThanOrEqual(8)
    const path = `tests/golden/switches-${id}.txt`
    if (process.env.REWRITE === '1') writeFileSync(path, killTable(sim, MOST_SEEDS))
    const rows = readFileSync(path, 'utf8').trim().split('\n')
    expect(rows.map((row) => row.split(/\s+/)[0])).toEqual(sim.rules.map((rule) => rule.id))
    for (const [i, rule] of sim.rules.entries()) {
      const [, breaks, ...how] = rows[i]!.split(/\s+/)
      expect(breaks).toBe(rule.breaks)
      expect(isCaughtAs(sim, rule, how.join(' ')), rows[i]).toBe(true)
    }
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
