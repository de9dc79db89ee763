// Reads anywhere in a chain: the tempting variant. The tail is the only one that knows what is done when it is done; the
// others learn it one after the other, against the stream.

import { type Story, scenario } from '../../../src/sim/scenario.ts'
import { MS, operation, promisesHold, read, topology, write } from './cluster.ts'

const lateRead = (story: Story) => operation(story, 'c2', 0)

export const chainReads = scenario({
  id: 'replication/chain-reads',
  sim: 'replication',
  title: 'A chain of copies. Why read only the last?',
  blurb: 'The tail answers all reads, and the others look idle. Let them help, and see what they say.',
  question: 'The write is done, and the head took it itself. May the head answer reads?',
  minutes: 3,
  after: 'replication/chain',
  seed: '1',
  topology: topology(3, 2),
  settings: { protocol: 'chain', reads: 'anywhere', latencyMinUs: 10 * MS, latencyMaxUs: 10 * MS },
  rules: [],
  interventions: [
    write('x5', 150, 'c1', 'x', 5),
    {
      id: 'slow-back',
      atUs: 280 * MS,
      do: { kind: 'latency', links: [['n3', 'n2']], latency: { kind: 'constant', us: 100 * MS } },
    },
    write('x7', 300, 'c1', 'x', 7),
    read('read', 360, 'c2', 'x', { to: 'n1' }),
  ],
  durationUs: 700 * MS,
  opensAt: (story) => story.intervention('x7'),
  press: { label: 'Write x=7', does: 'next' },
  beats: [
    {
      at: (story) => story.intervention('x7'),
      say: 'x=7 enters at the head n1. The way back from the tail has become slow.',
    },
    {
      at: (story) => story.first('atTail', undefined, 300 * MS)?.row ?? null,
      say: 'It is at the tail n3, so it is on all three and done.',
    },
    {
      at: (story) => story.first('completed', ({ node }) => node === 'c1', 300 * MS)?.row ?? null,
      say: 'c1 is told OK, by the tail.',
    },
    {
      at: (story) => story.first('readHere', ({ node }) => node === 'n1')?.row ?? null,
      say: 'c2 reads at the head. The head has x=7, but does not know that it is done, so it shows 5.',
    },
    {
      at: (story) => story.first('staleRead')?.row ?? null,
      say: 'A stale read, from the server that had the write first.',
    },
    {
      at: (story) => story.first('learnsDone', ({ node }) => node === 'n1', 360 * MS)?.row ?? null,
      say: 'Word from the tail has come up the chain. Now the head would say 7.',
    },
  ],
  predict: {
    at: (story) => story.intervention('read'),
    question: 'n1 was the first to have x=7, and c1 has been told OK. c2 reads x at n1. What is it told?',
    options: [
      {
        text: '7: n1 had it first',
        feedback:
          'It has it. It cannot know whether it is done, and showing what is not done would be worse.',
      },
      { text: '5', feedback: 'The head learns last what the tail knows first.' },
      {
        text: 'Nothing until n1 has asked the tail',
        feedback: 'That is what later variants do. Here whoever is asked answers from what it has.',
      },
    ],
    answer: (story) => (lateRead(story)?.result === 5 ? 1 : 0),
  },
  contrast: {
    say: 'The same, with reads at the tail',
    change: { settings: { reads: 'primary' } },
    claims: [promisesHold, { text: 'c2 is told 7', holds: (story) => lateRead(story)?.result === 7 }],
  },
  claims: [
    promisesHold,
    { text: 'c2 is told 5, after x=7 was acknowledged', holds: (story) => lateRead(story)?.result === 5 },
    { text: 'That is known to be stale', holds: (story) => story.count('staleRead') === 1 },
  ],
})
