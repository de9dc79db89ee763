// A read of a key that is between two nodes. Whether it is answered rightly is a choice: to ask who had the key, to wait
// for it, or to look in one's own shelf and find nothing.

import { type Story, scenario } from '../../../src/sim/scenario.ts'
import { join, latencies, MS, promisesHold, topology } from './cluster.ts'

const JOIN_MS = 300

/** Reads that were told there is nothing. Every post has been there from the start. */
function missed({ history }: Story): number {
  return history.filter(({ f, outcome, result }) => f === 'read' && outcome === 'ok' && result === null)
    .length
}

function slowest(story: Story): number {
  return Math.max(...latencies(story, JOIN_MS, 1_300))
}

export const onItsWay = scenario({
  id: 'hashing/on-its-way',
  sim: 'hashing',
  title: 'Where is a key while it moves?',
  blurb: 'Two nodes join three over a narrow line, and clients go on reading what is on its way.',
  question: 'A key is n4’s by the new view, and n4 has not got it yet. What is a reader told?',
  minutes: 3,
  after: 'hashing/node-joins',
  seed: '1',
  topology: topology({ nodes: 3, spares: 2, clients: 4 }),
  settings: {
    workloadEveryUs: 20 * MS,
    workloadReads: 1,
    bytesPerSecond: 1_500_000,
    clientTimeoutUs: 1_000 * MS,
  },
  rules: [],
  interventions: [join('join-n4', JOIN_MS, 'n4'), join('join-n5', JOIN_MS, 'n5')],
  durationUs: 1_300 * MS,
  opensAt: (story) => story.at((JOIN_MS - 10) * MS),
  press: { label: 'Let n4 and n5 join', does: 'next' },
  beats: [
    {
      at: (story) => story.at((JOIN_MS - 10) * MS),
      say: 'Three nodes keep everything. Two more are about to join, and the line between them is narrow.',
    },
    { at: (story) => story.intervention('join-n5'), say: 'n4 and n5 ask for a place.' },
    {
      at: (story) => story.first('sendsKeys')?.row ?? null,
      say: 'Keys are on their way. By the new view clients ask the newcomers, who have not got everything yet.',
    },
    {
      at: (story) => story.first('found', undefined, JOIN_MS * MS)?.row ?? null,
      say: 'A newcomer asked who had the key before, and told the reader what that one said.',
    },
    {
      at: (story) => story.last('settles')?.row ?? null,
      say: 'All are where they belong, and no reader was ever told that there is nothing.',
    },
  ],
  contrast: {
    say: 'The same joins, where a node answers from what it has',
    change: { settings: { meanwhile: 'miss' } },
    claims: [{ text: 'Readers are told that there is nothing', holds: (story) => missed(story) > 0 }],
  },
  claims: [
    promisesHold,
    { text: 'No read finds nothing', holds: (story) => missed(story) === 0 },
    { text: 'Every read is answered', holds: (story) => Number.isFinite(slowest(story)) },
  ],
})
