// English for what servers, clients and the observer note. Each decision says why, and so does each refusal.

import type { Words } from '../../src/sim/words.ts'

const notes: Words['notes'] = {
  // Elections
  preCandidate: '{1:reason}, so {node} asks whether it could win term {0}',
  candidate: '{1:reason}, so {node} stands in term {0}',
  timeoutIgnored: '{node} leads term {0} and has no election timeout to trigger',
  voteGranted:
    '{node} gives {0} its vote in term {1}: the vote was free, and {0}’s log is no older than its own',
  voteRefused: '{node} refuses {0} its vote: {1:reason}',
  voteIgnored: '{node} heard its leader {3:ms} ago, so it ignores {0}, which asks for a vote in term {1}',
  voteReceived: '{node} has the vote of {0}: {1} of the {2} it needs',
  voteDenied: '{node} does not get the vote of {0} and stays at {1} of the {2} it needs',
  preVoteGranted: '{node} would vote for {0} in term {1}; it promises nothing yet',
  preVoteRefused: '{node} would not vote for {0}: {1:reason}',
  elected: '{1} votes make {node} the leader of term {0}; {2} were needed',
  noop: '{node} opens its term {1} with an empty entry at index {0}, because only entries of its own term can be committed',
  newTerm: '{2} is in term {0}, so {node} leaves term {1} and has a new vote to give',
  follows: '{node} hears {0}, the leader of term {1}, and follows it',
  conceded: '{node} gives up standing: {0:reason}',
  steppedDown: '{node} stops leading: {0:reason}',
  restarted: '{node} starts again from its disk: term {0}, its vote with {1:reason}, {2:entries} in the log',

  // Replication
  heartbeats: '{node} lets its followers hear that it leads term {0}',
  proposed: '{3} wants {1}={2}, so {node} appends it to its log as entry {0} and sends it on',
  appended: '{2} sent what {node} lacked, so it appends {1:entries} from index {0} on',
  truncated: 'Entry {0} of {node} is of term {2}, the leader’s of term {3}, so {node} removes {1:entries}',
  conflictKept: 'Entry {0} of {node} is of term {1}, the leader’s of term {2}; the rule is off, so it stays',
  appendRefused: '{node} refuses what {0} sent: {1:reason}',
  backsUp: 'The log of {0} differs there, so {node} goes back and sends from entry {1} on',
  matched: '{0} has everything up to entry {1}, which is now on {2} servers; {3} are needed',
  committed: 'Entry {0} of term {1} is on {2} of {3} servers, so {node} commits it',
  notCommitted: 'Entry {0} is on {3} servers but not committed: it is of term {1}, and {node} leads term {2}',
  commitLearned: '{1} says that everything up to entry {0} is committed, and {node} notes it',
  applied: '{node} applies entry {0}: {1}={2}',
  appliedMany: '{node} applies entries {0} to {1}',

  // Clients and servers
  duplicateSkipped: 'Entry {0} repeats request {2} of {1}, which {node} executed before, so it has no effect',
  duplicateRequest: '{node} knows request {1} of {0}: {2:reason}',
  redirected: '{node} does not lead, so it does nothing for {0} and points it to {1:reason}',
  answered: '{node} answers request {1} of {0}',
  readWaits: '{0} reads {1}: {2:reason}',
  readConfirmed:
    'A majority still follows {node}, so it may answer {0} from entry {2} on: nobody can know more of {1}',
  leaseRead: 'The lease of {node} has not run out, so it answers {0} without asking anyone',
  localRead: '{node} answers {0} from its own copy of {1} and asks nobody whether it is the latest',

  // Clients
  invoked: '{node} asks {3}: {0:reason}',
  queued: '{node} still waits for an answer, so this waits its turn: {0:reason}',
  completed: '{3} answers {node}: {0:reason}',
  foundNothing: '{1} answers {node}: there is no {0}',
  redirectFollowed: '{0} does not lead, so {node} asks {1} with the same serial number',
  backsOff: '{0} does not lead and knows no leader, so {node} waits {1:ms}',
  retries: '{2:reason}, so {node} asks {1} with the same serial number',
  gaveUp: '{node} gives up after asking {3} times: {2:reason}',
  replyIgnored: '{node} already knows, so the answer of {0} changes nothing',
  orderUnknown: '{node} cannot do “{0}”',

  // The world
  truth: '{0}={1} is committed at entry {2}: from now on this is the truth',
}

const reasons: Words['reasons'] = {
  null: 'nobody',

  silence: '{node} heard from no leader for {2:ms}',
  told: 'You triggered the timeout of {node}',
  noMajority: 'Its last election brought {node} no majority',
  preVotes: 'A majority would vote for {node}',

  oldTerm: '{0} is in term {2}, {node} in term {3}',
  alreadyVoted: 'it already voted for {2} in term {3}',
  logTermBehind: 'its own log ends in term {3}, the candidate’s in term {2}',
  logShorter: 'both logs end in the same term, but its own has {3:entries}, the candidate’s {2}',
  preVoteOldTerm: 'term {2} would not be new; {node} is in term {3}',
  hearsLeader: 'it hears from a leader, or has only just started',
  logBehind: '{0}’s log is older than its own',

  higherTerm: '{2} is in term {1}, which is higher',
  leaderFound: '{2} leads term {1}',
  quorumLost: 'no majority answered it for an election timeout',

  appendOldTerm: '{0} leads term {2}, and {node} is in term {3}',
  missing: 'it has no entry {2}; its log ends at {3}',
  otherTerm: 'its own entry {2} is of another term, {3}',

  executed: 'it was executed, so the answer is given again',
  old: 'the client has sent a later one, so it is ignored',

  confirm: '{node} first makes sure that it still leads',
  termUncommitted:
    '{node} waits until an entry of its own term is committed, because before that it cannot know which are',

  read: 'read {1}',
  write: '{1}={2}',
  cas: 'swap {1}, {2}',
  append: 'append to {1}: {2}',
  noAnswer: 'No answer from {0}',
  refused: '{0} could not help',
  fail: 'the read of {1} failed',
  unknown: 'the write of {1} may still take effect, or may have',
}

const rules: Words['rules'] = {
  preCandidate: 'dissertation §9.6',
  candidate: '§5.2',
  voteGranted: '§5.2, §5.4.1',
  voteRefused: '§5.2, §5.4.1',
  voteIgnored: 'dissertation §4.2.3',
  voteReceived: '§5.2',
  voteDenied: '§5.2',
  preVoteGranted: 'dissertation §9.6',
  preVoteRefused: 'dissertation §9.6',
  elected: '§5.2',
  noop: '§8',
  newTerm: '§5.1',
  follows: '§5.2',
  conceded: '§5.2',
  steppedDown: '§5.1',
  restarted: 'Figure 2, persistent state',
  heartbeats: '§5.2',
  proposed: '§5.3',
  appended: '§5.3',
  truncated: '§5.3',
  conflictKept: '§5.3',
  appendRefused: '§5.3',
  backsUp: '§5.3',
  matched: '§5.3',
  committed: '§5.3, §5.4.2',
  notCommitted: '§5.4.2',
  commitLearned: '§5.3',
  applied: '§5.3',
  appliedMany: '§5.3',
  duplicateSkipped: '§8',
  duplicateRequest: '§8',
  redirected: '§8',
  answered: '§8',
  readWaits: '§8',
  readConfirmed: '§8',
  leaseRead: 'dissertation §6.4.1',
  redirectFollowed: '§8',
  retries: '§8',
}

export const words: Words = { notes, reasons, rules }
