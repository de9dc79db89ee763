// "Is it a CP or an AP database?" Both, in one run: two reads of the same key, at the same replica, at the same moment. One
// asks for the truth or nothing, the other for whatever is there.

import { type Story, scenario } from '../../../src/sim/scenario.ts'
import { between } from '../../../src/sim/shapes.ts'
import { cut, healAll, MS, operation, promisesHold, read, topology, write } from './cluster.ts'

const CUT_US = 300 * MS
const HEAL_US = 1_300 * MS

const strong = (story: Story) => operation(story, 'c1', 0)
const eventual = (story: Story) => operation(story, 'c2', 0)

export const perOperation = scenario({
  id: 'replication/per-operation',
  sim: 'replication',
  title: 'Is this database CP or AP?',
  blurb: 'Two reads of one key at one replica. One waits for the truth, the other takes what is there.',
  question: 'c1 wants the truth or nothing, c2 whatever there is. Both ask n3, which is cut off.',
  minutes: 3,
  after: 'replication/cap',
  seed: '3',
  topology: topology(3, 3),
  settings: { acks: 'one' },
  rules: [],
  interventions: [
    write('x5', 150, 'c3', 'x', 5),
    cut('cut', CUT_US / MS, 'n3, c1, c2 cut off', between(['n3', 'c1', 'c2'], ['n1', 'n2', 'm', 'c3'])),
    write('x7', 600, 'c3', 'x', 7),
    read('strong', 800, 'c1', 'x', { to: 'n3', level: 'strong' }),
    read('eventual', 801, 'c2', 'x', { to: 'n3', level: 'eventual' }),
    healAll('heal', HEAL_US / MS),
  ],
  durationUs: 2_000 * MS,
  opensAt: (story) => story.intervention('cut'),
  press: { label: 'Cut n3 off with two clients', does: 'next' },
  beats: [
    { at: (story) => story.intervention('cut'), say: 'n3 is cut off with c1 and c2. All three know x=5.' },
    {
      at: (story) => story.first('completed', ({ node }) => node === 'c3', CUT_US)?.row ?? null,
      say: 'On the other side c3 writes x=7 and is told OK. From now on 5 is old.',
    },
    {
      at: (story) => story.intervention('strong'),
      say: 'c1 asks n3 for the truth or nothing. A moment later c2 asks it for whatever there is.',
    },
    {
      at: (story) => story.first('completed', ({ node }) => node === 'c2')?.row ?? null,
      say: 'c2 has its answer at once, and it is 5. It had asked for no better.',
    },
    { at: (story) => story.intervention('heal'), say: 'c1 still waits. The wall falls.' },
    {
      at: (story) => story.first('completed', ({ node }) => node === 'c1')?.row ?? null,
      say: 'c1 has its answer, late, and it is 7. One cluster, two choices: made for each operation.',
    },
  ],
  predict: {
    at: (story) => story.intervention('eventual'),
    question: 'Both ask n3, now. Who is answered before the cut heals?',
    options: [
      {
        text: 'Both: n3 has x',
        feedback: 'It has an x. c1 asked for the truth or nothing, and n3 cannot vouch for it.',
      },
      {
        text: 'c2 only, and its answer is old',
        feedback: 'Whatever is there is there at once. The truth has to wait for the other side.',
      },
      {
        text: 'Nobody: the cluster is CP',
        feedback: 'The cluster is neither. Each operation says what it would rather do without.',
      },
    ],
    answer: (story) => ((eventual(story)?.completedUs ?? HEAL_US) < HEAL_US ? 1 : 2),
  },
  claims: [
    promisesHold,
    {
      text: 'c2 is told 5 while the cut stands, and that is stale',
      holds: (story) =>
        eventual(story)?.result === 5 &&
        (eventual(story)?.completedUs ?? HEAL_US) < HEAL_US &&
        story.count('staleRead') === 1,
    },
    {
      text: 'c1 is told 7 after the heal',
      holds: (story) => strong(story)?.result === 7 && (strong(story)?.completedUs ?? 0) > HEAL_US,
    },
  ],
})
