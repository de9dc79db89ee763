// "CAP explains why my system is slow" (MC5, PACELC). Nothing is broken at all. The nodes are 40 ms apart: an operation
// that waits for another node is fresh and slow, one that does not is quick and may be stale. That is the E, for else.

import { type Story, scenario } from '../../../src/sim/scenario.ts'
import { MS, noted, operation, promisesHold, read, stocked, write } from './store.ts'

const theWrite = (story: Story) => operation(story, 'c1')
const theRead = (story: Story) => operation(story, 'c2')

function tookUs(asked: ReturnType<typeof theRead>): number {
  return (asked?.completedUs ?? 1e12) - (asked?.invokedUs ?? 0)
}

export const quickOrFresh = scenario({
  id: 'quorum/quick-or-fresh',
  sim: 'quorum',
  title: 'Nothing is cut. Why is it slow?',
  blurb: 'Three nodes, 40 ms apart, and not a single fault. One write, and a read elsewhere right after it.',
  question: 'No fault, no cut. What do R and W cost, and what do they buy?',
  minutes: 4,
  seed: '4',
  topology: stocked(3, 2, { x: 1 }),
  settings: { latencyMinUs: 38 * MS, latencyMaxUs: 42 * MS, hints: false },
  rules: [],
  interventions: [write('x2', 100, 'c1', 'x', 2, { to: 'n1' }), read('read', 350, 'c2', 'x', { to: 'n2' })],
  durationUs: 1_200 * MS,
  opensAt: (story) => story.at(90 * MS),
  press: { label: 'Let c1 write x=2', does: 'next' },
  beats: [
    {
      at: (story) => story.at(90 * MS),
      say: 'Three nodes, 40 ms from each other. R=2, W=2, and nothing is broken.',
    },
    {
      at: (story) => noted(story, 'coordinatesPut', 'n1')?.row ?? null,
      say: 'c1 has asked what there is, and puts x=2. n1 has it at once, but one copy is not two.',
    },
    {
      at: (story) => noted(story, 'stored', 'n2')?.row ?? null,
      say: 'A message to another node takes 40 ms, and its answer 40 more. Every operation pays that.',
    },
    {
      at: (story) => noted(story, 'writeDone', 'c1')?.row ?? null,
      say: 'c1 is told, after two rounds to the node and two rounds between nodes.',
    },
    {
      at: (story) => noted(story, 'readDone', 'c2')?.row ?? null,
      say: 'c2 has waited for two copies as well, and reads 2. Fresh, and slow, with every link whole.',
    },
  ],
  predict: {
    at: (story) => noted(story, 'coordinatesPut', 'n1')?.row ?? null,
    question: 'n1 has x=2 on its own disk. When is c1 told?',
    options: [
      {
        text: 'At once: nothing is broken',
        feedback: 'Faults are not what it waits for. It waits for a second copy, 40 ms away and back.',
      },
      {
        text: 'After another node has answered',
        feedback:
          'That is the price of a quorum when all is well, and it has nothing to do with a partition.',
      },
    ],
    answer: (story) => (tookUs(theWrite(story)) > 300 * MS ? 1 : 0),
  },
  contrast: {
    say: 'The same two operations with R=1 and W=1',
    change: { settings: { r: 1, w: 1 } },
    claims: [
      { text: 'The write takes less than 180 ms', holds: (story) => tookUs(theWrite(story)) < 180 * MS },
      { text: 'The read takes less than 90 ms', holds: (story) => tookUs(theRead(story)) < 90 * MS },
    ],
  },
  claims: [
    promisesHold,
    { text: 'The write takes more than 300 ms', holds: (story) => tookUs(theWrite(story)) > 300 * MS },
    { text: 'The read takes more than 150 ms', holds: (story) => tookUs(theRead(story)) > 150 * MS },
    { text: 'c2 reads 2', holds: (story) => theRead(story)?.result === 2 },
  ],
})
