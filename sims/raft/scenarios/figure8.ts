// Figure 8 of the paper, with S1 to S5 as n1 to n5. It begins at (c): S1 led term 2 and put an entry on itself and S2;
// S5 led term 3 and put another on itself alone, and is down. Latencies are equal and elections are triggered by
// hand, so that the figure comes out as it is drawn, whatever the seed.

import { type Story, scenario } from '../../../src/sim/scenario.ts'
import { between } from '../../../src/sim/shapes.ts'
import {
  breaks,
  crash,
  diskWith,
  MS,
  nodeNamed,
  promisesHold,
  restart,
  servers,
  termsOf,
  timeout,
} from './cluster.ts'

const LOGS: Readonly<
  Record<string, { readonly term: number; readonly log: readonly number[]; readonly votedFor: string | null }>
> = {
  n1: { term: 3, log: [1, 2], votedFor: null },
  n2: { term: 3, log: [1, 2], votedFor: null },
  n3: { term: 3, log: [1], votedFor: 'n5' },
  n4: { term: 3, log: [1], votedFor: 'n5' },
  n5: { term: 3, log: [1, 3], votedFor: 'n5' },
}

const S5_STANDS_US = 400 * MS

/** The moment of the figure: a server learns that index 2 is on n3 as well, a majority. */
function onMajority(story: Story) {
  return story.first('matched', ({ node, params }) => node === 'n1' && params[0] === 'n3' && params[1] === 2)
}

export const figure8 = scenario({
  id: 'raft/figure-8',
  sim: 'raft',
  title: 'Stored on a majority. Is it safe?',
  blurb: 'An entry sits on three of five servers. Then the leader changes, twice.',
  question: 'Index 2 is from term 2. Once three of five servers store it, is it committed?',
  minutes: 8,
  after: 'raft/two-leaders',
  seed: '8',
  topology: servers(5).map((id) => {
    const { term, log, votedFor } = LOGS[id]!
    return { id, process: 'server', disk: diskWith(term, log, votedFor) }
  }),
  settings: {
    latencyMinUs: 10 * MS,
    latencyMaxUs: 10 * MS,
    electionMinUs: 10_000 * MS,
    electionMaxUs: 10_000 * MS,
    maxEntriesPerMessage: 1,
  },
  rules: [],
  interventions: [
    crash('n5-down', 1, 'n5'),
    {
      id: 'n4-away',
      atUs: 1 * MS,
      do: { kind: 'cut', name: 'n1 and n4 apart', links: between(['n1'], ['n4']) },
    },
    timeout('n1-stands', 20, 'n1'),
    {
      id: 'n1-away',
      atUs: 86 * MS,
      do: { kind: 'cut', name: 'n1 cut off', links: between(['n1'], ['n2', 'n3', 'n4', 'n5']) },
    },
    crash('n1-dies', 87, 'n1'),
    restart('n5-back', 200, 'n5'),
    timeout('n5-tries', 300, 'n5'),
    timeout('n5-stands', 400, 'n5'),
    { id: 'heal', atUs: 700 * MS, do: { kind: 'heal' } },
  ],
  durationUs: 1_200 * MS,
  opensAt: (story) => story.at(10 * MS),
  press: { label: 'Let n1 stand', does: 'next' },
  beats: [
    {
      at: (story) => story.at(10 * MS),
      say: 'As in the figure: the old leaders of terms 2 and 3 left different entries at index 2.',
    },
    {
      at: (story) => story.first('elected')?.row ?? null,
      say: 'n1 leads again, in term 4, with votes from n2 and n3.',
    },
    {
      at: (story) => onMajority(story)?.row ?? null,
      say: 'Its entry of term 2 is now on n1, n2 and n3: a majority. n1 does not call it committed.',
    },
    {
      at: (story) => story.intervention('n1-dies'),
      say: 'n1 dies before anything of its own term is on a majority.',
    },
    {
      at: (story) => story.first('elected', undefined, S5_STANDS_US)?.row ?? null,
      say: 'n5 wins term 5: n3 and n4 may vote for it, because its log ends in term 3 and theirs in older ones.',
    },
    {
      at: (story) => story.first('truncated', ({ node }) => node === 'n3', S5_STANDS_US)?.row ?? null,
      say: 'Index 2 is overwritten, though a majority stored it. That is why counting is not enough for older terms.',
    },
    {
      at: (story) => story.first('committed', ({ node }) => node === 'n5', S5_STANDS_US)?.row ?? null,
      say: 'n5 commits an entry of its own term, and with it all before. From now on nobody can win without them.',
    },
  ],
  predict: {
    at: (story) => onMajority(story)?.row ?? null,
    question: 'Index 2 is on three of five servers. n1 is about to die. Can the entry still disappear?',
    options: [
      {
        text: 'No: a majority has it',
        feedback:
          'Its term is 2, and n5’s log ends in term 3. So n5 may have the vote even of n3, which stores it.',
      },
      {
        text: 'Yes: n5 can still win and overwrite it',
        feedback:
          'n5 has a log that ends in term 3, newer than the term 2 of the entry. n3 and n4 will vote for it.',
      },
      {
        text: 'Only if n1 loses its disk',
        feedback: 'Disks are not the matter. The next leader is, and it overwrites what it does not have.',
      },
    ],
    answer: (story) => (termsOf(nodeNamed(story, 'n3'))[1] === 2 ? 0 : 1),
  },
  contrast: {
    say: 'The same crashes, with a leader that commits entries of older terms by counting',
    change: { rules: ['commitsOldTerms'] },
    claims: [breaks('leaderCompleteness', 'a leader is elected without an entry that was called committed')],
  },
  claims: [
    promisesHold,
    { text: 'Index 2 is on a majority', holds: (story) => onMajority(story) !== null },
    {
      text: 'n1 never commits it',
      holds: (story) => story.first('committed', ({ node }) => node === 'n1') === null,
    },
    {
      text: 'It is gone from every log in the end',
      holds: ({ nodes }) => nodes.every((node) => termsOf(node)[1] === 3),
    },
  ],
})
