// Two runs in one picture: what is the same is drawn once, and what is not says so.

import { expect, test } from 'vitest'
import { folded } from '../../src/ui/figures/stage/folded.ts'
import { flightWords } from '../../src/ui/figures/stage/words.ts'
import { mockCluster } from './fixtures.ts'

test('a run folded with itself is as it was', () => {
  expect(folded(mockCluster, mockCluster, 'main')).toEqual(mockCluster)
})

test('a node that is otherwise there says how, beside what it is here', () => {
  const [first, ...others] = mockCluster.nodes
  const other = { ...mockCluster, nodes: [{ ...first!, caption: 'leader, term 9', detail: null }, ...others] }
  const both = folded(mockCluster, other, 'main')
  expect(both.nodes[0]).toMatchObject({ caption: first!.caption, detail: expect.stringContaining('main: ') })
  expect(both.nodes[0]?.detail).toContain('leader, term 9')
  expect(both.nodes.slice(1)).toEqual(others)
})

test('messages of one run only are marked and keep apart, whatever their numbers are', () => {
  const [first, ...others] = mockCluster.flights
  const theirs = { ...first!, ref: { ...first!.ref, nth: first!.ref.nth + 100 } }
  const renumbered = others.map((flight) => ({ ...flight, id: flight.id + 1000 }))
  const both = folded(mockCluster, { ...mockCluster, flights: [theirs, ...renumbered] }, 'main')
  expect(both.flights.map(({ only }) => only)).toEqual(['here', ...others.map(() => undefined), 'there'])
  expect(new Set(both.flights.map(({ id }) => id)).size).toBe(both.flights.length)
  expect(flightWords(both.flights.at(-1)!)).toContain('only in the other run')
})
