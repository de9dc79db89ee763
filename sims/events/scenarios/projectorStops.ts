// Command query responsibility segregation: the side that writes does not need the side that reads.

import { type Story, scenario } from '../../../src/sim/scenario.ts'
import {
  deposit,
  isOk,
  MS,
  operation,
  promisesHold,
  read,
  STEADY,
  shownAt,
  tell,
  topology,
  withdraw,
} from './cluster.ts'

const resultOf = (story: Story, client: string, nth: number) => operation(story, client, nth)?.result ?? null

export const projectorStops = scenario({
  id: 'events/projector-stops',
  sim: 'events',
  title: 'The projector stops. What still works?',
  blurb: 'Writes go to one model, reads to another. Then nobody carries news between them.',
  question: 'The read model r1 takes in nothing new any more. Can c1 still write, and what does it read?',
  minutes: 3,
  seed: '1',
  topology: topology(2, 2),
  settings: STEADY,
  rules: [],
  interventions: [
    deposit('first', 50, 'c1', 100),
    tell('stop', 200, 'r1', { name: 'stop' }),
    deposit('more', 300, 'c2', 50),
    read('old', 400, 'c1'),
    read('new', 400, 'c2'),
    withdraw('take', 500, 'c1', 120),
    read('older', 600, 'c1'),
    tell('follow', 800, 'r1', { name: 'follow' }),
    read('at-last', 900, 'c1'),
  ],
  durationUs: 1_000 * MS,
  opensAt: (story) => story.intervention('first'),
  press: { label: 'Deposit 100', does: 'next' },
  beats: [
    { at: (story) => story.intervention('first'), say: 'c1 deposits 100. Commands go to the writer w.' },
    {
      at: (story) => story.first('applies', ({ node }) => node === 'r1')?.row ?? null,
      say: 'The event has come to r1, which applies it to its own model. Reads are answered from there.',
    },
    {
      at: (story) => story.intervention('stop'),
      say: 'The projector of r1 stops. Its model can still be read.',
    },
    { at: (story) => story.intervention('more'), say: 'c2 deposits 50. The writer needs nobody for that.' },
    {
      at: (story) => story.first('staleRead')?.row ?? null,
      say: 'r1 shows c1 100. It is an answer, a quick one, and it is old.',
    },
    {
      at: (story) => story.intervention('take'),
      say: 'c1 wants 120, more than it can see. Is it there?',
    },
    {
      at: (story) =>
        story.first('isDone', ({ node, params }) => node === 'c1' && params[1] === 3)?.row ?? null,
      say: 'Yes: the writer decides by its own state, and that is never stale.',
    },
    {
      at: (story) => story.intervention('follow'),
      say: 'The projector runs again, and goes on at its offset.',
    },
    {
      at: (story) => story.last('isShown')?.row ?? null,
      say: 'Now c1 reads 30. Nothing was lost: it was in the log all the time.',
    },
  ],
  predict: {
    at: (story) => story.intervention('take'),
    question:
      'c1 sees 100 and wants to take 120. c2 has added 50, which r1 does not have. What does the writer say?',
    options: [
      { text: 'Refused', feedback: 'It would be, if the writer asked the read model. It asks nobody.' },
      { text: 'Done', feedback: 'The writer decides by all that is in its log: 100 and 50.' },
      { text: 'It waits for r1', feedback: 'The writer does not know, and need not know, how far r1 is.' },
    ],
    answer: (story) => (isOk(story, 'c1', 2) ? 1 : 0),
  },
  contrast: {
    say: 'The same stop, and all reads ask the writer',
    change: { settings: { reads: 'writer' } },
    claims: [
      promisesHold,
      { text: 'No read is stale', holds: (story) => story.count('staleRead') === 0 },
      {
        text: 'c1 reads 150, then 30',
        holds: (story) => resultOf(story, 'c1', 1) === 150 && resultOf(story, 'c1', 3) === 30,
      },
    ],
  },
  claims: [
    promisesHold,
    {
      text: 'Every write is done',
      holds: (story) => isOk(story, 'c1', 0) && isOk(story, 'c2', 0) && isOk(story, 'c1', 2),
    },
    {
      text: 'c1 reads 100 twice, which is old',
      holds: (story) => resultOf(story, 'c1', 1) === 100 && story.count('staleRead') === 2,
    },
    { text: 'c2 reads 150 at the other model', holds: (story) => resultOf(story, 'c2', 1) === 150 },
    {
      text: 'In the end r1 shows 30',
      holds: (story) => shownAt(story, 'r1') === 30 && resultOf(story, 'c1', 4) === 30,
    },
  ],
})
