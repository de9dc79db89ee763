// Money on its way from one account to another, and somebody who adds all accounts up at that moment.

import { scenario } from '../../../src/sim/scenario.ts'
import {
  crash,
  MS,
  operation,
  PATIENT,
  promisesHold,
  restart,
  shop,
  tell,
  tookUs,
  topology,
} from './cluster.ts'

const BACK_MS = 900

export const bankTotal = scenario({
  id: 'transactions/bank-total',
  sim: 'transactions',
  title: 'Ten are on their way. How much money is there?',
  blurb: 'A transfer between two banks stops half way. An auditor adds up all accounts.',
  question: 'There are 300 in all. What does an audit say while 10 of them have left and not arrived?',
  minutes: 4,
  after: 'transactions/orchestrator-dies',
  seed: '1',
  topology: topology(shop(5), 2, 2),
  settings: { ...PATIENT, protocol: 'orchestrated' },
  rules: [],
  interventions: [
    tell('transfer', 50, 'c1', { name: 'transfer', from: 'a1', to: 'a2', amount: 10 }),
    crash('crash', 78, 'k1'),
    tell('audit', 300, 'c2', { name: 'audit' }),
    restart('back', BACK_MS, 'k1'),
    tell('again', 2_400, 'c2', { name: 'audit' }),
  ],
  durationUs: 2_700 * MS,
  opensAt: (story) => story.intervention('transfer'),
  press: { label: 'Move the money', does: 'next' },
  beats: [
    {
      at: (story) => story.intervention('transfer'),
      say: 'c1 moves 10 from a1 to a2, which are on different sites.',
    },
    { at: (story) => story.first('does')?.row ?? null, say: 'Step 1: a1 has 10 less.' },
    { at: (story) => story.intervention('crash'), say: 'The orchestrator dies before step 2.' },
    {
      at: (story) => story.first('isTold')?.row ?? null,
      say: 'c2 adds up all accounts: 290. The 10 are nowhere.',
    },
    { at: (story) => story.intervention('back'), say: 'The orchestrator is back and goes on.' },
    {
      at: (story) => story.first('endsSaga', ({ node }) => node === 'k1')?.row ?? null,
      say: 'Step 2: a2 has 10 more.',
    },
    {
      at: (story) => story.last('endsSaga')?.row ?? null,
      say: '300 again. A saga keeps all money in the end, and not at every moment in between.',
    },
  ],
  predict: {
    at: (story) => story.intervention('audit'),
    question: 'a1 has paid, a2 has not received. c2 adds up all accounts. What is it told?',
    options: [
      { text: '300', feedback: 'Only if nobody could look in between. A saga lets everybody look.' },
      {
        text: '290',
        feedback: 'Each step is visible as soon as it is done. In between, the money is nowhere.',
      },
      { text: 'It must wait', feedback: 'Nothing is locked between steps, so there is nothing to wait for.' },
    ],
    answer: (story) => (operation(story, 'c2', 0)?.result === 290 ? 1 : 0),
  },
  contrast: {
    say: 'The same transfer and the same death under two-phase commit',
    change: { settings: { protocol: 'twoPhase' } },
    claims: [
      promisesHold,
      {
        text: 'Both audits say 300',
        holds: (story) => [0, 1].every((nth) => operation(story, 'c2', nth)?.result === 300),
      },
      {
        text: 'The first of them had to wait for locks',
        holds: (story) => (tookUs(operation(story, 'c2', 0)) ?? 0) > 500 * MS,
      },
    ],
  },
  claims: [
    promisesHold,
    {
      text: 'The first audit says 290, at once',
      holds: (story) =>
        operation(story, 'c2', 0)?.result === 290 &&
        (tookUs(operation(story, 'c2', 0)) ?? BACK_MS * MS) < 200 * MS,
    },
    { text: 'The second audit says 300', holds: (story) => operation(story, 'c2', 1)?.result === 300 },
  ],
})
