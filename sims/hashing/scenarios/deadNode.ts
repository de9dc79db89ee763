// A node dies and is let go. With one point on the ring a node, everything it had falls to the next one; with a hundred,
// to everybody.

import { type Story, scenario } from '../../../src/sim/scenario.ts'
import { movesOfLayouts } from '../layout.ts'
import type { Flow } from '../placement/measure.ts'
import { busiestShare, crash, direct, MS, promisesHold, topology, viewOf } from './cluster.ts'

const DIE_MS = 400

/** Who has what was n3's first, most first. */
function heirs(story: Story): readonly Flow[] {
  const { origin, now } = viewOf(story)
  return movesOfLayouts(origin, now).flows.filter(({ from }) => from === 'n3')
}

function busiestHeir(story: Story): number {
  const inherited = heirs(story).reduce((sum, { keys }) => sum + keys, 0)
  return inherited === 0 ? 0 : (heirs(story)[0]?.keys ?? 0) / inherited
}

export const deadNode = scenario({
  id: 'hashing/dead-node',
  sim: 'hashing',
  title: 'A node dies. Do the others share its load evenly?',
  blurb: 'Six nodes, one point on the ring each, three copies of each key. n3 dies and is let go.',
  question: 'Who serves what n3 served?',
  minutes: 3,
  after: 'hashing/uneven-ring',
  seed: '5',
  topology: topology({ nodes: 6, clients: 4 }),
  settings: {
    tokens: 1,
    copies: 3,
    posts: 100,
    workloadEveryUs: 20 * MS,
    clientTimeoutUs: 60 * MS,
    bytesPerSecond: 50_000_000,
  },
  rules: [],
  interventions: [crash('crash', DIE_MS, 'n3'), direct('remove', DIE_MS + 60, 'remove', { node: 'n3' })],
  durationUs: 1_100 * MS,
  opensAt: (story) => story.at((DIE_MS - 10) * MS),
  press: { label: 'Let n3 die', does: 'next' },
  beats: [
    {
      at: (story) => story.at((DIE_MS - 10) * MS),
      say: 'Six points on the ring, one for each node. A key belongs to the next point, its copies to the two after that.',
    },
    {
      at: (story) => story.intervention('crash'),
      say: 'n3 dies. No key is lost: there are two more copies.',
    },
    {
      at: (story) => story.intervention('remove'),
      say: 'The directory lets n3 go. Its arc now ends at the next point, so one node serves both arcs.',
    },
    {
      at: (story) => story.first('settles', undefined, (DIE_MS + 60) * MS)?.row ?? null,
      say: 'All copies are there again. But who served one arc has served two since, and the others what they did before.',
    },
  ],
  predict: {
    at: (story) => story.intervention('remove'),
    question: 'Five nodes are left. Who becomes the first to serve n3’s keys?',
    options: [
      { text: 'All five, a fifth each', feedback: 'That takes many points: then n3 has many neighbours.' },
      {
        text: 'One of them, all of it',
        feedback: 'With one point n3 has one neighbour. A chain of such deaths is how rings fall over.',
      },
    ],
    answer: (story) => (heirs(story).length <= 1 ? 1 : 0),
  },
  contrast: {
    say: 'The same death, with a hundred points each',
    change: { settings: { tokens: 100 } },
    claims: [
      { text: 'At least three nodes inherit', holds: (story) => heirs(story).length >= 3 },
      { text: 'The busiest heir takes less than seven tenths', holds: (story) => busiestHeir(story) < 0.7 },
    ],
  },
  claims: [
    promisesHold,
    { text: 'Whatever n3 served first, one node does now', holds: (story) => heirs(story).length <= 1 },
    { text: 'The move ends', holds: (story) => viewOf(story).was === null && viewOf(story).epoch === 3 },
    {
      text: 'Reads and writes are answered without n3',
      holds: (story) => busiestShare(story, DIE_MS + 100, 1_000) > 0,
    },
  ],
})
