// Four servers lose patience at the same moment, each votes for itself, and nobody wins: chance has to part them.

import { type Story, scenario } from '../../../src/sim/scenario.ts'
import { crash, MS, n1Stands, promisesHold, topology } from './cluster.ts'

const CRASH_US = 300 * MS

function leadersAfterCrash(story: Story) {
  return story.first('elected', undefined, CRASH_US)
}

export const splitVote = scenario({
  id: 'raft/split-vote',
  sim: 'raft',
  title: 'Why did nobody win?',
  blurb: 'Line up the timers, and watch the votes split. Then watch chance end it.',
  question: 'Four servers stand at the same moment. Who wins?',
  minutes: 4,
  after: 'raft/first-election',
  seed: '2',
  topology: topology(5, 1),
  settings: {},
  rules: [],
  interventions: [
    n1Stands,
    crash('crash', 300, 'n1'),
    {
      id: 'align',
      atUs: 320 * MS,
      do: { kind: 'align', timer: 'election', nodes: ['n2', 'n3', 'n4', 'n5'], inUs: 40 * MS },
    },
  ],
  durationUs: 3_000 * MS,
  opensAt: (story) => story.at(290 * MS),
  press: { label: 'Kill the leader and line up the timers', does: 'next' },
  beats: [
    { at: (story) => story.at(290 * MS), say: 'n1 leads, and four followers hear from it.' },
    {
      at: (story) => story.intervention('align'),
      say: 'n1 dies, and the timers of the other four are set to run out together.',
    },
    {
      at: (story) => story.first('candidate', undefined, CRASH_US)?.row ?? null,
      say: 'They all stand, in the same term. Each has voted already: for itself.',
    },
    {
      at: (story) => story.first('voteRefused', undefined, CRASH_US)?.row ?? null,
      say: 'Refused: one vote a term, and it is spent. Nobody can reach three.',
    },
    {
      at: (story) => secondRound(story),
      say: 'Their new timeouts are random, so they no longer stand together. One comes first, in the next term.',
    },
    {
      at: (story) => leadersAfterCrash(story)?.row ?? null,
      say: 'And this time it wins. The split cost time, and nothing else.',
    },
  ],
  predict: {
    at: (story) => story.first('candidate', undefined, CRASH_US)?.row ?? null,
    question: 'Four candidates in one term. Who wins it?',
    options: [
      {
        text: 'The one with the lowest number',
        feedback: 'Names decide nothing in Raft: the first to ask a voter has its vote.',
      },
      {
        text: 'Whoever reaches the others first',
        feedback: 'Each has given its vote to itself already, so there is nobody left to convince.',
      },
      {
        text: 'Nobody',
        feedback: 'Four votes for four candidates. The term ends without a leader, and that is allowed.',
      },
    ],
    answer: (story) => {
      const term = story.first('candidate', undefined, CRASH_US)?.params[0]
      return story.first('elected', ({ params }) => params[0] === term) === null ? 2 : 1
    },
  },
  contrast: {
    say: 'The same split, with timeouts that are not random',
    change: { settings: { electionMinUs: 200 * MS, electionMaxUs: 200 * MS } },
    claims: [
      { text: 'They stand together for ever', holds: (story) => leadersAfterCrash(story) === null },
      promisesHold,
    ],
  },
  claims: [
    promisesHold,
    {
      text: 'Nobody wins the term in which all four stand',
      holds: (story) => {
        const term = story.first('candidate', undefined, CRASH_US)?.params[0]
        const candidates = story.count('candidate', ({ params }) => params[0] === term)
        return candidates === 4 && story.first('elected', ({ params }) => params[0] === term) === null
      },
    },
    { text: 'A later term has a leader', holds: (story) => leadersAfterCrash(story) !== null },
  ],
})

function secondRound(story: Story) {
  const first = story.first('candidate', undefined, CRASH_US)?.params[0]
  return story.first('candidate', ({ params }) => Number(params[0]) > Number(first), CRASH_US)?.row ?? null
}
