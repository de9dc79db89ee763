// One of six caches is let go. Placed by modulo, nearly every key is looked for at another cache, which has not got it;
// by a ring, only those of the one that went. The database behind them sees the difference.

import { type Story, scenario } from '../../../src/sim/scenario.ts'
import { cacheTopology, crash, direct, MS, promisesHold } from './cluster.ts'

const GONE_MS = 800

/** Of the reads that caches saw after one of them was gone, the share that they had to ask the database for. */
function missShare(story: Story): number {
  const since = ({ atUs }: { readonly atUs: number }) => atUs > (GONE_MS + 20) * MS
  const misses = story.count('miss', since)
  return misses / (misses + story.count('hit', since))
}

export const cacheDies = scenario({
  id: 'hashing/cache-dies',
  sim: 'hashing',
  title: 'One of six caches dies. How much worse is it?',
  blurb: 'Six caches before one database. One dies, and the keys are placed by their hash modulo five.',
  question: 'A sixth of the cache is gone. What does the database see?',
  minutes: 3,
  seed: '1',
  topology: cacheTopology({ nodes: 6, clients: 4 }),
  settings: {
    scheme: 'modulo',
    posts: 40,
    databaseUs: 2 * MS,
    workloadEveryUs: 8 * MS,
    workloadReads: 1,
  },
  rules: [],
  interventions: [crash('crash', GONE_MS - 5, 'n3'), direct('remove', GONE_MS, 'remove', { node: 'n3' })],
  durationUs: 1_000 * MS,
  opensAt: (story) => story.at(760 * MS),
  press: { label: 'Let n3 die', does: 'next' },
  beats: [
    {
      at: (story) => story.at(760 * MS),
      say: 'Six caches have what is read again and again. The database is hardly asked.',
    },
    { at: (story) => story.intervention('crash'), say: 'n3 dies, and what it remembered with it.' },
    {
      at: (story) => story.intervention('remove'),
      say: 'The directory lets it go: five caches now, and the hash modulo five.',
    },
    {
      at: (story) => story.first('miss', undefined, (GONE_MS + 20) * MS)?.row ?? null,
      say: 'Almost every key is now looked for at a cache that never had it, and the database must answer.',
    },
  ],
  contrast: {
    say: 'The same death, with the caches on a ring',
    change: { settings: { scheme: 'ring' } },
    claims: [{ text: 'Fewer than three of ten reads miss', holds: (story) => missShare(story) < 0.3 }],
  },
  claims: [
    promisesHold,
    { text: 'More than three of ten reads miss', holds: (story) => missShare(story) > 0.3 },
  ],
})
