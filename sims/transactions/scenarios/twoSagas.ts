// Two sagas that read the same account before either has changed it. One of the changes is lost, unless the first to read
// leaves a mark.

import { scenario } from '../../../src/sim/scenario.ts'
import { isOk, isQuiet, MS, promisesHold, STEADY, shop, tell, topology, valueAt } from './cluster.ts'

export const twoSagas = scenario({
  id: 'transactions/two-sagas',
  sim: 'transactions',
  title: 'Two sagas, one account. Can they hurt each other?',
  blurb: 'Both read it, both add to what they read, and both write it back.',
  question: 'a1 holds 100. One saga adds 10 to it and another 5, at the same time. How much is there?',
  minutes: 4,
  after: 'transactions/orchestrator-dies',
  seed: '1',
  topology: topology(shop(5), 2, 2),
  settings: { ...STEADY, protocol: 'orchestrated' },
  rules: [],
  interventions: [
    tell('ten', 50, 'c1', { name: 'deposit', from: 'a2', to: 'a1', amount: 10 }),
    tell('five', 55, 'c2', { name: 'deposit', from: 'a3', to: 'a1', amount: 5 }),
    tell('audit', 6_000, 'c2', { name: 'audit' }),
  ],
  durationUs: 6_300 * MS,
  opensAt: (story) => story.intervention('ten'),
  press: { label: 'Start both', does: 'next' },
  beats: [
    {
      at: (story) => story.intervention('ten'),
      say: 'c1 moves 10 to a1: read a1, take 10 from a2, set a1 to what was read and 10.',
    },
    {
      at: (story) => story.first('does')?.row ?? null,
      say: 'The first saga has read a1, and left a mark on it: I mean to change this.',
    },
    {
      at: (story) => story.first('rowIsHeld')?.row ?? null,
      say: 'The second finds the mark. It must not read a1 now, and tries again later.',
    },
    {
      at: (story) => story.first('endsSaga')?.row ?? null,
      say: 'The first is done: a1 is 110, and the mark is gone.',
    },
    {
      at: (story) => story.last('does', ({ atUs }) => atUs < 6_000 * MS)?.row ?? null,
      say: 'The second reads 110, and makes it 115.',
    },
    {
      at: (story) => story.intervention('audit'),
      say: 'All money is there. A mark is what a saga has for a lock; everybody must look at it.',
    },
  ],
  predict: {
    at: (story) => story.first('does')?.row ?? null,
    question: 'The first saga has read 100. The second wants to read a1 now. What if it were let?',
    options: [
      {
        text: 'Nothing: each adds its own',
        feedback: 'Each sets a1 to what it read and its own amount. It does not know of the other.',
      },
      {
        text: 'One of the amounts would be lost',
        feedback: 'Both read 100. Whoever writes last writes over the other: a lost update.',
      },
    ],
    answer: () => 1,
  },
  contrast: {
    say: 'The same two sagas without marks',
    change: { rules: ['noSemanticLock'] },
    claims: [
      {
        text: 'One of the amounts is lost',
        holds: (story) => [105, 110].includes(valueAt(story, 'stock', 'a1') ?? 0),
      },
      {
        text: 'It breaks a promise: in the end no money is gone',
        holds: (story) => story.violations.some(({ invariant }) => invariant === 'totalAtEnd'),
      },
    ],
  },
  claims: [
    promisesHold,
    { text: 'a1 is 115', holds: (story) => valueAt(story, 'stock', 'a1') === 115 },
    {
      text: 'Both are told that all is done',
      holds: (story) => isOk(story, 'c1', 0) && isOk(story, 'c2', 0) && isQuiet(story),
    },
    { text: 'The second had to wait for the mark to go', holds: (story) => story.count('rowIsHeld') > 0 },
  ],
})
