// English for what servers, clients and the observer note. Each decision says why, and so does each refusal.

import type { Words } from '../../src/sim/words.ts'

const notes: Words['notes'] = {
  // Elections
  preCandidate: '{1:reason}, so it asks whether it could win term {0}',
  candidate: '{1:reason}, so it stands for election in term {0}',
  timeoutIgnored: '{node} leads term {0}, so it has no election timeout',
  voteGranted: '{node} votes for {0} in term {1}: {2:reason}',
  voteRefused: '{node} refuses to vote for {0}: {1:reason}',
  voteIgnored: '{node} ignores {0}, which asks for a vote in term {1}: {2:reason}',
  voteReceived: '{node} has the vote of {0}: {1} of the {2} it needs',
  voteDenied: '{node} does not get the vote of {0} and stays at {1} of the {2} it needs',
  preVoteGranted: '{node} would vote for {0} in term {1}; this promises nothing yet',
  preVoteRefused: '{node} would not vote for {0}: {1:reason}',
  asksAgain: 'Some have not answered {node}, so it asks them for their vote again',
  elected: '{node} has {1} of the {2} votes it needs, so it leads term {0}',
  noop: '{node} opens term {1} with entry {0}, which is empty: older entries can only be committed together with one of this term',
  newTerm: '{2} is in term {0}, so {node} leaves term {1} and has a new vote to give',
  follows: '{node} hears {0}, the leader of term {1}, and follows it',
  conceded: '{0:reason}, so {node} no longer stands for election',
  steppedDown: '{0:reason}, so {node} stops leading',
  quorumMissed: 'No majority answered {node} of late, but without CheckQuorum it leads on',
  restarted: '{node} starts with what its disk kept: term {0}, a vote for {1:reason}, {2:entries}',
  tidied: '{node} removes {1:entries} from entry {0} on, not knowing them to be committed; the rule is off',

  // Replication
  heartbeats: '{node} lets its followers hear that it leads term {0}',
  proposed: '{3} wants {1}={2}, so {node} appends it to its log as entry {0} and sends it on',
  appended: '{2} sent what {node} lacked, so it appends {1:entries}, from entry {0} on',
  truncated:
    'Entry {0} of {node} is of term {2}, the leader’s of term {3}, so {node} removes {1:entries} from there on',
  conflictKept: 'Entry {0} of {node} is of term {1}, the leader’s of term {2}; the rule is off, so it stays',
  appendRefused: '{node} refuses what {0} sent: {1:reason}',
  backsUp: 'The log of {0} did not match there, so {node} goes back and sends from entry {1} on',
  matched: '{0} has everything up to entry {1}, which is now on {2} servers; {3} are needed',
  committed: 'Entry {0} of term {1} is on {2} of {3} servers, so {node} commits it',
  notCommitted: 'Entry {0} is on {3} servers but not committed: it is of term {1}, and {node} leads term {2}',
  commitLearned: '{1} says that everything up to entry {0} is committed, and {node} notes it',
  applied: '{node} applies entry {0}: {3:reason}',
  appliedMany: '{node} applies entries {0} to {1}',

  // Clients and servers
  duplicateSkipped: 'Entry {0} repeats request {2} of {1}, which {node} executed before, so it has no effect',
  duplicateRequest: '{node} knows request {1} of {0}: {2:reason}',
  redirected: '{node} does not lead, so it points {0} to {1}',
  turnedAway: '{node} neither leads nor knows who does, so it turns {0} away',
  answered: '{node} answers request {1} of {0}',
  readWaits: '{0} reads {1}: {2:reason}',
  readConfirmed:
    'A majority still follows {node}: nothing after entry {2} was committed when {0} asked, so it answers with its own {1}',
  leaseRead: 'The lease of {node} has not run out, so it answers {0} without asking anyone',
  localRead: '{node} answers {0} from its own copy of {1} and asks nobody whether it is the latest',

  // Clients
  invoked: '{node} asks {3} to {0:reason}',
  queued: '{node} still waits for an answer, so this waits its turn: {0:reason}',
  stillBusy: '{node} still waits for an answer, so it asks for nothing new',
  completed: '{3} answers {node}: {0:reason}',
  foundNothing: '{1} answers {node}: there is no {0}',
  redirectFollowed: '{0} does not lead, so {node} asks {1} with the same serial number',
  backsOff: '{0} could not help, so {node} waits {1:ms} before it asks again',
  retries: '{2:reason}, so {node} asks {1} with the same serial number',
  gaveUp: '{node} asked {3:times} and gives up: {2:reason}',
  replyIgnored: '{node} already knows, so the answer of {0} changes nothing',
  orderUnknown: '{node} cannot do “{0}”',

  // The world
  truth: '{0}={1} is committed at entry {2}: from now on this is the truth',
}

const reasons: Words['reasons'] = {
  null: 'nobody',

  silence: '{node} heard from no leader for {2:ms}',
  told: '{node} was told to time out',
  noMajority: 'The last election brought {node} no majority',
  preVotes: 'A majority would vote for {node}',

  free: 'its vote was free, and {0}’s log is no older than its own',
  again: 'it has already voted for {3}, but that rule is off',
  notCompared: 'its own log is newer, but that rule is off',
  oldTerm: '{0} is in term {2}, {node} in term {3}',
  alreadyVoted: 'it already voted for {2} in term {3}',
  logTermBehind: 'its own log ends in term {3}, the candidate’s in term {2}',
  logShorter: 'both logs end in the same term, but its own has {3:entries}, the candidate’s {2}',
  preVoteOldTerm: 'term {2} would not be new; {node} is in term {3}',
  leads: 'it leads itself',
  heardLeader: 'it heard its leader {3:ms} ago',
  heardLately: 'it heard a leader, or started, only {3:ms} ago',
  logBehind: '{0}’s log is older than its own',

  higherTerm: '{2} is in term {1}, which is higher',
  leaderFound: '{2} leads term {1}',
  quorumLost: 'For an election timeout no majority answered',

  appendOldTerm: '{0} leads term {2}, and {node} is in term {3}',
  missing: 'it has no entry {2}, for its log has {3:entries}',
  otherTerm: 'its own entry {2} is of term {3}, the leader’s is not',

  executed: 'it was executed, so the answer is given again',
  old: 'the client has sent a later one, so it is ignored',

  confirm: '{node} first makes sure that it still leads',
  termUncommitted:
    '{node} waits until an entry of its own term is committed, because before that it cannot know which are',

  read: 'read {1}',
  write: 'write {1}={2}',
  cas: 'swap {1} for {2}',
  append: 'append {2} to {1}',
  readDone: '{1} is {2}',
  writeDone: '{1}={2} is done',
  casDone: '{1} was swapped',
  casFailed: '{1} holds another value, so it was not swapped',
  appendDone: '{1} is now {2}',
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
  asksAgain: '§5.1',
  elected: '§5.2',
  noop: '§8',
  newTerm: '§5.1',
  follows: '§5.2',
  conceded: '§5.2',
  steppedDown: '§5.1, dissertation §6.2',
  quorumMissed: 'dissertation §6.2',
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
  turnedAway: '§8',
  answered: '§8',
  readWaits: '§8',
  readConfirmed: '§8',
  leaseRead: 'dissertation §6.4.1',
  redirectFollowed: '§8',
  retries: '§8',
}

const timers: Words['timers'] = {
  quorum: 'A majority answered {node} of late, so it leads on',
  retry: 'All have answered {node}, so it asks nobody again',
}

export const words: Words = { notes, reasons, rules, timers }
