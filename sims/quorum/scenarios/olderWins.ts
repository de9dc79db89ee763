// "Eventual means soon, and right" (MC6, Q4). One clock is ahead. The last writer wins by the clock, so the earlier write
// wins, the later one was acknowledged and is gone, and all copies agree on it.

import { type Story, scenario } from '../../../src/sim/scenario.ts'
import { at, breaks, copyAt, MS, noted, operation, read, stocked, write } from './store.ts'

const COPIES = ['n1', 'n2', 'n3']
const readBack = (story: Story) => operation(story, 'c3', 0)

export const olderWins = scenario({
  id: 'quorum/older-wins',
  sim: 'quorum',
  title: 'The last writer wins. Which one is the last?',
  blurb:
    'One clock runs 200 ms ahead. Two writes, one after the other, and all copies agree on the wrong one.',
  question: 'x=2 is written after x=1. What is x in the end?',
  minutes: 4,
  seed: '1',
  topology: stocked(3, 3, { x: 0 }),
  settings: {},
  rules: ['trustsClock'],
  interventions: [
    at('skew', 100, { kind: 'clock', node: 'n1', offsetUs: 200 * MS, driftPpm: 0 }),
    write('x1', 400, 'c1', 'x', 1, { to: 'n1' }),
    write('x2', 500, 'c2', 'x', 2, { to: 'n2' }),
    read('look', 900, 'c3', 'x', { to: 'n3' }),
  ],
  durationUs: 1_500 * MS,
  opensAt: (story) => story.at(390 * MS),
  press: { label: 'Let c1 write x=1', does: 'next' },
  beats: [
    { at: (story) => story.at(390 * MS), say: 'The clock of n1 is 200 ms ahead. Nobody knows.' },
    {
      at: (story) => noted(story, 'writeDone', 'c1')?.row ?? null,
      say: 'c1 has written x=1 at n1. Its stamp says 600 and some, though it is not 450 yet.',
    },
    {
      at: (story) => noted(story, 'hadIt', 'n2')?.row ?? noted(story, 'coordinatesPut', 'n2')?.row ?? null,
      say: 'c2 writes x=2 at n2, whose clock is right. By their stamps x=1 is the later, so the copies keep it.',
    },
    {
      at: (story) => noted(story, 'writeDone', 'c2')?.row ?? null,
      say: 'Two copies have looked at it and put it aside. c2 is told that it is done.',
    },
    {
      at: (story) => noted(story, 'readDone', 'c3')?.row ?? null,
      say: 'Half a second later all copies agree, and c3 reads 1. Eventually, and wrong.',
    },
  ],
  predict: {
    at: (story) => noted(story, 'coordinatesPut', 'n2')?.row ?? null,
    question: 'x=1 was acknowledged. Now c2 writes x=2. What will x be on all copies in the end?',
    options: [
      {
        text: '2: it was written last',
        feedback: 'Last by whose clock? The stamp of x=1 comes from a clock that was ahead.',
      },
      {
        text: '1: its stamp is higher',
        feedback: 'The copies compare stamps, and a stamp is only what one clock said.',
      },
      {
        text: 'It depends on who asks',
        feedback: 'For a moment, perhaps. In the end all copies agree: that is what is eventual.',
      },
    ],
    answer: (story) => {
      const values = COPIES.map((id) => copyAt(story, id, 'x'))
      if (values.every((value) => value === 2)) return 0
      return values.every((value) => value === 1) ? 1 : 2
    },
  },
  contrast: {
    say: 'The same two writes, and all clocks right',
    change: { without: ['skew'] },
    claims: [
      { text: 'x is 2 in the end', holds: (story) => readBack(story)?.result === 2 },
      { text: 'Nothing is lost', holds: (story) => story.violations.length === 0 },
    ],
  },
  claims: [
    breaks('noLostWrite', 'x=2 was acknowledged, and an older write took its place'),
    {
      text: 'x=2 is asked for after x=1 was acknowledged',
      holds: (story) =>
        (operation(story, 'c1')?.completedUs ?? 1e12) < (operation(story, 'c2')?.invokedUs ?? 0),
    },
    { text: 'Both are told OK', holds: (story) => story.history.every(({ outcome }) => outcome === 'ok') },
    { text: 'All copies are 1', holds: (story) => COPIES.every((id) => copyAt(story, id, 'x') === 1) },
    { text: 'and so is what c3 reads', holds: (story) => readBack(story)?.result === 1 },
  ],
})
