// The coordinator dies when all have voted yes. Everybody has promised, and nobody may let go: not by waiting, and not by
// asking each other. One other client finds the stock locked.

import { type Story, scenario } from '../../../src/sim/scenario.ts'
import {
  by,
  crash,
  isQuiet,
  MS,
  operation,
  order,
  PATIENT,
  promisesHold,
  restart,
  shop,
  tookUs,
  topology,
  valueAt,
} from './cluster.ts'

const ORDER_MS = 50
/** All votes are on their way by then, and none has been answered. */
const CRASH_MS = 97
/** One has been told by then, and the next is to be told a little later. */
const LATER_MS = 133
const OTHER_MS = 300
const BACK_MS = 1_200

const doubts = (story: Story) => story.count('votesYes', ({ params }) => params[0] === 'c1.1')

export const coordinatorDies = scenario({
  id: 'transactions/coordinator-dies',
  sim: 'transactions',
  title: 'All voted yes. Then the coordinator dies. What now?',
  blurb: 'Three databases have promised, and only one node knows what was decided. It is gone.',
  question: 'Stock, card and courier have voted yes. What may they do while the coordinator is away?',
  minutes: 5,
  seed: '3',
  topology: topology(shop(5), 2, 2),
  settings: PATIENT,
  rules: [],
  interventions: [
    order('order', ORDER_MS, 'c1'),
    crash('crash', CRASH_MS, 'k1'),
    order('other', OTHER_MS, 'c2'),
    restart('back', BACK_MS, 'k1'),
  ],
  durationUs: 2_600 * MS,
  opensAt: (story) => story.intervention('order'),
  press: { label: 'Place the order', does: 'next' },
  beats: [
    {
      at: (story) => story.intervention('order'),
      say: 'c1 orders: an item from the stock, money from its card, a courier. All of it, or nothing.',
    },
    {
      at: (story) => story.last('worked', ({ params }) => params[0] === 'c1.1')?.row ?? null,
      say: 'Each has locked its rows and done its part. Nobody can see it yet, and anybody may still give up.',
    },
    {
      at: (story) => story.last('votesYes', ({ params }) => params[0] === 'c1.1')?.row ?? null,
      say: 'Asked to prepare, each forces its promise to disk and votes yes. From here on it may not decide alone.',
    },
    {
      at: (story) => story.intervention('crash'),
      say: 'The coordinator dies, with the votes on their way to it.',
    },
    {
      at: (story) => story.first('inquires')?.row ?? null,
      say: 'They ask what became of it. Nobody answers, and each keeps its locks: it has promised.',
    },
    {
      at: (story) => story.intervention('back'),
      say: 'The coordinator starts again. Its log says nothing of a decision.',
    },
    {
      at: (story) => story.first('presumes')?.row ?? null,
      say: 'So it was never decided, and the coordinator presumes an abort.',
    },
    {
      at: (story) => story.last('aborts', ({ params }) => params[0] === 'c1.1')?.row ?? null,
      say: 'Only now the locks go. Nothing was done by halves, and everything stood still until here.',
    },
  ],
  predict: {
    at: (story) => story.first('inquires')?.row ?? null,
    question:
      'All three have voted yes, and none has heard the outcome. The coordinator stays away. What is safe?',
    options: [
      {
        text: 'Abort: it takes too long',
        feedback:
          'The coordinator may have told one of them to commit before it died. Then they would differ.',
      },
      {
        text: 'Commit: all said yes',
        feedback:
          'No participant knows that all said yes. And the coordinator may have given up and told one to abort.',
      },
      {
        text: 'Nothing: keep the locks and wait',
        feedback:
          'Whatever they do alone may be the opposite of what was decided. Waiting is all that is left.',
      },
    ],
    answer: (story) => (story.count('abortsAlone') === 0 ? 2 : 0),
  },
  contrast: {
    say: 'The same death, with participants that lose patience and abort, while the decision was already told to one',
    change: {
      rules: ['abortsAfterYes'],
      settings: { sendGapUs: 20 * MS },
      without: ['crash'],
      add: [crash('later', LATER_MS, 'k1')],
    },
    claims: [
      {
        text: 'One commits and another aborts',
        holds: (story) => story.violations.some(({ invariant }) => invariant === 'ac1'),
      },
    ],
  },
  claims: [
    promisesHold,
    { text: 'All three had voted yes', holds: (story) => doubts(story) === 3 },
    {
      text: 'None of them let go before the coordinator was back',
      holds: (story) =>
        (story.first('aborts', ({ params }) => params[0] === 'c1.1')?.atUs ?? 0) > BACK_MS * MS &&
        story.count('commits', ({ params }) => params[0] === 'c1.1') === 0,
    },
    {
      text: 'In the end everything is free again, and one of each is left or taken together',
      holds: (story) =>
        isQuiet(story) &&
        5 - (valueAt(story, 'stock', 'item') ?? 0) === 50 - (valueAt(story, 'courier', 'slot') ?? 0),
    },
    {
      text: 'c2, who came later, had to wait for the coordinator as well',
      holds: (story) => (tookUs(operation(story, 'c2', 0)) ?? 0) > (BACK_MS - OTHER_MS) * MS,
    },
    {
      text: 'c1 asked again when the coordinator was back',
      holds: (story) => story.count('retries', by('c1')) > 0,
    },
  ],
})
