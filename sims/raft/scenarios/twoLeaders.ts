// The old leader is cut off with one follower. It goes on believing that it leads; the majority elects another. One
// leader a term, and only one of them can commit. What a client reads from the old one depends on how reads are done.

import { type Scenario, type Story, scenario } from '../../../src/sim/scenario.ts'
import { between } from '../../../src/sim/shapes.ts'
import { breaks, MS, n1Stands, nodeNamed, promisesHold, read, topology, write } from './cluster.ts'

const CUT_US = 300 * MS
const HEAL_US = 3_000 * MS
const OLD_SIDE = ['n1', 'n2', 'c1', 'c3']
const NEW_SIDE = ['n3', 'n4', 'n5', 'c2']

function newLeader(story: Story) {
  return story.first('elected', ({ node }) => NEW_SIDE.includes(node), CUT_US)
}

function readOfC1(story: Story) {
  return story.history.find(({ client, f }) => client === 'c1' && f === 'read')
}

const contrast: NonNullable<Scenario['contrast']> = {
  say: 'The same cut, with reads answered by whoever is asked',
  change: { settings: { reads: 'local' } },
  claims: [
    breaks('freshReads', 'c1 reads 5 from the old leader after x=7 was acknowledged'),
    {
      text: 'The stale answer comes at once',
      holds: (story) => (readOfC1(story)?.completedUs ?? HEAL_US) < HEAL_US,
    },
  ],
}

export const twoLeaders = scenario({
  id: 'raft/two-leaders',
  sim: 'raft',
  title: 'Can there be two leaders?',
  blurb: 'Cut the leader off with one follower. Write to both sides, read from both, then heal.',
  question: 'n1 is cut off with one follower. Who leads now?',
  minutes: 5,
  seed: '5',
  topology: topology(5, 3),
  settings: {},
  rules: [],
  interventions: [
    n1Stands,
    write('x5', 150, 'c1', 'x', 5),
    {
      id: 'cut',
      atUs: CUT_US,
      do: { kind: 'cut', name: 'n1, n2 cut off', links: between(OLD_SIDE, NEW_SIDE) },
    },
    write('y9', 1_400, 'c3', 'y', 9, 'n1'),
    write('x7', 1_500, 'c2', 'x', 7, 'n3'),
    read('read', 2_200, 'c1', 'x', 'n1'),
    { id: 'heal', atUs: HEAL_US, do: { kind: 'heal' } },
  ],
  durationUs: 5_000 * MS,
  opensAt: (story) => story.at(290 * MS),
  press: { label: 'Cut n1 off with n2', does: 'next' },
  beats: [
    { at: (story) => story.at(290 * MS), say: 'n1 leads, and x=5 is committed on all five.' },
    {
      at: (story) => story.intervention('cut'),
      say: 'A wall: n1 and n2 on one side, three servers on the other. n1 notices nothing but missing answers.',
    },
    {
      at: (story) => newLeader(story)?.row ?? null,
      say: 'The three elect a leader in a higher term. Now two servers lead, each in a term of its own.',
    },
    {
      at: (story) => story.first('proposed', ({ node }) => node === 'n1', 1_300 * MS)?.row ?? null,
      say: 'n1 still takes a write. It can store it on two servers, and two of five commit nothing.',
    },
    {
      at: (story) => story.first('completed', ({ node }) => node === 'c2')?.row ?? null,
      say: 'On the other side x=7 is committed by three, and c2 is told OK.',
    },
    {
      at: (story) => story.first('readWaits', ({ node }) => node === 'n1', 2_000 * MS)?.row ?? null,
      say: 'c1 asks n1 for x. n1 may not answer before a majority confirms that it still leads.',
    },
    {
      at: (story) => story.first('steppedDown', ({ node }) => node === 'n1', HEAL_US)?.row ?? null,
      say: 'The wall falls. n1 hears of the higher term and steps down.',
    },
    {
      at: (story) =>
        story.first('truncated', ({ node }) => node === 'n1' || node === 'n2', HEAL_US)?.row ?? null,
      say: 'What the old side wrote alone is overwritten. Nobody was ever told that it was done.',
    },
    {
      at: (story) => story.first('completed', ({ node }) => node === 'c1', HEAL_US)?.row ?? null,
      say: 'c1 gets its answer, late and true.',
    },
  ],
  predict: {
    at: (story) => story.first('readWaits', ({ node }) => node === 'n1', 2_000 * MS)?.row ?? null,
    question: 'c1 reads x from the cut-off leader n1. x=7 is committed on the other side. What is c1 told?',
    options: [
      {
        text: '5: n1 knows nothing newer',
        feedback: 'n1 holds 5, but before it answers it must confirm that it still leads, and it cannot.',
      },
      {
        text: '7: reads are always fresh',
        feedback: 'n1 cannot know of 7. It can only know that it does not know.',
      },
      {
        text: 'Nothing, until the cut heals',
        feedback: 'Better late than stale: that is what the round of heartbeats is for.',
      },
    ],
    answer: (story) => {
      const { completedUs = null, result = null } = readOfC1(story) ?? {}
      if (completedUs === null || completedUs > HEAL_US) return 2
      return result === 5 ? 0 : 1
    },
  },
  contrast,
  claims: [
    promisesHold,
    {
      text: 'Both sides have a leader at the same time, in different terms',
      holds: (story) => {
        const elected = newLeader(story)
        const deposed = story.first('steppedDown', ({ node }) => node === 'n1')
        return elected !== null && deposed !== null && elected.atUs < deposed.atUs
      },
    },
    {
      text: 'What n1 accepts alone is not committed before the heal',
      holds: (story) => story.first('committed', ({ node }) => node === 'n1', 1_400 * MS) === null,
    },
    { text: 'c1 is never told 5 after x=7', holds: (story) => readOfC1(story)?.result !== 5 },
    {
      text: 'In the end all five logs are the same',
      holds: (story) => {
        const log = JSON.stringify(nodeNamed(story, 'n3').disk.log)
        return ['n1', 'n2', 'n4', 'n5'].every((id) => JSON.stringify(nodeNamed(story, id).disk.log) === log)
      },
    },
  ],
})
