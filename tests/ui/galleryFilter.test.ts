// Looking for a question in the gallery.

import { expect, test } from 'vitest'
import type { GallerySection, ScenarioCard, SimCard } from '../../src/lab/lab.ts'
import { matching } from '../../src/ui/shell/galleryFilter.ts'

const card = (id: string, title: string, blurb: string) =>
  ({ id, title, blurb, question: '' }) as ScenarioCard
const shelf = (title: string, scenarios: readonly ScenarioCard[]): GallerySection => ({
  sim: { title } as SimCard,
  scenarios,
})
const SHELVES = [
  shelf('Consensus', [card('raft/leader-dies', 'Does a write survive?', 'Kill the leader')]),
  shelf('Transactions', [
    card('transactions/deadlock', 'Why does nobody go on?', 'Two transfers lock crosswise'),
    card('transactions/last-seat', 'Who gets the last seat?', 'A saga and a seat'),
  ]),
]

function idsFor(sought: string): readonly string[] {
  return matching(SHELVES, sought).flatMap(({ scenarios }) => scenarios.map(({ id }) => id))
}

test.each([
  ['', ['raft/leader-dies', 'transactions/deadlock', 'transactions/last-seat']],
  ['  ', ['raft/leader-dies', 'transactions/deadlock', 'transactions/last-seat']],
  ['LAST', ['transactions/last-seat']],
  ['seat last', ['transactions/last-seat']],
  ['transac', ['transactions/deadlock', 'transactions/last-seat']],
  ['leader-dies', ['raft/leader-dies']],
  ['leader saga', []],
])('“%s” finds %j', (sought, ids) => {
  expect(idsFor(sought)).toEqual(ids)
})

test('a system without a match is not shown', () => {
  expect(matching(SHELVES, 'saga').map(({ sim }) => sim.title)).toEqual(['Transactions'])
})
