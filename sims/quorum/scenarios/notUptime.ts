// "The A in CAP is uptime" (MC2). One client of three is cut off with one node; the other two are served without a pause.
// Nearly every request is answered, and yet the store is not available in the sense of CAP: a node that works refused.

import type { Intervention } from '../../../src/engine/intervention.ts'
import { type Story, scenario } from '../../../src/sim/scenario.ts'
import { between } from '../../../src/sim/shapes.ts'
import { at, MS, noted, operation, promisesHold, read, stocked } from './store.ts'

const HERE = ['n1', 'c1']
const THERE = ['n2', 'n3', 'n4', 'n5', 'c2', 'c3']
const FROM_MS = 300
const EVERY_MS = 80
const READS = 25

/** c2 and c3 ask in turns. */
const busy: readonly Intervention[] = Array.from({ length: READS }, (_, i) => [
  read(`c2-${i}`, FROM_MS + i * EVERY_MS, 'c2', 'x', { to: 'n2' }),
  read(`c3-${i}`, FROM_MS + 40 + i * EVERY_MS, 'c3', 'x', { to: 'n3' }),
]).flat()

const over = (story: Story) => story.history.filter(({ outcome }) => outcome !== 'pending')
const answered = (story: Story) => over(story).filter(({ outcome }) => outcome === 'ok').length
const lonely = (story: Story) => operation(story, 'c1')

export const notUptime = scenario({
  id: 'quorum/not-uptime',
  sim: 'quorum',
  title: '98 % answered. Is that available?',
  blurb: 'One node is cut off with one client. Everybody else notices nothing.',
  question: 'Fifty requests of fifty-one are answered. What would CAP say?',
  minutes: 3,
  after: 'quorum/answer-or-refuse',
  seed: '8',
  topology: stocked(5, 3, { x: 1 }),
  settings: { exchangeEveryUs: 0 },
  rules: [],
  interventions: [
    at('cut', 200, { kind: 'cut', name: 'n1 cut off', links: between(HERE, THERE) }),
    ...busy,
    read('lonely', 1_200, 'c1', 'x', { to: 'n1' }),
  ],
  durationUs: 2_700 * MS,
  opensAt: (story) => story.at(190 * MS),
  press: { label: 'Cut n1 off', does: 'next' },
  beats: [
    { at: (story) => story.at(190 * MS), say: 'Three clients, five nodes, and x on n1, n2 and n3.' },
    { at: (story) => story.intervention('cut'), say: 'n1 is cut off, and c1 with it.' },
    {
      at: (story) => noted(story, 'readDone', 'c2', 1_000 * MS)?.row ?? null,
      say: 'c2 and c3 ask again and again, and are answered every time. On any dashboard all is green.',
    },
    {
      at: (story) => noted(story, 'refused', 'c1')?.row ?? null,
      say: 'c1 asks once. n1 is up, it has a copy, and it refuses: it cannot know whether its copy is the latest.',
    },
    {
      at: (story) => noted(story, 'readDone', 'c3', 2_200 * MS)?.row ?? null,
      say: 'All but one were answered. Uptime counts requests; CAP asks whether every node that is up answers.',
    },
  ],
  predict: {
    at: (story) => noted(story, 'readDone', 'c2', 1_000 * MS)?.row ?? null,
    question: 'c1 will ask n1, which is up and has a copy of x. What is it told?',
    options: [
      {
        text: '1: nobody has written for a long time',
        feedback: 'It would be right, as it happens. But n1 cannot know that nobody has written.',
      },
      {
        text: 'It is refused',
        feedback: 'Consistent, so not available: in CAP one refusal by a node that works is enough.',
      },
    ],
    answer: (story) => (lonely(story)?.outcome === 'ok' ? 0 : 1),
  },
  contrast: {
    say: 'The same cut, and whoever is asked answers',
    change: { settings: { whenCutOff: 'answer' } },
    claims: [
      {
        text: 'Every request is answered, that of c1 too',
        holds: (story) => answered(story) === over(story).length,
      },
    ],
  },
  claims: [
    promisesHold,
    { text: 'c1 is refused', holds: (story) => lonely(story)?.outcome === 'fail' },
    {
      text: 'All other requests are answered: 50 of 51',
      holds: (story) => answered(story) === 2 * READS && over(story).length === 2 * READS + 1,
    },
  ],
})
