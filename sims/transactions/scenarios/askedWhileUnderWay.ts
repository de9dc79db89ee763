// A client too impatient for its order asks again while the first is under way. A key that is put down first holds it back;
// whoever looks first and puts the name down last does not.

import { scenario } from '../../../src/sim/scenario.ts'
import {
  breaks,
  isOk,
  MS,
  order,
  paidOnce,
  promisesHold,
  STEADY,
  shop,
  topology,
  valueAt,
} from './cluster.ts'

export const askedWhileUnderWay = scenario({
  id: 'transactions/asked-while-under-way',
  sim: 'transactions',
  title: 'Is it enough to look whether a request has been done?',
  blurb: 'The client asks again before the first order is over. Nothing was lost.',
  question: 'Both requests have one name. Is looking for the name enough?',
  minutes: 3,
  after: 'transactions/asked-twice',
  seed: '1',
  topology: topology(shop(5), 1),
  settings: { ...STEADY, clientTimeoutUs: 30 * MS },
  rules: [],
  interventions: [order('order', 50, 'c1')],
  durationUs: 800 * MS,
  opensAt: (story) => story.intervention('order'),
  press: { label: 'Place the order', does: 'next' },
  beats: [
    { at: (story) => story.intervention('order'), say: 'c1 places an order. It waits 30 ms for an answer.' },
    {
      at: (story) => story.first('begins')?.row ?? null,
      say: 'The coordinator puts the name c1.1 down before it does anything.',
    },
    {
      at: (story) => story.first('retries')?.row ?? null,
      say: 'An order takes longer than 30 ms. c1 asks again, and now two requests are on their way through.',
    },
    {
      at: (story) => story.first('orderAgain')?.row ?? null,
      say: 'The second finds the name of the first, though nothing is done yet. It has to wait.',
    },
    {
      at: (story) => story.first('isDone')?.row ?? null,
      say: 'One order. The name was there before the deed.',
    },
  ],
  contrast: {
    say: 'The same two requests, and a coordinator that looks first and puts the name down at the end',
    change: { settings: { recognises: 'check' } },
    claims: [
      {
        text: 'The second looks while the first is under way, and finds nothing',
        holds: (story) => story.count('findsNothing') > 0,
      },
      {
        text: 'Two items are gone, and c1 has paid twice',
        holds: (story) => valueAt(story, 'stock', 'item') === 3 && valueAt(story, 'card', 'c1') === 920,
      },
      breaks('onceOnly', 'once only'),
    ],
  },
  claims: [
    promisesHold,
    paidOnce,
    {
      text: 'c1 asked more than once, and is told that it is done',
      holds: (story) => isOk(story, 'c1', 0) && story.count('retries') > 0,
    },
  ],
})
