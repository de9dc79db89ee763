// One of six nodes is slow. A read of one key meets it one time in six; a query that asks all six meets it every time.

import type { Operation } from '../../../src/engine/observer.ts'
import { type Story, scenario } from '../../../src/sim/scenario.ts'
import { latencies, MS, promisesHold, slow, topology } from './cluster.ts'

const SLOW_MS = 300
const END_MS = 1_000

/** Of answers to what began while n2 was slow, the share that took longer than any node but n2 needs. */
function slowShare(story: Story, isMeant: (operation: Operation) => boolean): number {
  const times = latencies(story, SLOW_MS, END_MS, isMeant)
  return times.filter((us) => us > 35 * MS).length / times.length
}

const queries = (story: Story) => slowShare(story, ({ f }) => f === 'query')
const reads = (story: Story) => slowShare(story, ({ f }) => f === 'read')

export const slowShard = scenario({
  id: 'hashing/slow-shard',
  sim: 'hashing',
  title: 'One of six shards is slow. Who feels it?',
  blurb: 'Reads of one post ask one node, queries for the latest posts ask all of them. n2 becomes slow.',
  question: 'Every sixth key is on n2. Is every sixth answer slow?',
  minutes: 3,
  after: 'hashing/latest-posts',
  seed: '1',
  topology: topology({ nodes: 6, clients: 4 }),
  settings: {
    workloadQueries: 0.3,
    workloadReads: 1,
    workloadEveryUs: 40 * MS,
    clientTimeoutUs: 1_000 * MS,
  },
  rules: [],
  interventions: [slow('slow', SLOW_MS, 'n2', 30)],
  durationUs: END_MS * MS,
  opensAt: (story) => story.at((SLOW_MS - 10) * MS),
  press: { label: 'Make n2 slow', does: 'next' },
  beats: [
    {
      at: (story) => story.at((SLOW_MS - 10) * MS),
      say: 'Six nodes, a read of one post here, a query over all of them there. Both take some milliseconds.',
    },
    { at: (story) => story.intervention('slow'), say: 'n2 needs 30 ms for whatever it does.' },
    {
      at: (story) =>
        story.first('isCountedPartly', ({ params }) => params[2] === 1, SLOW_MS * MS)?.row ?? null,
      say: 'Five have counted. The query waits for the one that is left.',
    },
    {
      at: (story) => story.at((END_MS - 20) * MS),
      say: 'Most reads never met n2. Each query did: asking all shards makes the rare case the rule.',
    },
  ],
  predict: {
    at: (story) => story.intervention('slow'),
    question: 'One node of six is slow. How many of the queries over all nodes are slow?',
    options: [
      { text: 'About a sixth', feedback: 'That is so for reads of one key. A query asks n2 every time.' },
      { text: 'All of them', feedback: 'An answer over all nodes is as slow as the slowest of them.' },
    ],
    answer: (story) => (queries(story) > 0.6 ? 1 : 0),
  },
  contrast: {
    say: 'The same slow node, where posts are kept in their order and a query asks one node',
    change: { settings: { scheme: 'ranges' } },
    claims: [{ text: 'No query is slow', holds: (story) => queries(story) === 0 }],
  },
  claims: [
    promisesHold,
    { text: 'Every query is slow', holds: (story) => queries(story) === 1 },
    { text: 'Fewer than half of the reads are', holds: (story) => reads(story) < 0.5 },
  ],
})
