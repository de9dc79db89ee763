// The same death with decisions kept by a Raft cluster. Another coordinator finishes, and nobody waits for a person.

import { type Story, scenario } from '../../../src/sim/scenario.ts'
import {
  crash,
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

/** A leader has been elected by then, in every seed. */
const ORDER_MS = 1_500
const CRASH_MS = ORDER_MS + 47
const OTHER_MS = ORDER_MS + 250
const BACK_MS = ORDER_MS + 1_700

const lastEnded = (story: Story) => story.last('aborts', ({ params }) => params[0] === 'c1.1')

export const replicated = scenario({
  id: 'transactions/replicated',
  sim: 'transactions',
  title: 'Is two-phase commit consensus?',
  blurb: 'The same death of the coordinator. This time what is decided is kept by three Raft servers.',
  question: 'The coordinator dies when all have voted yes, and stays away. Who ends the doubt?',
  minutes: 5,
  after: 'transactions/coordinator-dies',
  seed: '3',
  topology: [...topology(shop(5), 2, 2), ...['r1', 'r2', 'r3'].map((id) => ({ id, process: 'server' }))],
  settings: {
    ...PATIENT,
    place: 'replicated',
    clientTimeoutUs: 1_000 * MS,
  },
  rules: [],
  interventions: [
    order('order', ORDER_MS, 'c1'),
    crash('crash', CRASH_MS, 'k1'),
    order('other', OTHER_MS, 'c2'),
    restart('back', BACK_MS, 'k1'),
  ],
  durationUs: 4_500 * MS,
  opensAt: (story) => story.intervention('order'),
  press: { label: 'Place the order', does: 'next' },
  beats: [
    {
      at: (story) => story.intervention('order'),
      say: 'c1 orders. There are two coordinators, and neither keeps a decision: three Raft servers do.',
    },
    {
      at: (story) => story.last('votesYes', ({ params }) => params[0] === 'c1.1')?.row ?? null,
      say: 'All have voted yes, and are in doubt.',
    },
    { at: (story) => story.intervention('crash'), say: 'k1 dies before it hears them.' },
    {
      at: (story) => story.first('proposesAbort')?.row ?? null,
      say: 'Asked by one in doubt, k2 proposes an abort to the cluster: it takes it, unless a commit came first.',
    },
    {
      at: (story) => story.first('clusterSays')?.row ?? null,
      say: 'A majority has it. From now on nobody can commit this, not even k1.',
    },
    { at: (story) => lastEnded(story)?.row ?? null, say: 'The locks go, and k1 is still down.' },
    {
      at: (story) => story.first('isDone', ({ node }) => node === 'c2')?.row ?? null,
      say: 'c2, who waited behind them, is served.',
    },
    {
      at: (story) => story.intervention('back'),
      say: 'k1 comes back to a matter that was settled without it. That is what consensus adds.',
    },
  ],
  predict: {
    at: (story) => story.intervention('crash'),
    question: 'k1 is down, and all three participants have promised. Can k2 decide in its place?',
    options: [
      {
        text: 'No: only k1 knows the votes',
        feedback: 'k2 need not know them. It only has to make sure that k1 can no longer decide otherwise.',
      },
      {
        text: 'Yes: the cluster takes one decision, whoever proposes it',
        feedback:
          'If k1 had proposed the commit, k2 would be told so. As it had not, k2’s abort is the decision.',
      },
    ],
    answer: (story) => ((lastEnded(story)?.atUs ?? 0) < BACK_MS * MS ? 1 : 0),
  },
  contrast: {
    say: 'The same death, with a decision that only k1 can make',
    change: { settings: { place: 'apart' } },
    claims: [
      promisesHold,
      {
        text: 'All stand still until k1 is back',
        holds: (story) => (lastEnded(story)?.atUs ?? 0) > BACK_MS * MS,
      },
    ],
  },
  claims: [
    promisesHold,
    {
      text: 'All had voted yes',
      holds: (story) => story.count('votesYes', ({ params }) => params[0] === 'c1.1') === 3,
    },
    {
      text: 'The doubt ended while k1 was down',
      holds: (story) => (lastEnded(story)?.atUs ?? BACK_MS * MS) < BACK_MS * MS,
    },
    {
      text: 'c2 was served while k1 was down',
      holds: (story) => (tookUs(operation(story, 'c2', 0)) ?? BACK_MS * MS) < (BACK_MS - OTHER_MS) * MS,
    },
    { text: 'In the end everything is free', holds: isQuiet },
  ],
})
