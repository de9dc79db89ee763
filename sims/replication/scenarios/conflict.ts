// Both sides of a cut put something into the same cart. At the heal somebody has to decide what the cart is: nobody, and then
// the next reader sees both; or the application, which knows that carts are united.

import { type Story, scenario } from '../../../src/sim/scenario.ts'
import { between } from '../../../src/sim/shapes.ts'
import { append, cut, healAll, MS, nothingLost, operation, promisesHold, read, topology } from './cluster.ts'

const HEAL_US = 1_300 * MS

/** Nothing where the read is left out. */
const lastRead = (story: Story) => JSON.stringify(operation(story, 'c2', 1)?.result ?? null)

export const conflict = scenario({
  id: 'replication/conflict',
  sim: 'replication',
  title: 'Both sides wrote. Who is right?',
  blurb: 'Two people fill one cart, on two sides of a cut. Then the wall falls.',
  question: 'One side put milk into the cart, the other eggs. What is in it after the heal?',
  minutes: 4,
  after: 'replication/cap',
  seed: '5',
  topology: topology(3, 2),
  settings: { acks: 'one', whenCutOff: 'answer' },
  rules: [],
  interventions: [
    append('tea', 150, 'c1', 'cart', 'tea'),
    cut('cut', 300, 'n1 and c1 cut off', between(['n1', 'c1'], ['n2', 'n3', 'm', 'c2'])),
    append('milk', 700, 'c1', 'cart', 'milk'),
    append('eggs', 800, 'c2', 'cart', 'eggs'),
    healAll('heal', HEAL_US / MS),
    read('read', 1_800, 'c2', 'cart'),
  ],
  durationUs: 2_200 * MS,
  opensAt: (story) => story.intervention('cut'),
  press: { label: 'Cut the network', does: 'next' },
  beats: [
    { at: (story) => story.intervention('cut'), say: 'There is tea in the cart, on both sides of the wall.' },
    {
      at: (story) => story.first('takenAlone')?.row ?? null,
      say: 'n1 is cut off and takes milk all the same. It stands apart from the log: nobody else has it.',
    },
    {
      at: (story) => story.first('completed', ({ node }) => node === 'c2', 700 * MS)?.row ?? null,
      say: 'On the other side eggs go into the same cart. The key has come apart.',
    },
    { at: (story) => story.intervention('heal'), say: 'The wall falls.' },
    {
      at: (story) => story.first('conflict')?.row ?? null,
      say: 'n1 hands over what it wrote alone. Someone else has written the cart meanwhile: a conflict.',
    },
    {
      at: (story) => story.last('completed', ({ node }) => node === 'c2')?.row ?? null,
      say: 'Both carts are kept, and whoever reads next has to make one of them.',
    },
  ],
  predict: {
    at: (story) => story.intervention('heal'),
    question:
      'One cart with tea and milk, one with tea and eggs. The rule is to keep both. What will c2 read?',
    options: [
      {
        text: 'Tea, eggs and milk',
        feedback:
          'That needs someone who knows what a cart is. A store only knows that there are two values.',
      },
      {
        text: 'Two carts',
        feedback: 'Nothing is lost and nothing is decided. The application must do that.',
      },
      {
        text: 'The one that was written last',
        feedback: 'That would be another rule, and would throw milk or eggs away without a word.',
      },
    ],
    answer: (story) => (lastRead(story).includes('either') ? 1 : 0),
  },
  contrast: {
    say: 'The same conflict, with a rule that unites lists',
    change: { settings: { conflicts: 'merge' } },
    claims: [
      promisesHold,
      nothingLost,
      {
        text: 'c2 reads one cart with everything in it',
        holds: (story) => lastRead(story) === '["tea","eggs","milk"]',
      },
    ],
  },
  claims: [
    promisesHold,
    nothingLost,
    { text: 'There is a conflict', holds: (story) => story.count('conflict') === 1 },
    {
      text: 'c2 reads both carts',
      holds: (story) => lastRead(story) === '{"either":[["tea","eggs"],["tea","milk"]]}',
    },
  ],
})
