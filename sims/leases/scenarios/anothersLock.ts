// Who comes late lets go of a lock that is another's by now: the release that does not compare, known as a plain DEL.

import { type Story, scenario } from '../../../src/sim/scenario.ts'
import { add, bothCounted, breaks, inForce, MS, of, on, promisesHold, STEADY, topology } from './cluster.ts'

const RESUME_MS = 600

const deleted = (story: Story) => story.count('deletes')

export const anothersLock = scenario({
  id: 'leases/anothers-lock',
  sim: 'leases',
  title: 'I let go of my lock. Was it mine?',
  blurb:
    'Whatever happens, a good program lets go of its lock in the end. The lock server does not ask whose it is.',
  question: 'w1 lets go of a lock that it has lost without knowing. What becomes of w2, who has it now?',
  minutes: 4,
  after: 'leases/fencing-token',
  seed: '1',
  topology: topology(2),
  settings: { ...STEADY, renews: false, checksClock: false, workUs: 200 * MS },
  rules: ['releasesAnothers'],
  interventions: [
    add('add1', 50, 'c1'),
    on('pause', 130, 'pause', 'w1'),
    add('add2', 200, 'c2'),
    on('resume', RESUME_MS, 'resume', 'w1'),
  ],
  durationUs: 1_600 * MS,
  opensAt: (story) => story.intervention('add1'),
  press: { label: 'Add one, under the lock', does: 'next' },
  beats: [
    {
      at: (story) => story.intervention('add1'),
      say: 'c1 wants one more. w1 asks for the lock, and begins to work.',
    },
    {
      at: (story) => story.intervention('pause'),
      say: 'It stands still, for longer than its lock lasts.',
    },
    {
      at: (story) => of(story, 'holds', 'w2')?.row ?? null,
      say: 'w2 is given the lock, with token 34, reads the file, and works.',
    },
    {
      at: (story) => of(story, 'isFenced', 'w1')?.row ?? null,
      say: 'w1 comes back, writes, and is refused. It lets go of its lock, as it should, and asks anew.',
    },
    {
      at: (story) => story.first('deletes')?.row ?? null,
      say: 'The lock server does not look at the token. It lets go of whatever is there: the lock of w2.',
    },
    {
      at: (story) => of(story, 'holds', 'w1', RESUME_MS * MS)?.row ?? null,
      say: 'So w1 is given the lock, in the middle of the work of w2. Two were told that they have it.',
    },
    {
      at: (story) => of(story, 'isFenced', 'w2')?.row ?? null,
      say: 'w2 did nothing wrong, and its work is for nothing. And it lets go in its turn: of the lock of w1.',
    },
  ],
  predict: {
    at: (story) => of(story, 'isFenced', 'w1')?.row ?? null,
    question: 'w1 sends a release. w2 has the lock, and is at work. What does the lock server do?',
    options: [
      {
        text: 'It lets it be: the lock is not w1’s',
        feedback: 'It would have to compare whose it is. This one deletes whatever is there.',
      },
      {
        text: 'It lets go of the lock of w2',
        feedback: 'Without a comparison a release is a release. Comparing tokens would cost one line.',
      },
    ],
    answer: (story) => (deleted(story) > 0 ? 1 : 0),
  },
  contrast: {
    say: 'The same, and a release is compared with the lock that is there',
    change: { add: [inForce('releasesAnothers')] },
    claims: [
      promisesHold,
      bothCounted,
      {
        text: 'The release of w1 is seen and let be, and w2 is not disturbed',
        holds: (story) => story.count('notYours') > 0 && of(story, 'isFenced', 'w2') === null,
      },
    ],
  },
  claims: [
    breaks('oneLease', 'w1 is given the lock while that of w2 is in force'),
    {
      text: 'w2 is refused although it never stood still',
      holds: (story) => of(story, 'isFenced', 'w2') !== null,
    },
    {
      text: 'They take the lock from each other more than once',
      holds: (story) => deleted(story) > 1,
    },
    {
      text: 'Thanks to the tokens nothing is lost all the same',
      holds: (story) => story.violations.every(({ invariant }) => invariant === 'oneLease'),
    },
  ],
})
