// Paxos Commit with more acceptors away than it can do without. It waits, although the leader has every vote, and it must.

import { type Story, scenario } from '../../../src/sim/scenario.ts'
import {
  crash,
  isOk,
  isQuiet,
  MS,
  order,
  paidOnce,
  promisesHold,
  restart,
  STEADY,
  shop,
  topology,
} from './cluster.ts'

const ORDER_MS = 50
const BACK_MS = 1_200
/** With sends that take time, one site has been told by then. */
const DIES_MS = 133
const TX = 'c1.1'

const isIt = ({ params }: { readonly params: readonly unknown[] }) => params[0] === TX
const isAt = (node: string) => (note: { readonly node: string }) => note.node === node

function endedUs(story: Story): readonly number[] {
  return ['commits', 'aborts'].flatMap((code) => {
    const first = story.first(code, isIt)
    return first === null ? [] : [first.atUs]
  })
}

const isBroken = (story: Story, promise: string) =>
  story.violations.some(({ invariant }) => invariant === promise)

export const tooFewAcceptors = scenario({
  id: 'transactions/too-few-acceptors',
  sim: 'transactions',
  title: 'The leader has every vote, and two of three acceptors are away. May it decide?',
  blurb: 'Paxos Commit survives one crash with three acceptors. Here there are two.',
  question: 'All have voted yes, and k1, which leads, has it on its disk. Why does it not say so?',
  minutes: 4,
  after: 'transactions/paxos-commit',
  seed: '1',
  topology: topology(shop(5), 1, 3),
  settings: { ...STEADY, protocol: 'paxosCommit', clientTimeoutUs: 1_500 * MS },
  rules: [],
  interventions: [
    crash('crash-k2', 30, 'k2'),
    crash('crash-k3', 40, 'k3'),
    order('order', ORDER_MS, 'c1'),
    restart('back-k3', BACK_MS, 'k3'),
    restart('back-k2', BACK_MS + 100, 'k2'),
  ],
  durationUs: 2_600 * MS,
  opensAt: (story) => story.intervention('order'),
  press: { label: 'Place the order', does: 'next' },
  beats: [
    { at: (story) => story.intervention('order'), say: 'c1 orders. k2 and k3 are down, and k1 leads.' },
    {
      at: (story) => story.first('acceptsAll', isAt('k1'))?.row ?? null,
      say: 'k1 is an acceptor too: it has all three votes, and forces them to its disk. All said yes.',
    },
    {
      at: (story) => story.first('heardAccepted', isAt('k1'))?.row ?? null,
      say: 'One acceptor has accepted. A majority needs one more, and nobody is there.',
    },
    {
      at: (story) => story.first('inquires')?.row ?? null,
      say: 'The three sites ask. k1 has not decided, so they keep their locks, and say their votes again to all.',
    },
    {
      at: (story) => story.first('claims', isAt('k1'))?.row ?? null,
      say: 'k1 loses patience and leads a ballot of its own. Even for an abort it needs a majority.',
    },
    { at: (story) => story.intervention('back-k3'), say: 'k3 comes back. Two of three: that is a majority.' },
    {
      at: (story) => story.first('isChosen')?.row ?? null,
      say: 'What was waited for is not a certain node, but one more. It is a commit.',
    },
    {
      at: (story) => story.last('commits', isIt)?.row ?? null,
      say: 'All commit. With five acceptors two could have been away, and nobody would have waited.',
    },
  ],
  predict: {
    at: (story) => story.first('heardAccepted', isAt('k1'))?.row ?? null,
    question: 'k1 has a yes of everybody on its disk, and both other acceptors are down. What may it do?',
    options: [
      {
        text: 'Commit: all said yes, and it knows',
        feedback:
          'If k1 died when it had told one of them, the other two acceptors could come back, know nothing, and abort.',
      },
      {
        text: 'Abort: that is always safe',
        feedback: 'k1 cannot know that k2 did not get the votes before it died. Then k2 and k3 could commit.',
      },
      {
        text: 'Neither: it waits for one of the two',
        feedback:
          'Two of three must know an outcome, so that any two of three will find it. It waits for either.',
      },
    ],
    answer: (story) => {
      const firstUs = Math.min(...endedUs(story))
      if (firstUs > BACK_MS * MS) return 2
      return story.count('commits', isIt) > 0 ? 0 : 1
    },
  },
  contrast: {
    say: 'The same, with a leader that is content with one acceptor, and dies when it has told one site',
    change: {
      rules: ['countsMinority'],
      settings: { sendGapUs: 20 * MS },
      add: [crash('dies', DIES_MS, 'k1')],
    },
    claims: [
      {
        text: 'It commits what is not chosen',
        holds: (story) => isBroken(story, 'onlyChosen'),
      },
      {
        text: 'The stock commits, and card and courier abort',
        holds: (story) =>
          isBroken(story, 'ac1') &&
          story.count('commits', (note) => isIt(note) && note.node === 'stock') === 1 &&
          story.count('aborts', isIt) === 2,
      },
    ],
  },
  claims: [
    promisesHold,
    { text: 'All had voted yes', holds: (story) => story.count('votesYes', isIt) === 3 },
    {
      text: 'Nobody ended it before a second acceptor was there',
      holds: (story) => Math.min(...endedUs(story)) > BACK_MS * MS,
    },
    {
      text: 'Then it is a commit everywhere',
      holds: (story) => story.count('commits', isIt) === 3 && isOk(story, 'c1', 0),
    },
    paidOnce,
    { text: 'In the end everything is free', holds: isQuiet },
  ],
})
