// One seat, two who want it. The first cannot pay. Is the second served?

import { scenario } from '../../../src/sim/scenario.ts'
import { isOk, MS, operation, order, promisesHold, STEADY, tookUs, topology, valueAt } from './cluster.ts'

export const lastSeat = scenario({
  id: 'transactions/last-seat',
  sim: 'transactions',
  title: 'One seat is left. Who is told that it is gone?',
  blurb: 'c1 takes the last seat and cannot pay. c2 asks just then.',
  question: 'A saga gives the seat back when the card is refused. Is that soon enough for c2?',
  minutes: 3,
  after: 'transactions/orchestrator-dies',
  seed: '1',
  topology: topology(
    {
      stock: { item: 1, a1: 100 },
      card: { c1: 10, c2: 1_000, shop: 0, a2: 100 },
      courier: { slot: 50, a3: 100 },
    },
    2,
    2,
  ),
  settings: { ...STEADY, protocol: 'orchestrated', lockTimeoutUs: 1_000 * MS, voteTimeoutUs: 1_500 * MS },
  rules: [],
  interventions: [order('first', 50, 'c1'), order('second', 70, 'c2')],
  durationUs: 600 * MS,
  opensAt: (story) => story.intervention('first'),
  press: { label: 'Book the seat', does: 'next' },
  beats: [
    {
      at: (story) => story.intervention('first'),
      say: 'c1 books the last seat. It has 10, and the seat costs 40.',
    },
    {
      at: (story) => story.first('does')?.row ?? null,
      say: 'Step 1: the seat is c1’s. None is left, and everybody can see that.',
    },
    {
      at: (story) => story.first('refusesStep', ({ node }) => node === 'stock')?.row ?? null,
      say: 'c2 asks, and is turned away: sold out.',
    },
    {
      at: (story) => story.first('stepRefused', ({ node }) => node === 'k1')?.row ?? null,
      say: 'Only now the card says that c1 cannot pay.',
    },
    {
      at: (story) => story.first('undoes')?.row ?? null,
      say: 'The seat is given back. It stays empty: c2 has gone.',
    },
    {
      at: (story) => story.last('endsSaga')?.row ?? null,
      say: 'Nobody waited, nothing was sold twice, and a customer was lost to an order that never was.',
    },
  ],
  predict: {
    at: (story) => story.first('does')?.row ?? null,
    question: 'c1 holds the last seat and will not be able to pay. c2 asks for it now. What is c2 told?',
    options: [
      {
        text: 'Sold out',
        feedback: 'It reads what c1 did and will undo. To c2, half an order looks like a whole one.',
      },
      {
        text: 'It gets the seat a little later',
        feedback: 'It would have to wait for that, and with a saga nobody waits.',
      },
    ],
    answer: (story) => (isOk(story, 'c2', 0) ? 1 : 0),
  },
  contrast: {
    say: 'The same two customers under two-phase commit',
    change: { settings: { protocol: 'twoPhase' } },
    claims: [
      promisesHold,
      {
        text: 'c2 waits a little, and gets the seat',
        holds: (story) => isOk(story, 'c2', 0) && valueAt(story, 'stock', 'item') === 0,
      },
      { text: 'c1 is refused', holds: (story) => operation(story, 'c1', 0)?.outcome === 'fail' },
    ],
  },
  claims: [
    promisesHold,
    {
      text: 'Both are refused, and the seat stays empty',
      holds: (story) =>
        !isOk(story, 'c1', 0) && !isOk(story, 'c2', 0) && valueAt(story, 'stock', 'item') === 1,
    },
    {
      text: 'c2 is told within 100 ms',
      holds: (story) => (tookUs(operation(story, 'c2', 0)) ?? 600 * MS) < 100 * MS,
    },
  ],
})
