// Ten nodes with one point each on the ring. A hash spreads points at random, and random is not even.

import { type Story, scenario } from '../../../src/sim/scenario.ts'
import { placementOf } from '../layout.ts'
import { evenness } from '../placement/measure.ts'
import { type Ring, ringShares } from '../placement/ring.ts'
import { MS, promisesHold, topology, viewOf } from './cluster.ts'

const OPENS_MS = 100

/** The fullest node's share of the ring over its fair share. */
function fullest(story: Story): number {
  const ring = placementOf(viewOf(story).now) as Ring
  return evenness(ringShares(ring), ring.members).maxOverMean
}

export const unevenRing = scenario({
  id: 'hashing/uneven-ring',
  sim: 'hashing',
  title: 'Does consistent hashing balance the load?',
  blurb: 'Ten nodes, and one point on the ring for each. Then a hundred points each.',
  question: 'Each node has one point on the ring. How full is the fullest?',
  minutes: 2,
  after: 'hashing/node-joins',
  seed: '2',
  topology: topology({ nodes: 10, clients: 2 }),
  settings: { tokens: 1, workloadEveryUs: 50 * MS },
  rules: [],
  interventions: [],
  durationUs: 400 * MS,
  opensAt: (story) => story.at(OPENS_MS * MS),
  press: { label: 'See what they serve', does: 'next' },
  beats: [
    {
      at: (story) => story.at(OPENS_MS * MS),
      say: 'One point a node cuts the circle into ten arcs. Chance makes some of them very long.',
    },
    {
      at: (story) => story.at(300 * MS),
      say: 'A long arc means many keys, and many keys mean many requests.',
    },
  ],
  predict: {
    at: (story) => story.at(300 * MS),
    question: 'Ten nodes, one point each. How much does the fullest own, beside a fair share?',
    options: [
      { text: 'About as much as the others', feedback: 'A hash is even over many draws, and ten are few.' },
      {
        text: 'Half as much again, or far more',
        feedback: 'On average nearly three times: 1 + 1/2 + … + 1/10. More points a node make it even.',
      },
    ],
    answer: (story) => (fullest(story) < 1.5 ? 0 : 1),
  },
  contrast: {
    say: 'The same nodes, with a hundred points each',
    change: { settings: { tokens: 100 } },
    claims: [
      { text: 'The fullest owns less than half above its share', holds: (story) => fullest(story) < 1.5 },
    ],
  },
  claims: [
    promisesHold,
    { text: 'The fullest owns more than one and a half shares', holds: (story) => fullest(story) > 1.5 },
  ],
})
