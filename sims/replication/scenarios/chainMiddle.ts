// A chain loses a server in the middle, with a write in its hands. The one before it still has the write, and sends it to the
// one after: what is not at the tail is not forgotten by anyone before it (van Renesse and Schneider, §3).

import { type Story, scenario } from '../../../src/sim/scenario.ts'
import { MS, nothingLost, operation, promisesHold, topology, valueAt, write } from './cluster.ts'

const CRASH_US = 321_500
const HEAD_CRASH_US = 310_500

const told = (story: Story) => operation(story, 'c1', 1)

export const chainMiddle = scenario({
  id: 'replication/chain',
  sim: 'replication',
  title: 'What if a link of the chain breaks?',
  blurb:
    'Writes go from head to tail, one server after the other. The middle one dies with a write in its hands.',
  question: 'n2 has the write and has not passed it on. What becomes of it when n2 dies?',
  minutes: 4,
  seed: '1',
  topology: topology(3, 1),
  settings: { protocol: 'chain', latencyMinUs: 10 * MS, latencyMaxUs: 10 * MS },
  rules: [],
  interventions: [
    write('x5', 150, 'c1', 'x', 5),
    write('x7', 300, 'c1', 'x', 7),
    { id: 'crash', atUs: CRASH_US, do: { kind: 'crash', node: 'n2' } },
  ],
  durationUs: 1_200 * MS,
  opensAt: (story) => story.intervention('x7'),
  press: { label: 'Write x=7', does: 'next' },
  beats: [
    {
      at: (story) => story.intervention('x7'),
      say: 'n1 is the head, n3 the tail. A write goes in at the head; the tail says OK, and answers all reads.',
    },
    {
      at: (story) => story.first('taken', undefined, 300 * MS)?.row ?? null,
      say: 'The head has x=7, and sends it to its successor.',
    },
    {
      at: (story) => story.first('appended', ({ node }) => node === 'n2', 300 * MS)?.row ?? null,
      say: 'n2 has it, and passes it on when its disk has it.',
    },
    { at: (story) => story.intervention('crash'), say: 'It does not come to that: n2 dies.' },
    {
      at: (story) => story.first('keeps', undefined, CRASH_US)?.row ?? null,
      say: 'The master takes n2 out. n3 follows n1 directly.',
    },
    {
      at: (story) => story.first('appended', ({ node }) => node === 'n3', CRASH_US)?.row ?? null,
      say: 'n1 has kept what is not at the tail yet, and sends it to its new successor.',
    },
    {
      at: (story) => story.last('completed')?.row ?? null,
      say: 'c1 has asked again, with the same number. The write is done, once.',
    },
  ],
  predict: {
    at: (story) => story.intervention('crash'),
    question: 'n2 dies between n1 and n3. n1 has x=7, n3 does not. Is x=7 lost?',
    options: [
      {
        text: 'Yes: it had not reached the tail',
        feedback: 'Then it would not be done. But who comes before the tail keeps it until it is.',
      },
      {
        text: 'No: n1 sends it to n3',
        feedback: 'Each server keeps what the tail has not confirmed, for exactly this case.',
      },
      {
        text: 'Only until n2 is back',
        feedback: 'Nobody waits for n2. The chain closes over the gap.',
      },
    ],
    answer: (story) => (valueAt(story, 'n3', 'x') === 7 ? 1 : 0),
  },
  contrast: {
    say: 'The same write, and the head dies instead, before it has sent anything on',
    change: {
      without: ['crash'],
      add: [{ id: 'head', atUs: HEAD_CRASH_US, do: { kind: 'crash', node: 'n1' } }],
    },
    claims: [
      promisesHold,
      nothingLost,
      {
        text: 'n2 becomes the head, without x=7',
        holds: (story) => story.first('promotes', undefined, HEAD_CRASH_US)?.params[0] === 'n2',
      },
      {
        text: 'c1 was told nothing, asks again, and is told OK',
        holds: (story) => told(story)?.outcome === 'ok' && (told(story)?.completedUs ?? 0) > 500 * MS,
      },
    ],
  },
  claims: [
    promisesHold,
    nothingLost,
    {
      text: 'x is 7 at both ends of what is left',
      holds: (story) => ['n1', 'n3'].every((id) => valueAt(story, id, 'x') === 7),
    },
    { text: 'c1 is told OK', holds: (story) => told(story)?.outcome === 'ok' },
  ],
})
