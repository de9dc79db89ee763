// The write is done, and one's own read does not show it. A token of where the write stands in the log cures that.

import { type Story, scenario } from '../../../src/sim/scenario.ts'
import { deposit, MS, operation, promisesHold, read, STEADY, tookUs, topology } from './cluster.ts'

const look = (story: Story) => operation(story, 'c1', 1)

export const ownWrite = scenario({
  id: 'events/own-write',
  sim: 'events',
  title: 'It is done. Why can I not see it?',
  blurb: 'Your deposit is in the log. The page you look at is made from it, a moment later.',
  question: 'c1 deposits 100, is told that it is done, and reads 0. What would it cost to do better?',
  minutes: 2,
  seed: '1',
  topology: topology(2, 1),
  settings: { ...STEADY, applyUs: 150 * MS },
  rules: [],
  interventions: [deposit('first', 100, 'c1', 100), read('look', 150, 'c1'), read('later', 500, 'c1')],
  durationUs: 600 * MS,
  opensAt: (story) => story.intervention('first'),
  press: { label: 'Deposit 100', does: 'next' },
  beats: [
    { at: (story) => story.intervention('first'), say: 'c1 deposits 100.' },
    {
      at: (story) => story.first('isDone')?.row ?? null,
      say: 'Done: it is event 1 of the log, on the disk of w.',
    },
    { at: (story) => story.intervention('look'), say: 'c1 looks at its page, which r1 makes.' },
    {
      at: (story) => story.first('isShown')?.row ?? null,
      say: 'It shows 0. r1 has the event and is still applying it.',
    },
    { at: (story) => story.last('isShown')?.row ?? null, say: 'A little later it is there.' },
  ],
  predict: {
    at: (story) => story.intervention('look'),
    question: 'The deposit is acknowledged, and r1 has been sent the event. What is c1 shown?',
    options: [
      { text: '100', feedback: 'It is in the log, but the model is made from the log a moment later.' },
      { text: '0', feedback: 'What counts is what r1 has applied, and it is not that far yet.' },
      {
        text: 'It has to wait',
        feedback: 'It would, if its read said which event it wants to see. This one does not.',
      },
    ],
    answer: (story) => (look(story)?.result === 0 ? 1 : 0),
  },
  contrast: {
    say: 'The same read, asking for its own write: event 1',
    change: { settings: { reads: 'own' } },
    claims: [
      promisesHold,
      { text: 'c1 reads 100', holds: (story) => look(story)?.result === 100 },
      { text: 'It waits more than 100 ms for it', holds: (story) => tookUs(look(story)) > 100 * MS },
    ],
  },
  claims: [
    promisesHold,
    { text: 'c1 does not see its own deposit', holds: (story) => look(story)?.result === 0 },
    { text: 'It is answered within 25 ms', holds: (story) => tookUs(look(story)) < 25 * MS },
    { text: 'Later it sees it', holds: (story) => operation(story, 'c1', 2)?.result === 100 },
  ],
})
