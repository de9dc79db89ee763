// A holder stands still for longer than its lock lasts, and goes on as if nothing had been. Twice: at a storage that takes what
// comes, and at one that compares tokens. After Kleppmann 2016.

import { type Beat, type Scenario, type Story, scenario } from '../../../src/sim/scenario.ts'
import {
  add,
  bothCounted,
  breaks,
  fileAt,
  inForce,
  isOk,
  MS,
  of,
  on,
  promisesHold,
  STEADY,
  topology,
} from './cluster.ts'

const PAUSE_MS = 130
const RESUME_MS = 900

/** Both runs are the same up to the write that comes late. */
const COMMON: Pick<
  Scenario,
  'sim' | 'topology' | 'settings' | 'interventions' | 'seed' | 'durationUs' | 'opensAt'
> = {
  sim: 'leases',
  seed: '1',
  topology: topology(2),
  settings: { ...STEADY, renews: false, checksClock: false },
  interventions: [
    add('add1', 50, 'c1'),
    on('pause', PAUSE_MS, 'pause', 'w1'),
    add('add2', 200, 'c2'),
    on('resume', RESUME_MS, 'resume', 'w1'),
  ],
  durationUs: 1_300 * MS,
  opensAt: (story) => story.intervention('add1'),
}

const lateWrite = (story: Story) => of(story, 'writes', 'w1', RESUME_MS * MS)

/** Both took the lock to be theirs when the second was given it. */
const believedBoth = {
  text: 'For a while both workers believe that they have the lock',
  holds: (story: Story) => {
    const second = of(story, 'holds', 'w2')
    return second !== null && of(story, 'holds', 'w1') !== null && second.atUs < lateWrite(story)!.atUs
  },
}

const untilLate: readonly Beat[] = [
  {
    at: (story) => story.intervention('add1'),
    say: 'c1 wants the file to count one more. w1 is to do it, and asks for the lock first.',
  },
  {
    at: (story) => of(story, 'knows', 'w1')?.row ?? null,
    say: 'w1 has the lock, with token 33, for 400 ms. It has read that the file holds 0, and works out a 1.',
  },
  {
    at: (story) => story.intervention('pause'),
    say: 'w1 stands still: a garbage collection, a machine that swaps. It does not know that it does.',
  },
  {
    at: (story) => story.first('runsOut')?.row ?? null,
    say: 'The lock server cannot tell a pause from a death. The time of w1 is over, and the lock is free.',
  },
  {
    at: (story) => of(story, 'holds', 'w2')?.row ?? null,
    say: 'w2 is given it, with token 34. Both lanes are filled now: two believe that the lock is theirs.',
  },
  {
    at: (story) => of(story, 'stores', 'w2')?.row ?? null,
    say: 'w2 writes 1, is done, and c2 is told so.',
  },
  {
    at: (story) => story.intervention('resume'),
    say: 'w1 goes on where it was. For its program not a moment has passed.',
  },
]

export const twoHolders = scenario({
  ...COMMON,
  id: 'leases/two-holders',
  title: 'Only one can hold the lock. Is that so?',
  blurb: 'The holder stands still for longer than the lock lasts. Then it goes on.',
  question: 'Two clients each add one, under a lock that runs out. What does the file hold in the end?',
  minutes: 4,
  rules: ['noFencing'],
  press: { label: 'Add one, under the lock', does: 'next' },
  beats: [
    ...untilLate,
    {
      at: (story) => of(story, 'stores', 'w1')?.row ?? null,
      say: 'It writes its 1 over the 1 of w2. The storage knows nothing of locks, and takes it: an update is lost.',
    },
  ],
  predict: {
    at: (story) => story.intervention('resume'),
    question: 'w1 goes on with its write. c2 has been told that the file holds 1. What will it hold?',
    options: [
      {
        text: '2: both have added one',
        feedback: 'w1 read the file before w2 wrote. What it is about to write does not know of w2.',
      },
      {
        text: '1: one of the two is lost',
        feedback: 'w1 read 0 and made a 1 of it. The lock that should have kept others away was gone.',
      },
      {
        text: '1, and w1 is told that its lock is gone',
        feedback:
          'Who should tell it? The write goes to the storage, and the storage knows nothing of locks.',
      },
    ],
    answer: (story) => (fileAt(story) === 2 ? 0 : of(story, 'isFenced', 'w1') === null ? 1 : 2),
  },
  contrast: {
    say: 'The same pause, and the storage compares tokens',
    change: { add: [inForce('noFencing')] },
    claims: [promisesHold, believedBoth, bothCounted],
  },
  claims: [
    breaks('noStaleWrite', 'the holder of 33 writes after the holder of 34'),
    breaks('noLostUpdate', 'the update of w2 is lost'),
    believedBoth,
    {
      text: 'Both clients are told that it is done, and the file counts one',
      holds: (story) => isOk(story, 'c1') && isOk(story, 'c2') && fileAt(story) === 1,
    },
  ],
})

export const fencingToken = scenario({
  ...COMMON,
  id: 'leases/fencing-token',
  title: '33 is less than 34. Why does that help?',
  blurb: 'The same pause. But every grant has a number, and the storage remembers the largest.',
  question: 'w1 comes too late with its write. Who can know that, and how?',
  minutes: 4,
  after: 'leases/two-holders',
  rules: [],
  press: { label: 'Add one, under the lock', does: 'next' },
  beats: [
    ...untilLate,
    {
      at: (story) => story.first('refusesToken')?.row ?? null,
      say: 'Its write carries 33. The storage has seen 34, and refuses: it need not know of clocks, pauses or locks.',
    },
    {
      at: (story) => story.last('holds')?.row ?? null,
      say: 'Now w1 knows. It asks for the lock again, is given 35, and reads that the file holds 1.',
    },
    {
      at: (story) => story.last('finishes')?.row ?? null,
      say: 'The file holds 2. Two believed that they had the lock, and only one could act on it.',
    },
  ],
  predict: {
    at: (story) => story.intervention('resume'),
    question: 'w1 goes on with its write, which carries token 33. What does the storage do?',
    options: [
      {
        text: 'It asks the lock server who has the lock',
        feedback: 'It could be told an answer that is old when it comes. A number needs no question.',
      },
      {
        text: 'It refuses: it has seen 34',
        feedback:
          'The storage only compares two numbers. That the larger one is newer, the lock server promises.',
      },
      {
        text: 'It takes it: w1 was given the lock',
        feedback: 'It was. But another was given it since, and has read and written.',
      },
    ],
    answer: (story) => (story.count('refusesToken') > 0 ? 1 : 2),
  },
  contrast: {
    say: 'No tokens: the storage takes a write only if the file is as its writer read it',
    change: { settings: { storage: 'versions' } },
    claims: [
      promisesHold,
      bothCounted,
      {
        text: 'w1 is refused, for the file has changed since it read it',
        holds: (story) => story.count('refusesVersion') === 1 && story.count('refusesToken') === 0,
      },
    ],
  },
  claims: [
    promisesHold,
    believedBoth,
    bothCounted,
    {
      text: 'Token 33 is refused because of token 34',
      holds: (story) =>
        story.first('refusesToken')?.params[1] === 33 && story.first('refusesToken')?.params[2] === 34,
    },
  ],
})
