// The same order, and the same death, as a saga: nobody waits, and for a while everybody can see half an order.

import { type Story, scenario } from '../../../src/sim/scenario.ts'
import {
  crash,
  isOk,
  isQuiet,
  MS,
  operation,
  order,
  PATIENT,
  promisesHold,
  restart,
  shop,
  tookUs,
  topology,
  valueAt,
} from './cluster.ts'

const ORDER_MS = 50
/** The card has been charged by then, and has not been heard. Under two-phase commit, all have voted. */
const CRASH_MS = 100
const OTHER_MS = 300
const BACK_MS = 1_200

const halfDone = (story: Story) =>
  story.count('does', ({ params, atUs }) => isFirst(params[0]) && atUs < CRASH_MS * MS)
const isFirst = (name: unknown) => String(name).startsWith('c1.1/')

export const orchestratorDies = scenario({
  id: 'transactions/orchestrator-dies',
  sim: 'transactions',
  title: 'The same order as a saga. Who waits now?',
  blurb: 'Each step is done for good. The one who conducts dies between two of them.',
  question: 'The orchestrator dies when the card is charged and no courier is booked. What do others see?',
  minutes: 5,
  after: 'transactions/coordinator-dies',
  seed: '3',
  topology: topology(shop(5), 2, 2),
  settings: { ...PATIENT, protocol: 'orchestrated' },
  rules: [],
  interventions: [
    order('order', ORDER_MS, 'c1'),
    crash('crash', CRASH_MS, 'k1'),
    order('other', OTHER_MS, 'c2'),
    restart('back', BACK_MS, 'k1'),
  ],
  durationUs: 2_600 * MS,
  opensAt: (story) => story.intervention('order'),
  press: { label: 'Place the order', does: 'next' },
  beats: [
    {
      at: (story) => story.intervention('order'),
      say: 'c1 orders: an item, money from its card, a courier. One after the other.',
    },
    {
      at: (story) => story.first('does')?.row ?? null,
      say: 'The stock gives the item away. No vote, no promise: it is done, and everybody can see it.',
    },
    {
      at: (story) => story.first('does', ({ node }) => node === 'card')?.row ?? null,
      say: 'The card is charged, for good as well.',
    },
    {
      at: (story) => story.intervention('crash'),
      say: 'The orchestrator dies. Paid, and no courier: half an order.',
    },
    {
      at: (story) => story.first('isDone', ({ node }) => node === 'c2')?.row ?? null,
      say: 'c2 orders through another orchestrator, and is done at once. Nothing is locked.',
    },
    {
      at: (story) => story.intervention('back'),
      say: 'The orchestrator is back. Its log says that step 1 is done.',
    },
    {
      at: (story) => story.first('stepAgain', ({ node }) => node === 'card')?.row ?? null,
      say: 'So it asks for step 2 again. The card knows that name, and does not charge twice.',
    },
    {
      at: (story) => story.last('endsSaga')?.row ?? null,
      say: 'The last step is done. Nobody waited, and for more than a second the order was neither whole nor undone.',
    },
  ],
  predict: {
    at: (story) => story.intervention('crash'),
    question:
      'The card has been charged, and the orchestrator is down. c2 orders the same item. What happens to c2?',
    options: [
      {
        text: 'It waits until the orchestrator is back',
        feedback: 'That was two-phase commit. Here no lock is held between steps.',
      },
      {
        text: 'It gets its order at once',
        feedback: 'The steps of c1 are done, and their locks are gone. c2 is not held up.',
      },
      { text: 'It is refused', feedback: 'There are four items left, and nothing is locked.' },
    ],
    answer: (story) => ((tookUs(operation(story, 'c2', 0)) ?? BACK_MS * MS) < 500 * MS ? 1 : 0),
  },
  contrast: {
    say: 'The same order and the same death under two-phase commit',
    change: { settings: { protocol: 'twoPhase' } },
    claims: [
      promisesHold,
      {
        text: 'c2 waits until the coordinator is back',
        holds: (story) => (tookUs(operation(story, 'c2', 0)) ?? 0) > 900 * MS,
      },
      { text: 'Nothing is done by halves', holds: (story) => story.count('does') === 0 },
    ],
  },
  claims: [
    promisesHold,
    { text: 'Stock and card had done their steps when it died', holds: (story) => halfDone(story) === 2 },
    {
      text: 'c2 is served within 200 ms',
      holds: (story) => (tookUs(operation(story, 'c2', 0)) ?? BACK_MS * MS) < 200 * MS,
    },
    {
      text: 'Step 2 was asked for twice',
      holds: (story) => story.count('stepAgain', ({ node }) => node === 'card') >= 1,
    },
    {
      text: 'Two orders, two items, two charges, two couriers',
      holds: (story) =>
        valueAt(story, 'stock', 'item') === 3 &&
        valueAt(story, 'card', 'shop') === 80 &&
        valueAt(story, 'courier', 'slot') === 48,
    },
    { text: 'c1 is told in the end', holds: (story) => isOk(story, 'c1', 0) && isQuiet(story) },
  ],
})
