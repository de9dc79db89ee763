// The README says what there is: every scenario with its title, and every table that can be measured.

import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { SIMS } from '../../src/app/registry.ts'
import { TABLES } from '../../src/app/shelf.ts'

const readme = readFileSync('README.md', 'utf8')

test('every scenario stands in the README by its link and title, and no other does', () => {
  const rows = SIMS.flatMap((sim) => sim.scenarios.map(({ id, title }) => `| \`#/${id}\` | ${title}`))
  expect(rows.filter((row) => !readme.includes(row))).toEqual([])
  expect(readme.match(/^\| `#\//gm)).toHaveLength(rows.length)
})

test('every table stands in the README by its name', () => {
  const lines = readme.slice(readme.indexOf('\ntable chain'), readme.indexOf('\nexport raft'))
  expect(Object.keys(TABLES).filter((id) => !lines.includes(id))).toEqual([])
})
