// A saga that nobody conducts: each site tells the next. What if one dies when it has done its part and told nobody?

import { scenario } from '../../../src/sim/scenario.ts'
import {
  crash,
  isOk,
  isQuiet,
  MS,
  onMessage,
  order,
  promisesHold,
  restart,
  STEADY,
  shop,
  topology,
  valueAt,
} from './cluster.ts'

export const noConductor = scenario({
  id: 'transactions/no-conductor',
  sim: 'transactions',
  title: 'Nobody conducts. Who remembers what comes next?',
  blurb: 'The stock did its part and died before anybody heard of it.',
  question: 'A change is on disk, and the event that tells of it is lost. Is the order lost too?',
  minutes: 3,
  after: 'transactions/orchestrator-dies',
  seed: '1',
  topology: topology(shop(5), 1),
  settings: { ...STEADY, protocol: 'choreographed', clientTimeoutUs: 2_000 * MS },
  rules: [],
  interventions: [
    order('order', 50, 'c1'),
    onMessage('lost', 66, 'drop', 'stock', 'card'),
    crash('crash', 80, 'stock'),
    restart('back', 500, 'stock'),
  ],
  durationUs: 7_500 * MS,
  opensAt: (story) => story.intervention('order'),
  press: { label: 'Place the order', does: 'next' },
  beats: [
    {
      at: (story) => story.intervention('order'),
      say: 'c1 asks the stock. There is no coordinator in this: each site tells the next.',
    },
    {
      at: (story) => story.first('does')?.row ?? null,
      say: 'The stock gives the item away. In the same log record stands the event for the card.',
    },
    { at: (story) => story.intervention('lost'), say: 'The event leaves, and is lost on its way.' },
    { at: (story) => story.intervention('crash'), say: 'The stock dies before it can send it again.' },
    {
      at: (story) => story.first('recovers')?.row ?? null,
      say: 'It reads its log: an item given away, and an event that nobody has taken up.',
    },
    {
      at: (story) => story.first('emits', ({ atUs }) => atUs > 500 * MS)?.row ?? null,
      say: 'So it sends the event again.',
    },
    {
      at: (story) => story.first('endsSaga')?.row ?? null,
      say: 'Card and courier follow. A change and the news of it were one: that is an outbox.',
    },
  ],
  contrast: {
    say: 'The same death, with events that are kept in memory',
    change: { rules: ['noOutbox'] },
    claims: [
      {
        text: 'The item is gone, and nobody ever goes on',
        holds: (story) => valueAt(story, 'stock', 'item') === 4 && valueAt(story, 'card', 'shop') === 0,
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
      text: 'The order is whole in the end',
      holds: (story) =>
        valueAt(story, 'stock', 'item') === 4 &&
        valueAt(story, 'card', 'shop') === 40 &&
        valueAt(story, 'courier', 'slot') === 49,
    },
    { text: 'c1 is told', holds: (story) => isOk(story, 'c1', 0) && isQuiet(story) },
  ],
})
