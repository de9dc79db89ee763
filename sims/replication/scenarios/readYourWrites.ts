// A comment is written at the primary and the page is loaded from a replica that lags. One's own comment is missing. A token
// of how far one has seen cures that, and costs the wait.

import { type Story, scenario } from '../../../src/sim/scenario.ts'
import { MS, operation, promisesHold, read, topology, write } from './cluster.ts'

const LAG_US = 800 * MS

const reload = (story: Story) => operation(story, 'c1', 1)
const waitUs = (story: Story) => (reload(story)?.completedUs ?? 0) - (reload(story)?.invokedUs ?? 0)

export const readYourWrites = scenario({
  id: 'replication/read-your-writes',
  sim: 'replication',
  title: 'Where did my comment go?',
  blurb: 'You post it, reload, and it is not there. The write was fine; the read went elsewhere.',
  question: 'c1 posts a comment and reloads. Why is it not there?',
  minutes: 3,
  seed: '2',
  topology: topology(3, 1),
  settings: { acks: 'one', reads: 'anywhere', applyDelayUs: LAG_US },
  rules: [],
  interventions: [
    write('post', 200, 'c1', 'comment', 'hello'),
    read('reload', 300, 'c1', 'comment'),
    read('later', 1_500, 'c1', 'comment'),
  ],
  durationUs: 1_700 * MS,
  opensAt: (story) => story.intervention('post'),
  press: { label: 'Post a comment', does: 'next' },
  beats: [
    { at: (story) => story.intervention('post'), say: 'c1 writes a comment. Writes go to the primary n1.' },
    {
      at: (story) => story.first('completed')?.row ?? null,
      say: 'OK: n1 has it, and a backup has it on disk. The backups show what they have 800 ms later.',
    },
    {
      at: (story) => story.intervention('reload'),
      say: 'c1 reloads. Reads go to the nearest replica, and that is n2.',
    },
    {
      at: (story) => story.first('foundNothing')?.row ?? null,
      say: 'Nothing there. It broke “read your writes”, the least that a person expects.',
    },
    {
      at: (story) => story.last('completed')?.row ?? null,
      say: 'A second later it is there. Nothing was lost; it was only too early.',
    },
  ],
  predict: {
    at: (story) => story.intervention('reload'),
    question: 'The comment is acknowledged, and n2 has it on disk. c1 reads it at n2. What does it see?',
    options: [
      { text: 'The comment', feedback: 'n2 has the entry, but it shows what it has with a delay of 800 ms.' },
      {
        text: 'Nothing',
        feedback: 'What counts is how far n2 has followed the log, and it is not that far yet.',
      },
      {
        text: 'It waits for the comment',
        feedback: 'It would, if c1 told it how far it has seen. In this run it says nothing of the kind.',
      },
    ],
    answer: (story) => (reload(story)?.result === null ? 1 : 0),
  },
  contrast: {
    say: 'The same lag, with a token of how far c1 has seen',
    change: { settings: { session: 'token' } },
    claims: [
      promisesHold,
      { text: 'c1 finds its comment', holds: (story) => reload(story)?.result === 'hello' },
      { text: 'It waits more than half a second for it', holds: (story) => waitUs(story) > 500 * MS },
    ],
  },
  claims: [
    promisesHold,
    { text: 'c1 does not find its own comment', holds: (story) => reload(story)?.result === null },
    { text: 'It is answered at once', holds: (story) => waitUs(story) < 40 * MS },
    {
      text: 'The answer is known to be stale, against read your writes',
      holds: (story) => story.count('staleRead') === 1,
    },
  ],
})
