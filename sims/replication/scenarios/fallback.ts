// Semi-synchronous with a timeout, as MySQL has it: when no backup answers in time, the primary answers alone. The client
// cannot tell the two kinds of OK apart.

import { type Story, scenario } from '../../../src/sim/scenario.ts'
import { between } from '../../../src/sim/shapes.ts'
import { crash, cut, MS, nothingLost, operation, promisesHold, topology, write } from './cluster.ts'

const CUT_US = 250 * MS
const CRASH_US = 460 * MS

function toldUs(story: Story): number {
  return operation(story, 'c1', 1)?.completedUs ?? Number.POSITIVE_INFINITY
}

export const fallback = scenario({
  id: 'replication/fallback',
  sim: 'replication',
  title: 'What if the backup does not answer in time?',
  blurb:
    'Semi-synchronous, until the backups are slow to answer. Then it is asynchronous, and the OK looks the same.',
  question: 'No backup answers, and after 100 ms the primary says OK without them. What was that OK worth?',
  minutes: 3,
  after: 'replication/semi-sync',
  seed: '5',
  topology: topology(3, 1),
  settings: { acks: 'one', semiSyncTimeoutUs: 100 * MS },
  rules: [],
  interventions: [
    write('x5', 150, 'c1', 'x', 5),
    cut('cut', CUT_US / MS, 'n1 cannot reach its backups', between(['n1'], ['n2', 'n3'])),
    write('x7', 300, 'c1', 'x', 7),
    crash('crash', CRASH_US / MS, 'n1'),
  ],
  durationUs: 1_600 * MS,
  opensAt: (story) => story.intervention('cut'),
  press: { label: 'Write x=7', does: 'next' },
  beats: [
    {
      at: (story) => story.intervention('cut'),
      say: 'n1 can reach the master and its clients, but not its backups. Nobody has noticed yet.',
    },
    {
      at: (story) => story.first('taken', undefined, CUT_US)?.row ?? null,
      say: 'c1 writes x=7. n1 has it and waits for one backup.',
    },
    {
      at: (story) => story.first('fallsBack')?.row ?? null,
      say: 'None answers for 100 ms, so n1 falls back to asynchronous and tells c1: OK.',
    },
    { at: (story) => story.intervention('crash'), say: 'n1 dies.' },
    {
      at: (story) => story.first('writeLost')?.row ?? null,
      say: 'A backup is promoted. It has everything that was ever acknowledged by two, and not x=7.',
    },
  ],
  predict: {
    at: (story) => story.first('taken', undefined, CUT_US)?.row ?? null,
    question: 'The setting says: one backup must have it. None can be reached. What is c1 told?',
    options: [
      {
        text: 'Nothing, until a backup has it',
        feedback: 'That is what the word promises. The timeout takes it back.',
      },
      {
        text: 'OK, after a while',
        feedback: 'After the timeout it is asynchronous replication, with the same word for the client.',
      },
      { text: 'An error', feedback: 'An error would be honest. But the timeout is there to avoid it.' },
    ],
    answer: (story) => (toldUs(story) < CRASH_US ? 1 : 0),
  },
  contrast: {
    say: 'The same cut, with a primary that waits',
    change: { settings: { semiSyncTimeoutUs: 0 } },
    claims: [
      promisesHold,
      nothingLost,
      {
        text: 'c1 is told nothing before n1 dies, and OK by its successor',
        holds: (story) => toldUs(story) > CRASH_US && operation(story, 'c1', 1)?.outcome === 'ok',
      },
    ],
  },
  claims: [
    promisesHold,
    { text: 'c1 is told OK before n1 dies', holds: (story) => toldUs(story) < CRASH_US },
    { text: 'The acknowledged write is lost', holds: (story) => story.count('writeLost') === 1 },
  ],
})
