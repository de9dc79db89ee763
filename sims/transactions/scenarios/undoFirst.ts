// A compensation overtakes its step. It must be remembered, although there is nothing yet to make up for.

import { scenario } from '../../../src/sim/scenario.ts'
import { MS, onMessage, operation, order, promisesHold, STEADY, shop, topology, valueAt } from './cluster.ts'

export const undoFirst = scenario({
  id: 'transactions/undo-first',
  sim: 'transactions',
  title: 'The refund comes before the charge. And then?',
  blurb: 'A message is late, and what was to undo it overtakes it.',
  question: 'The card is told to refund a charge that it never made. A little later the charge arrives.',
  minutes: 3,
  after: 'transactions/unknown-payment',
  seed: '1',
  topology: topology(shop(5), 1),
  settings: { ...STEADY, protocol: 'orchestrated', stepRetries: 0, clientTimeoutUs: 3_000 * MS },
  rules: [],
  interventions: [
    order('order', 50, 'c1'),
    onMessage('late', 88, 'hold', 'k1', 'card'),
    onMessage('arrives', 900, 'deliver', 'k1', 'card'),
  ],
  durationUs: 1_300 * MS,
  opensAt: (story) => story.intervention('order'),
  press: { label: 'Place the order', does: 'next' },
  beats: [
    { at: (story) => story.intervention('order'), say: 'c1 orders. The stock gives the item away.' },
    {
      at: (story) => story.intervention('late'),
      say: 'The request to charge the card is held up on its way.',
    },
    {
      at: (story) => story.first('turnsBack')?.row ?? null,
      say: 'No answer: it may have been charged or not. The saga goes back, and undoes that step too.',
    },
    {
      at: (story) => story.first('tombstone')?.row ?? null,
      say: 'The refund comes first. The card has charged nothing, and leaves a mark: this charge never happens.',
    },
    {
      at: (story) => story.first('endsSaga')?.row ?? null,
      say: 'The item is back in the stock. The saga is over, undone.',
    },
    { at: (story) => story.intervention('arrives'), say: 'Now the charge arrives.' },
    {
      at: (story) => story.first('stepAgain')?.row ?? null,
      say: 'The card finds the mark and refuses. Nobody pays for an order that is no more.',
    },
  ],
  predict: {
    at: (story) => story.first('endsSaga')?.row ?? null,
    question:
      'The saga is over and undone. The old request to charge is still on its way. Will c1 be charged?',
    options: [
      {
        text: 'Yes: it is a request like any other',
        feedback: 'It would be, if the card had not kept a mark of the refund.',
      },
      {
        text: 'No: the card remembers that it was undone',
        feedback: 'The mark, a tombstone, is all that stands between c1 and a charge for nothing.',
      },
    ],
    answer: (story) => (valueAt(story, 'card', 'c1') === 1_000 ? 1 : 0),
  },
  contrast: {
    say: 'The same late message, and a card that keeps no mark',
    change: { rules: ['noTombstone'] },
    claims: [
      {
        text: 'c1 is charged for an order that was undone',
        holds: (story) => valueAt(story, 'card', 'c1') === 960,
      },
      {
        text: 'It breaks a promise: whole, or undone',
        holds: (story) => story.violations.some(({ invariant }) => invariant === 'wholeOrUndone'),
      },
    ],
  },
  claims: [
    promisesHold,
    {
      text: 'c1 is told that it was undone',
      holds: (story) => operation(story, 'c1', 0)?.outcome === 'fail',
    },
    { text: 'c1 has all its money', holds: (story) => valueAt(story, 'card', 'c1') === 1_000 },
    { text: 'The item is back', holds: (story) => valueAt(story, 'stock', 'item') === 5 },
  ],
})
