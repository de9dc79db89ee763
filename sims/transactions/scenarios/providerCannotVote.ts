// Two-phase commit with somebody outside who takes part in no vote: the money is held before it and taken after it, or let go.

import { scenario } from '../../../src/sim/scenario.ts'
import { by, MS, operation, order, promisesHold, STEADY, shop, valueAt } from './cluster.ts'
import { paid, paidTopology } from './paid.ts'

const SOLD_OUT = { ...shop(5), courier: { slot: 0, a3: 100 } }
/** So that the card site votes first. */
const LATE = { kind: 'constant', us: 40 * MS } as const

export const providerCannotVote = scenario({
  id: 'transactions/provider-cannot-vote',
  sim: 'transactions',
  title: 'Somebody outside has to act too, and cannot vote. What then?',
  blurb: 'A bank promises nothing to a coordinator. But it can keep money ready.',
  question: 'The order may still fail when the card has been charged. How is it all or nothing?',
  minutes: 3,
  after: 'transactions/writes-first',
  seed: '1',
  topology: paidTopology(1, 1, SOLD_OUT),
  settings: { ...STEADY, clientTimeoutUs: 2_000 * MS },
  rules: [],
  interventions: [
    { id: 'late', atUs: 0, do: { kind: 'latency', links: [['k1', 'courier']], latency: LATE } },
    order('order', 50, 'c1'),
  ],
  durationUs: 600 * MS,
  opensAt: (story) => story.intervention('order'),
  press: { label: 'Place the order', does: 'next' },
  beats: [
    {
      at: (story) => story.intervention('order'),
      say: 'c1 orders. Stock, card and courier will vote. psp, which has the money, takes part in no vote.',
    },
    {
      at: (story) => story.first('holds')?.row ?? null,
      say: 'Asked to prepare, the card site turns to psp first: it asks for 40 to be held.',
    },
    {
      at: (story) => story.first('keepsReady')?.row ?? null,
      say: 'psp keeps 40 ready. c1 cannot spend them elsewhere, and has paid nothing.',
    },
    {
      at: (story) => story.first('votesYes', by('card'))?.row ?? null,
      say: 'Now the site can keep a promise, so it votes yes. Until then its rows were locked.',
    },
    {
      at: (story) => story.first('votesNo', by('courier'))?.row ?? null,
      say: 'No courier is left. One no is enough.',
    },
    {
      at: (story) => story.first('voids')?.row ?? null,
      say: 'The card site is told, and asks psp to let go, again and again until it has.',
    },
    {
      at: (story) => story.first('letsGo')?.row ?? null,
      say: 'The money was never taken. A saga would have charged it, and paid it back.',
    },
  ],
  contrast: {
    say: 'The same order as a saga',
    change: { settings: { protocol: 'orchestrated' } },
    claims: [
      promisesHold,
      { text: 'c1 is charged', holds: (story) => story.count('takes') === 1 },
      {
        text: 'And gets its money back',
        holds: (story) => story.count('givesBack') === 1 && paid(story, 'c1') === 0,
      },
    ],
  },
  claims: [
    promisesHold,
    { text: 'The money is held', holds: (story) => story.count('keepsReady') === 1 },
    { text: 'It is never taken', holds: (story) => story.count('takes') === 0 },
    { text: 'It is let go', holds: (story) => story.count('letsGo') === 1 },
    {
      text: 'c1 is told that nothing came of it',
      holds: (story) => operation(story, 'c1', 0)?.outcome === 'fail',
    },
    { text: 'No item is gone', holds: (story) => valueAt(story, 'stock', 'item') === 5 },
  ],
})
