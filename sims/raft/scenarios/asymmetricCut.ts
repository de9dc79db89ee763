// One follower can speak but not hear. It loses patience again and again, and each time its higher term deposes the
// leader. PreVote with CheckQuorum makes it ask first, and nobody who hears a leader listens.

import type { Intervention } from '../../../src/engine/intervention.ts'
import { type Story, scenario } from '../../../src/sim/scenario.ts'
import { oneWay } from '../../../src/sim/shapes.ts'
import { MS, n1Stands, promisesHold, topology, write } from './cluster.ts'

const CUT_US = 300 * MS
const OTHERS = ['n1', 'n2', 'n3', 'n4']

const electionsAfterCut = (story: Story) => story.count('elected', ({ atUs }) => atUs > CUT_US)
const depositions = (story: Story) => story.count('steppedDown', ({ atUs }) => atUs > CUT_US)

export const asymmetricCut = scenario({
  id: 'raft/deaf-follower',
  sim: 'raft',
  title: 'Why does the leader keep losing its job?',
  blurb: 'One follower can be heard but hears nothing. A majority is healthy, and yet nothing gets done.',
  question: 'Four of five servers hear each other well. What keeps deposing their leader?',
  minutes: 6,
  after: 'raft/two-leaders',
  seed: '11',
  topology: topology(5, 1),
  settings: {},
  rules: [],
  interventions: [
    n1Stands,
    {
      id: 'deaf',
      atUs: CUT_US,
      do: { kind: 'cut', name: 'n5 hears nobody', links: oneWay([...OTHERS, 'c1'], ['n5']) },
    },
    write('x1', 310, 'c1', 'x', 1),
    write('x2', 1_500, 'c1', 'x', 2),
    write('x3', 3_000, 'c1', 'x', 3),
  ],
  durationUs: 5_000 * MS,
  opensAt: (story) => story.at(290 * MS),
  press: { label: 'Make n5 deaf', does: 'next' },
  beats: [
    { at: (story) => story.at(290 * MS), say: 'n1 leads a healthy cluster.' },
    {
      at: (story) => story.intervention('deaf'),
      say: 'From now on n5 hears nobody, but everybody still hears n5.',
    },
    {
      at: (story) => story.first('completed', undefined, CUT_US)?.row ?? null,
      say: 'The other four go on as before: a write is committed. n5 does not have it.',
    },
    {
      at: (story) => story.first('candidate', ({ node }) => node === 'n5', CUT_US)?.row ?? null,
      say: 'n5 takes the silence for a dead leader, and stands in a higher term.',
    },
    {
      at: (story) => story.first('steppedDown', undefined, CUT_US)?.row ?? null,
      say: 'A higher term must be obeyed. The leader steps down, though nothing was wrong with it.',
    },
    {
      at: (story) => story.first('elected', undefined, CUT_US)?.row ?? null,
      say: 'The others elect a leader again. n5 cannot hear that either.',
    },
    {
      at: (story) => secondDeposition(story),
      say: 'And again. Every time n5 loses patience, a leader goes.',
    },
  ],
  predict: {
    at: (story) => story.first('candidate', ({ node }) => node === 'n5', CUT_US)?.row ?? null,
    question: 'n5 hears no answer to anything. Can it harm the cluster?',
    options: [
      {
        text: 'No: it can never win',
        feedback:
          'It can never win, because it never hears its votes. But it need not win to depose a leader.',
      },
      {
        text: 'Yes: its higher term deposes every leader',
        feedback: 'A server that sees a higher term must follow it, whoever it comes from.',
      },
      {
        text: 'Only if it has the longest log',
        feedback: 'The log decides who may win. A higher term is enough to make a leader step down.',
      },
    ],
    answer: (story) => (depositions(story) > 0 ? 1 : 0),
  },
  contrast: {
    say: 'The same cut, with PreVote and CheckQuorum switched on just before it',
    change: { add: [switchOn('preVote'), switchOn('checkQuorum')] },
    claims: [
      promisesHold,
      {
        text: 'No leader is deposed',
        holds: (story) => depositions(story) === 0 && electionsAfterCut(story) === 0,
      },
      {
        text: 'All three writes are answered',
        holds: ({ history }) => history.every(({ outcome }) => outcome === 'ok'),
      },
    ],
  },
  claims: [
    promisesHold,
    { text: 'The leader is deposed at least five times', holds: (story) => depositions(story) >= 5 },
    {
      text: 'n5 never wins',
      holds: (story) => story.first('elected', ({ node }) => node === 'n5') === null,
    },
  ],
})

function switchOn(key: string): Intervention {
  return { id: key, atUs: CUT_US - 10 * MS, do: { kind: 'set', key, value: true } }
}

function secondDeposition(story: Story) {
  const first = story.first('steppedDown', undefined, CUT_US)
  return first === null ? null : (story.first('steppedDown', ({ row }) => row > first.row)?.row ?? null)
}
