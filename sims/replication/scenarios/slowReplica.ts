// All must have it, or any one: with one slow disk among the backups, that decides how long a write takes, and what
// happens when the slow one dies.

import { type Story, scenario } from '../../../src/sim/scenario.ts'
import { crash, isOk, latenciesUs, MS, promisesHold, slowDisk, topology, write } from './cluster.ts'

const CRASH_US = 900 * MS
/** Longer than any write takes that need not wait for the slow disk, shorter than any that must. */
const SLOW_US = 65 * MS

const early = (story: Story) => latenciesUs(story, 'c1').slice(0, 4)

export const slowReplica = scenario({
  id: 'replication/slow-replica',
  sim: 'replication',
  title: 'Must everybody have it before you say OK?',
  blurb: 'One backup has a disk fifty times slower. With “all” it sets the pace; with “one” nobody notices.',
  question: 'n3’s disk is slow, and a write waits for all backups. What does that cost?',
  minutes: 4,
  after: 'replication/acked-and-lost',
  seed: '2',
  topology: topology(3, 1),
  settings: { acks: 'all' },
  rules: [],
  interventions: [
    slowDisk('slow-disk', 180, 'n3', 50),
    ...[1, 2, 3, 4].map((value) => write(`x${value}`, 200 + value, 'c1', 'x', value)),
    crash('crash', CRASH_US / MS, 'n3'),
    write('x5', 905, 'c1', 'x', 5),
  ],
  durationUs: 1_600 * MS,
  opensAt: (story) => story.intervention('x1'),
  press: { label: 'Send four writes', does: 'next' },
  beats: [
    {
      at: (story) => story.intervention('x1'),
      say: 'The disk of n3 takes 50 ms a sync, the others 1 ms. c1 sends four writes, one after the other.',
    },
    {
      at: (story) => story.first('stored', ({ params }) => params[0] === 'n2', 200 * MS)?.row ?? null,
      say: 'n2 has the first write on disk. That is not enough: all backups must have it.',
    },
    {
      at: (story) => story.first('committed', undefined, 200 * MS)?.row ?? null,
      say: 'Only now n3 has it too, and n1 may say OK. Every write will take that long.',
    },
    { at: (story) => story.intervention('crash'), say: 'n3 dies.' },
    {
      at: (story) => story.first('taken', undefined, CRASH_US)?.row ?? null,
      say: 'n1 takes the next write, and waits for a backup that is no more.',
    },
    {
      at: (story) => story.first('fences', ({ params }) => params[1] === 'memberSilent')?.row ?? null,
      say: 'The master gives up on n3 and begins an epoch without it.',
    },
    {
      at: (story) => story.last('completed')?.row ?? null,
      say: '“All” now means n2 alone, and c1 gets its answer. All that time nobody could write.',
    },
  ],
  predict: {
    at: (story) => story.first('stored', ({ params }) => params[0] === 'n2', 200 * MS)?.row ?? null,
    question: 'n2 has the write. n3’s disk needs 50 ms. When is c1 told OK?',
    options: [
      {
        text: 'Now: it is on two of three',
        feedback: 'Two of three would be enough for “one”. “All” means every backup.',
      },
      {
        text: 'When n3 has it too',
        feedback: 'The slowest of all sets the pace of every single write.',
      },
      {
        text: 'Never: n3 counts as dead',
        feedback: 'n3 is slow, not silent. The master hears from it and has no reason to take it out.',
      },
    ],
    answer: (story) => ((early(story)[0] ?? 0) > SLOW_US ? 1 : 0),
  },
  contrast: {
    say: 'The same slow disk, with one backup that must have it',
    change: { settings: { acks: 'one' } },
    claims: [
      promisesHold,
      {
        text: 'No write waits for the slow disk',
        holds: (story) => early(story).every((us) => us < SLOW_US),
      },
      {
        text: 'The death of n3 delays no answer to later than the master’s notice',
        holds: (story) => isOk(story, 'c1', 4),
      },
    ],
  },
  claims: [
    promisesHold,
    {
      text: 'Every write waits for the slow disk',
      holds: (story) => early(story).every((us) => us > SLOW_US),
    },
    {
      text: 'The write after the crash waits until the master has taken n3 out',
      holds: (story) => (latenciesUs(story, 'c1')[4] ?? 0) > 150 * MS && isOk(story, 'c1', 4),
    },
  ],
})
