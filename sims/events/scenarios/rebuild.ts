// A read model has nothing of its own: it is dropped and made again from the log. What that costs is time, and what readers
// are shown meanwhile.

import { type Story, scenario } from '../../../src/sim/scenario.ts'
import {
  by,
  deposit,
  history,
  MS,
  operation,
  promisesHold,
  read,
  STEADY,
  shownAt,
  tell,
  topology,
} from './cluster.ts'

const EVENTS = 240

const during = (story: Story) => Number(operation(story, 'c1', 1)?.result)
const end = (story: Story) => story.first('rebuilt', by('r1'))

export const rebuild = scenario({
  id: 'events/rebuild',
  sim: 'events',
  title: 'The read model is thrown away. What is lost?',
  blurb: 'Its code was wrong, so it is made again, from the first event on.',
  question: 'r1 drops its model of 240 events. When is it whole again, and what do readers see until then?',
  minutes: 3,
  seed: '1',
  topology: topology(2, 2, history(EVENTS)),
  settings: { ...STEADY, applyUs: 2 * MS, batch: 40 },
  rules: [],
  interventions: [
    read('before', 50, 'c1'),
    tell('drop', 100, 'r1', { name: 'rebuild' }),
    deposit('meanwhile', 250, 'c2', 10),
    read('during', 350, 'c1'),
    read('after', 900, 'c1'),
  ],
  durationUs: 1_000 * MS,
  opensAt: (story) => story.intervention('before'),
  press: { label: 'Read x at r1', does: 'next' },
  beats: [
    { at: (story) => story.intervention('before'), say: 'The log has 240 events. c1 reads x at r1: 800.' },
    {
      at: (story) => story.intervention('drop'),
      say: 'The model of r1 is dropped. Nothing in it was its own.',
    },
    {
      at: (story) => story.first('takes', by('r1'))?.row ?? null,
      say: 'r1 takes events from the first one on, 40 at a time. The log is the same for all who read it.',
    },
    {
      at: (story) => story.intervention('meanwhile'),
      say: 'Meanwhile c2 writes. The writer does not notice.',
    },
    {
      at: (story) => story.first('isShown', by('c1'), 350 * MS)?.row ?? null,
      say: 'c1 reads again and is shown a sum of long ago: the model is there, but it is young.',
    },
    {
      at: (story) => end(story)?.row ?? null,
      say: 'It has all that the log had. It is the same model again.',
    },
    {
      at: (story) => story.last('isShown')?.row ?? null,
      say: 'And the event that came meanwhile is in it too.',
    },
  ],
  predict: {
    at: (story) => story.intervention('during'),
    question: 'In the middle of the rebuild c1 reads x, which was 800. What is it shown?',
    options: [
      { text: '800', feedback: 'It would be, if the new model were built beside the old one.' },
      { text: 'Less', feedback: 'It is shown what there is of the new model, and that is the past.' },
      {
        text: 'Nothing',
        feedback: 'r1 answers with what it has. A half-made model does not look half-made.',
      },
    ],
    answer: (story) => (during(story) === 800 ? 0 : 1),
  },
  contrast: {
    say: 'The same rebuild, beside the old model',
    change: { settings: { rebuild: 'beside' } },
    claims: [
      promisesHold,
      { text: 'c1 is shown 800 while it lasts', holds: (story) => during(story) === 800 },
      { text: 'And 810 after it', holds: (story) => operation(story, 'c1', 2)?.result === 810 },
    ],
  },
  claims: [
    promisesHold,
    { text: 'c1 is shown less than half while it lasts', holds: (story) => during(story) < 400 },
    {
      text: 'It takes more than half a second, 2 ms for each event and the way for each 40',
      holds: (story) => (end(story)?.atUs ?? 0) > 600 * MS && (end(story)?.atUs ?? 0) < 900 * MS,
    },
    {
      text: 'In the end r1 and r2 show the same: 810',
      holds: (story) => shownAt(story, 'r1') === 810 && shownAt(story, 'r2') === 810,
    },
  ],
})
