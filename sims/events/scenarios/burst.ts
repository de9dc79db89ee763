// Events come faster than a projector takes them in. The log keeps them: writes do not feel it, and reads grow old.

import { type Story, scenario } from '../../../src/sim/scenario.ts'
import { logOf, MS, offsetAt, promisesHold, STEADY, tookUs, topology } from './cluster.ts'

const OVER_MS = 800

/** There and back, and a sync or two. */
const QUICK_US = 45 * MS

/** By how many events r1 was behind when it took some, at most. */
function mostBehind(story: Story): number {
  return story.notes
    .filter(({ code, node }) => code === 'takes' && node === 'r1')
    .reduce((most, { params: [, last, end] }) => Math.max(most, Number(end) - Number(last)), 0)
}

const isCaughtUp = (story: Story) => offsetAt(story, 'r1') === logOf(story).length
const last = (story: Story) => story.last('takes', ({ node }) => node === 'r1')

export const burst = scenario({
  id: 'events/burst',
  sim: 'events',
  title: 'A burst of writes. Who has to keep up?',
  blurb: 'Four clients write as fast as they can. The read model takes one event at a time.',
  question: 'Events come faster than r1 takes them in. Do the writes slow down?',
  minutes: 3,
  seed: '1',
  topology: topology(1, 4),
  settings: { ...STEADY, batch: 1, applyUs: 2 * MS, workloadEveryUs: 15 * MS, workloadReads: 0.2 },
  rules: [],
  interventions: [{ id: 'over', atUs: OVER_MS * MS, do: { kind: 'set', key: 'workloadEveryUs', value: 0 } }],
  durationUs: 4_000 * MS,
  opensAt: (story) => story.at(0),
  press: { label: 'Let them write', does: 'next' },
  beats: [
    {
      at: (story) => story.at(0),
      say: 'Four clients begin to write. Each event takes the writer a millisecond.',
    },
    {
      at: (story) => story.first('takes')?.row ?? null,
      say: 'r1 asks for an event, applies it, brings it to disk, and asks for the next: over 20 ms for each.',
    },
    {
      at: (story) => story.first('staleRead')?.row ?? null,
      say: 'It falls behind. What it shows is right for some event, and that event is older and older.',
    },
    {
      at: (story) => story.intervention('over'),
      say: 'The burst is over. The writes were as quick as ever.',
    },
    {
      at: (story) => last(story)?.row ?? null,
      say: 'Long after that r1 has the last event. The log was its queue.',
    },
  ],
  predict: {
    at: (story) => story.first('staleRead')?.row ?? null,
    question: 'r1 cannot keep up. What becomes of the writes?',
    options: [
      { text: 'They get slower', feedback: 'The writer waits for its own disk, and for nobody else.' },
      { text: 'Nothing', feedback: 'What r1 has not taken in yet waits in the log. Only reads feel it.' },
      { text: 'Some are refused', feedback: 'The writer does not know how far r1 is.' },
    ],
    answer: (story) => {
      const writes = story.history.filter(({ f }) => f !== 'read')
      return writes.every((one) => tookUs(one) < QUICK_US) ? 1 : 0
    },
  },
  contrast: {
    say: 'The same burst, with up to 20 events at a time',
    change: { settings: { batch: 20 } },
    claims: [
      promisesHold,
      { text: 'r1 is never more than 10 events behind', holds: (story) => mostBehind(story) <= 10 },
      {
        text: 'It has all of them 200 ms after the burst',
        holds: (story) => (last(story)?.atUs ?? 0) < (OVER_MS + 200) * MS && isCaughtUp(story),
      },
    ],
  },
  claims: [
    promisesHold,
    { text: 'r1 falls behind by more than 25 events', holds: (story) => mostBehind(story) > 25 },
    {
      text: 'Every write is answered within 45 ms',
      holds: (story) => story.history.every((one) => one.f === 'read' || tookUs(one) < QUICK_US),
    },
    {
      text: 'It needs half a second more than the burst, and then has all',
      holds: (story) => (last(story)?.atUs ?? 0) > (OVER_MS + 500) * MS && isCaughtUp(story),
    },
  ],
})
