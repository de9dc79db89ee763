// The offset and what the events made are two writes. A crash between them loses an event or applies one twice, by which of
// them was first; one record, or a look at the number, does neither. The same crash in three stories.

import { type Story, scenario } from '../../../src/sim/scenario.ts'
import {
  breaks,
  by,
  crash,
  deposit,
  MS,
  offsetAt,
  promisesHold,
  read,
  restart,
  SLOW_DISK,
  shownAt,
  topology,
} from './cluster.ts'

/** Whatever goes to disk first is there by then, and what goes second is not. */
const CRASH_MS = 180

/** In one record, nothing is there yet; and an offset that goes first is. */
const EARLY_MS = 165

function deeds(crashMs: number) {
  return [
    deposit('first', 100, 'c1', 100),
    crash('crash', crashMs, 'r1'),
    restart('back', 300, 'r1'),
    deposit('second', 500, 'c1', 50),
    read('look', 700, 'c1'),
  ]
}

const common = {
  sim: 'events',
  minutes: 2,
  seed: '1',
  topology: topology(1, 1),
  rules: [],
  durationUs: 800 * MS,
  opensAt: (story: Story) => story.intervention('first'),
  press: { label: 'Deposit 100', does: 'next' },
} as const

const back = (story: Story) => story.first('starts', by('r1'), 1)?.row ?? null
const arrives = (story: Story) => story.first('takes', by('r1'))?.row ?? null

export const offsetFirst = scenario({
  ...common,
  id: 'events/offset-first',
  title: 'First note how far you are, then do the work?',
  blurb: 'A projector commits its offset, and crashes before it has applied the event.',
  question: 'r1 notes that it has event 1, and then applies it. What does a crash between the two do?',
  settings: { ...SLOW_DISK, commit: 'before' },
  interventions: deeds(CRASH_MS),
  beats: [
    { at: (story) => story.intervention('first'), say: 'c1 deposits 100. It will be event 1.' },
    { at: arrives, say: 'The event is with r1. First of all it commits offset 1.' },
    {
      at: (story) => story.intervention('crash'),
      say: 'The offset is on disk, the event is not applied. Now r1 crashes.',
    },
    { at: back, say: 'r1 is back. Its disk says that it has event 1, so it asks for event 2.' },
    { at: (story) => story.intervention('second'), say: 'c1 deposits 50 more.' },
    {
      at: (story) => story.last('isShown')?.row ?? null,
      say: 'x is 50 here, and 150 in the log. At most once means: sometimes not at all.',
    },
  ],
  predict: {
    at: back,
    question: 'r1 is back with offset 1 and an empty model. Will it apply event 1?',
    options: [
      {
        text: 'Yes, it asks for it again',
        feedback: 'It asks for what comes behind its offset, and that is event 2.',
      },
      { text: 'No, never', feedback: 'The offset says that event 1 is done. Nobody else knows better.' },
    ],
    answer: (story) => (story.count('effectLost') > 0 ? 1 : 0),
  },
  contrast: {
    say: 'The same crash, with the offset committed after the event',
    change: { settings: { commit: 'after' } },
    claims: [promisesHold, { text: 'r1 shows 150', holds: (story) => shownAt(story, 'r1') === 150 }],
  },
  claims: [
    promisesHold,
    { text: 'Event 1 is lost', holds: (story) => story.count('effectLost') === 1 },
    {
      text: 'r1 has come to offset 2 and shows 50',
      holds: (story) => offsetAt(story, 'r1') === 2 && shownAt(story, 'r1') === 50,
    },
  ],
})

export const offsetAfter = scenario({
  ...common,
  id: 'events/offset-after',
  title: 'First the work, then note how far you are?',
  blurb: 'A projector applies the event, and crashes before its offset is on disk.',
  question: 'r1 applies event 1, and then notes that it has it. What does a crash between the two do?',
  settings: { ...SLOW_DISK, commit: 'after', looksAtNumber: false },
  interventions: deeds(CRASH_MS),
  beats: [
    { at: (story) => story.intervention('first'), say: 'c1 deposits 100. It will be event 1.' },
    { at: arrives, say: 'The event is with r1. First of all it applies it.' },
    {
      at: (story) => story.intervention('crash'),
      say: 'The model is on disk, the offset is not. Now r1 crashes.',
    },
    { at: back, say: 'r1 is back. Its offset is 0, so it asks for event 1 again.' },
    {
      at: (story) => story.first('effectTwice')?.row ?? null,
      say: 'It applies event 1 again. There are 200 in x now.',
    },
    {
      at: (story) => story.last('isShown')?.row ?? null,
      say: 'x is 250 here, and 150 in the log. At least once means: sometimes twice.',
    },
  ],
  contrast: {
    say: 'The same crash, and r1 looks at the number of an event',
    change: { settings: { looksAtNumber: true } },
    claims: [
      promisesHold,
      {
        text: 'Event 1 comes twice and has no effect the second time',
        holds: (story) => story.count('passesOver') === 1,
      },
      { text: 'r1 shows 150', holds: (story) => shownAt(story, 'r1') === 150 },
    ],
  },
  claims: [
    promisesHold,
    { text: 'Event 1 takes effect twice', holds: (story) => story.count('effectTwice') === 1 },
    { text: 'r1 shows 250', holds: (story) => shownAt(story, 'r1') === 250 },
  ],
})

export const oneRecord = scenario({
  ...common,
  id: 'events/one-record',
  title: 'Is there a safe moment to note how far you are?',
  blurb: 'The offset and the work go to disk in one record: both, or neither.',
  question: 'If neither before nor after is right, when should r1 commit its offset?',
  settings: { ...SLOW_DISK, commit: 'together', looksAtNumber: false },
  interventions: deeds(EARLY_MS),
  beats: [
    { at: (story) => story.intervention('first'), say: 'c1 deposits 100. It will be event 1.' },
    {
      at: (story) => story.first('applies', by('r1'))?.row ?? null,
      say: 'r1 applies it. The balances and the offset are one record, on its way to disk.',
    },
    { at: (story) => story.intervention('crash'), say: 'r1 crashes, and neither of them is on disk.' },
    {
      at: back,
      say: 'It is back at offset 0 with an empty model. They agree, so it asks for event 1 again.',
    },
    {
      at: (story) => story.last('isShown')?.row ?? null,
      say: 'Event 1 was delivered twice and took effect once. That is all that exactly once can mean.',
    },
  ],
  contrast: {
    say: 'The same crash, with the offset in a record of its own, first',
    change: { rules: ['offsetFirst'] },
    claims: [
      breaks('nothingLost', 'no event is missing'),
      { text: 'r1 shows 50', holds: (story) => shownAt(story, 'r1') === 50 },
    ],
  },
  claims: [
    promisesHold,
    {
      text: 'r1 applies event 1 twice, and the first time is undone with its offset',
      holds: (story) => story.count('applies', ({ params }) => params[1] === 1) === 2,
    },
    { text: 'r1 shows 150', holds: (story) => shownAt(story, 'r1') === 150 },
  ],
})
