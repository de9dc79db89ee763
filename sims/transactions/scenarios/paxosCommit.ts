// The same death under Paxos Commit. The votes are kept by three coordinators, so another one finishes what the dead one led.

import { type Story, scenario } from '../../../src/sim/scenario.ts'
import {
  crash,
  isOk,
  isQuiet,
  MS,
  operation,
  order,
  PATIENT,
  promisesHold,
  restart,
  shop,
  tookUs,
  topology,
} from './cluster.ts'

const ORDER_MS = 50
/** All votes are on their way by then, and none has arrived. */
const CRASH_MS = 97
const OTHER_MS = 300
const BACK_MS = 1_200
const TX = 'c1.1'

const isIt = ({ params }: { readonly params: readonly unknown[] }) => params[0] === TX
const lastEndUs = (story: Story, code: string) => story.last(code, isIt)?.atUs ?? BACK_MS * MS

export const paxosCommit = scenario({
  id: 'transactions/paxos-commit',
  sim: 'transactions',
  title: 'The one who counts the votes dies. Who counts them now?',
  blurb: 'The same death of the coordinator. This time every vote is kept by more than one.',
  question:
    'All have voted yes, and the one who leads dies before it hears them. Must everybody wait for it?',
  minutes: 5,
  after: 'transactions/replicated',
  seed: '3',
  topology: topology(shop(5), 2, 3),
  settings: { ...PATIENT, protocol: 'paxosCommit', inquireUs: 200 * MS },
  rules: [],
  interventions: [
    order('order', ORDER_MS, 'c1'),
    crash('crash', CRASH_MS, 'k1'),
    order('other', OTHER_MS, 'c2'),
    restart('back', BACK_MS, 'k1'),
  ],
  durationUs: 2_600 * MS,
  opensAt: (story) => story.intervention('order'),
  press: { label: 'Place the order', does: 'next' },
  beats: [
    {
      at: (story) => story.intervention('order'),
      say: 'c1 orders. k1 leads this one, and all three coordinators can keep votes: they are its acceptors.',
    },
    {
      at: (story) => story.last('votesYes', isIt)?.row ?? null,
      say: 'Each forces its promise to disk, and says its vote to two acceptors, k1 and k2. Two of three are a majority.',
    },
    { at: (story) => story.intervention('crash'), say: 'k1 dies before it hears them.' },
    {
      at: (story) => story.first('acceptsAll', ({ node }) => node === 'k2')?.row ?? null,
      say: 'k2 has all three votes, and forces them to its disk. The one that it tells is dead.',
    },
    {
      at: (story) => story.first('inquires', isIt)?.row ?? null,
      say: 'In doubt, they ask k1, which is silent. And they say their votes to k3 as well, which was spared so far.',
    },
    {
      at: (story) => story.first('takesOver', isIt)?.row ?? null,
      say: 'Asked next, k2 takes over. It leads a ballot: what have you accepted, and will you accept nothing lower?',
    },
    {
      at: (story) => story.first('proposesYes', isIt)?.row ?? null,
      say: 'Two of three have answered, and have a yes of every site. So k2 may propose nothing else.',
    },
    {
      at: (story) => story.first('isChosen', isIt)?.row ?? null,
      say: 'A majority has accepted it: it is a commit, and all of it was done without k1.',
    },
    { at: (story) => story.last('commits', isIt)?.row ?? null, say: 'The locks go, and k1 is still down.' },
    {
      at: (story) => story.first('isDone', ({ node }) => node === 'c2')?.row ?? null,
      say: 'c2, who waited behind them, is served.',
    },
    {
      at: (story) => story.intervention('back'),
      say: 'k1 comes back. It asks a majority too, finds the same, and can answer c1.',
    },
  ],
  predict: {
    at: (story) => story.first('inquires', isIt)?.row ?? null,
    question: 'k1 is down and has told nobody anything. What will become of the order?',
    options: [
      {
        text: 'Nothing, until k1 is back',
        feedback: 'So it would be if only k1 could know the votes. Here two others can find them out.',
      },
      {
        text: 'An abort: nobody can know what k1 decided',
        feedback:
          'k1 decides nothing that a majority of acceptors does not know. And they know a yes of everybody.',
      },
      {
        text: 'A commit, before k1 is back',
        feedback:
          'Every yes is with a majority of the acceptors, so another can find it out, and must keep to it.',
      },
    ],
    answer: (story) => {
      if (lastEndUs(story, 'commits') < BACK_MS * MS) return 2
      return lastEndUs(story, 'aborts') < BACK_MS * MS ? 1 : 0
    },
  },
  contrast: {
    say: 'The same death under two-phase commit, where one node alone hears the votes',
    change: { settings: { protocol: 'twoPhase' } },
    claims: [
      promisesHold,
      {
        text: 'All stand still until k1 is back, and then abort',
        holds: (story) =>
          story.count('commits', isIt) === 0 && (story.first('aborts', isIt)?.atUs ?? 0) > BACK_MS * MS,
      },
    ],
  },
  claims: [
    promisesHold,
    { text: 'All had voted yes', holds: (story) => story.count('votesYes', isIt) === 3 },
    {
      text: 'All three committed while k1 was down',
      holds: (story) => story.count('commits', isIt) === 3 && lastEndUs(story, 'commits') < BACK_MS * MS,
    },
    {
      text: 'c2 was served while k1 was down',
      holds: (story) => (tookUs(operation(story, 'c2', 0)) ?? BACK_MS * MS) < (BACK_MS - OTHER_MS) * MS,
    },
    { text: 'In the end c1 is told that it has it', holds: (story) => isOk(story, 'c1', 0) },
    { text: 'In the end everything is free', holds: isQuiet },
  ],
})
