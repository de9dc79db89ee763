// The lock server has forgotten everything but one number. That number, and some patience, are enough.

import { type Story, scenario } from '../../../src/sim/scenario.ts'
import { add, bothCounted, breaks, MS, of, on, promisesHold, STEADY, topology, waitUs } from './cluster.ts'

const CRASH_MS = 120
const BACK_MS = 160

const letGoUs = (story: Story) => of(story, 'isLetGo', 'w1')?.atUs ?? 0

export const serverRestarts = scenario({
  id: 'leases/server-restarts',
  sim: 'leases',
  title: 'The lock server restarts. What must it remember?',
  blurb: 'It was down for a moment, and has forgotten who has the lock. The holder has not.',
  question: 'The lock server knows only that token 33 was the last. Whom may it give the lock?',
  minutes: 4,
  after: 'leases/fencing-token',
  seed: '1',
  topology: topology(2),
  settings: { ...STEADY, renews: false, workUs: 200 * MS, askEveryUs: 20 * MS },
  rules: [],
  interventions: [
    add('add1', 50, 'c1'),
    on('crash', CRASH_MS, 'crash', 'lock'),
    add('add2', 130, 'c2'),
    on('back', BACK_MS, 'restart', 'lock'),
  ],
  durationUs: 1_200 * MS,
  opensAt: (story) => story.intervention('add1'),
  press: { label: 'Add one, under the lock', does: 'next' },
  beats: [
    {
      at: (story) => story.intervention('add1'),
      say: 'c1 wants one more. w1 asks for the lock.',
    },
    {
      at: (story) => story.first('grants')?.row ?? null,
      say: 'The lock server writes down the token that it gives, and nothing of the rest.',
    },
    {
      at: (story) => story.intervention('crash'),
      say: 'It crashes, with w1 at work. That w1 has the lock is forgotten.',
    },
    {
      at: (story) => story.first('waitsOut')?.row ?? null,
      say: 'It is back. On its disk stands that 33 was given, and for how long: so long somebody may still have it.',
    },
    {
      at: (story) => of(story, 'isClosed', 'w2')?.row ?? null,
      say: 'w2 wants the lock and is told to wait, although nobody knows who has it.',
    },
    {
      at: (story) => of(story, 'isLetGo', 'w1')?.row ?? null,
      say: 'w1 never noticed, is done, and lets go of 33. That was the last token: now the lock is free for certain.',
    },
    {
      at: (story) => of(story, 'holds', 'w2')?.row ?? null,
      say: 'w2 is given 34. One number on disk, and the patience of one TTL.',
    },
  ],
  predict: {
    at: (story) => story.first('waitsOut')?.row ?? null,
    question: 'The lock server is back and remembers no holder. w2 asks for the lock. Is it given it?',
    options: [
      {
        text: 'Yes: by its list the lock is free',
        feedback: 'Its list is empty because it was forgotten, not because nobody is on it.',
      },
      {
        text: 'No: somebody may still have it',
        feedback:
          'Whoever has it was promised a whole TTL at the most. After that, or when it lets go, it is free.',
      },
    ],
    answer: (story) => {
      const given = of(story, 'holds', 'w2')
      return given !== null && given.atUs < letGoUs(story) ? 0 : 1
    },
  },
  contrast: {
    say: 'The same crash, and the lock server gives the lock at once',
    change: { rules: ['forgetsLeases'] },
    claims: [
      breaks('oneLease', 'w2 is given the lock while w1 has it'),
      {
        text: 'w2 waits less, and w1 has worked for nothing',
        holds: (story) => (waitUs(story, 'w2') ?? 0) < 100 * MS && of(story, 'isFenced', 'w1') !== null,
      },
    ],
  },
  claims: [
    promisesHold,
    bothCounted,
    {
      text: 'w1 is not disturbed',
      holds: (story) => of(story, 'isFenced', 'w1') === null && of(story, 'hearsLost', 'w1') === null,
    },
    {
      text: 'w2 is given the lock only when w1 has let go',
      holds: (story) => letGoUs(story) > 0 && (of(story, 'holds', 'w2')?.atUs ?? 0) > letGoUs(story),
    },
    {
      text: 'That is sooner than a whole TTL after the restart',
      holds: (story) => (of(story, 'holds', 'w2')?.atUs ?? 0) < (BACK_MS + 400) * MS,
    },
  ],
})
