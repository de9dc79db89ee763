// Three of four clients notice next to nothing. In the sense of CAP the system is not available: a replica that is alive was
// asked and did not answer. Uptime is another number.

import { type Story, scenario } from '../../../src/sim/scenario.ts'
import { between } from '../../../src/sim/shapes.ts'
import { cut, MS, promisesHold, topology } from './cluster.ts'

const CUT_US = 400 * MS
/** By then n3 knows that it is cut off, and the others go on without it. */
const SETTLED_US = 800 * MS
const REST = ['n1', 'n2', 'm', 'c2', 'c3', 'c4']

function asked(story: Story, isC1: boolean) {
  return story.history.filter(
    ({ client, invokedUs, outcome }) =>
      (client === 'c1') === isC1 && invokedUs > SETTLED_US && outcome !== 'pending',
  )
}

function shareAnswered(story: Story, isC1: boolean): number {
  const all = asked(story, isC1)
  return all.filter(({ outcome }) => outcome === 'ok').length / Math.max(1, all.length)
}

export const uptime = scenario({
  id: 'replication/uptime',
  sim: 'replication',
  title: 'Almost everybody is served. Is it available?',
  blurb: 'One replica and one client are cut off. Everyone else goes on. What does “available” mean?',
  question: 'Three of four clients are answered all the time. Would you call this available?',
  minutes: 3,
  after: 'replication/cap',
  seed: '4',
  topology: topology(3, 4),
  settings: { acks: 'one', clientTimeoutUs: 100 * MS, clientRetries: 2, workloadEveryUs: 60 * MS },
  rules: [],
  interventions: [cut('cut', CUT_US / MS, 'n3 and c1 cut off', between(['n3', 'c1'], REST))],
  durationUs: 2_000 * MS,
  opensAt: (story) => story.at(CUT_US - 1),
  press: { label: 'Cut n3 and c1 off', does: 'next' },
  beats: [
    { at: (story) => story.at(CUT_US - 1), say: 'Four clients read and write. Everybody is answered.' },
    {
      at: (story) => story.intervention('cut'),
      say: 'n3 and c1 are cut off. n3 is alive and has all the data.',
    },
    {
      at: (story) => story.first('refused', undefined, CUT_US)?.row ?? null,
      say: 'c1 asks the only replica it can reach. n3 is cut off from the master, and refuses.',
    },
    {
      at: (story) => story.at(1_900 * MS),
      say: 'The others were answered all along. Uptime: good. Available in the sense of CAP: no.',
    },
  ],
  predict: {
    at: (story) => story.first('refused', undefined, CUT_US)?.row ?? null,
    question: 'Nearly all requests are answered. In the sense of CAP, is the system available?',
    options: [
      {
        text: 'Yes: nearly everybody is served',
        feedback:
          'That is uptime, a share. In CAP, available means that every living node answers every request.',
      },
      {
        text: 'No: n3 is alive and does not answer',
        feedback: 'One refusal by a living node is enough. That says little about how happy your users are.',
      },
      {
        text: 'Yes: n3 counts as failed',
        feedback: 'It runs, it is reachable for c1, and it has the data. It refuses because it must.',
      },
    ],
    answer: () => 1,
  },
  claims: [
    promisesHold,
    {
      text: 'Once the master has taken n3 out, the three are answered whatever they ask',
      holds: (story) => shareAnswered(story, false) === 1,
    },
    {
      text: 'c1 is answered nothing',
      holds: (story) => asked(story, true).length > 0 && shareAnswered(story, true) === 0,
    },
  ],
})
