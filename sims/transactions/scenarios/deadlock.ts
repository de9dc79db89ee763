// Two transfers, each with the account that the other needs next. Neither ever goes on by itself.

import { type Story, scenario } from '../../../src/sim/scenario.ts'
import { isOk, isQuiet, MS, operation, promisesHold, STEADY, shop, tell, topology } from './cluster.ts'

const outcomes = (story: Story) => ['c1', 'c2'].map((client) => operation(story, client, 0)?.outcome)

/** Each finds one site a little further away: so both come second somewhere. */
export const crosswise = [far('far-card', 'k1', 'card'), far('far-stock', 'k2', 'stock')]

function far(id: string, from: string, to: string) {
  return {
    id,
    atUs: 40 * MS,
    do: { kind: 'latency', links: [[from, to]], latency: { kind: 'constant', us: 20 * MS } },
  } as const
}

export const deadlock = scenario({
  id: 'transactions/deadlock',
  sim: 'transactions',
  title: 'Each waits for the other. Who gives way?',
  blurb: 'Two transfers between the same two accounts, at the same moment, in opposite directions.',
  question: 'c1 moves money from a1 to a2, and c2 from a2 to a1. Each has locked one of them. What now?',
  minutes: 3,
  after: 'transactions/coordinator-dies',
  seed: '1',
  topology: topology(shop(5), 2, 2),
  settings: { ...STEADY, lockTimeoutUs: 200 * MS, clientRetries: 2 },
  rules: [],
  interventions: [
    tell('one', 50, 'c1', { name: 'transfer', from: 'a1', to: 'a2', amount: 10 }),
    tell('other', 50, 'c2', { name: 'transfer', from: 'a2', to: 'a1', amount: 5 }),
    ...crosswise,
  ],
  durationUs: 900 * MS,
  opensAt: (story) => story.intervention('one'),
  press: { label: 'Move the money', does: 'next' },
  beats: [
    {
      at: (story) => story.intervention('one'),
      say: 'c1 moves 10 from a1 to a2, and at the same moment c2 moves 5 from a2 to a1.',
    },
    {
      at: (story) => story.first('waitsForLock')?.row ?? null,
      say: 'Each coordinator asks both sites at once. One of them is quicker here …',
    },
    {
      at: (story) => story.last('waitsForLock')?.row ?? null,
      say: '… and the other there. c1.1 has a1 and waits for a2; c2.1 has a2 and waits for a1: a circle.',
    },
    {
      at: (story) => story.first('lockTimeout')?.row ?? null,
      say: 'No message will ever end this. A site loses patience, and one of them is given up.',
    },
    {
      at: (story) => story.last('cancelled')?.row ?? null,
      say: 'Locks that are let go of break the circle. With bad luck both are given up, as here.',
    },
  ],
  predict: {
    at: (story) => story.last('waitsForLock')?.row ?? null,
    question: 'Nobody has crashed, and no message is under way. How long does this last?',
    options: [
      {
        text: 'Until one of the transactions is done',
        feedback: 'Neither can be: each needs what the other has.',
      },
      {
        text: 'Until somebody gives up',
        feedback: 'A timeout, or somebody who sees the circle and picks a victim. Here it is a timeout.',
      },
    ],
    answer: (story) => (story.count('lockTimeout') > 0 ? 1 : 0),
  },
  contrast: {
    say: 'The same two transfers, with work handed out in the same order by everybody',
    change: { settings: { workOrder: 'inOrder' } },
    claims: [
      promisesHold,
      { text: 'Both are done', holds: (story) => isOk(story, 'c1', 0) && isOk(story, 'c2', 0) },
      { text: 'Nobody loses patience', holds: (story) => story.count('lockTimeout') === 0 },
    ],
  },
  claims: [
    promisesHold,
    { text: 'Each waits for a lock of the other', holds: (story) => story.count('waitsForLock') === 2 },
    {
      text: 'A timeout ends it, and not both are done',
      holds: (story) => story.count('lockTimeout') > 0 && outcomes(story).includes('fail'),
    },
    { text: 'In the end everybody is free', holds: isQuiet },
  ],
})
