// What of a post decides where it is: three choices, one after the other on the same run. A region is too coarse, a post
// too fine, and a user is right for this query. For another query it would be another.

import { type Story, scenario } from '../../../src/sim/scenario.ts'
import { allKeys } from '../keys.ts'
import { MS, promisesHold, set, topology } from './cluster.ts'

const POST_MS = 400
const USER_MS = 1_100
const END_MS = 1_800
const POSTS = 100

/** How many nodes queries asked that began in a stretch of time. */
function asked(story: Story, fromMs: number, untilMs: number): readonly number[] {
  return story.notes
    .filter(({ code, atUs }) => code === 'asksAll' && atUs >= fromMs * MS && atUs < untilMs * MS)
    .map(({ params }) => Number(params[0]))
}

function settledAt(story: Story, fromMs: number): number {
  return (story.first('settles', undefined, fromMs * MS)?.atUs ?? story.endUs) / MS
}

/** The fullest node's keys over the mean, when it was last told what to keep at the start. */
function fullestAtStart(story: Story): number {
  const loaded = story.notes.filter(({ code }) => code === 'loaded').map(({ params }) => Number(params[0]))
  return (Math.max(...loaded) * 6) / allKeys(POSTS).length
}

export const partitionKey = scenario({
  id: 'hashing/partition-key',
  sim: 'hashing',
  title: 'Shard by region, by post or by user?',
  blurb: 'Six nodes and the query “all posts of a user”. The partition key is changed twice while it runs.',
  question: 'Which partition key keeps both the nodes even and the queries small?',
  minutes: 4,
  after: 'hashing/latest-posts',
  seed: '1',
  topology: topology({ nodes: 6, clients: 3 }),
  settings: {
    partitionBy: 'region',
    posts: POSTS,
    queryBy: 'user',
    workloadQueries: 0.4,
    workloadEveryUs: 30 * MS,
    bytesPerSecond: 50_000_000,
  },
  rules: [],
  interventions: [
    set('by-post', POST_MS, 'partitionBy', 'post'),
    set('by-user', USER_MS, 'partitionBy', 'user'),
  ],
  durationUs: END_MS * MS,
  opensAt: (story) => story.at((POST_MS - 10) * MS),
  press: { label: 'Shard by post', does: 'next' },
  beats: [
    {
      at: (story) => story.at((POST_MS - 10) * MS),
      say: 'Posts are placed by region. There are three regions and six nodes, so most nodes keep next to nothing.',
    },
    {
      at: (story) => story.intervention('by-post'),
      say: 'From now on each post is placed by its own name.',
    },
    {
      at: (story) =>
        story.first('asksAll', ({ params }) => params[0] === 6, settledAt(story, POST_MS) * MS)?.row ?? null,
      say: 'The nodes are even. But a user’s posts can be anywhere, so a query asks all six and waits for the slowest.',
    },
    { at: (story) => story.intervention('by-user'), say: 'Once more: posts of one user stay together.' },
    {
      at: (story) =>
        story.first('asksAll', ({ params }) => params[0] === 1, settledAt(story, USER_MS) * MS)?.row ?? null,
      say: 'One node answers the whole query, and the nodes are nearly as even. Each change moved most keys.',
    },
  ],
  contrast: {
    say: 'The same three keys, when people ask for the latest posts instead',
    change: { settings: { queryBy: 'recent' } },
    claims: [
      {
        text: 'None of the three spares a query from asking all six nodes',
        holds: (story) => asked(story, 0, END_MS).every((nodes) => nodes === 6),
      },
    ],
  },
  claims: [
    promisesHold,
    {
      text: 'By region, one node has more than three times the mean of the keys',
      holds: (story) => fullestAtStart(story) > 3,
    },
    {
      text: 'By region, a query asks one node',
      holds: (story) => asked(story, 0, POST_MS).every((nodes) => nodes === 1),
    },
    {
      text: 'By post, a query asks all six',
      holds: (story) => {
        const nodes = asked(story, settledAt(story, POST_MS) + 10, USER_MS)
        return nodes.length > 0 && nodes.every((count) => count === 6)
      },
    },
    {
      text: 'By user, a query asks one',
      holds: (story) => {
        const nodes = asked(story, settledAt(story, USER_MS) + 10, END_MS)
        return nodes.length > 0 && nodes.every((count) => count === 1)
      },
    },
    {
      text: 'Each change gives most keys to another node',
      holds: (story) => {
        const changes = story.notes.filter(({ code }) => code === 'changesHands')
        return (
          changes.length === 2 && changes.every(({ params }) => 2 * Number(params[0]) > Number(params[1]))
        )
      },
    },
  ],
})
