// One seat, two who look whether it is free, and take it later. Whoever looks must leave a mark, or it is sold twice.

import { scenario } from '../../../src/sim/scenario.ts'
import { breaks, isOk, MS, operation, order, promisesHold, STEADY, topology, valueAt } from './cluster.ts'

export const seatReserved = scenario({
  id: 'transactions/seat-reserved',
  sim: 'transactions',
  title: 'The seat was free a moment ago. Is it still?',
  blurb: 'An order looks whether a seat is left, takes the money, and only then takes the seat.',
  question: 'One seat is left. Two look, and both see it. How is it not sold twice?',
  minutes: 3,
  after: 'transactions/last-seat',
  seed: '1',
  topology: topology(
    {
      stock: { item: 1, a1: 100 },
      card: { c1: 1_000, c2: 1_000, shop: 0, a2: 100 },
      courier: { slot: 50, a3: 100 },
    },
    2,
    2,
  ),
  settings: { ...STEADY, protocol: 'orchestrated', seat: 'reserved', clientTimeoutUs: 3_000 * MS },
  rules: [],
  interventions: [order('first', 50, 'c1'), order('second', 70, 'c2')],
  durationUs: 1_200 * MS,
  opensAt: (story) => story.intervention('first'),
  press: { label: 'Book the seat', does: 'next' },
  beats: [
    {
      at: (story) => story.intervention('first'),
      say: 'c1 books the last seat: look whether one is left, pay, order the courier, take the seat.',
    },
    {
      at: (story) => story.first('does')?.row ?? null,
      say: 'Step 1: one is left. It is not taken yet, but marked: reserved for c1.',
    },
    {
      at: (story) => story.first('rowIsHeld')?.row ?? null,
      say: 'c2 looks, and finds the mark. It cannot be told yes or no now, and tries again later.',
    },
    {
      at: (story) => story.first('endsSaga')?.row ?? null,
      say: 'c1 has paid. The seat is taken, and the mark is gone.',
    },
    {
      at: (story) => story.first('refusesStep')?.row ?? null,
      say: 'c2 looks again: none is left. It has paid nothing.',
    },
  ],
  predict: {
    at: (story) => story.first('does')?.row ?? null,
    question: 'The first has seen the seat, and is about to pay. c2 looks now. What if there were no mark?',
    options: [
      {
        text: 'c2 would be refused when it takes the seat',
        feedback: 'Each takes what it saw: one is left, so none will be. Nobody looks a second time.',
      },
      {
        text: 'Both would pay for one seat',
        feedback:
          'What was seen is old by the time it is used. Between a look and the taking there must be a mark.',
      },
    ],
    answer: () => 1,
  },
  contrast: {
    say: 'The same two customers without the mark',
    change: { rules: ['noSemanticLock'] },
    claims: [
      {
        text: 'Both are told that the seat is theirs, and both have paid',
        holds: (story) =>
          isOk(story, 'c1', 0) && isOk(story, 'c2', 0) && valueAt(story, 'card', 'shop') === 80,
      },
      breaks('notOversold', 'one seat is sold twice'),
    ],
  },
  claims: [
    promisesHold,
    {
      text: 'c1 has the seat, and none is left',
      holds: (story) => isOk(story, 'c1', 0) && valueAt(story, 'stock', 'item') === 0,
    },
    {
      text: 'c2 is refused, and has paid nothing',
      holds: (story) =>
        operation(story, 'c2', 0)?.outcome === 'fail' && valueAt(story, 'card', 'c2') === 1_000,
    },
    { text: 'c2 had to wait for the mark to go', holds: (story) => story.count('rowIsHeld') > 0 },
  ],
})
