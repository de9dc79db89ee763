// Silence taken for a no: the saga turns back without a refund, for what has failed need not be paid back.

import { scenario } from '../../../src/sim/scenario.ts'
import { breaks, isOk, MS, onMessage, operation, order, promisesHold, STEADY, valueAt } from './cluster.ts'
import { ANSWER_MS, PROVIDER, paid, paidTopology } from './paid.ts'

export const takenForFailed = scenario({
  id: 'transactions/taken-for-failed',
  sim: 'transactions',
  title: 'No answer came. Is that a no?',
  blurb: 'Who takes silence for a no keeps the money of somebody who was told that nothing came of it.',
  question: 'The shop hears nothing of the charge. May it give the order up, and be done with it?',
  minutes: 3,
  after: 'transactions/lost-either-way',
  seed: '1',
  topology: paidTopology(1),
  settings: { ...STEADY, protocol: 'orchestrated', unknownBy: 'lookup', clientTimeoutUs: 2_000 * MS },
  rules: [],
  interventions: [order('order', 50, 'c1'), onMessage('lost', ANSWER_MS, 'drop', PROVIDER, 'card')],
  durationUs: 900 * MS,
  opensAt: (story) => story.intervention('order'),
  press: { label: 'Place the order', does: 'next' },
  beats: [
    { at: (story) => story.intervention('order'), say: 'c1 orders, to be paid through psp.' },
    { at: (story) => story.first('takes')?.row ?? null, say: 'psp takes 40 from c1.' },
    { at: (story) => story.intervention('lost'), say: 'The answer is lost.' },
    {
      at: (story) => story.first('asksProvider')?.row ?? null,
      say: 'The shop does not guess. It asks psp what became of the key c1.1/2.',
    },
    { at: (story) => story.first('looksUp')?.row ?? null, say: 'psp looks it up: it was charged.' },
    {
      at: (story) => story.first('reconciles')?.row ?? null,
      say: 'The books of the shop follow those of psp. That is reconciliation.',
    },
    {
      at: (story) => story.first('isDone')?.row ?? null,
      say: 'c1 has paid once, and has its order. Now see what becomes of it where silence is a no.',
    },
  ],
  predict: {
    at: (story) => story.intervention('lost'),
    question: 'Say the shop took the silence for a no and undid the order. What would c1 have?',
    options: [
      {
        text: 'Its money, and no order',
        feedback: 'The shop would think so. But nobody gives back what nobody knows was taken.',
      },
      {
        text: 'No money, and no order',
        feedback: 'psp keeps the 40, the shop has booked nothing, and c1 is told that nothing came of it.',
      },
      { text: 'Its order', feedback: 'An order whose payment failed is undone, step by step.' },
    ],
    answer: (story) => (paid(story, 'c1') === 40 ? 1 : 0),
  },
  contrast: {
    say: 'The same loss, silence taken for a no, and c1 orders once more',
    change: { settings: { unknownBy: 'failed' }, add: [order('again', 500, 'c1')] },
    claims: [
      {
        text: 'c1 is told that its first order was undone',
        holds: (story) => operation(story, 'c1', 0)?.outcome === 'fail',
      },
      {
        text: 'c1 pays twice and has one item',
        holds: (story) => paid(story, 'c1') === 80 && valueAt(story, 'stock', 'item') === 4,
      },
      { text: 'The books know of one charge', holds: (story) => valueAt(story, 'card', 'shop') === 40 },
      breaks('chargesMatch', 'charged is what is booked'),
    ],
  },
  claims: [
    promisesHold,
    { text: 'c1 pays once', holds: (story) => paid(story, 'c1') === 40 },
    { text: 'The books say so too', holds: (story) => valueAt(story, 'card', 'c1') === 960 },
    {
      text: 'The shop asked once for the money, and once what became of it',
      holds: (story) => story.count('charges') === 1 && story.count('looksUp') === 1,
    },
    { text: 'c1 is told that all is done', holds: (story) => isOk(story, 'c1', 0) },
  ],
})
