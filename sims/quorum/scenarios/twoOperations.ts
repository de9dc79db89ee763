// "A database is CP or AP" (misconception MC3). One store, one cut, one client, one key: the read at level one is
// answered at once and is stale, the read at level quorum is refused. The choice belongs to the operation.

import { type Scenario, type Story, scenario } from '../../../src/sim/scenario.ts'
import { between } from '../../../src/sim/shapes.ts'
import { at, MS, noted, operation, promisesHold, read, topology, write } from './store.ts'

const ALONE = ['n1', 'c1']
const OTHERS = ['n2', 'n3', 'n4', 'n5', 'c2', 'c3']
const HEAL_US = 1_600 * MS

const quickRead = (story: Story) => operation(story, 'c1', 0)
const strongRead = (story: Story) => operation(story, 'c1', 1)
const lateRead = (story: Story) => operation(story, 'c1', 2)

const contrast: NonNullable<Scenario['contrast']> = {
  say: 'The same five operations, and no cut',
  change: { without: ['cut'] },
  claims: [
    {
      text: 'Every read at quorum is told 2',
      holds: (story) => strongRead(story)?.result === 2 && lateRead(story)?.result === 2,
    },
    {
      text: 'Nobody is refused',
      holds: (story) => story.history.every(({ outcome }) => outcome === 'ok'),
    },
  ],
}

export const twoOperations = scenario({
  id: 'quorum/two-operations',
  sim: 'quorum',
  title: 'Is this store consistent or available?',
  blurb: 'Cut one node off. Read the same key through it twice: once from one copy, once from a quorum.',
  question: 'n1 is cut off. What is c1 told when it reads x there?',
  minutes: 4,
  seed: '3',
  topology: topology(5, 3),
  settings: {},
  rules: [],
  interventions: [
    write('x1', 50, 'c2', 'x', 1),
    at('cut', 300, { kind: 'cut', name: 'n1 cut off', links: between(ALONE, OTHERS) }),
    write('x2', 500, 'c2', 'x', 2),
    read('quick', 900, 'c1', 'x', { to: 'n1', level: 'one' }),
    read('strong', 1_100, 'c1', 'x', { to: 'n1', level: 'quorum' }),
    at('heal', 1_600, { kind: 'heal' }),
    read('again', 1_900, 'c1', 'x', { to: 'n1', level: 'quorum' }),
  ],
  durationUs: 2_600 * MS,
  opensAt: (story) => story.at(290 * MS),
  press: { label: 'Cut n1 off', does: 'next' },
  beats: [
    {
      at: (story) => story.at(290 * MS),
      say: 'x=1 is on n1, n2 and n3, the three nodes that keep x.',
    },
    { at: (story) => story.intervention('cut'), say: 'n1 is cut off, and c1 with it.' },
    {
      at: (story) => noted(story, 'writeDone', 'c2', 500 * MS)?.row ?? null,
      say: 'On the other side two of three copies take x=2. That is a quorum, so c2 is told that it is done.',
    },
    {
      at: (story) => noted(story, 'readDone', 'c1')?.row ?? null,
      say: 'c1 reads at level one. n1 has a copy and answers from it at once: 1. Available, and stale.',
    },
    {
      at: (story) => noted(story, 'coordinatesGet', 'n1', 1_050 * MS)?.row ?? null,
      say: 'c1 asks again, the same node for the same key, but at level quorum. n1 needs two copies.',
    },
    {
      at: (story) => noted(story, 'refused', 'c1')?.row ?? null,
      say: 'Nobody else answers n1, so it refuses. Consistent, and not available.',
    },
    { at: (story) => story.intervention('heal'), say: 'The wall falls.' },
    {
      at: (story) => noted(story, 'readDone', 'c1', HEAL_US)?.row ?? null,
      say: 'Now a quorum can be had, and it knows 2. One store did both: each operation chose for itself.',
    },
  ],
  predict: {
    at: (story) => noted(story, 'coordinatesGet', 'n1', 1_050 * MS)?.row ?? null,
    question: 'c1 asks the cut-off n1 for x again, at level quorum. What is it told?',
    options: [
      {
        text: '1: n1 has just answered that',
        feedback: 'One copy is not a quorum, and a read at quorum waits for two. n1 cannot have two.',
      },
      {
        text: '2: a quorum always knows the latest',
        feedback: 'A quorum would, but n1 cannot reach one. It knows that it does not know.',
      },
      {
        text: 'Nothing: it is refused',
        feedback: 'So the same store was available for one read and consistent for the next.',
      },
    ],
    answer: (story) => {
      const { result = null } = strongRead(story) ?? {}
      return result === 1 ? 0 : result === 2 ? 1 : 2
    },
  },
  contrast,
  claims: [
    promisesHold,
    { text: 'The read at level one is told 1', holds: (story) => quickRead(story)?.result === 1 },
    {
      text: 'x=2 had been acknowledged before that',
      holds: (story) => {
        const done = operation(story, 'c2', 1)
        return done?.outcome === 'ok' && done.completedUs! < (quickRead(story)?.invokedUs ?? 0)
      },
    },
    { text: 'The read at quorum is refused', holds: (story) => strongRead(story)?.outcome === 'fail' },
    { text: 'After the heal it is told 2', holds: (story) => lateRead(story)?.result === 2 },
  ],
})
