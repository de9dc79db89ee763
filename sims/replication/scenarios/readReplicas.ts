// Replicas that answer reads share the reads. They cannot share the writes: each of them has to make every one.

import { type Story, scenario } from '../../../src/sim/scenario.ts'
import { MS, topology } from './cluster.ts'

const BEGIN_US = 200 * MS
const SHIFT_US = 800 * MS
const END_US = 1_400 * MS

/** Operations answered between two moments. */
function answered(story: Story, fromUs: number, untilUs: number): number {
  return story.history.filter(
    ({ outcome, completedUs }) =>
      outcome === 'ok' && completedUs !== null && completedUs >= fromUs && completedUs < untilUs,
  ).length
}

const reading = (story: Story) => answered(story, BEGIN_US, SHIFT_US)
const isAsManyWrites = (story: Story) => {
  const writing = answered(story, SHIFT_US, END_US)
  return writing >= 35 && writing <= 48
}

export const readReplicas = scenario({
  id: 'replication/read-replicas',
  sim: 'replication',
  title: 'Do more replicas make it faster?',
  blurb: 'Nine reads for each write, then nine writes for each read. The replicas help with one of them.',
  question: 'Reads are answered by any replica. What does that do for reads, and what for writes?',
  minutes: 4,
  seed: '7',
  topology: topology(3, 4),
  settings: {
    reads: 'anywhere',
    latencyMinUs: 1 * MS,
    latencyMaxUs: 2 * MS,
    queryUs: 8 * MS,
    updateUs: 16 * MS,
    copyUs: 8 * MS,
    workloadEveryUs: 10 * MS,
    workloadReads: 0.9,
    workloadKeys: 2,
    clientTimeoutUs: 1_000 * MS,
    leaseUs: 400 * MS,
  },
  rules: [],
  interventions: [{ id: 'shift', atUs: SHIFT_US, do: { kind: 'set', key: 'workloadReads', value: 0.1 } }],
  durationUs: END_US,
  opensAt: (story) => story.at(BEGIN_US),
  press: { label: 'Go on', does: 'next' },
  beats: [
    {
      at: (story) => story.at(BEGIN_US),
      say: 'Each replica takes 8 ms for a read, and the primary 16 ms for a write. Four clients ask all the time.',
    },
    {
      at: (story) => story.first('staleRead', undefined, BEGIN_US)?.row ?? null,
      say: 'A replica answers with what it has. Sometimes that is old, and sometimes it is one’s own write that is missing.',
    },
    {
      at: (story) => story.intervention('shift'),
      say: 'Three replicas answered reads side by side. Now nine of ten operations are writes.',
    },
    {
      at: (story) => story.at(SHIFT_US + 300 * MS),
      say: 'Every write passes through n1, and is made again by each of the others. They only wait for it.',
    },
  ],
  predict: {
    at: (story) => story.intervention('shift'),
    question: 'Three replicas instead of one. How many more writes can be made now?',
    options: [
      {
        text: 'Three times as many',
        feedback: 'A write is not shared among replicas: each of them has to make it.',
      },
      {
        text: 'No more than with one',
        feedback: 'All writes pass through the primary, whatever the number of replicas.',
      },
      {
        text: 'A few more, since reads are elsewhere',
        feedback: 'There is hardly a read left that could be elsewhere.',
      },
    ],
    answer: () => 1,
  },
  contrast: {
    say: 'The same clients, with all reads at the primary',
    change: { settings: { reads: 'primary' } },
    claims: [
      {
        text: 'Fewer than 80 operations are answered while most are reads',
        holds: (story) => reading(story) < 80,
      },
      {
        text: 'While most are writes, as many are answered as with reads anywhere',
        holds: (story) => isAsManyWrites(story),
      },
      { text: 'No read is stale', holds: (story) => story.count('staleRead') === 0 },
    ],
  },
  claims: [
    {
      text: 'More than 90 operations are answered while most are reads',
      holds: (story) => reading(story) > 90,
    },
    {
      text: 'Between 35 and 48 are answered while most are writes',
      holds: (story) => isAsManyWrites(story),
    },
    { text: 'Some reads are stale', holds: (story) => story.count('staleRead') > 0 },
  ],
})
