// Anti-entropy (Q6): a node that was down while others wrote has old copies, nobody kept a hint for it, and nobody reads.
// Its peers find out by comparing hash trees, and exchange just the leaf that differs.

import { scenario } from '../../../src/sim/scenario.ts'
import { at, breaks, copyAt, MS, noted, promisesHold, rowAfter, stocked, write } from './store.ts'

const BACK_US = 800 * MS

export const antiEntropy = scenario({
  id: 'quorum/anti-entropy',
  sim: 'quorum',
  title: 'Who brings copies together when nobody reads?',
  blurb: 'A node slept through a write. No hint was kept, and nobody will ever ask for the key.',
  question: 'n3 is back with an old copy, and nobody reads it. How does it learn?',
  minutes: 3,
  after: 'quorum/two-operations',
  seed: '4',
  topology: stocked(5, 1, { w: 8, x: 1, y: 5, z: 9 }),
  settings: { hints: false, exchangeEveryUs: 300 * MS },
  rules: [],
  interventions: [
    at('crash', 100, { kind: 'crash', node: 'n3' }),
    write('x2', 200, 'c1', 'x', 2, { to: 'n1' }),
    at('back', 800, { kind: 'restart', node: 'n3' }),
  ],
  durationUs: 5_000 * MS,
  opensAt: (story) => story.at(90 * MS),
  press: { label: 'Crash n3', does: 'next' },
  beats: [
    { at: (story) => story.at(90 * MS), say: 'Four keys, three copies each, and all copies agree.' },
    { at: (story) => story.intervention('crash'), say: 'n3 goes down.' },
    {
      at: (story) => noted(story, 'writeDone', 'c1')?.row ?? null,
      say: 'x=2 is taken by n1 and n2. Two of three will do, and nobody keeps a hint for n3.',
    },
    { at: (story) => story.intervention('back'), say: 'n3 is back, with x=1. Nobody will read x.' },
    {
      at: (story) => story.first('treesDiffer', undefined, BACK_US)?.row ?? null,
      say: 'Two nodes compare the roots of their hash trees. One branch of four differs, so they look there.',
    },
    {
      at: (story) => noted(story, 'stored', 'n3', BACK_US)?.row ?? null,
      say: 'In the leaf that differs stands x. They exchange that leaf alone, and n3 has x=2.',
    },
    {
      at: (story) => rowAfter(story, noted(story, 'stored', 'n3', BACK_US), 'treesAgree'),
      say: 'From now on the roots agree: one message, and nothing to say.',
    },
  ],
  predict: {
    at: (story) => story.intervention('back'),
    question: 'n3 is back with x=1. No hint was kept, and nobody reads x. When does n3 have x=2?',
    options: [
      {
        text: 'Never, until somebody reads or writes x',
        feedback: 'That would be so with read repair alone. Anti-entropy needs no client.',
      },
      {
        text: 'At once: it catches up before it starts',
        feedback: 'Nobody tells it that it missed something. It finds out when it next compares trees.',
      },
      {
        text: 'When it next compares trees with n1 or n2',
        feedback: 'They need not send all they have: equal hashes mean equal branches.',
      },
    ],
    answer: (story) => {
      const stored = noted(story, 'stored', 'n3', BACK_US)
      if (stored === null) return 0
      return stored.params[2] === 'exchange' ? 2 : 1
    },
  },
  contrast: {
    say: 'The same crash, with trees that hash keys and not their versions',
    change: { rules: ['digestsCountKeys'] },
    claims: [
      breaks('converges', 'n3 keeps x=1 for good'),
      { text: 'n3 has x=1 at the end', holds: (story) => copyAt(story, 'n3', 'x') === 1 },
    ],
  },
  claims: [
    promisesHold,
    {
      text: 'n3 gets x=2 by anti-entropy',
      holds: (story) => noted(story, 'stored', 'n3', BACK_US)?.params[2] === 'exchange',
    },
    {
      text: 'Nobody has read x',
      holds: (story) => story.history.every(({ f }) => f !== 'read'),
    },
    {
      text: 'Only x was exchanged',
      holds: (story) => story.count('stored', ({ params }) => params[2] === 'exchange') === 1,
    },
  ],
})
