// A site dies as it is about to charge. What is on its log before it asks is all that it will ever know of the charge.

import { scenario } from '../../../src/sim/scenario.ts'
import { breaks, crash, MS, operation, order, promisesHold, restart, STEADY, valueAt } from './cluster.ts'
import { paid, paidTopology } from './paid.ts'

const DISK_MS = 30
/** The card site has begun to write, and its disk is not done. */
const CRASH_MS = 230

export const writesFirst = scenario({
  id: 'transactions/writes-first',
  sim: 'transactions',
  title: 'It dies as it is about to charge. Who remembers?',
  blurb: 'First the log, then the deed: what is asked of others cannot be taken back by a crash.',
  question: 'The card site dies in the moment in which it turns to the provider. Has c1 paid?',
  minutes: 3,
  after: 'transactions/no-such-charge',
  seed: '1',
  topology: paidTopology(1),
  settings: {
    ...STEADY,
    protocol: 'orchestrated',
    diskSyncUs: DISK_MS * MS,
    stepRetries: 0,
    clientTimeoutUs: 2_000 * MS,
  },
  rules: [],
  interventions: [order('order', 50, 'c1'), crash('crash', CRASH_MS, 'card'), restart('back', 600, 'card')],
  durationUs: 1_400 * MS,
  opensAt: (story) => story.intervention('order'),
  press: { label: 'Place the order', does: 'next' },
  beats: [
    {
      at: (story) => story.intervention('order'),
      say: 'c1 orders, to be paid through psp. Disks are slow today.',
    },
    {
      at: (story) => story.first('charges')?.row ?? null,
      say: 'The card site puts down that it is about to charge. What it asks leaves when that is on disk.',
    },
    {
      at: (story) => story.intervention('crash'),
      say: 'It dies before its disk is done.',
    },
    {
      at: (story) => story.first('turnsBack')?.row ?? null,
      say: 'The orchestrator hears nothing and turns back. It has the charge undone too, for it may have been made.',
    },
    { at: (story) => story.intervention('back'), say: 'The site is back. On its log there is no charge.' },
    {
      at: (story) => story.first('tombstone')?.row ?? null,
      say: 'So there is nothing to refund, and that is the truth: psp was never asked.',
    },
    {
      at: (story) => story.first('endsSaga')?.row ?? null,
      say: 'The order is undone, and c1 has paid nothing.',
    },
  ],
  predict: {
    at: (story) => story.intervention('crash'),
    question: 'The site dies now. May it have charged c1 without knowing when it is back?',
    options: [
      {
        text: 'Yes: it may have asked psp already',
        feedback: 'It waits for its disk before it asks. What is not on its log was not asked for.',
      },
      {
        text: 'No: it asks only when its log says that it will',
        feedback: 'So a charge that may have been made always stands on the log, and can be looked into.',
      },
    ],
    answer: (story) => (paid(story, 'c1') === 0 ? 1 : 0),
  },
  contrast: {
    say: 'The same death, and a site that asks first and writes then',
    change: { rules: ['chargesBeforeForce'] },
    claims: [
      {
        text: 'c1 is told that its order was undone',
        holds: (story) => operation(story, 'c1', 0)?.outcome === 'fail',
      },
      { text: 'And c1 has paid for it', holds: (story) => paid(story, 'c1') === 40 },
      breaks('chargesMatch', 'charged is what is booked'),
    ],
  },
  claims: [
    promisesHold,
    { text: 'psp was never asked for money', holds: (story) => story.count('takes') === 0 },
    {
      text: 'c1 is told that it was undone',
      holds: (story) => operation(story, 'c1', 0)?.outcome === 'fail',
    },
    { text: 'The item is back', holds: (story) => valueAt(story, 'stock', 'item') === 5 },
  ],
})
