// Everybody reads and writes the latest posts, and ranges keep them side by side: the last node has all the heat. Cutting
// its range in the middle hands the heat on as a whole; it must be cut where it is hot.

import { type Story, scenario } from '../../../src/sim/scenario.ts'
import { busiestShare, direct, MS, promisesHold, topology } from './cluster.ts'

const FIRST_MS = 400
const SECOND_MS = 800
const END_MS = 1_300

const before = (story: Story) => busiestShare(story, 50, FIRST_MS)
const between = (story: Story) => busiestShare(story, FIRST_MS + 60, SECOND_MS)
const after = (story: Story) => busiestShare(story, SECOND_MS + 60, END_MS)

export const hotRange = scenario({
  id: 'hashing/hot-range',
  sim: 'hashing',
  title: 'The newest posts are all on one node. Does splitting help?',
  blurb: 'Four nodes keep ranges of posts in their order, and everybody wants the latest ones.',
  question: 'n4 is hot. Where would you cut its range?',
  minutes: 3,
  after: 'hashing/latest-posts',
  seed: '1',
  topology: topology({ nodes: 4, clients: 4 }),
  settings: {
    scheme: 'ranges',
    parts: 4,
    crowd: 'recent',
    crowdShare: 0.9,
    workloadEveryUs: 12 * MS,
    bytesPerSecond: 50_000_000,
  },
  rules: [],
  interventions: [
    direct('middle', FIRST_MS, 'split', { key: 'post:105', node: 'n1' }),
    direct('hot', SECOND_MS, 'split', { key: 'post:114', node: 'n2' }),
  ],
  durationUs: END_MS * MS,
  opensAt: (story) => story.at((FIRST_MS - 10) * MS),
  press: { label: 'Cut it in the middle', does: 'next' },
  beats: [
    {
      at: (story) => story.at((FIRST_MS - 10) * MS),
      say: 'Each node keeps a range of thirty posts. Nine of ten requests are for the last twelve, and n4 has them all.',
    },
    {
      at: (story) => story.intervention('middle'),
      say: 'n4’s range is cut in the middle, at post 105. The second half goes to n1.',
    },
    {
      at: (story) => story.at((SECOND_MS - 10) * MS),
      say: 'Now n1 is hot. The cut was even in keys, but all the heat was on one side of it.',
    },
    {
      at: (story) => story.intervention('hot'),
      say: 'A cut through the hot part itself: posts from 114 on go to n2.',
    },
    {
      at: (story) => story.at((END_MS - 10) * MS),
      say: 'Two nodes share the heat. Tomorrow’s posts will be hot elsewhere, so somebody must go on cutting.',
    },
  ],
  predict: {
    at: (story) => story.intervention('middle'),
    question: 'n4 keeps posts 90 to 119. What does a cut at 105 do for it?',
    options: [
      {
        text: 'It halves the heat',
        feedback: 'It halves the keys. The heat lies in the last twelve of them.',
      },
      { text: 'It hands the heat on to n1', feedback: 'Posts 108 to 119 are all in the second half.' },
    ],
    answer: (story) => (between(story) > 0.6 ? 1 : 0),
  },
  contrast: {
    say: 'The same crowd, with posts placed by a hash',
    change: { settings: { scheme: 'ring' }, without: ['middle', 'hot'] },
    claims: [{ text: 'Nobody answers two thirds of all requests', holds: (story) => before(story) < 0.67 }],
  },
  claims: [
    promisesHold,
    { text: 'At first one node answers over two thirds', holds: (story) => before(story) > 0.67 },
    { text: 'Cut in the middle, one node still does', holds: (story) => between(story) > 0.67 },
    { text: 'Cut where it is hot, none does', holds: (story) => after(story) < 0.67 },
  ],
})
