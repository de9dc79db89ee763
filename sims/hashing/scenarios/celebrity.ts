// One post that everybody reads. However many points its node has on the ring, one key is on one node.

import { type Story, scenario } from '../../../src/sim/scenario.ts'
import { evenness } from '../placement/measure.ts'
import { MS, promisesHold, set, topology, viewOf } from './cluster.ts'

/** The busiest node's requests over the mean. */
function busiest(story: Story): number {
  const { members } = viewOf(story).now
  const served = members.map(({ id }) => story.nodes.find((node) => node.id === id)?.memory.served ?? 0)
  return evenness(served, members).maxOverMean
}

export const celebrity = scenario({
  id: 'hashing/celebrity',
  sim: 'hashing',
  title: 'One shard is hot. Do more virtual nodes help?',
  blurb: 'Four of five reads go to one post. Three times the points on the ring, and then?',
  question: 'Everybody reads one post. Will more virtual nodes spread the load?',
  minutes: 3,
  seed: '1',
  topology: topology({ nodes: 5, clients: 4 }),
  settings: {
    workloadEveryUs: 16 * MS,
    workloadReads: 1,
    crowd: 'celebrity',
    crowdShare: 0.8,
    bytesPerSecond: 100_000_000,
  },
  rules: [],
  interventions: [set('more-points', 300, 'tokens', 200)],
  durationUs: 900 * MS,
  opensAt: (story) => story.at(280 * MS),
  press: { label: 'Give each node 200 points', does: 'next' },
  beats: [
    {
      at: (story) => story.at(280 * MS),
      say: 'Most requests go to one node: the one that keeps the celebrity’s post.',
    },
    {
      at: (story) => story.intervention('more-points'),
      say: 'Each node shall have 200 points instead of 64.',
    },
    {
      at: (story) => story.first('announces')?.row ?? null,
      say: 'A new view. Many keys move, perhaps the hot one too, and then to one other node.',
    },
    {
      at: (story) => story.at(880 * MS),
      say: 'Virtual nodes spread keys, not requests. One key is still on one node.',
    },
  ],
  contrast: {
    say: 'The same crowd, with the post written under eight names and read under any',
    change: { settings: { salts: 8 }, without: ['more-points'] },
    claims: [
      { text: 'Nobody serves three and a half times the mean', holds: (story) => busiest(story) < 3.5 },
    ],
  },
  claims: [
    promisesHold,
    { text: 'The busiest node serves twice the mean or more', holds: (story) => busiest(story) > 2 },
  ],
})
