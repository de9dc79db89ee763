// A conflict that a rule can settle (C14): of two bids the higher stands, whoever made it and whenever. Nobody is asked,
// and nobody is told wrong. Where the last writer wins, the lower bid may stand.

import { type Story, scenario } from '../../../src/sim/scenario.ts'
import { between } from '../../../src/sim/shapes.ts'
import { at, MS, noted, operation, promisesHold, read, stocked, write } from './store.ts'

const HERE = ['n1', 'n2', 'c1']
const THERE = ['n3', 'n4', 'n5', 'c2', 'c3']
const HEAL_US = 1_000 * MS

const lastRead = (story: Story) => operation(story, 'c3', 0)

export const conflictByRule = scenario({
  id: 'quorum/conflict-by-rule',
  sim: 'quorum',
  title: 'Can a conflict settle itself?',
  blurb: 'Two bids on two sides of a cut. The application knows what they come to, whoever was last.',
  question: '150 is bid on one side, 120 on the other. Which bid stands?',
  minutes: 3,
  after: 'quorum/conflict-at-heal',
  seed: '7',
  topology: stocked(5, 3, { y: 100 }),
  settings: { whenCutOff: 'answer', conflicts: 'rule' },
  rules: [],
  interventions: [
    at('cut', 200, { kind: 'cut', name: 'n1, n2 cut off', links: between(HERE, THERE) }),
    write('high', 300, 'c1', 'y', 150, { to: 'n1' }),
    write('low', 600, 'c2', 'y', 120, { to: 'n4' }),
    at('heal', 1_000, { kind: 'heal' }),
    read('stands', 1_700, 'c3', 'y', { to: 'n5' }),
  ],
  durationUs: 2_200 * MS,
  opensAt: (story) => story.at(190 * MS),
  press: { label: 'Cut n1 and n2 off', does: 'next' },
  beats: [
    { at: (story) => story.at(190 * MS), say: 'y is the highest bid so far: 100.' },
    {
      at: (story) => noted(story, 'writeDone', 'c1')?.row ?? null,
      say: 'Behind the wall c1 bids 150, and is told that it is taken.',
    },
    {
      at: (story) => noted(story, 'writeDone', 'c2')?.row ?? null,
      say: 'On the other side c2, who cannot know, bids 120 a moment later.',
    },
    {
      at: (story) => story.first('siblings', undefined, HEAL_US)?.row ?? null,
      say: 'The wall falls, and both bids are kept: neither had seen the other.',
    },
    {
      at: (story) => noted(story, 'readDone', 'c3')?.row ?? null,
      say: 'A reader is told 150. The rule of the store takes the larger, so no client need ever see the conflict.',
    },
  ],
  predict: {
    at: (story) => noted(story, 'writeDone', 'c2')?.row ?? null,
    question:
      'Both bids were taken: first 150 here, then 120 there. Which will a reader be told after the heal?',
    options: [
      {
        text: '120: it was the later',
        feedback: 'Being later says nothing about being right. c2 would not have bid 120 had it seen 150.',
      },
      {
        text: '150: it is the higher',
        feedback:
          'The rule gives the same answer in whatever order the bids arrive, and that is why it works.',
      },
      {
        text: 'Both, to choose from',
        feedback: 'Both are kept, but a rule that fits the data makes one answer of them.',
      },
    ],
    answer: (story) => {
      const { result = null } = lastRead(story) ?? {}
      return result === 120 ? 0 : result === 150 ? 1 : 2
    },
  },
  contrast: {
    say: 'The same two bids, and the last writer wins',
    change: { settings: { conflicts: 'lww' } },
    claims: [
      {
        text: 'The reader is told 120: the higher bid is lost',
        holds: (story) => lastRead(story)?.result === 120,
      },
    ],
  },
  claims: [
    promisesHold,
    {
      text: 'Both bids are taken',
      holds: (story) => operation(story, 'c1')?.outcome === 'ok' && operation(story, 'c2')?.outcome === 'ok',
    },
    { text: 'The reader is told 150', holds: (story) => lastRead(story)?.result === 150 },
  ],
})
