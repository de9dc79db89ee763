// Three of five servers die, one after the other. The majority stays three: it is counted over all servers, not over
// those that live. So the last two wait, and lose nothing by it.

import { type Story, scenario } from '../../../src/sim/scenario.ts'
import { crash, MS, n1Stands, promisesHold, restart, topology, write } from './cluster.ts'

const LAST_CRASH_US = 900 * MS
const RESTART_US = 2_500 * MS

const waiting = (story: Story) => story.history.find(({ invokedUs }) => invokedUs > LAST_CRASH_US)

export const quorumLost = scenario({
  id: 'raft/quorum-lost',
  sim: 'raft',
  title: 'Two of five still live. Can they go on?',
  blurb: 'Crash three servers, one by one, with a write after each.',
  question: 'How many of five servers may die before writes stop?',
  minutes: 4,
  seed: '6',
  topology: topology(5, 1),
  settings: {},
  rules: [],
  interventions: [
    n1Stands,
    crash('first', 300, 'n3'),
    write('x1', 400, 'c1', 'x', 1),
    crash('second', 600, 'n4'),
    write('x2', 700, 'c1', 'x', 2),
    crash('third', 900, 'n5'),
    write('x3', 1_000, 'c1', 'x', 3),
    restart('back', 2_500, 'n3'),
  ],
  durationUs: 4_500 * MS,
  opensAt: (story) => story.at(290 * MS),
  press: { label: 'Crash the first', does: 'next' },
  beats: [
    { at: (story) => story.at(290 * MS), say: 'Five servers, n1 leads.' },
    { at: (story) => story.intervention('first'), say: 'n3 dies. Four are left.' },
    {
      at: (story) => story.first('completed', undefined, 400 * MS)?.row ?? null,
      say: 'A write goes through as before: three are a majority, and four can give it.',
    },
    {
      at: (story) => story.intervention('second'),
      say: 'n4 dies. Three are left, and all three are needed now.',
    },
    {
      at: (story) => story.first('completed', undefined, 700 * MS)?.row ?? null,
      say: 'Still a majority of five.',
    },
    { at: (story) => story.intervention('third'), say: 'n5 dies. Two are left.' },
    {
      at: (story) => story.first('proposed', undefined, LAST_CRASH_US)?.row ?? null,
      say: 'n1 stores the write, and so does n2. Two of five commit nothing, so c1 is told nothing.',
    },
    { at: (story) => story.intervention('back'), say: 'n3 starts again, with its disk.' },
    {
      at: (story) => story.first('completed', undefined, RESTART_US)?.row ?? null,
      say: 'Three again. The write that waited is committed, and nothing was lost.',
    },
  ],
  predict: {
    at: (story) => story.intervention('third'),
    question: 'Two of five are left, and they hear each other well. Can they commit a write?',
    options: [
      {
        text: 'Yes: two of two is everybody who lives',
        feedback:
          'They cannot know that the three are dead. Cut off, those three might commit something else.',
      },
      {
        text: 'No: a majority of five is three',
        feedback: 'It is counted over all servers. That is what makes any two majorities share a server.',
      },
      { text: 'Yes, after a new election', feedback: 'An election needs the same three votes.' },
    ],
    answer: (story) => ((waiting(story)?.completedUs ?? RESTART_US) < RESTART_US ? 0 : 1),
  },
  contrast: {
    say: 'The same, but n5 lives',
    change: { without: ['third'] },
    claims: [
      promisesHold,
      {
        text: 'The third write is answered long before n3 is back',
        holds: (story) => (waiting(story)?.completedUs ?? RESTART_US) < RESTART_US,
      },
    ],
  },
  claims: [
    promisesHold,
    {
      text: 'With three left the second write is answered',
      holds: ({ history }) => (history[1]?.completedUs ?? LAST_CRASH_US) < LAST_CRASH_US,
    },
    {
      text: 'With two left nothing is committed',
      holds: (story) => (story.first('committed', undefined, LAST_CRASH_US)?.atUs ?? 0) > RESTART_US,
    },
    {
      text: 'The write that waited is answered after the restart',
      holds: (story) => (waiting(story)?.completedUs ?? 0) > RESTART_US,
    },
  ],
})
