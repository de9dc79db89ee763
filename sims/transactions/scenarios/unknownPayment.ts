// The card is charged and the answer of the provider is lost. Unknown is not failed, and whoever asks again had better say
// that it is the same charge.

import { scenario } from '../../../src/sim/scenario.ts'
import { breaks, isOk, MS, onMessage, order, promisesHold, STEADY, valueAt } from './cluster.ts'
import { ANSWER_MS, PROVIDER, paid, paidTopology } from './paid.ts'

export const unknownPayment = scenario({
  id: 'transactions/unknown-payment',
  sim: 'transactions',
  title: 'The payment was not answered. Was it made?',
  blurb: 'The charge went through. Only the answer was lost.',
  question: 'The shop asked its payment provider for 40 and heard nothing. May it ask again?',
  minutes: 4,
  after: 'transactions/orchestrator-dies',
  seed: '1',
  topology: paidTopology(1),
  settings: { ...STEADY, protocol: 'orchestrated', clientTimeoutUs: 2_000 * MS },
  rules: [],
  interventions: [order('order', 50, 'c1'), onMessage('lost', ANSWER_MS, 'drop', PROVIDER, 'card')],
  durationUs: 600 * MS,
  opensAt: (story) => story.intervention('order'),
  press: { label: 'Place the order', does: 'next' },
  beats: [
    {
      at: (story) => story.intervention('order'),
      say: 'c1 orders. Its card is kept by psp, a provider outside the shop, with books of its own.',
    },
    {
      at: (story) => story.first('charges')?.row ?? null,
      say: 'The card site puts down that it is about to charge, and then asks for 40 under the key c1.1/2.',
    },
    { at: (story) => story.first('takes')?.row ?? null, say: 'psp takes 40 from c1.' },
    {
      at: (story) => story.intervention('lost'),
      say: 'Its answer is lost. To the shop it looks as if the request had been.',
    },
    {
      at: (story) => story.first('outcomeUnknown')?.row ?? null,
      say: 'Nobody answered. The charge is neither made nor failed: it is unknown. So the site asks again, under the same key.',
    },
    {
      at: (story) => story.first('keyKnown')?.row ?? null,
      say: 'psp has that key in its books. It takes nothing, and says again what it said before.',
    },
    {
      at: (story) => story.first('reconciles')?.row ?? null,
      say: 'Now the shop knows, and books the 40. The order goes on.',
    },
    {
      at: (story) => story.first('isDone')?.row ?? null,
      say: 'One order, one charge. The key made the repetition harmless.',
    },
  ],
  predict: {
    at: (story) => story.intervention('lost'),
    question: 'The shop waited, and no answer came. What does it know about the charge?',
    options: [
      { text: 'It failed', feedback: 'No answer is not an answer. The card was charged in this very run.' },
      {
        text: 'It was made',
        feedback: 'It was, but nobody told the shop. A lost request looks just the same.',
      },
      {
        text: 'Nothing',
        feedback:
          'A lost request and a lost answer look the same to who waits. So it must be safe to ask again.',
      },
    ],
    answer: (story) => (story.count('outcomeUnknown') > 0 ? 2 : 1),
  },
  contrast: {
    say: 'The same loss, and a shop that makes up a new key for every try',
    change: { rules: ['newKeyEachTry'] },
    claims: [
      { text: 'c1 pays twice', holds: (story) => paid(story, 'c1') === 80 },
      { text: 'The books know of one charge', holds: (story) => valueAt(story, 'card', 'c1') === 960 },
      breaks('chargedOnce', 'charged at most once'),
    ],
  },
  claims: [
    promisesHold,
    { text: 'c1 pays once', holds: (story) => paid(story, 'c1') === 40 },
    { text: 'The books say so too', holds: (story) => valueAt(story, 'card', 'c1') === 960 },
    { text: 'The provider was asked twice', holds: (story) => story.count('keyKnown') === 1 },
    { text: 'c1 is told that all is done', holds: (story) => isOk(story, 'c1', 0) },
  ],
})
