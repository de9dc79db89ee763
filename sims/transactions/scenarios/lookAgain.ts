// Four who want the same two accounts at once: those who come second wait for locks, or find at the vote that they worked for
// nothing.

import { type Story, scenario } from '../../../src/sim/scenario.ts'
import {
  by,
  isOk,
  isQuiet,
  MS,
  operation,
  order,
  promisesHold,
  STEADY,
  shop,
  tell,
  topology,
  valueAt,
} from './cluster.ts'

const TRANSFER = { name: 'transfer', from: 'a1', to: 'a2', amount: 10 } as const
const CLIENTS = ['c1', 'c2', 'c3', 'c4'] as const
const SECOND_TRY_MS = 400

const conflicts = (story: Story) => story.count('rowLocked') + story.count('rowChanged')
const firstConflict = (story: Story) => {
  const [first] = story.notes.filter(({ code }) => code === 'rowLocked' || code === 'rowChanged')
  return first?.row ?? null
}
const howMany = (story: Story, outcome: string) =>
  CLIENTS.filter((client) => operation(story, client, 0)?.outcome === outcome).length
const slowestUs = (story: Story) =>
  Math.max(
    ...CLIENTS.map((client) => operation(story, client, 0)!).map((one) => one.completedUs! - one.invokedUs),
  )

export const lookAgain = scenario({
  id: 'transactions/look-again',
  sim: 'transactions',
  title: 'Lock first, or look again at the end?',
  blurb: 'Four transfers between the same two accounts, without a lock before the vote.',
  question: 'All four may work at once, for nobody locks anything. How many of them come through?',
  minutes: 4,
  after: 'transactions/deadlock',
  seed: '1',
  topology: topology(shop(5), 4, 1),
  settings: {
    ...STEADY,
    concurrency: 'validation',
    workOrder: 'inOrder',
    lockTimeoutUs: 1_000 * MS,
    voteTimeoutUs: 2_000 * MS,
    clientTimeoutUs: 3_000 * MS,
  },
  rules: [],
  interventions: [
    ...CLIENTS.map((client, i) => tell(`move-${client}`, 50 + 8 * i, client, TRANSFER)),
    tell('again', SECOND_TRY_MS, 'c2', TRANSFER),
    order('other', SECOND_TRY_MS, 'c3'),
  ],
  durationUs: 700 * MS,
  opensAt: (story) => story.intervention('move-c1'),
  press: { label: 'Move the money, four times', does: 'next' },
  beats: [
    {
      at: (story) => story.intervention('move-c1'),
      say: 'Four clients move 10 from a1 to a2, a few milliseconds apart.',
    },
    {
      at: (story) =>
        story.last('workedFreely', ({ node, atUs }) => node === 'stock' && atUs < SECOND_TRY_MS * MS)?.row ??
        null,
      say: 'Nobody waits. All four have read that a1 holds 100, and worked out that 90 will be left.',
    },
    {
      at: (story) => story.first('validates')?.row ?? null,
      say: 'The first is asked for its vote. a1 is still as it was read: it is locked now, and the vote is yes.',
    },
    {
      at: firstConflict,
      say: 'The second looks again too, and finds that it was not alone. If it went on, 10 would be lost: it says no.',
    },
    {
      at: (story) => story.first('isRefused')?.row ?? null,
      say: 'No lock was waited for. But all that the others did was for nothing, and their clients must ask again.',
    },
    {
      at: (story) => story.intervention('again'),
      say: 'c2 asks again, and c3 places an order at the same moment: same sites, other rows.',
    },
    {
      at: (story) => story.last('isDone')?.row ?? null,
      say: 'Neither was in the way of the other. Looking again pays where few want the same row.',
    },
  ],
  predict: {
    at: (story) => story.first('validates')?.row ?? null,
    question: 'All four have done their work, and the first says yes. What about the other three?',
    options: [
      {
        text: 'They follow, one after the other',
        feedback: 'Each worked with 100 on a1. After the first, that is not true any more.',
      },
      {
        text: 'They are refused',
        feedback: 'What they read has changed, or is about to. They would have to begin anew.',
      },
    ],
    answer: (story) => (howMany(story, 'fail') === 3 ? 1 : 0),
  },
  contrast: {
    say: 'The same four with locks',
    change: { settings: { concurrency: 'locks' } },
    claims: [
      promisesHold,
      {
        text: 'All four are done, one after the other',
        holds: (story) => howMany(story, 'ok') === 4 && story.count('waitsForLock') >= 3,
      },
      {
        text: 'The last one takes more than twice as long as one alone',
        holds: (story) => slowestUs(story) > 200 * MS,
      },
      { text: 'Nothing is refused', holds: (story) => story.count('isRefused') === 0 },
    ],
  },
  claims: [
    promisesHold,
    {
      text: 'One is done, and three are refused',
      holds: (story) => howMany(story, 'ok') === 1 && howMany(story, 'fail') === 3 && conflicts(story) >= 3,
    },
    {
      text: 'Nobody waits for a lock, and all four are answered within 150 ms',
      holds: (story) => story.count('waitsForLock') === 0 && slowestUs(story) < 150 * MS,
    },
    {
      text: 'Asked again, it goes through, and an order beside it too',
      holds: (story) => isOk(story, 'c2', 1) && isOk(story, 'c3', 1),
    },
    {
      text: 'a1 holds 80: two transfers, and none is lost',
      holds: (story) => valueAt(story, 'stock', 'a1') === 80 && valueAt(story, 'card', 'a2') === 120,
    },
    {
      text: 'c1 came first, and is done',
      holds: (story) => story.count('isDone', by('c1')) === 1 && isQuiet(story),
    },
  ],
})
