// A read model is for looking. Whoever decides by it decides by the past.

import { scenario } from '../../../src/sim/scenario.ts'
import {
  breaks,
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

export const staleDecision = scenario({
  id: 'events/stale-decision',
  sim: 'events',
  title: 'I can see the money. May I take it?',
  blurb: 'A read model shows 100. Somebody has just taken 80 of it.',
  question: 'c1 reads 100 and takes 50. What decides whether that may be?',
  minutes: 2,
  seed: '1',
  topology: topology(2, 2),
  settings: STEADY,
  rules: [],
  interventions: [
    deposit('first', 50, 'c1', 100),
    tell('stop', 200, 'r1', { name: 'stop' }),
    withdraw('other', 250, 'c2', 80),
    read('look', 350, 'c1'),
    withdraw('take', 450, 'c1', 50),
    tell('follow', 600, 'r1', { name: 'follow' }),
  ],
  durationUs: 800 * MS,
  opensAt: (story) => story.intervention('first'),
  press: { label: 'Deposit 100', does: 'next' },
  beats: [
    { at: (story) => story.intervention('first'), say: 'There are 100 in x.' },
    { at: (story) => story.intervention('stop'), say: 'The projector of r1 stops.' },
    { at: (story) => story.intervention('other'), say: 'c2 takes 80. r1 does not hear of it.' },
    { at: (story) => story.first('staleRead')?.row ?? null, say: 'c1 looks at r1 and sees 100.' },
    { at: (story) => story.intervention('take'), say: 'So c1 wants 50 of it.' },
    {
      at: (story) => story.first('refuses')?.row ?? null,
      say: 'The writer looks at its own state: 20. It refuses, and writes that down as well.',
    },
    { at: (story) => story.intervention('follow'), say: 'r1 follows again, and shows what the log says.' },
  ],
  contrast: {
    say: 'The same, and the writer decides by what c1 has read',
    change: { rules: ['trustsReadModel'] },
    claims: [
      breaks('noOverdraft', 'no account is overdrawn'),
      { text: 'There are 30 less than nothing in x', holds: (story) => shownAt(story, 'r1') === -30 },
    ],
  },
  claims: [
    promisesHold,
    { text: 'c1 is refused', holds: (story) => operation(story, 'c1', 2)?.result === 'refused' },
    { text: 'c2 has its money', holds: (story) => isOk(story, 'c2', 0) },
    { text: 'There are 20 left', holds: (story) => shownAt(story, 'r1') === 20 },
  ],
})
