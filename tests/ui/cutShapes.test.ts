// Cuts that are offered: each once, and a leader is spoken of only where there is one.

import { expect, test } from 'vitest'
import { SIMS } from '../../src/app/registry.ts'
import { sittingWith } from '../../src/lab/sitting.ts'
import { findPlace } from '../../src/sim/document.ts'
import { cutShapes } from '../../src/ui/commands/cuts.ts'
import { fieldValue } from '../../src/ui/panels/words.ts'

test.each([
  ['raft/two-leaders', true],
  ['transactions/three-phase', false],
  ['hashing/node-joins', false],
])('%s: no cut twice under two names', (id, hasLeader) => {
  const { state } = sittingWith(SIMS, findPlace(SIMS, id)!)
  const shapes = cutShapes(state)
  const cuts = shapes.map(({ links }) => links.map(String).sort().join())
  expect([shapes.length > 3, new Set(cuts).size]).toEqual([true, cuts.length])
  expect(shapes.some(({ title }) => title.startsWith('Leader'))).toBe(hasLeader)
})

test('a moment that there is none of is none', () => {
  expect([fieldValue('memory.tickUs', -1), fieldValue('memory.tickUs', 1500)]).toEqual(['none', '1.5 ms'])
})
