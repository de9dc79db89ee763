// The order went through, and the answer was lost. The client asks again.

import { scenario } from '../../../src/sim/scenario.ts'
import {
  isOk,
  MS,
  onMessage,
  order,
  paidOnce,
  promisesHold,
  STEADY,
  shop,
  topology,
  valueAt,
} from './cluster.ts'

export const askedTwice = scenario({
  id: 'transactions/asked-twice',
  sim: 'transactions',
  title: 'What happens if the same request comes twice?',
  blurb: 'The order was placed. The client does not know, and asks again.',
  question: 'c1 gets no answer and sends its order once more. How many orders are there?',
  minutes: 3,
  seed: '1',
  topology: topology(shop(5), 1),
  settings: { ...STEADY, clientTimeoutUs: 300 * MS },
  rules: [],
  interventions: [order('order', 50, 'c1'), onMessage('lost', 107, 'drop', 'k1', 'c1')],
  durationUs: 800 * MS,
  opensAt: (story) => story.intervention('order'),
  press: { label: 'Place the order', does: 'next' },
  beats: [
    { at: (story) => story.intervention('order'), say: 'c1 places an order. It has a name: c1.1.' },
    { at: (story) => story.first('decides')?.row ?? null, say: 'All have voted yes. It is a commit.' },
    { at: (story) => story.intervention('lost'), say: 'The answer to c1 is lost.' },
    {
      at: (story) => story.first('retries')?.row ?? null,
      say: 'c1 does not know whether its request or the answer was lost. It asks again, by the same name.',
    },
    {
      at: (story) => story.first('orderAgain')?.row ?? null,
      say: 'The coordinator knows that name and how it ended. It does nothing but answer.',
    },
    {
      at: (story) => story.first('isDone')?.row ?? null,
      say: 'Two requests, one order. Exactly once is asking again, and looking at the name.',
    },
  ],
  contrast: {
    say: 'The same loss, and a coordinator that does not look at the name',
    change: { rules: ['noRequestKey'] },
    claims: [
      {
        text: 'Two items are gone, and c1 has paid twice',
        holds: (story) => valueAt(story, 'stock', 'item') === 3 && valueAt(story, 'card', 'c1') === 920,
      },
      {
        text: 'It breaks a promise: once only',
        holds: (story) => story.violations.some(({ invariant }) => invariant === 'onceOnly'),
      },
    ],
  },
  claims: [
    promisesHold,
    paidOnce,
    { text: 'c1 is told', holds: (story) => isOk(story, 'c1', 0) && story.count('orderAgain') === 1 },
  ],
})
