// How a cluster that has just started finds its first leader.

import { scenario } from '../../../src/sim/scenario.ts'
import { isServer, MS, promisesHold, topology } from './cluster.ts'

export const firstElection = scenario({
  id: 'raft/first-election',
  sim: 'raft',
  title: 'How do five equals choose a leader?',
  blurb: 'Five servers have just started and nobody leads. Watch their patience run out, one by one.',
  question: 'Who will lead, and what decides it?',
  minutes: 3,
  seed: '3',
  topology: topology(5, 1),
  settings: {},
  rules: [],
  interventions: [],
  durationUs: 2_000 * MS,
  opensAt: (story) => story.at(0),
  press: { label: 'Let them wait', does: 'next' },
  beats: [
    {
      at: (story) => story.at(0),
      say: 'Five followers, each waiting a random time for a leader. Nobody leads yet.',
    },
    {
      at: (story) => story.first('candidate')?.row ?? null,
      say: 'The shortest patience ends. It votes for itself, and asks all others to vote for it in term 1.',
    },
    {
      at: (story) => story.first('voteGranted')?.row ?? null,
      say: 'A vote. Each server has one a term, and gives it to the first who asks with a log no older than its own.',
    },
    {
      at: (story) => story.first('elected')?.row ?? null,
      say: 'A majority: it leads. Two candidates can never both have one, because majorities share a server.',
    },
    {
      at: (story) => story.first('follows')?.row ?? null,
      say: 'The others hear from it before they lose patience, and follow.',
    },
    {
      at: (story) => story.first('committed')?.row ?? null,
      say: 'Its first entry does nothing, but once a majority stores it the leader knows what is committed.',
    },
  ],
  predict: {
    at: (story) => story.first('candidate')?.row ?? null,
    question: 'One server stands. How many votes does it need, its own included?',
    options: [
      {
        text: 'All five',
        feedback: 'Then a single crash would leave the cluster without a leader for good.',
      },
      { text: 'Three', feedback: 'A majority of five, counted over all servers, whether they live or not.' },
      {
        text: 'More than any other candidate',
        feedback: 'Then two halves that cannot hear each other would elect two leaders.',
      },
    ],
    answer: () => 1,
  },
  contrast: {
    say: 'The same cluster, with equal patience for all',
    change: { settings: { electionMinUs: 150 * MS, electionMaxUs: 150 * MS } },
    claims: [
      {
        text: 'All five stand at once, again and again, and nobody wins',
        holds: (story) => story.count('candidate') >= 10 && story.first('elected') === null,
      },
    ],
  },
  claims: [
    promisesHold,
    { text: 'Someone is elected', holds: (story) => story.first('elected') !== null },
    {
      text: 'In the end all servers are in one term, and one of them leads',
      holds: ({ nodes }) => {
        const servers = nodes.filter(isServer)
        const terms = new Set(servers.map(({ disk }) => disk.currentTerm))
        return terms.size === 1 && servers.filter(({ memory }) => memory.role === 'leader').length === 1
      },
    },
  ],
})
