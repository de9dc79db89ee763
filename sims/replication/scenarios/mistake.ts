// Somebody deletes everything. Replication does what it is there for: it copies that, too, to every replica, at once.

import { type Story, scenario } from '../../../src/sim/scenario.ts'
import { MS, operation, promisesHold, read, tell, topology, valueAt, write } from './cluster.ts'

const WIPE_US = 500 * MS
const RESTORE_US = 1_000 * MS

const readBeforeRestore = (story: Story) => operation(story, 'c2', 1)

export const mistake = scenario({
  id: 'replication/mistake',
  sim: 'replication',
  title: 'Three copies. Why do you need a backup?',
  blurb: 'DELETE without WHERE. Every replica has it before you have taken your hand off the key.',
  question: 'Everything is deleted by mistake. Which replica still has the data?',
  minutes: 3,
  seed: '1',
  topology: topology(3, 2),
  settings: { acks: 'all' },
  rules: [],
  interventions: [
    write('x1', 200, 'c1', 'x', 1),
    tell('snapshot', 280, 'c1', { name: 'snapshot', key: '*' }),
    write('y2', 360, 'c1', 'y', 2),
    tell('wipe', WIPE_US / MS, 'c2', { name: 'wipe', key: '*' }),
    read('read', 800, 'c2', 'x', { to: 'n3', level: 'eventual' }),
    tell('restore', RESTORE_US / MS, 'c1', { name: 'restore', key: '*' }),
    read('again', 1_200, 'c2', 'x'),
    read('gap', 1_300, 'c2', 'y'),
  ],
  durationUs: 1_500 * MS,
  opensAt: (story) => story.intervention('x1'),
  press: { label: 'Fill the database', does: 'next' },
  beats: [
    {
      at: (story) => story.intervention('x1'),
      say: 'Three replicas, and every write waits for all of them. It could not be safer.',
    },
    {
      at: (story) => story.first('taken', ({ params }) => params[0] === 'snapshot')?.row ?? null,
      say: 'A snapshot is taken: a copy that no later write changes.',
    },
    {
      at: (story) => story.intervention('wipe'),
      say: 'Now c2 deletes everything. It meant another database.',
    },
    {
      at: (story) =>
        story.first('applied', ({ node, params }) => node === 'n3' && params[3] === 'wipe')?.row ?? null,
      say: 'The deletion is a write like any other. It has reached the last replica.',
    },
    {
      at: (story) => story.first('foundNothing', ({ node }) => node === 'c2')?.row ?? null,
      say: 'Three copies of nothing.',
    },
    { at: (story) => story.intervention('restore'), say: 'The snapshot is brought back.' },
    {
      at: (story) => story.last('foundNothing', ({ node }) => node === 'c2')?.row ?? null,
      say: 'x is there again. y was written after the snapshot, and is gone: that gap is the recovery point.',
    },
  ],
  predict: {
    at: (story) => story.intervention('wipe'),
    question: 'Everything is deleted at the primary. What does a backup hold 300 ms later?',
    options: [
      {
        text: 'The data: that is what backups are for',
        feedback:
          'A backup in this sense follows the primary, whatever it does. It guards against dead machines only.',
      },
      { text: 'Nothing', feedback: 'It has followed the deletion as faithfully as every write before.' },
      {
        text: 'The data, until the next restart',
        feedback: 'Nothing waits for a restart: the entry was applied as soon as it was committed.',
      },
    ],
    answer: (story) => (readBeforeRestore(story)?.result === null ? 1 : 0),
  },
  contrast: {
    say: 'The same mistake, with backups that apply everything two seconds late',
    change: { settings: { applyDelayUs: 2_000 * MS }, without: ['restore', 'again', 'gap'] },
    claims: [
      promisesHold,
      {
        text: 'At the end, a second after the mistake, the backups still show nothing of it',
        holds: (story) => {
          const n3 = story.nodes.find(({ id }) => id === 'n3')
          return n3?.memory.machine.applied < n3?.disk.log.length
        },
      },
    ],
  },
  claims: [
    promisesHold,
    {
      text: 'No replica has x before the snapshot is back',
      holds: (story) => readBeforeRestore(story)?.result === null,
    },
    {
      text: 'Then x is 1 on all three',
      holds: (story) => ['n1', 'n2', 'n3'].every((id) => valueAt(story, id, 'x') === 1),
    },
    { text: 'y, written after the snapshot, is gone', holds: (story) => valueAt(story, 'n1', 'y') === null },
  ],
})
