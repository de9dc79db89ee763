// The number that keeps an older holder out is kept by the storage, and the storage can crash. Then the number must be on its
// disk, like the file itself.

import { type Story, scenario } from '../../../src/sim/scenario.ts'
import { add, bothCounted, breaks, MS, of, on, promisesHold, STEADY, topology } from './cluster.ts'

const RESUME_MS = 900

const refused = (story: Story) => story.first('refusesToken')

export const storageRestarts = scenario({
  id: 'leases/storage-restarts',
  sim: 'leases',
  title: 'The storage restarts. Does it still know who is late?',
  blurb: 'It has seen token 34 and written under it. Then it crashes, and the holder of 33 comes back.',
  question: 'w1 writes with token 33 to a storage that has just started. Is it refused?',
  minutes: 3,
  after: 'leases/fencing-token',
  seed: '1',
  topology: topology(2),
  settings: { ...STEADY, renews: false, checksClock: false },
  rules: [],
  interventions: [
    add('add1', 50, 'c1'),
    on('pause', 130, 'pause', 'w1'),
    add('add2', 200, 'c2'),
    on('crash', 750, 'crash', 'file'),
    on('back', 800, 'restart', 'file'),
    on('resume', RESUME_MS, 'resume', 'w1'),
  ],
  durationUs: 1_300 * MS,
  opensAt: (story) => story.intervention('pause'),
  press: { label: 'Stop w1 in the middle of its work', does: 'next' },
  beats: [
    {
      at: (story) => story.intervention('pause'),
      say: 'w1 has the lock, with token 33, and stands still.',
    },
    {
      at: (story) => of(story, 'stores', 'w2')?.row ?? null,
      say: 'w2 was given token 34, and has read and written.',
    },
    {
      at: (story) => story.intervention('crash'),
      say: 'The storage crashes. Its memory is gone, and with it everything that it had in mind.',
    },
    {
      at: (story) => story.first('storageStarts')?.row ?? null,
      say: 'It starts again. On its disk stands the file, and beside it the newest token: 34.',
    },
    {
      at: (story) => story.intervention('resume'),
      say: 'w1 goes on, with a write that it made from an empty file.',
    },
    {
      at: (story) => refused(story)?.row ?? null,
      say: '33 is less than 34, also after a crash: refused.',
    },
  ],
  predict: {
    at: (story) => story.intervention('resume'),
    question: 'The storage has started anew, and nobody has come to it since. Does it take the write of w1?',
    options: [
      {
        text: 'Yes: w1 is the first that it hears of',
        feedback: 'It would be, had it kept the token in memory only. A promise that a crash ends is none.',
      },
      {
        text: 'No: it has the newest token on its disk',
        feedback: 'The token went to disk before w2 was answered, with the read and with the write.',
      },
    ],
    answer: (story) => (refused(story) === null ? 0 : 1),
  },
  contrast: {
    say: 'The same crash, with the newest token in memory only',
    change: { rules: ['forgetsToken'] },
    claims: [
      breaks('noStaleWrite', 'the holder of 33 writes after the holder of 34'),
      breaks('noLostUpdate', 'the update of w2 is lost'),
    ],
  },
  claims: [
    promisesHold,
    bothCounted,
    {
      text: 'w1 is refused by a storage that has seen nobody since its crash',
      holds: (story) =>
        refused(story) !== null &&
        story.count('reads', ({ atUs }) => atUs > 800 * MS && atUs < refused(story)!.atUs) === 0,
    },
  ],
})
