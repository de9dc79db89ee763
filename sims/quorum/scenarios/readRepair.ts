// Read repair (Q3): a node slept through a write. The next read asks all three, is answered by two, and sees from the third
// answer that its copy is old. The client is long gone when the repair arrives.

import { scenario } from '../../../src/sim/scenario.ts'
import { at, breaks, copyAt, MS, noted, operation, promisesHold, read, stocked, write } from './store.ts'

const BACK_US = 600 * MS

export const readRepair = scenario({
  id: 'quorum/read-repair',
  sim: 'quorum',
  title: 'Can a read mend what it finds?',
  blurb: 'n3 slept through a write. One read later its copy is whole, though nobody asked for that.',
  question: 'n3 is back with an old copy. What does a read do about it?',
  minutes: 3,
  after: 'quorum/two-operations',
  seed: '3',
  topology: stocked(3, 2, { x: 1 }),
  settings: { hints: false, exchangeEveryUs: 0, writeBack: false },
  rules: [],
  interventions: [
    at('crash', 100, { kind: 'crash', node: 'n3' }),
    write('x2', 200, 'c1', 'x', 2, { to: 'n1' }),
    at('back', 600, { kind: 'restart', node: 'n3' }),
    read('read', 1_000, 'c2', 'x', { to: 'n2' }),
    read('late', 2_400, 'c1', 'x', { to: 'n1' }),
  ],
  durationUs: 2_600 * MS,
  opensAt: (story) => story.at(90 * MS),
  press: { label: 'Crash n3', does: 'next' },
  beats: [
    { at: (story) => story.at(90 * MS), say: 'x=1 on three nodes. Hints and anti-entropy are off.' },
    { at: (story) => story.intervention('crash'), say: 'n3 goes down.' },
    { at: (story) => noted(story, 'writeDone', 'c1')?.row ?? null, say: 'x=2 is taken by the other two.' },
    { at: (story) => story.intervention('back'), say: 'n3 is back with x=1, and nobody tells it.' },
    {
      at: (story) => noted(story, 'coordinatesGet', 'n2', BACK_US)?.row ?? null,
      say: 'c2 reads at n2. All three are asked, and the first two answers will do.',
    },
    {
      at: (story) => noted(story, 'repairs', 'n2')?.row ?? null,
      say: 'n3 has answered 1. n2 knows better, and sends it what it lacks.',
    },
    {
      at: (story) => noted(story, 'stored', 'n3', BACK_US)?.row ?? null,
      say: 'The copy is whole, because somebody read it.',
    },
  ],
  predict: {
    at: (story) => noted(story, 'coordinatesGet', 'n2', BACK_US)?.row ?? null,
    question: 'n2 reads x for c2 and will find that n3’s copy is old. What becomes of that copy?',
    options: [
      {
        text: 'Nothing: reads do not write',
        feedback: 'This one does. Whoever has seen both knows which is old, and telling costs one message.',
      },
      { text: 'It is repaired', feedback: 'c2 does not wait for it: the answer goes out first.' },
      { text: 'It is asked no more', feedback: 'It is one of the three that keep x, and stays one.' },
    ],
    answer: (story) => (copyAt(story, 'n3', 'x') === 2 ? 1 : 0),
  },
  contrast: {
    say: 'The same read, and old copies are left as they are',
    change: { rules: ['noReadRepair'] },
    claims: [
      breaks('repairs', 'n3 was seen to be old, and still is'),
      { text: 'n3 has x=1 at the end', holds: (story) => copyAt(story, 'n3', 'x') === 1 },
    ],
  },
  claims: [
    promisesHold,
    { text: 'c2 reads 2', holds: (story) => operation(story, 'c2')?.result === 2 },
    {
      text: 'n3 has x=1 until the read',
      holds: (story) =>
        noted(story, 'stored', 'n3', BACK_US, ({ params }) => params[2] !== 'repair') === null,
    },
    {
      text: 'n3 is repaired, and has x=2',
      holds: (story) =>
        noted(story, 'stored', 'n3', BACK_US)?.params[2] === 'repair' && copyAt(story, 'n3', 'x') === 2,
    },
  ],
})
