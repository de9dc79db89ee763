// A query for the latest posts. Hashing has spread them over all nodes, so all must be asked; kept in their order they
// are next to each other.

import { type Story, scenario } from '../../../src/sim/scenario.ts'
import { MS, promisesHold, topology } from './cluster.ts'

const ASK_MS = 100

function asked(story: Story): number {
  return Number(story.first('asksAll')?.params[0])
}

function found(story: Story): unknown {
  return story.history.find(({ f }) => f === 'query')?.result
}

export const latestPosts = scenario({
  id: 'hashing/latest-posts',
  sim: 'hashing',
  title: 'Is hashing always the right way to shard?',
  blurb: 'A query for the latest posts, on keys that are hashed and on keys in their order.',
  question: 'c1 wants the latest posts. How many nodes must be asked?',
  minutes: 2,
  seed: '1',
  topology: topology({ nodes: 6, clients: 1 }),
  settings: {},
  rules: [],
  interventions: [
    {
      id: 'query',
      atUs: ASK_MS * MS,
      do: { kind: 'tell', node: 'c1', order: { name: 'query', of: 'recent' } },
    },
  ],
  durationUs: 250 * MS,
  opensAt: (story) => story.at(90 * MS),
  press: { label: 'Let c1 ask', does: 'next' },
  beats: [
    {
      at: (story) => story.at(90 * MS),
      say: 'Six nodes share the posts by a hash. Neighbours in time are strangers on the ring.',
    },
    {
      at: (story) => story.intervention('query'),
      say: 'c1 cannot know who has recent posts, so it asks everybody.',
    },
    {
      at: (story) => story.first('isCounted')?.row ?? null,
      say: 'The answer is complete when the last one has come. A query is as slow as the slowest node.',
    },
  ],
  contrast: {
    say: 'The same query, where each node keeps ranges of posts in their order',
    change: { settings: { scheme: 'ranges' } },
    claims: [
      { text: 'One node is asked, two at most', holds: (story) => asked(story) <= 2 },
      { text: 'It finds the same posts', holds: (story) => found(story) === 12 },
    ],
  },
  claims: [
    promisesHold,
    { text: 'All six nodes are asked', holds: (story) => asked(story) === 6 },
    { text: 'The latest tenth of 120 posts is found', holds: (story) => found(story) === 12 },
  ],
})
