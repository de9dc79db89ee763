// R+W > N is not linearizable (MC7, Q1). A write is half done: one copy has it. A read meets that copy and is told the new
// value; a later read meets two others and is told the old one. A quorum sees what is finished, not what has been seen.

import type { Intervention } from '../../../src/engine/intervention.ts'
import { type Story, scenario } from '../../../src/sim/scenario.ts'
import { at, MS, noted, operation, promisesHold, read, stocked, write } from './store.ts'

const first = (story: Story) => operation(story, 'c2', 0)
const second = (story: Story) => operation(story, 'c3', 0)

function lose(id: string, atMs: number, nth: number): Intervention {
  return at(id, atMs, { kind: 'message', act: 'drop', message: { from: 'n1', to: 'n2', nth } })
}

export const newThenOld = scenario({
  id: 'quorum/new-then-old',
  sim: 'quorum',
  title: 'R+W is more than N. Can a read still go back?',
  blurb: 'A write is half done. Two readers ask one after the other, and the second is told less.',
  question: 'Two of three to write, two of three to read. Is that one copy?',
  minutes: 5,
  after: 'quorum/two-operations',
  seed: '1',
  topology: stocked(3, 3, { x: 1 }),
  settings: {
    writeBack: false,
    hints: false,
    exchangeEveryUs: 0,
    latencyMinUs: 10 * MS,
    latencyMaxUs: 10 * MS,
    giveUpAfterUs: 600 * MS,
    clientTimeoutUs: 900 * MS,
  },
  rules: [],
  interventions: [
    write('x2', 100, 'c1', 'x', 2, { to: 'n1' }),
    at('slow', 140, { kind: 'latency', links: [['n1', 'n3']], latency: { kind: 'constant', us: 300 * MS } }),
    // What n1 sends to n2: a question, the write, the question of c2's read, and the repair after it.
    lose('write', 155, 1),
    read('first', 200, 'c2', 'x', { to: 'n1' }),
    lose('repair', 235, 3),
    read('second', 260, 'c3', 'x', { to: 'n3' }),
  ],
  durationUs: 900 * MS,
  opensAt: (story) => noted(story, 'coordinatesPut', 'n1')?.row ?? null,
  press: { label: 'Let c2 read', does: 'next' },
  beats: [
    {
      at: (story) => noted(story, 'coordinatesPut', 'n1')?.row ?? null,
      say: 'c1 writes x=2. n1 has it; on the way to n2 it will get lost, and the way to n3 is long.',
    },
    {
      at: (story) => noted(story, 'readDone', 'c2')?.row ?? null,
      say: 'c2 reads two copies: 2 on n1, 1 on n2. The newer counts, so c2 is told 2.',
    },
    {
      at: (story) => noted(story, 'coordinatesGet', 'n3')?.row ?? null,
      say: 'n1 sent n2 a repair as well, and that got lost too. Now c3 asks n3.',
    },
    {
      at: (story) => noted(story, 'readDone', 'c3')?.row ?? null,
      say: 'c3 reads two copies as well: 1 on n3, 1 on n2. It is told 1, after c2 was told 2.',
    },
    {
      at: (story) => noted(story, 'stored', 'n3')?.row ?? null,
      say: 'Only now x=2 reaches n3. Until here the write was not finished, so no quorum had to know of it.',
    },
    {
      at: (story) => noted(story, 'writeDone', 'c1')?.row ?? null,
      say: 'Two copies have it, and c1 is told. From here on no read can miss it; before, it could come and go.',
    },
  ],
  predict: {
    at: (story) => noted(story, 'coordinatesGet', 'n3')?.row ?? null,
    question: 'c2 has been told 2. Now c3 reads two of the three copies. What is it told?',
    options: [
      {
        text: '2: c2 has just read it',
        feedback: 'c2 read it from n1. What n1 sent to the other copies after that, nobody waited for.',
      },
      {
        text: '1: its two copies may both be old',
        feedback: 'Two reads of an unfinished write need not agree. What was read was never made sure of.',
      },
      {
        text: 'Either, as a conflict',
        feedback: 'There is no conflict: x=2 replaces x=1. c3 simply does not meet it.',
      },
    ],
    answer: (story) => {
      const { result = null } = second(story) ?? {}
      return result === 2 ? 0 : result === 1 ? 1 : 2
    },
  },
  contrast: {
    say: 'The same reads, and each writes back what it found before it returns',
    change: { settings: { writeBack: true } },
    claims: [
      {
        text: 'c2 is told 2 only when two copies have it, and that is after c3 was told 1',
        holds: (story) =>
          first(story)?.result === 2 &&
          second(story)?.result === 1 &&
          (first(story)?.completedUs ?? 0) > (second(story)?.completedUs ?? 1e12),
      },
      promisesHold,
    ],
  },
  claims: [
    { text: 'c2 is told 2', holds: (story) => first(story)?.result === 2 },
    { text: 'c3, who asks after that, is told 1', holds: (story) => second(story)?.result === 1 },
    {
      text: 'c2 had its answer before c3 asked',
      holds: (story) => (first(story)?.completedUs ?? 1e12) < (second(story)?.invokedUs ?? 0),
    },
    {
      text: 'The write was not acknowledged until both had read',
      holds: (story) => (operation(story, 'c1')?.completedUs ?? 0) > (second(story)?.completedUs ?? 1e12),
    },
    {
      text: 'Nothing that was promised broke: a quorum sees every finished write',
      holds: (story) => story.violations.length === 0,
    },
  ],
})
