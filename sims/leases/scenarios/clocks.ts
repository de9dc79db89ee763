// Clocks do not save a lock: between a look at the clock and the write there is room for a pause, and a clock that is set
// ends a lease that its holder has every reason to count on.

import { type Story, scenario } from '../../../src/sim/scenario.ts'
import {
  add,
  bothCounted,
  breaks,
  fileAt,
  MS,
  of,
  on,
  promisesHold,
  STEADY,
  topology,
  waitUs,
} from './cluster.ts'

/** Between the look and the write of w1, in every seed. */
const AFTER_LOOK_MS = 163
const BEFORE_LOOK_MS = 130
const RESUME_MS = 900

export const lookAtTheClock = scenario({
  id: 'leases/look-at-the-clock',
  sim: 'leases',
  title: 'Is it enough to look at the clock before you write?',
  blurb: 'Every worker looks whether its lock is still good, and then writes. Then.',
  question: 'w1 looks at its clock right before it writes. Can it still write too late?',
  minutes: 4,
  after: 'leases/two-holders',
  seed: '1',
  topology: topology(2),
  settings: { ...STEADY, renews: false, checksClock: true, gapUs: 20 * MS },
  rules: ['noFencing'],
  interventions: [
    add('add1', 50, 'c1'),
    on('pause', AFTER_LOOK_MS, 'pause', 'w1'),
    add('add2', 200, 'c2'),
    on('resume', RESUME_MS, 'resume', 'w1'),
  ],
  durationUs: 1_400 * MS,
  opensAt: (story) => story.intervention('add1'),
  press: { label: 'Add one, with a look at the clock', does: 'next' },
  beats: [
    {
      at: (story) => story.intervention('add1'),
      say: 'c1 wants the file to count one more. w1 asks for the lock, reads, and works.',
    },
    {
      at: (story) => of(story, 'looks', 'w1')?.row ?? null,
      say: 'w1 looks at its clock: its lock is good for 300 ms more. That is plenty, so it is going to write.',
    },
    {
      at: (story) => story.intervention('pause'),
      say: 'Now it stands still. It has looked, and it has not written.',
    },
    {
      at: (story) => of(story, 'holds', 'w2')?.row ?? null,
      say: 'Its time runs out, and w2 is given the lock.',
    },
    {
      at: (story) => of(story, 'stores', 'w2')?.row ?? null,
      say: 'w2 looks at its clock as well, and writes 1.',
    },
    {
      at: (story) => of(story, 'writes', 'w1', RESUME_MS * MS)?.row ?? null,
      say: 'w1 goes on behind its look. It found its lock good, and writes.',
    },
    {
      at: (story) => of(story, 'stores', 'w1')?.row ?? null,
      say: 'An update is lost. A look at the clock makes the gap smaller; it is never closed.',
    },
  ],
  predict: {
    at: (story) => story.intervention('resume'),
    question:
      'w1 goes on. It has looked at its clock before the pause, and found its lock good. Does it write?',
    options: [
      {
        text: 'No: it sees that its time is over',
        feedback: 'To see it, it would have to look again. However often it looks, the write comes after.',
      },
      {
        text: 'Yes',
        feedback:
          'It has looked, and the next thing to do is to write. Nothing tells it how long ago it looked.',
      },
    ],
    answer: (story) => (of(story, 'writes', 'w1', RESUME_MS * MS) === null ? 0 : 1),
  },
  contrast: {
    say: 'The pause comes a little earlier, before the look',
    change: { without: ['pause'], add: [on('earlier', BEFORE_LOOK_MS, 'pause', 'w1')] },
    claims: [
      promisesHold,
      bothCounted,
      {
        text: 'w1 sees that its time is over, and does not write with token 33',
        holds: (story) => of(story, 'leaseOut', 'w1')?.params[0] === 33,
      },
    ],
  },
  claims: [
    breaks('noLostUpdate', 'the update of w2 is lost'),
    {
      text: 'w1 had looked, and its lock was good for more than 200 ms',
      holds: (story) => Number(of(story, 'looks', 'w1')?.params[1]) > 200 * MS,
    },
    {
      text: 'w2 looked as well, and the file counts one',
      holds: (story) => of(story, 'looks', 'w2') !== null && fileAt(story) === 1,
    },
  ],
})

const SET_MS = 115

const leftAtLook = (story: Story) => Number(of(story, 'looks', 'w1')?.params[1])

export const clockIsSet = scenario({
  id: 'leases/clock-is-set',
  sim: 'leases',
  title: 'Whose clock says that the lock is over?',
  blurb: 'Nobody stands still and nobody dies. Somebody sets the clock of the lock server.',
  question: 'The clock of the lock server is set one second ahead. What becomes of the lock of w1?',
  minutes: 3,
  after: 'leases/look-at-the-clock',
  seed: '1',
  topology: topology(2),
  settings: { ...STEADY, renews: false, clock: 'wall', workUs: 200 * MS },
  rules: [],
  interventions: [
    add('add1', 50, 'c1'),
    {
      id: 'set',
      atUs: SET_MS * MS,
      do: { kind: 'clock', node: 'lock', offsetUs: 1_000 * MS, driftPpm: 0 },
    },
    add('add2', 130, 'c2'),
  ],
  durationUs: 1_200 * MS,
  opensAt: (story) => story.intervention('add1'),
  press: { label: 'Add one, under the lock', does: 'next' },
  beats: [
    {
      at: (story) => story.intervention('add1'),
      say: 'Leases are counted by the time of day. c1 wants one more, and w1 asks for the lock.',
    },
    {
      at: (story) => story.intervention('set'),
      say: 'w1 works under token 33. The clock of the lock server is set a second ahead.',
    },
    {
      at: (story) => story.first('runsOut')?.row ?? null,
      say: 'w2 asks, the lock server looks at its clock, and the time of w1 is over. It has had less than 100 of its 400 ms.',
    },
    {
      at: (story) => of(story, 'looks', 'w1')?.row ?? null,
      say: 'w1 looks at its own clock, and finds its lock good. Both are right, each by its clock.',
    },
    {
      at: (story) => story.first('refusesToken')?.row ?? null,
      say: 'Only the tokens know the order of the two: 33 came before 34.',
    },
    {
      at: (story) => story.last('isDone')?.row ?? null,
      say: 'w1 does it again under a newer token, and the file counts both.',
    },
  ],
  predict: {
    at: (story) => of(story, 'looks', 'w1')?.row ?? null,
    question: 'w1 has looked at its clock and writes with token 33. What comes of it?',
    options: [
      {
        text: 'It is written',
        feedback: 'w2 was given token 34 and has read the file. The storage remembers it.',
      },
      { text: 'It is refused', feedback: 'The storage goes by no clock. It has seen a larger token.' },
    ],
    answer: (story) => (of(story, 'isFenced', 'w1') === null ? 0 : 1),
  },
  contrast: {
    say: 'Leases are counted by a clock that cannot be set',
    change: { settings: { clock: 'monotonic' } },
    claims: [
      promisesHold,
      bothCounted,
      {
        text: 'Nobody is refused, and w2 waits until w1 lets go',
        holds: (story) => story.count('isFenced') === 0 && (waitUs(story, 'w2') ?? 0) > 100 * MS,
      },
    ],
  },
  claims: [
    promisesHold,
    bothCounted,
    { text: 'w1 found its lock good for more than 100 ms', holds: (story) => leftAtLook(story) > 100 * MS },
    { text: 'and was refused', holds: (story) => of(story, 'isFenced', 'w1')?.params[0] === 33 },
  ],
})
