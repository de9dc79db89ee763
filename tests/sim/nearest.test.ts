// Names that were typed wrong find the one that was meant, among all there are.
import { expect, test } from 'vitest'
import { SIMS } from '../../src/app/registry.ts'
import { unknownScenario } from '../../src/sim/document.ts'
import { nearest } from '../../src/sim/nearest.ts'

test.each([
  ['raft/leader-dis', 'raft/leader-dies'],
  ['transactions/bank-totl', 'transactions/bank-total'],
  ['hashing/nodejoins', 'hashing/node-joins'],
  ['replicaton/cap', 'replication/cap'],
  ['ruft', 'raft'],
])('%s: try %s', (typed, meant) => {
  expect(unknownScenario(SIMS, typed)).toContain(`unknown scenario: ${typed}; try ${meant},`)
})

test('the nearest come first, equally near ones in their order, and long nonsense costs nothing', () => {
  expect(nearest('cat', ['dog', 'cart', 'hat', 'cat'], 3)).toEqual(['cat', 'cart', 'hat'])
  expect(nearest('x'.repeat(1_000_000), ['b', 'a'], 5)).toEqual(['b', 'a'])
})
