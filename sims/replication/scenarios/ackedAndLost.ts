// Asynchronous replication, and a primary that dies just after it said OK. The write was on its way to nobody: the next
// primary never heard of it, and the client never hears that it is gone.

import { type Story, scenario } from '../../../src/sim/scenario.ts'
import { crash, MS, nothingLost, operation, promisesHold, read, topology, valueAt, write } from './cluster.ts'

const CRASH_US = 440 * MS

function lateRead(story: Story) {
  return operation(story, 'c2', 0)
}

export const ackedAndLost = scenario({
  id: 'replication/acked-and-lost',
  sim: 'replication',
  title: 'The database said OK. Is the write safe?',
  blurb: 'The primary answers before any backup has the write. Kill it just then.',
  question: 'c1 was told OK. Where is its write when the primary dies?',
  minutes: 4,
  seed: '4',
  topology: topology(3, 2),
  settings: { acks: 'none', shipDelayUs: 60 * MS },
  rules: [],
  interventions: [
    write('x5', 200, 'c1', 'x', 5),
    write('x7', 400, 'c1', 'x', 7),
    crash('crash', CRASH_US / MS, 'n1'),
    read('read', 1_000, 'c2', 'x'),
  ],
  durationUs: 1_500 * MS,
  opensAt: (story) => story.intervention('x7'),
  press: { label: 'Write x=7', does: 'next' },
  beats: [
    { at: (story) => story.intervention('x7'), say: 'n1 is primary. x=5 is everywhere, and c1 writes x=7.' },
    {
      at: (story) => story.first('taken', undefined, 400 * MS)?.row ?? null,
      say: 'n1 puts it into its log. It will send it on a little later, as asynchronous replication does.',
    },
    {
      at: (story) => story.first('completed', ({ node }) => node === 'c1', 400 * MS)?.row ?? null,
      say: 'c1 is told OK. The bar stands after x=7, and only n1 has it.',
    },
    { at: (story) => story.intervention('crash'), say: 'n1 dies.' },
    {
      at: (story) => story.first('promotes', undefined, CRASH_US)?.row ?? null,
      say: 'The master waits until nobody can hold a lease, and promotes a backup. Neither of them has x=7.',
    },
    {
      at: (story) => story.first('writeLost')?.row ?? null,
      say: 'From this moment the write is lost. Nobody tells c1.',
    },
    {
      at: (story) => story.first('completed', ({ node }) => node === 'c2')?.row ?? null,
      say: 'c2 reads x and is told 5, by a primary that knows nothing else.',
    },
  ],
  predict: {
    at: (story) => story.intervention('crash'),
    question: 'c1 was told that x=7 is written. A backup takes over. What does c2 read?',
    options: [
      {
        text: '7: it was acknowledged',
        feedback: 'It was acknowledged by n1 alone. OK meant: I have it. It did not mean: it is safe.',
      },
      {
        text: '5: the write died with n1',
        feedback: 'No backup had it, so whoever takes over cannot know of it. The OK was worth one disk.',
      },
      {
        text: '7, a little later',
        feedback: 'Asynchronous does not only mean late. What had not left n1 will never arrive.',
      },
    ],
    answer: (story) => (lateRead(story)?.result === 5 ? 1 : 0),
  },
  contrast: {
    say: 'The same death, with an acknowledgement that waits for one backup',
    change: { settings: { acks: 'one' } },
    claims: [
      promisesHold,
      nothingLost,
      {
        text: 'c1 is told OK only when a backup has x=7, or not at all by n1',
        holds: (story) => story.count('writeLost') === 0,
      },
    ],
  },
  claims: [
    {
      text: 'c1 was told OK for x=7',
      holds: (story) => operation(story, 'c1', 1)?.outcome === 'ok',
    },
    { text: 'The acknowledged write is lost', holds: (story) => story.count('writeLost') === 1 },
    { text: 'c2 reads 5', holds: (story) => lateRead(story)?.result === 5 },
    {
      text: 'No living replica has x=7',
      holds: (story) => ['n2', 'n3'].every((id) => valueAt(story, id, 'x') === 5),
    },
    promisesHold,
  ],
})
