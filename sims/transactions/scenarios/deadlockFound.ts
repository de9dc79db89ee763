// The same two transfers as in the deadlock that a timeout ends, and probes that find it.

import { type Story, scenario } from '../../../src/sim/scenario.ts'
import { isOk, isQuiet, MS, operation, promisesHold, STEADY, shop, tell, topology } from './cluster.ts'
import { crosswise } from './deadlock.ts'

const LOCK_TIMEOUT_US = 200 * MS

/** How long somebody waited in the circle until it gave way; null if nobody did. */
function waitedUs(story: Story): number | null {
  const [waits, givesWay] = [story.last('waitsForLock'), story.first('endsCircle')]
  return waits === null || givesWay === null ? null : givesWay.atUs - waits.atUs
}

const answered = (story: Story) => operation(story, 'c2', 0)?.result

export const deadlockFound = scenario({
  id: 'transactions/deadlock-found',
  sim: 'transactions',
  title: 'They wait in a circle. Who can see that?',
  blurb: 'Two transfers lock crosswise, and every site knows only its own half of it.',
  question: 'Each site knows who waits there, and for whom. None sees the circle. Can they find it together?',
  minutes: 3,
  after: 'transactions/deadlock',
  seed: '1',
  topology: topology(shop(5), 2, 2),
  settings: { ...STEADY, lockTimeoutUs: LOCK_TIMEOUT_US, deadlocks: 'detected', clientRetries: 2 },
  rules: [],
  interventions: [
    tell('one', 50, 'c1', { name: 'transfer', from: 'a1', to: 'a2', amount: 10 }),
    tell('other', 54, 'c2', { name: 'transfer', from: 'a2', to: 'a1', amount: 5 }),
    ...crosswise,
  ],
  durationUs: 900 * MS,
  opensAt: (story) => story.intervention('one'),
  press: { label: 'Move the money', does: 'next' },
  beats: [
    {
      at: (story) => story.intervention('one'),
      say: 'c1 moves 10 from a1 to a2, and a moment later c2 moves 5 from a2 to a1.',
    },
    {
      at: (story) => story.first('probes')?.row ?? null,
      say: 'c1.1 must wait at card for c2.1. So card sends a probe after c2.1, to k2, which gave it its work.',
    },
    {
      at: (story) => story.last('waitsForLock')?.row ?? null,
      say: 'Now c2.1 waits at stock for c1.1: a circle, and no site sees both halves. stock sends a probe too.',
    },
    {
      at: (story) => story.first('probeGoesOn')?.row ?? null,
      say: 'A probe that finds its transaction waiting goes on, after whomever that one waits for.',
    },
    {
      at: (story) => story.first('findsCircle')?.row ?? null,
      say: 'It comes back to where it began: that is a circle. It names the one that began to wait last.',
    },
    {
      at: (story) => story.first('endsCircle')?.row ?? null,
      say: 'c2.1 gives way. It has promised nothing, so nothing can be hurt by that.',
    },
    {
      at: (story) => story.first('isDone')?.row ?? null,
      say: 'c1.1 is done. All this took a few messages; a timeout would have taken longer, and perhaps both.',
    },
  ],
  predict: {
    at: (story) => story.last('waitsForLock')?.row ?? null,
    question: 'Two probes are under way, one for each of the two. How many transactions will they end?',
    options: [
      {
        text: 'Both: each probe ends one',
        feedback: 'Both probes go round the same circle, and both name the one that came last.',
      },
      {
        text: 'One: the same for both',
        feedback: 'Whichever probe goes round the circle, it carries the name of whoever came last.',
      },
      { text: 'None', feedback: 'A probe that comes back has seen a circle, and somebody must give way.' },
    ],
    answer: (story) => [2, 1, 0].indexOf(story.count('endsCircle')),
  },
  contrast: {
    say: 'The same two transfers, without probes',
    change: { settings: { deadlocks: 'timeout' } },
    claims: [
      promisesHold,
      { text: 'Nobody sends a probe', holds: (story) => story.count('probes') === 0 },
      {
        text: 'They wait until a timeout ends it, and c1.1 is not done',
        holds: (story) => story.count('lockTimeout') > 0 && !isOk(story, 'c1', 0),
      },
    ],
  },
  claims: [
    promisesHold,
    { text: 'Each waits for a lock of the other', holds: (story) => story.count('waitsForLock') === 2 },
    {
      text: 'c2.1 gives way, for it began to wait last',
      holds: (story) => story.count('endsCircle') === 1 && answered(story) === 'deadlock',
    },
    { text: 'c1.1 is done', holds: (story) => isOk(story, 'c1', 0) },
    { text: 'Nobody loses patience', holds: (story) => story.count('lockTimeout') === 0 },
    {
      text: 'The wait in the circle is less than half of what a timeout takes',
      holds: (story) => (waitedUs(story) ?? LOCK_TIMEOUT_US) < LOCK_TIMEOUT_US / 2,
    },
    { text: 'In the end everybody is free', holds: isQuiet },
  ],
})
