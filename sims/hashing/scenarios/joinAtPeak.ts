// A node joins at the busiest hour. Each key that moves costs both sides time, and meanwhile the requests wait.

import { type Story, scenario } from '../../../src/sim/scenario.ts'
import { join, latencies, MS, mean, promisesHold, topology } from './cluster.ts'

const JOIN_MS = 400

/** Mean time to an answer while keys move, over that before. */
function hump(story: Story): number {
  const begins = (story.first('announces')?.atUs ?? 0) / MS
  const ends = Math.max(
    begins + 60,
    (story.first('settles', undefined, JOIN_MS * MS)?.atUs ?? story.endUs) / MS,
  )
  return mean(latencies(story, begins - 10, ends)) / mean(latencies(story, 50, JOIN_MS))
}

export const joinAtPeak = scenario({
  id: 'hashing/join-at-peak',
  sim: 'hashing',
  title: 'More traffic than we can serve. Shall we add a node now?',
  blurb: 'A node joins at the peak, and its keys come over a narrow line.',
  question: 'What do the clients feel while n5 gets its keys?',
  minutes: 3,
  after: 'hashing/node-joins',
  seed: '1',
  topology: topology({ nodes: 4, spares: 1, clients: 4 }),
  settings: { workloadEveryUs: 14 * MS, bytesPerSecond: 500_000, clientTimeoutUs: 2_000 * MS },
  rules: [],
  interventions: [join('join', JOIN_MS, 'n5')],
  durationUs: 1_300 * MS,
  opensAt: (story) => story.at(390 * MS),
  press: { label: 'Let n5 join', does: 'next' },
  beats: [
    {
      at: (story) => story.at(390 * MS),
      say: 'Four nodes, four busy clients, and answers within some milliseconds.',
    },
    { at: (story) => story.intervention('join'), say: 'n5 joins to help.' },
    {
      at: (story) => story.first('sendsKeys')?.row ?? null,
      say: 'First it costs. Whoever sends keys serves nobody meanwhile, and requests queue up.',
    },
    {
      at: (story) => story.first('settles', undefined, JOIN_MS * MS)?.row ?? null,
      say: 'The keys are there. From now on five share the work.',
    },
  ],
  contrast: {
    say: 'The same join over a line two hundred times as wide',
    change: { settings: { bytesPerSecond: 100_000_000 } },
    claims: [{ text: 'Answers take less than twice as long as before', holds: (story) => hump(story) < 2 }],
  },
  claims: [
    promisesHold,
    { text: 'While keys move, answers take more than twice as long', holds: (story) => hump(story) > 2 },
  ],
})
