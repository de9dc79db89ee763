// With a token everybody finds their own writes. That is a guarantee for one client; it says nothing about another's.

import { type Story, scenario } from '../../../src/sim/scenario.ts'
import { MS, operation, promisesHold, read, topology, write } from './cluster.ts'

const mine = (story: Story) => operation(story, 'c1', 1)
const yours = (story: Story) => operation(story, 'c2', 0)

export const mineAndYours = scenario({
  id: 'replication/mine-and-yours',
  sim: 'replication',
  title: 'I can read my own writes. Is that strong?',
  blurb: 'Every client finds what it wrote itself. Another one, told on the phone, does not.',
  question: 'c1 has written x=7, read it, and tells c2. What will c2 find?',
  minutes: 3,
  after: 'replication/read-your-writes',
  seed: '6',
  topology: topology(3, 2),
  settings: { acks: 'one', reads: 'anywhere', session: 'token', applyDelayUs: 400 * MS },
  rules: [],
  interventions: [
    write('x5', 150, 'c2', 'x', 5),
    write('x7', 800, 'c1', 'x', 7),
    read('mine', 900, 'c1', 'x'),
    read('yours', 920, 'c2', 'x'),
  ],
  durationUs: 1_700 * MS,
  opensAt: (story) => story.intervention('x7'),
  press: { label: 'Write x=7', does: 'next' },
  beats: [
    {
      at: (story) => story.intervention('x7'),
      say: 'Reads are answered by the nearest replica, which shows everything 400 ms late. c1 writes x=7.',
    },
    {
      at: (story) => story.first('readWaits', ({ params }) => params[0] === 'c1')?.row ?? null,
      say: 'c1 reads at n2 and brings a token of its own write. n2 makes it wait until it has followed that far.',
    },
    {
      at: (story) => story.first('staleRead')?.row ?? null,
      say: 'c2 reads at n3. Its token knows nothing of x=7, so n3 answers at once: 5.',
    },
    {
      at: (story) => story.last('completed', ({ node }) => node === 'c1')?.row ?? null,
      say: 'c1 finds its 7. Its own writes are fine; the system is not linearizable.',
    },
  ],
  predict: {
    at: (story) => story.intervention('yours'),
    question: 'x=7 was acknowledged to c1 long ago. c2 reads x now, at n3. What is it told?',
    options: [
      {
        text: '7: it was acknowledged before',
        feedback:
          'That would be linearizability. A session promises a client only what that client has seen.',
      },
      { text: '5', feedback: 'c2’s token is satisfied by 5. Nobody promised it anything about c1’s writes.' },
      { text: 'It waits', feedback: 'c1 waits, for its own token says so. c2’s does not.' },
    ],
    answer: (story) => (yours(story) === null || operation(story, 'c2', 1)?.result === 5 ? 1 : 0),
  },
  contrast: {
    say: 'The same lag, with all reads at the primary',
    change: { settings: { reads: 'primary' } },
    claims: [
      promisesHold,
      {
        text: 'Both are told 7',
        holds: (story) => mine(story)?.result === 7 && operation(story, 'c2', 1)?.result === 7,
      },
    ],
  },
  claims: [
    promisesHold,
    { text: 'c1 reads its own 7', holds: (story) => mine(story)?.result === 7 },
    {
      text: 'c2 reads 5, after x=7 was acknowledged',
      holds: (story) => operation(story, 'c2', 1)?.result === 5 && story.count('staleRead') === 1,
    },
  ],
})
