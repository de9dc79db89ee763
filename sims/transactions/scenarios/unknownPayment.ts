// The card is charged and its answer is lost. Unknown is not failed, and whoever asks again had better say that it is the
// same charge.

import { scenario } from '../../../src/sim/scenario.ts'
import { isOk, MS, onMessage, order, promisesHold, STEADY, shop, topology, valueAt } from './cluster.ts'

export const unknownPayment = scenario({
  id: 'transactions/unknown-payment',
  sim: 'transactions',
  title: 'The payment was not answered. Was it made?',
  blurb: 'The charge went through. Only the answer was lost.',
  question: 'The orchestrator asked for 40 and heard nothing. May it ask again?',
  minutes: 3,
  after: 'transactions/orchestrator-dies',
  seed: '1',
  topology: topology(shop(5), 1),
  settings: { ...STEADY, protocol: 'orchestrated', clientTimeoutUs: 2_000 * MS },
  rules: [],
  interventions: [order('order', 50, 'c1'), onMessage('lost', 100, 'drop', 'card', 'k1')],
  durationUs: 900 * MS,
  opensAt: (story) => story.intervention('order'),
  press: { label: 'Place the order', does: 'next' },
  beats: [
    { at: (story) => story.intervention('order'), say: 'c1 orders, to be paid by card.' },
    {
      at: (story) => story.first('does', ({ node }) => node === 'card')?.row ?? null,
      say: 'The card is charged: 40.',
    },
    {
      at: (story) => story.intervention('lost'),
      say: 'The answer is lost. To the orchestrator it looks as if the request had been.',
    },
    {
      at: (story) => story.first('asksStep', ({ params }) => params[3] === 2)?.row ?? null,
      say: 'It cannot tell the two apart, so it asks again, for the same step by the same name.',
    },
    {
      at: (story) => story.first('stepAgain')?.row ?? null,
      say: 'The card has that name on its log. It does nothing, and answers as it did before.',
    },
    {
      at: (story) => story.first('endsSaga')?.row ?? null,
      say: 'One order, one charge. The name made the repetition harmless.',
    },
  ],
  predict: {
    at: (story) => story.intervention('lost'),
    question: 'The orchestrator waited, and no answer came. What does it know about the charge?',
    options: [
      { text: 'It failed', feedback: 'No answer is not an answer. The card was charged in this very run.' },
      {
        text: 'It was made',
        feedback: 'It was, but nobody told the orchestrator. A lost request looks just the same.',
      },
      {
        text: 'Nothing',
        feedback:
          'A lost request and a lost answer look the same to who waits. So it must be safe to ask again.',
      },
    ],
    answer: () => 2,
  },
  contrast: {
    say: 'The same loss, and a card that does not look at the name of a step',
    change: { rules: ['noStepKey'] },
    claims: [
      { text: 'The card is charged twice', holds: (story) => valueAt(story, 'card', 'c1') === 920 },
      {
        text: 'It breaks a promise: once only',
        holds: (story) => story.violations.some(({ invariant }) => invariant === 'onceOnly'),
      },
    ],
  },
  claims: [
    promisesHold,
    { text: 'The card is charged once', holds: (story) => valueAt(story, 'card', 'c1') === 960 },
    { text: 'c1 is told that all is done', holds: (story) => isOk(story, 'c1', 0) },
    { text: 'The step was asked for twice', holds: (story) => story.count('stepAgain') === 1 },
  ],
})
