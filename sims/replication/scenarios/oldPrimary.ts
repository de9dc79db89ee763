// A primary is paused, replaced, and comes back. It does not know that any time has passed. What stops it is not that it
// is told, but that everybody else has promised not to listen.

import { type Story, scenario } from '../../../src/sim/scenario.ts'
import { breaks, MS, operation, promisesHold, topology, valueAt, write } from './cluster.ts'

const PAUSE_US = 300 * MS
const RESUME_US = 900 * MS
const FENCED_AGAIN_US = 1_500 * MS

const answerOfN1 = (story: Story) =>
  story.first('answered', ({ node }) => node === 'n1', RESUME_US)?.row ?? null

export const oldPrimary = scenario({
  id: 'replication/old-primary',
  sim: 'replication',
  title: 'What if the old primary comes back?',
  blurb: 'It was only paused. It wakes up, and still believes that it is the primary.',
  question: 'n1 wakes up and finds a write in its mailbox. May it take it?',
  minutes: 5,
  after: 'replication/acked-and-lost',
  seed: '6',
  topology: topology(3, 2),
  settings: { acks: 'one' },
  rules: [],
  interventions: [
    write('x5', 200, 'c1', 'x', 5),
    { id: 'pause', atUs: PAUSE_US, do: { kind: 'pause', node: 'n1' } },
    write('x7', 700, 'c2', 'x', 7, { to: 'n2' }),
    write('x9', 895, 'c1', 'x', 9, { to: 'n1' }),
    { id: 'resume', atUs: RESUME_US, do: { kind: 'resume', node: 'n1' } },
  ],
  durationUs: 2_000 * MS,
  opensAt: (story) => story.intervention('pause'),
  press: { label: 'Pause n1', does: 'next' },
  beats: [
    {
      at: (story) => story.intervention('pause'),
      say: 'n1 stands still: a long garbage collection, a machine that swaps. From outside it looks dead.',
    },
    {
      at: (story) => story.first('fences', undefined, PAUSE_US)?.row ?? null,
      say: 'The master has heard nothing. It cannot know why, so it fences: nobody will obey the old epoch.',
    },
    {
      at: (story) => story.first('activated', ({ node }) => node === 'n2', PAUSE_US)?.row ?? null,
      say: 'n1’s lease must be over by now, and n2 takes its place.',
    },
    {
      at: (story) => story.first('completed', ({ node }) => node === 'c2')?.row ?? null,
      say: 'c2 writes x=7 at n2. Meanwhile c1 sends x=9 to n1, which is still asleep.',
    },
    {
      at: (story) => story.intervention('resume'),
      say: 'n1 wakes up. By its own account nothing has happened.',
    },
    {
      at: (story) => story.first('leaseOut', ({ node }) => node === 'n1', RESUME_US)?.row ?? null,
      say: 'But its clock has gone on: its lease is out, so it may not act.',
    },
    {
      at: (story) => story.last('completed', ({ node }) => node === 'c1')?.row ?? null,
      say: 'c1 was sent to n2, and x=9 stands after x=7 in one log.',
    },
  ],
  predict: {
    at: (story) => story.intervention('resume'),
    question: 'n1 wakes up with c1’s write in its mailbox. It has not heard of n2. What does it do?',
    options: [
      {
        text: 'It takes the write: it is the primary',
        feedback:
          'It believes so. But its lease has run out while it slept, and without a lease it may not act.',
      },
      {
        text: 'It looks at its lease, and does not take it',
        feedback: 'It need not know what happened. It only has to know that something may have.',
      },
      {
        text: 'It asks n2 first',
        feedback: 'It does not know that n2 has anything to say. Nothing has told it.',
      },
    ],
    answer: (story) => (answerOfN1(story) === null ? 1 : 0),
  },
  contrast: {
    say: 'The same pause without fencing, until it is put back at 1,500 ms',
    change: {
      rules: ['noFencing'],
      add: [{ id: 'fence', atUs: FENCED_AGAIN_US, do: { kind: 'rule', rule: 'noFencing', broken: false } }],
    },
    claims: [
      breaks('onePrimary', 'n1 and n2 both answer as primary'),
      { text: 'n1 takes the write and tells c1 OK', holds: (story) => answerOfN1(story) !== null },
      {
        text: 'With the fence back, the replicas agree again, and an acknowledged write is gone',
        holds: (story) =>
          valueAt(story, 'n1', 'x') === valueAt(story, 'n2', 'x') && story.count('writeLost') > 0,
      },
    ],
  },
  claims: [
    promisesHold,
    { text: 'n1 answers nobody after it woke up', holds: (story) => answerOfN1(story) === null },
    {
      text: 'Both writes are acknowledged, and in the end all hold x=9',
      holds: (story) =>
        operation(story, 'c1', 1)?.outcome === 'ok' &&
        operation(story, 'c2', 0)?.outcome === 'ok' &&
        ['n1', 'n2', 'n3'].every((id) => valueAt(story, id, 'x') === 9),
    },
  ],
})
