// Timestamps do not give the order (MC10). c2 reads x=1 and answers it with x=2; the clock of its node is half a second
// behind. By the clock the answer came before the question, and is thrown away. By what was seen, it came after.

import { type Story, scenario } from '../../../src/sim/scenario.ts'
import { at, breaks, copyAt, MS, noted, operation, promisesHold, read, stocked, write } from './store.ts'

const COPIES = ['n1', 'n2', 'n3']
const answerOf = (story: Story) => operation(story, 'c2', 1)
const readBack = (story: Story) => operation(story, 'c2', 2)

export const effectBeforeCause = scenario({
  id: 'quorum/effect-before-cause',
  sim: 'quorum',
  title: 'Can an answer come before its question?',
  blurb: 'One clock is half a second behind. A client reads a value and replaces it.',
  question: 'c2 has read x=1 and writes x=2. Does anybody doubt the order?',
  minutes: 4,
  after: 'quorum/older-wins',
  seed: '5',
  topology: stocked(3, 2, { x: 0 }),
  settings: {},
  rules: [],
  interventions: [
    at('skew', 100, { kind: 'clock', node: 'n2', offsetUs: -500 * MS, driftPpm: 0 }),
    write('question', 700, 'c1', 'x', 1, { to: 'n1' }),
    read('read', 900, 'c2', 'x', { to: 'n2' }),
    write('answer', 1_000, 'c2', 'x', 2, { to: 'n2' }),
    read('look', 1_300, 'c2', 'x', { to: 'n2' }),
  ],
  durationUs: 1_800 * MS,
  opensAt: (story) => story.at(690 * MS),
  press: { label: 'Let c1 write x=1', does: 'next' },
  beats: [
    { at: (story) => story.at(690 * MS), say: 'The clock of n2 is half a second behind. Nobody knows.' },
    {
      at: (story) => noted(story, 'writeDone', 'c1')?.row ?? null,
      say: 'c1 writes x=1 at n1: the question.',
    },
    { at: (story) => noted(story, 'readDone', 'c2')?.row ?? null, say: 'c2 reads it at n2.' },
    {
      at: (story) => noted(story, 'asked', 'c2')?.row ?? null,
      say: 'c2 writes its answer. It says what it replaces, so its stamp is one higher, whatever n2’s clock may say.',
    },
    {
      at: (story) => noted(story, 'writeDone', 'c2')?.row ?? null,
      say: 'Every copy can see that x=2 comes after x=1.',
    },
    {
      at: (story) => noted(story, 'readDone', 'c2', 1_300 * MS)?.row ?? null,
      say: 'c2 reads its own answer. What was seen gives an order that no clock can upset.',
    },
  ],
  predict: {
    at: (story) => noted(story, 'asked', 'c2')?.row ?? null,
    question:
      'c2 has seen x=1 and puts x=2 in its place, at a node whose clock says half a second ago. What becomes of it?',
    options: [
      {
        text: 'It is taken for older, and dropped',
        feedback: 'It would be, if its stamp were the time. Here it is one higher than what c2 had seen.',
      },
      {
        text: 'It replaces x=1',
        feedback: 'Because the order was taken from what c2 had seen, and not from what time it was.',
      },
      {
        text: 'Both are kept',
        feedback: 'They would be if neither writer had known of the other. c2 had read x=1.',
      },
    ],
    answer: (story) => {
      const { result = null } = readBack(story) ?? {}
      return result === 1 ? 0 : result === 2 ? 1 : 2
    },
  },
  contrast: {
    say: 'The same clocks, and stamps that are the time of day',
    change: { rules: ['trustsClock'] },
    claims: [
      breaks('noLostWrite', 'the answer is stamped before its question, and dropped'),
      {
        text: 'c2 is told OK, and reads 1',
        holds: (story) => answerOf(story)?.outcome === 'ok' && readBack(story)?.result === 1,
      },
    ],
  },
  claims: [
    promisesHold,
    { text: 'c2 reads 2', holds: (story) => readBack(story)?.result === 2 },
    { text: 'All copies are 2', holds: (story) => COPIES.every((id) => copyAt(story, id, 'x') === 2) },
  ],
})
