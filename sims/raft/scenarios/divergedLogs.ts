// Figure 7 of the paper: a new leader, and six followers whose logs lack entries, have too many, or both.

import { scenario } from '../../../src/sim/scenario.ts'
import { breaks, diskWith, MS, nodeNamed, promisesHold, termsOf, timeout } from './cluster.ts'

/** The leader's log, and the figure's followers (a) to (f). */
const LOGS: Readonly<Record<string, readonly number[]>> = {
  n1: [1, 1, 1, 4, 4, 5, 5, 6, 6, 6],
  n2: [1, 1, 1, 4, 4, 5, 5, 6, 6],
  n3: [1, 1, 1, 4],
  n4: [1, 1, 1, 4, 4, 5, 5, 6, 6, 6, 6],
  n5: [1, 1, 1, 4, 4, 5, 5, 6, 6, 6, 7, 7],
  n6: [1, 1, 1, 4, 4, 4, 4],
  n7: [1, 1, 1, 2, 2, 2, 3, 3, 3, 3, 3],
}

const HEIR = 'n1'

export const divergedLogs = scenario({
  id: 'raft/diverged-logs',
  sim: 'raft',
  title: 'Six logs disagree. Who is right?',
  blurb: 'Figure 7 of the paper: entries missing, entries too many, or both. One leader makes them one.',
  question: 'A leader never changes its own log. How do six different ones become equal to it?',
  minutes: 5,
  after: 'raft/first-election',
  seed: '4',
  topology: Object.entries(LOGS).map(([id, terms]) => ({ id, process: 'server', disk: diskWith(7, terms) })),
  settings: { electionMinUs: 10_000 * MS, electionMaxUs: 10_000 * MS },
  rules: [],
  interventions: [timeout('n1-stands', 20, HEIR)],
  durationUs: 1_000 * MS,
  opensAt: (story) => story.at(10 * MS),
  press: { label: 'Let n1 stand', does: 'next' },
  beats: [
    {
      at: (story) => story.at(10 * MS),
      say: 'Seven logs after a bad night. n1 is about to stand for term 8.',
    },
    {
      at: (story) => story.first('voteRefused', ({ node }) => node === 'n4' || node === 'n5')?.row ?? null,
      say: 'A server whose own log is newer refuses. n1 needs four of seven, and the older logs give them.',
    },
    {
      at: (story) => story.first('elected')?.row ?? null,
      say: 'n1 leads term 8. Its log is now the one that counts.',
    },
    {
      at: (story) => story.first('appendRefused')?.row ?? null,
      say: 'A follower refuses what it cannot attach: the entry before it must match, index and term.',
    },
    {
      at: (story) => story.first('truncated')?.row ?? null,
      say: 'Entries in conflict are overwritten. They were never committed, so nobody was ever told of them.',
    },
    {
      at: (story) => story.first('backsUp')?.row ?? null,
      say: 'Where entries are missing, n1 goes back in that follower’s log until the two agree.',
    },
    {
      at: (story) => story.first('committed')?.row ?? null,
      say: 'The first entry of term 8 is on a majority: everything before it is committed at once.',
    },
    {
      at: (story) => story.last('truncated')?.row ?? null,
      say: 'One by one the logs become n1’s.',
    },
  ],
  predict: {
    at: (story) => story.first('elected')?.row ?? null,
    question: 'n5 has two entries of term 7 that nobody else has. What happens to them?',
    options: [
      {
        text: 'n1 takes them over: they are newer',
        feedback: 'A leader never takes entries from followers. It only sends its own.',
      },
      {
        text: 'They are overwritten',
        feedback:
          'They were on one server of seven, so they were never committed, and nobody was told of them.',
      },
      {
        text: 'n5 keeps them after n1’s',
        feedback: 'Then two logs would differ at the same index, and Log Matching would be broken.',
      },
    ],
    answer: (story) =>
      termsOf(nodeNamed(story, 'n5')).includes(7) ? 2 : termsOf(nodeNamed(story, HEIR)).includes(7) ? 0 : 1,
  },
  contrast: {
    say: 'The same logs, with followers that keep entries in conflict',
    change: { rules: ['noTruncate'] },
    claims: [breaks('logMatching', 'logs with the same last entry differ before it')],
  },
  claims: [
    promisesHold,
    {
      text: 'n1 wins with the votes of the older logs',
      holds: (story) => story.first('elected')?.node === HEIR,
    },
    {
      text: 'n4 and n5 refuse their votes',
      holds: (story) =>
        ['n4', 'n5'].every((id) => story.first('voteGranted', ({ node }) => node === id) === null),
    },
    {
      text: 'All seven logs equal the leader’s in the end',
      holds: (story) => {
        const log = JSON.stringify(nodeNamed(story, HEIR).disk.log)
        return story.nodes.every(({ disk }) => JSON.stringify(disk.log) === log)
      },
    },
    {
      text: 'The leader never removed an entry of its own',
      holds: (story) => LOGS[HEIR]!.every((term, i) => termsOf(nodeNamed(story, HEIR))[i] === term),
    },
  ],
})
