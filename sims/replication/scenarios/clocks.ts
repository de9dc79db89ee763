// The later clock wins. But clocks are wrong: here the one that is ahead belongs to the earlier write, and the newer one is
// dropped, acknowledged as it was.

import { type Story, scenario } from '../../../src/sim/scenario.ts'
import { between } from '../../../src/sim/shapes.ts'
import { cut, healAll, MS, operation, promisesHold, read, topology, valueAt, write } from './cluster.ts'

const dropped = (story: Story) => story.first('writeDropped')?.params[0] ?? null

export const clocks = scenario({
  id: 'replication/clocks',
  sim: 'replication',
  title: 'The later write wins. Later by whose clock?',
  blurb: 'Two writes on two sides of a cut, 300 ms apart. One clock is half a second ahead.',
  question: 'x=1 was written first, x=2 after it. The later one wins. Which is that?',
  minutes: 3,
  after: 'replication/conflict',
  seed: '4',
  topology: topology(3, 2),
  settings: { acks: 'one', whenCutOff: 'answer', conflicts: 'lastWriter' },
  rules: [],
  interventions: [
    { id: 'clock', atUs: 100 * MS, do: { kind: 'clock', node: 'n1', offsetUs: 500 * MS, driftPpm: 0 } },
    write('x5', 150, 'c1', 'x', 5),
    cut('cut', 300, 'n1 and c1 cut off', between(['n1', 'c1'], ['n2', 'n3', 'm', 'c2'])),
    write('x1', 700, 'c1', 'x', 1),
    write('x2', 1_000, 'c2', 'x', 2, { to: 'n2' }),
    healAll('heal', 1_300),
    read('read', 1_800, 'c2', 'x'),
  ],
  durationUs: 2_200 * MS,
  opensAt: (story) => story.intervention('cut'),
  press: { label: 'Cut the network', does: 'next' },
  beats: [
    {
      at: (story) => story.intervention('cut'),
      say: 'n1’s clock is 500 ms ahead. Nobody knows. Then the network is cut.',
    },
    {
      at: (story) => story.first('takenAlone')?.row ?? null,
      say: 'n1 takes x=1 at 700 ms, and writes down 1,200.',
    },
    {
      at: (story) => story.first('completed', ({ node }) => node === 'c2')?.row ?? null,
      say: 'c2 writes x=2 at n2, 300 ms later. n2 writes down 1,000.',
    },
    {
      at: (story) => story.first('conflict')?.row ?? null,
      say: 'At the heal the clocks are compared. 1,200 is later than 1,000, so the older write wins.',
    },
    {
      at: (story) => story.first('writeDropped')?.row ?? null,
      say: 'x=2 was acknowledged, was newer, and is gone without a word.',
    },
  ],
  predict: {
    at: (story) => story.intervention('heal'),
    question: 'x=1 was written at 700 ms, x=2 at 1,000 ms. n1’s clock is 500 ms ahead. Which one stays?',
    options: [
      {
        text: 'x=2: it is the later one',
        feedback: 'It is. But nobody can see that: they see two numbers, and 1,200 is more.',
      },
      { text: 'x=1', feedback: 'Its clock was ahead, and the clock is all that is compared.' },
      {
        text: 'Both: there is a conflict',
        feedback: 'There is, and this rule decides it at once. That is what it is for.',
      },
    ],
    answer: (story) => (valueAt(story, 'n2', 'x') === 1 ? 1 : 0),
  },
  contrast: {
    say: 'The same writes, with clocks that are right',
    change: { without: ['clock'] },
    claims: [
      { text: 'x=2 stays', holds: (story) => operation(story, 'c2', 1)?.result === 2 },
      {
        text: 'And still an acknowledged write is dropped, the other one',
        holds: (story) => dropped(story) === 'x=1',
      },
    ],
  },
  claims: [
    promisesHold,
    { text: 'c2 reads 1, the older write', holds: (story) => operation(story, 'c2', 1)?.result === 1 },
    { text: 'x=2 was acknowledged and is dropped', holds: (story) => dropped(story) === 'x=2' },
  ],
})
