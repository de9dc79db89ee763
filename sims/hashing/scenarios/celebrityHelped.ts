// What helps against a celebrity, tried one after the other on the same run: a lid on what a node keeps, more names for
// the post, more copies of everything, and a cache in front.

import { type Story, scenario } from '../../../src/sim/scenario.ts'
import { busiestShare, MS, promisesHold, set, topology } from './cluster.ts'

/** Each remedy has this long; the settings may need a fifth of a second to be taken up. */
const BEGIN_MS = 400
const EACH_MS = 500
const at = (remedy: number) => BEGIN_MS + remedy * EACH_MS

/** What the busiest node answers of all that was asked, when remedy so-and-so has been taken up. */
function during(story: Story, remedy: number): number {
  return busiestShare(story, at(remedy) + 260, at(remedy + 1))
}

export const celebrityHelped = scenario({
  id: 'hashing/celebrity-helped',
  sim: 'hashing',
  title: 'Everybody reads one post. What helps?',
  blurb: 'A lid on loads, eight names, three copies, and a cache in front: four remedies on one run.',
  question: 'Which of the four remedies cools the node of the celebrity’s post?',
  minutes: 5,
  after: 'hashing/celebrity',
  seed: '1',
  topology: topology({ nodes: 5, clients: 3 }),
  settings: {
    workloadEveryUs: 20 * MS,
    workloadReads: 1,
    crowd: 'celebrity',
    crowdShare: 0.85,
    posts: 50,
    reads: 'one',
    writes: 'all',
    bytesPerSecond: 100_000_000,
  },
  rules: [],
  interventions: [
    set('lid', at(0), 'scheme', 'bounded'),
    set('names', at(1), 'salts', 8),
    set('one-name', at(2) - 2, 'salts', 1),
    set('any-copy', at(2) - 1, 'readFrom', 'any'),
    set('copies', at(2), 'copies', 3),
    set('one-copy', at(3) - 1, 'copies', 1),
    set('cache', at(3), 'clientCacheUs', 150 * MS),
  ],
  durationUs: at(4) * MS,
  opensAt: (story) => story.at((BEGIN_MS - 10) * MS),
  press: { label: 'Put a lid on every node', does: 'next' },
  beats: [
    {
      at: (story) => story.at((BEGIN_MS - 10) * MS),
      say: 'Six of seven requests are for one post, and so for one node.',
    },
    {
      at: (story) => story.intervention('lid'),
      say: 'First remedy, bounded loads: no node may keep over a quarter more parts than is fair.',
    },
    {
      at: (story) => story.intervention('names'),
      say: 'It did not help. A lid counts what is kept, and one post is one post. Next: eight names for it.',
    },
    {
      at: (story) => story.intervention('copies'),
      say: 'Names helped: reads went to many nodes. A write would have gone to all eight. Next: three copies of everything.',
    },
    {
      at: (story) => story.intervention('cache'),
      say: 'Copies helped too, and tripled the data. Last: clients remember for 150 ms what they have read.',
    },
    {
      at: (story) => story.at((at(4) - 10) * MS),
      say: 'Most reads no longer reach any node. The price: for 150 ms they may be told what is no longer so.',
    },
  ],
  claims: [
    promisesHold,
    { text: 'At first one node answers most', holds: (story) => busiestShare(story, 50, BEGIN_MS) > 0.7 },
    { text: 'Under bounded loads one still does', holds: (story) => during(story, 0) > 0.7 },
    {
      text: 'With eight names the busiest answers less',
      holds: (story) => during(story, 1) < during(story, 0),
    },
    { text: 'With three copies, any of them read, none does', holds: (story) => during(story, 2) < 0.6 },
    {
      text: 'With a cache in front a third reaches the node at most',
      holds: (story) => during(story, 3) < 0.35,
    },
  ],
})
