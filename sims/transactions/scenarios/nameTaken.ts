// The answer is lost, and the name of a request is kept by a unique constraint: nothing is done twice, but the second request
// is refused, and the client does not learn what came of the first.

import { scenario } from '../../../src/sim/scenario.ts'
import {
  isOk,
  MS,
  onMessage,
  operation,
  order,
  paidOnce,
  promisesHold,
  STEADY,
  shop,
  topology,
  valueAt,
} from './cluster.ts'

export const nameTaken = scenario({
  id: 'transactions/name-taken',
  sim: 'transactions',
  title: 'The name is taken. Was the order placed?',
  blurb: 'A unique constraint keeps the second order out. It does not say how the first one ended.',
  question: 'c1 asks again and is refused, because its own request came before. Has it its order?',
  minutes: 3,
  after: 'transactions/asked-while-under-way',
  seed: '1',
  topology: topology(shop(5), 1),
  settings: { ...STEADY, clientTimeoutUs: 300 * MS, recognises: 'unique' },
  rules: [],
  interventions: [order('order', 50, 'c1'), onMessage('lost', 107, 'drop', 'k1', 'c1')],
  durationUs: 800 * MS,
  opensAt: (story) => story.intervention('order'),
  press: { label: 'Place the order', does: 'next' },
  beats: [
    { at: (story) => story.intervention('order'), say: 'c1 places an order under the name c1.1.' },
    { at: (story) => story.first('decides')?.row ?? null, say: 'All have voted yes. It is a commit.' },
    { at: (story) => story.intervention('lost'), say: 'The answer to c1 is lost.' },
    { at: (story) => story.first('retries')?.row ?? null, say: 'c1 asks again, under the same name.' },
    {
      at: (story) => story.first('nameTaken')?.row ?? null,
      say: 'There can be only one c1.1, so nothing is done twice. But that is all that is said.',
    },
    {
      at: (story) => story.first('isDuplicate')?.row ?? null,
      say: 'c1 is refused, and its order was placed. A key that keeps the answer too would have told it.',
    },
  ],
  contrast: {
    say: 'The same loss, and a key that keeps the answer with the name',
    change: { settings: { recognises: 'key' } },
    claims: [
      { text: 'c1 is told that its order is done', holds: (story) => isOk(story, 'c1', 0) },
      { text: 'One item is gone', holds: (story) => valueAt(story, 'stock', 'item') === 4 },
    ],
  },
  claims: [
    promisesHold,
    paidOnce,
    {
      text: 'c1 does not know whether its order was placed',
      holds: (story) => operation(story, 'c1', 0)?.outcome === 'unknown',
    },
  ],
})
