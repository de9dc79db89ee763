// The rules that can be left out, each with the promise that breaks without it.

import type { RuleSwitch } from '../../src/sim/define.ts'

export const rules: readonly RuleSwitch[] = [
  {
    id: 'voteNotPersisted',
    title: 'Keeps its vote in memory only',
    help: 'A server that restarts has forgotten whom it voted for, and may vote again in the same term.',
    breaks: 'electionSafety',
    paper: 'Figure 2, persistent state',
  },
  {
    id: 'votesTwice',
    title: 'Votes more than once in a term',
    help: 'A server gives its vote to every candidate that asks.',
    breaks: 'electionSafety',
    paper: '§5.2',
  },
  {
    id: 'quorumTooSmall',
    title: 'Takes one server less for a majority',
    help: 'Two of five, or one of three, elect a leader and commit entries.',
    breaks: 'electionSafety',
    paper: '§5.2',
  },
  {
    id: 'ignoresUpToDate',
    title: 'Votes for candidates with older logs',
    help: 'A server does not compare logs before it votes, so a leader may lack committed entries.',
    breaks: 'leaderCompleteness',
    paper: '§5.4.1',
  },
  {
    id: 'commitsOldTerms',
    title: 'Commits entries of older terms by counting',
    help: 'An entry on a majority counts as committed, whichever term it is from, as in Figure 8.',
    breaks: 'leaderCompleteness',
    paper: '§5.4.2',
  },
  {
    id: 'noTruncate',
    title: 'Keeps entries in conflict',
    help: 'A follower does not remove entries that differ from the leader’s; it only adds what is missing.',
    breaks: 'logMatching',
    paper: 'Figure 2, AppendEntries rule 3',
  },
  {
    id: 'dropsTail',
    title: 'A new leader tidies up its log',
    help: 'Once elected, it removes the entries that it does not know to be committed.',
    breaks: 'leaderAppendOnly',
    paper: 'Figure 3',
  },
  {
    id: 'forgetsLog',
    title: 'Forgets its log when it restarts',
    help: 'A server keeps term and vote on disk, but not the log.',
    breaks: 'leaderCompleteness',
    paper: 'Figure 2, persistent state',
  },
  {
    id: 'answersBeforeSync',
    title: 'Answers before the disk has it',
    help: 'Votes and acknowledgements leave at once; a crash in the next moment makes them untrue.',
    breaks: 'leaderCompleteness',
    paper: 'Figure 2, persistent state',
  },
  {
    id: 'noDedup',
    title: 'Executes every copy of a request',
    help: 'Serial numbers are ignored, so a request that was retried or duplicated takes effect twice.',
    breaks: 'exactlyOnce',
    paper: '§8',
  },
]
