// Two posts of one user are to change together. On two nodes one can be written and the other not; on one node, which is
// up or down, neither or both.

import type { Intervention } from '../../../src/engine/intervention.ts'
import { type Story, scenario } from '../../../src/sim/scenario.ts'
import { postName } from '../keys.ts'
import { halfDone } from '../pairs.ts'
import { crash, MS, promisesHold, topology } from './cluster.ts'

const DIE_MS = 150
const PAIRS = 24
const CLIENTS = 4

/** For each user the first two posts, shared among the clients; each waits for the one before. */
const pairs = Array.from(
  { length: PAIRS },
  (_, user): Intervention => ({
    id: `pair-${user}`,
    atUs: (DIE_MS + 50) * MS,
    do: {
      kind: 'tell',
      node: `c${(user % CLIENTS) + 1}`,
      order: { name: 'both', key: postName(5 * user), other: postName(5 * user + 1), value: user + 1 },
    },
  }),
)

const halves = ({ nodes, history }: Story) => halfDone(nodes, history).length

export const twoPosts = scenario({
  id: 'hashing/two-posts',
  sim: 'hashing',
  title: 'Two posts must change together. What if they are on two nodes?',
  blurb: 'For 24 users two posts are to get the same new value. One of four nodes is down.',
  question: 'n2 is down. What becomes of pairs that have one post there?',
  minutes: 3,
  after: 'hashing/partition-key',
  seed: '1',
  topology: topology({ nodes: 4, clients: CLIENTS }),
  settings: { clientTimeoutUs: 40 * MS, clientRetries: 1 },
  rules: [],
  interventions: [crash('crash', DIE_MS, 'n2'), ...pairs],
  durationUs: 1_000 * MS,
  opensAt: (story) => story.at((DIE_MS - 10) * MS),
  press: { label: 'Crash n2', does: 'next' },
  beats: [
    {
      at: (story) => story.at((DIE_MS - 10) * MS),
      say: 'Four clients are about to change two posts of each user. Both should get the new value, or neither.',
    },
    {
      at: (story) => story.intervention('crash'),
      say: 'n2 crashes, with a quarter of all posts on its disk.',
    },
    {
      at: (story) => story.first('isHalfDone')?.row ?? null,
      say: 'A first post is written. Its client goes on to the second one, on whatever node that may be.',
    },
    {
      at: (story) => story.first('gaveUp')?.row ?? null,
      say: 'A client gives up on a post of n2. If the other one has been written, nobody takes that back.',
    },
    {
      at: (story) => story.at(990 * MS),
      say: 'Some pairs are half done. To make two nodes agree on both or neither takes a transaction.',
    },
  ],
  contrast: {
    say: 'The same pairs, where the posts of a user are on one node',
    change: { settings: { partitionBy: 'user' } },
    claims: [{ text: 'No pair is half done', holds: (story) => halves(story) === 0 }],
  },
  claims: [
    promisesHold,
    { text: 'Some pairs are half done', holds: (story) => halves(story) > 0 },
    {
      text: 'Whoever was told OK has both posts written',
      holds: ({ nodes, history }) =>
        history.some(({ outcome }) => outcome === 'ok') &&
        halfDone(nodes, history).every(({ outcome }) => outcome !== 'ok'),
    },
  ],
})
