// The log has all that ever was, so what was so at any event can be made again.

import { scenario } from '../../../src/sim/scenario.ts'
import {
  by,
  deposit,
  MS,
  operation,
  promisesHold,
  read,
  STEADY,
  shownAt,
  tell,
  topology,
  withdraw,
} from './cluster.ts'

export const asOf = scenario({
  id: 'events/as-of',
  sim: 'events',
  title: 'How much was there on Monday?',
  blurb: 'A database knows what is so. A log knows what was so, at any event.',
  question: 'Four events have changed x. What was it after the second, and who can still say?',
  minutes: 2,
  seed: '1',
  topology: topology(2, 2),
  settings: STEADY,
  rules: [],
  interventions: [
    deposit('e1', 50, 'c1', 100),
    withdraw('e2', 100, 'c1', 30),
    deposit('e3', 150, 'c1', 200),
    withdraw('e4', 200, 'c1', 150),
    tell('back', 350, 'r2', { name: 'rebuild', upTo: 2 }),
    read('then', 450, 'c2'),
    read('now', 450, 'c1'),
    tell('follow', 550, 'r2', { name: 'follow' }),
    read('again', 650, 'c2'),
  ],
  durationUs: 750 * MS,
  opensAt: (story) => story.intervention('e1'),
  press: { label: 'Make four events', does: 'next' },
  beats: [
    { at: (story) => story.intervention('e1'), say: 'Four events change x: +100, −30, +200, −150.' },
    {
      at: (story) => story.intervention('back'),
      say: 'Both models show 120. r2 is told to replay the log up to event 2, and no further.',
    },
    {
      at: (story) => story.first('stands', by('r2'))?.row ?? null,
      say: 'It stands there: after two events x was 70.',
    },
    {
      at: (story) => story.last('isShown', ({ node, atUs }) => node === 'c2' && atUs < 550 * MS)?.row ?? null,
      say: 'c2 reads the past at r2, while r1 shows the present. One log made both.',
    },
    {
      at: (story) => story.intervention('follow'),
      say: 'r2 may follow the log again. It goes on with event 3.',
    },
    {
      at: (story) => story.last('isShown', by('c2'))?.row ?? null,
      say: 'And it is in the present again: 120.',
    },
  ],
  predict: {
    at: (story) => story.intervention('back'),
    question: 'x is 120 now. r2 replays the log up to event 2. What does it show then?',
    options: [
      { text: '100', feedback: 'That was after the first event.' },
      { text: '70', feedback: '100, and 30 taken: what was so after two events.' },
      { text: '120', feedback: 'That is after all four. r2 stops before.' },
    ],
    answer: (story) => ({ 100: 0, 70: 1 })[Number(operation(story, 'c2', 0)?.result)] ?? 2,
  },
  claims: [
    promisesHold,
    { text: 'c2 reads 70 at r2', holds: (story) => operation(story, 'c2', 0)?.result === 70 },
    { text: 'c1 reads 120 at r1', holds: (story) => operation(story, 'c1', 4)?.result === 120 },
    {
      text: 'In the end r2 shows 120 too',
      holds: (story) => shownAt(story, 'r2') === 120 && operation(story, 'c2', 1)?.result === 120,
    },
  ],
})
