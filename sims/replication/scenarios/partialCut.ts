// A cut need not make two sides. Here one line is cut, the one between the primary and the master. Everybody else reaches
// everybody, and to every client n1 looks perfectly healthy.

import { type Story, scenario } from '../../../src/sim/scenario.ts'
import { between } from '../../../src/sim/shapes.ts'
import { breaks, cut, MS, operation, promisesHold, read, topology, write } from './cluster.ts'

const CUT_US = 300 * MS

const lateRead = (story: Story) => operation(story, 'c1', 1)

export const partialCut = scenario({
  id: 'replication/partial-cut',
  sim: 'replication',
  title: 'Everybody can reach it. What is wrong with it?',
  blurb: 'One line of the network is down. There are no two sides, and two replicas might both be primary.',
  question: 'Only the line between n1 and the master is cut. Who is primary?',
  minutes: 4,
  after: 'replication/old-primary',
  seed: '7',
  topology: topology(3, 2),
  settings: { acks: 'one' },
  rules: [],
  interventions: [
    write('x5', 150, 'c1', 'x', 5),
    cut('cut', CUT_US / MS, 'n1 and the master cannot hear each other', between(['n1'], ['m'])),
    write('x7', 700, 'c2', 'x', 7, { to: 'n2' }),
    read('read', 900, 'c1', 'x', { to: 'n1' }),
  ],
  durationUs: 1_600 * MS,
  opensAt: (story) => story.intervention('cut'),
  press: { label: 'Cut one line', does: 'next' },
  beats: [
    {
      at: (story) => story.intervention('cut'),
      say: 'One line is cut. n1 reaches its backups and its clients; n2 and n3 reach the master.',
    },
    {
      at: (story) => story.first('leaseOut', ({ node }) => node === 'n1', CUT_US)?.row ?? null,
      say: 'n1 cannot renew its lease. All else is well, and still it must stop.',
    },
    {
      at: (story) => story.first('activated', undefined, CUT_US)?.row ?? null,
      say: 'The master cannot tell a cut line from a dead machine. It has waited for the lease, and n2 is primary.',
    },
    {
      at: (story) => story.first('completed', ({ node }) => node === 'c2')?.row ?? null,
      say: 'c2 writes x=7 at n2.',
    },
    {
      at: (story) => story.first('refused', ({ node }) => node === 'n1')?.row ?? null,
      say: 'c1 asks n1, which it can reach as well as ever. n1 refuses.',
    },
    {
      at: (story) => story.last('completed', ({ node }) => node === 'c1')?.row ?? null,
      say: 'So c1 asks another, and is told 7.',
    },
  ],
  predict: {
    at: (story) => story.intervention('read'),
    question: 'n1 reaches everybody but the master. c1 asks it for x, which is 7 at n2. What happens?',
    options: [
      {
        text: 'n1 answers 5',
        feedback: 'It has nothing else, and it would be wrong. The lease is there to keep it from saying so.',
      },
      {
        text: 'n1 refuses',
        feedback: 'It cannot know about n2. It only knows that it may have been replaced.',
      },
      {
        text: 'n1 asks n2 and answers 7',
        feedback: 'It could reach n2. But it does not know that n2 is the one to ask.',
      },
    ],
    answer: (story) => (story.first('refused', ({ node }) => node === 'n1') === null ? 0 : 1),
  },
  contrast: {
    say: 'The same line, with a primary that acts without a lease',
    change: { rules: ['ignoresLease'] },
    claims: [
      breaks('freshReads', 'c1 is told 5 after x=7 was acknowledged'),
      breaks('onePrimary', 'n1 answers although n2 is in charge'),
    ],
  },
  claims: [
    promisesHold,
    { text: 'n2 or n3 is promoted', holds: (story) => story.first('promotes', undefined, CUT_US) !== null },
    { text: 'c1 is told 7 in the end', holds: (story) => lateRead(story)?.result === 7 },
  ],
})
