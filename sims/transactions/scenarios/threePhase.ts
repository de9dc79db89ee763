// Three-phase commit does not block when the coordinator dies. When the network splits, both sides finish, each in its own way.

import { type Story, scenario } from '../../../src/sim/scenario.ts'
import { between } from '../../../src/sim/shapes.ts'
import { isQuiet, MS, order, promisesHold, shop, topology } from './cluster.ts'

const ORDER_MS = 50
/** All have voted, and the word that it will be a commit is less than half way. */
const CUT_MS = ORDER_MS + 55
const HEAL_MS = 1_500
const HERE = ['k1', 'stock', 'c1']
const THERE = ['card', 'courier']

const at = (story: Story, code: string, node: string) =>
  story.first(code, (note) => note.node === node && note.params[0] === 'c1.1')

export const threePhase = scenario({
  id: 'transactions/three-phase',
  sim: 'transactions',
  title: 'Does a third phase help?',
  blurb: 'Three-phase commit never blocks when nodes crash. This time the network splits.',
  question:
    'The coordinator can reach one of three. Each side believes that the other has crashed. What do they do?',
  minutes: 4,
  after: 'transactions/coordinator-dies',
  seed: '1',
  topology: topology(shop(5), 1),
  settings: {
    latencyMinUs: 9_800,
    latencyMaxUs: 10_200,
    protocol: 'threePhase',
    voteTimeoutUs: 200 * MS,
    clientTimeoutUs: 3_000 * MS,
  },
  rules: [],
  interventions: [
    order('order', ORDER_MS, 'c1'),
    {
      id: 'near',
      atUs: 40 * MS,
      do: { kind: 'latency', links: [['k1', 'stock']], latency: { kind: 'constant', us: 4 * MS } },
    },
    {
      id: 'cut',
      atUs: CUT_MS * MS,
      do: { kind: 'cut', name: 'card and courier cut off', links: between(HERE, THERE) },
    },
    { id: 'heal', atUs: HEAL_MS * MS, do: { kind: 'heal' } },
  ],
  durationUs: 2_600 * MS,
  opensAt: (story) => story.intervention('order'),
  press: { label: 'Place the order', does: 'next' },
  beats: [
    { at: (story) => story.intervention('order'), say: 'c1 orders. All three are asked, and all say yes.' },
    {
      at: (story) => story.first('tellsItWillCommit')?.row ?? null,
      say: 'The third phase: before anybody commits, all are told that it will be a commit.',
    },
    { at: (story) => story.intervention('cut'), say: 'The network splits while that is on its way.' },
    {
      at: (story) => at(story, 'preCommits', 'stock')?.row ?? null,
      say: 'The stock knows. Card and courier do not.',
    },
    {
      at: (story) => story.first('decides')?.row ?? null,
      say: 'Two do not answer the coordinator: they must have crashed. All had said yes, so it commits.',
    },
    {
      at: (story) => at(story, 'commits', 'stock')?.row ?? null,
      say: 'The stock commits. The item is sold.',
    },
    {
      at: (story) => story.first('takesLead')?.row ?? null,
      say: 'On the other side the card takes the lead: the coordinator is silent, so it must have crashed.',
    },
    {
      at: (story) => story.first('finishesAlone')?.row ?? null,
      say: 'Card and courier are both uncertain. Nobody can have committed, they conclude, and abort.',
    },
    {
      at: (story) => story.intervention('heal'),
      say: 'Sold, and not paid. A silence is not a crash, and no third phase can tell them apart.',
    },
  ],
  predict: {
    at: (story) => story.intervention('cut'),
    question:
      'The stock knows that it will be a commit; card and courier do not. The two sides hear nothing of each other. What do they do?',
    options: [
      {
        text: 'All wait until the network heals',
        feedback: 'That is two-phase commit. This protocol was made so that nobody waits.',
      },
      { text: 'Both sides commit', feedback: 'Card and courier never heard that all said yes.' },
      {
        text: 'One side commits, the other aborts',
        feedback: 'Each rule is right if the silent ones have crashed. They have not.',
      },
    ],
    answer: (story) => (story.violations.some(({ invariant }) => invariant === 'ac1') ? 2 : 0),
  },
  contrast: {
    say: 'The same split under two-phase commit',
    change: { settings: { protocol: 'twoPhase' } },
    claims: [
      promisesHold,
      { text: 'Nobody finishes alone', holds: (story) => story.count('finishesAlone') === 0 },
      { text: 'All end in the same way, after the heal', holds: isQuiet },
    ],
  },
  claims: [
    {
      text: 'It breaks a promise: all decide the same',
      holds: (story) => story.violations.some(({ invariant }) => invariant === 'ac1'),
    },
    {
      text: 'The stock commits, and card and courier abort',
      holds: (story) => at(story, 'commits', 'stock') !== null && at(story, 'commits', 'card') === null,
    },
    {
      text: 'Nobody waited for the heal',
      holds: (story) => (story.last('finishesAlone')?.atUs ?? HEAL_MS * MS) < HEAL_MS * MS,
    },
  ],
})
