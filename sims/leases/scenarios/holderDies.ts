// The holder dies, and everybody waits until its lease is over. A shorter TTL makes that shorter, and takes the slow for dead.

import { type Story, scenario } from '../../../src/sim/scenario.ts'
import { add, isOk, MS, of, on, promisesHold, STEADY, topology, waitUs } from './cluster.ts'

const CRASH_MS = 130
const SLOW_MS = 1_500
const CALM_MS = 2_000

const waitedOfw2 = (story: Story) => waitUs(story, 'w2') ?? 0
const isTakenForDead = (story: Story) =>
  story.count('leaseOut', ({ node }) => node === 'w2') +
    story.count('hearsLost', ({ node }) => node === 'w2') >
  0

export const holderDies = scenario({
  id: 'leases/holder-dies',
  sim: 'leases',
  title: 'The holder dies. Who waits, and for how long?',
  blurb:
    'A lock that runs out frees itself. But not before its time, and nobody can say whether its holder is dead.',
  question: 'w1 dies while it has the lock. When does w2 get it, and why not sooner?',
  minutes: 4,
  after: 'leases/fencing-token',
  seed: '1',
  topology: topology(2),
  settings: { ...STEADY, ttlUs: 1_000 * MS, clientTimeoutUs: 2_500 * MS },
  rules: [],
  interventions: [
    add('add1', 50, 'c1'),
    on('crash', CRASH_MS, 'crash', 'w1'),
    add('add2', 150, 'c2'),
    on('restart', 1_250, 'restart', 'w1'),
    {
      id: 'slow',
      atUs: SLOW_MS * MS,
      do: { kind: 'latency', links: 'all', latency: { kind: 'constant', us: 60 * MS } },
    },
    add('add3', SLOW_MS, 'c2'),
    { id: 'calm', atUs: CALM_MS * MS, do: { kind: 'heal', fault: 'slow' } },
  ],
  durationUs: 3_000 * MS,
  opensAt: (story) => story.intervention('add1'),
  press: { label: 'Add one, under the lock', does: 'next' },
  beats: [
    {
      at: (story) => story.intervention('add1'),
      say: 'The lock lasts for a second, and holders renew it as long as they work. w1 asks for it.',
    },
    {
      at: (story) => story.intervention('crash'),
      say: 'w1 dies in the middle of its work. It cannot let go any more.',
    },
    {
      at: (story) => of(story, 'isHeld', 'w2')?.row ?? null,
      say: 'w2 wants the lock, and is told that w1 has it. A dead holder looks like a slow one.',
    },
    {
      at: (story) => story.first('runsOut')?.row ?? null,
      say: 'After a second the lease is over: nobody had to notice that w1 is dead.',
    },
    {
      at: (story) => story.first('isDone')?.row ?? null,
      say: 'w2 was given the lock and is done. It has waited for almost the whole second.',
    },
    {
      at: (story) => story.intervention('slow'),
      say: 'Now the network is slow, and c2 asks for one more. With a second to spare that does no harm.',
    },
    {
      at: (story) => story.last('isDone', ({ node }) => node === 'c2')?.row ?? null,
      say: 'Done. What a shorter TTL would save at a death, it would cost here.',
    },
  ],
  predict: {
    at: (story) => of(story, 'isHeld', 'w2')?.row ?? null,
    question: 'w1 is dead, and its lease of one second has just begun. When is w2 given the lock?',
    options: [
      {
        text: 'At once: the lock server sees that w1 is gone',
        feedback: 'All that it could see is silence. w1 could be slow, or cut off, and still write.',
      },
      {
        text: 'When the second is over',
        feedback: 'That is what was promised to w1, dead or alive. The TTL is the price of a death.',
      },
      {
        text: 'When w1 is back and lets go',
        feedback: 'w1 will not even know that it had the lock. That is why the lock runs out.',
      },
    ],
    answer: (story) => {
      const over = story.first('runsOut')
      const given = of(story, 'holds', 'w2')
      if (over === null || given === null) return 2
      return given.atUs > over.atUs ? 1 : 0
    },
  },
  contrast: {
    say: 'The same with a TTL of 100 ms',
    change: { settings: { ttlUs: 100 * MS } },
    claims: [
      promisesHold,
      { text: 'w2 waits less than 200 ms for the dead', holds: (story) => waitedOfw2(story) < 200 * MS },
      {
        text: 'But when the network is slow, w2 loses the lock although it lives',
        holds: isTakenForDead,
      },
    ],
  },
  claims: [
    promisesHold,
    {
      text: 'w2 waits for the dead for more than 800 ms',
      holds: (story) => waitedOfw2(story) > 800 * MS,
    },
    { text: 'In the slow network nobody loses the lock', holds: (story) => !isTakenForDead(story) },
    { text: 'c1 is answered too, once it has asked again', holds: (story) => isOk(story, 'c1') },
  ],
})
