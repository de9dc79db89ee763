// "Pick two of three, and we picked C and A." While nothing is cut, every system has both. The run goes on until the wall
// stands; then it shows which of the two was given up, and by which operation.

import { type Story, scenario } from '../../../src/sim/scenario.ts'
import { between } from '../../../src/sim/shapes.ts'
import { cut, MS, operation, promisesHold, read, topology, write } from './cluster.ts'

const CUT_US = 700 * MS

const before = (story: Story) => story.history.filter(({ invokedUs }) => invokedUs < CUT_US)
const lastRead = (story: Story) => operation(story, 'c1', 3)

export const consistentAndAvailable = scenario({
  id: 'replication/consistent-and-available',
  sim: 'replication',
  title: 'We chose consistency and availability. What now?',
  blurb: 'Two replicas, every write on both, every read fresh, everybody answered. Then one line is cut.',
  question: 'So far every read was fresh and everybody was answered. Which of the two goes first?',
  minutes: 3,
  after: 'replication/cap',
  seed: '9',
  topology: topology(2, 2),
  settings: { acks: 'all', clientTimeoutUs: 150 * MS, clientRetries: 2 },
  rules: [],
  interventions: [
    write('x1', 200, 'c1', 'x', 1),
    read('r1', 300, 'c2', 'x'),
    write('x2', 400, 'c2', 'x', 2),
    read('r2', 500, 'c1', 'x'),
    write('x3', 600, 'c1', 'x', 3),
    cut('cut', CUT_US / MS, 'n2 and c1 cut off', between(['n2', 'c1'], ['n1', 'm', 'c2'])),
    write('x4', 1_000, 'c2', 'x', 4),
    read('r3', 1_200, 'c1', 'x', { to: 'n2' }),
  ],
  durationUs: 2_000 * MS,
  opensAt: (story) => story.intervention('x1'),
  press: { label: 'Let them work', does: 'next' },
  beats: [
    {
      at: (story) => story.intervention('x1'),
      say: 'Two replicas. Every write waits for both, and whoever is alive answers.',
    },
    {
      at: (story) => story.at(CUT_US - 1),
      say: 'Five operations, all answered, all fresh. Consistent and available, as long as nothing is cut.',
    },
    {
      at: (story) => story.intervention('cut'),
      say: 'Now a line is cut. c1 can reach n2 only, and n2 nobody else.',
    },
    {
      at: (story) => story.first('completed', ({ node }) => node === 'c2', CUT_US)?.row ?? null,
      say: 'c2 writes x=4. n1 goes on without n2, which the master has taken out.',
    },
    {
      at: (story) => story.first('refused', undefined, CUT_US)?.row ?? null,
      say: 'c1 asks for x, and n2 refuses. This is the first operation without an answer: availability went first.',
    },
  ],
  predict: {
    at: (story) => story.intervention('cut'),
    question: 'c2 writes x=4 at n1. Then c1 asks n2, its only replica, for x. What can n2 do?',
    options: [
      {
        text: 'Answer 4',
        feedback: 'It has no way to know of 4. Every message that could tell it stops at the wall.',
      },
      {
        text: 'Answer 3, or refuse. There is nothing else',
        feedback:
          'Answering 3 gives consistency up, refusing gives availability up. A cut leaves no more than that.',
      },
      {
        text: 'Wait until it knows',
        feedback: 'Waiting for as long as the cut lasts is refusing, only more slowly.',
      },
    ],
    answer: () => 1,
  },
  contrast: {
    say: 'The same cut, with a replica that answers',
    change: { settings: { whenCutOff: 'answer' } },
    claims: [
      {
        text: 'c1 is told 3, which is stale: consistency went first',
        holds: (story) => lastRead(story)?.result === 3 && story.count('staleRead') === 1,
      },
      {
        text: 'Everybody is answered',
        holds: ({ history }) => history.every(({ outcome }) => outcome === 'ok'),
      },
    ],
  },
  claims: [
    promisesHold,
    {
      text: 'Before the cut everything is answered and fresh',
      holds: (story) =>
        before(story).every(({ outcome }) => outcome === 'ok') && story.count('staleRead') === 0,
    },
    {
      text: 'After it c1 is refused',
      holds: (story) => lastRead(story)?.outcome === 'fail' && lastRead(story)?.result === 'refused',
    },
  ],
})
