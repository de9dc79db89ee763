// English for what participants, coordinators and clients note. Each decision says why, and so does each refusal.

import type { Words } from '../../src/sim/words.ts'
import { words as raftWords } from './raft.ts'

const notes: Words['notes'] = {
  logs: '{node} writes “{0} {1}” to its log{2:reason}',
  recovers: '{node} reads its log: {0:transactions} in doubt, and {1} more whose outcome it must tell',

  // Work
  begins: '{2} wants {0}, which has a part on {1:sites}: {node} hands the work out',
  orderAgain: '{0} asks for {1} again, and {node} knows it: {2:reason}',
  findsNothing:
    '{0} asks for {1} again: {node} looks for that name and does not find it, for it is put down only at the end',
  nameTaken: '{0} asks for {1} again: {node} has that name already, and says only that it is taken',
  waitsForLock: '{node} cannot begin {0}: it needs {1}',
  worked: '{node} has locked {1:rows} for {0} and done its part; nobody can see it yet',
  workedFreely: '{node} has read {1:rows} for {0} and done its part, without a lock; nobody can see it yet',
  workAgain: '{0} hands out {1} again, which {node} knows',
  workLeft: '{1} has done its part of {0}; {2} still to come',
  lockTimeout: '{node} has waited long enough for a lock, and gives up {0}',
  givesUp: '{node} was never asked to vote on {0}, so it gives it up: before its vote it may',
  cancels: '{node} gives {0} up before anybody was asked to vote: {1:reason}',
  cancelled: '{0} is given up, so {node} drops what it did and lets go of its locks',

  // Phase one
  asksToPrepare: 'All parts of {0} are done, so {node} asks {1:sites} to prepare',
  votesYes: '{node} promises to do whatever is decided about {0}, and votes yes: from now on it is in doubt',
  votesNo: '{node} votes no on {0}: {1:reason}',
  validates: '{node} looks again for {0}: {1:rows} still as it read them, and locked from now on',
  rowChanged: '{node} votes no on {0}: {1} is not what it read any more, for {2} has changed it',
  rowLocked: '{node} votes no on {0}: {2} has said yes to something with {1}, and has it locked',
  votesRead: '{node} only read for {0}, so it lets go of its locks and need not be told the outcome',
  heardVote: '{0} votes {2} on {1}; {3} still to come',
  heardNo: '{0} votes no on {1}, and one no is enough',

  // Phase two
  decides: '{node} decides on {0}: {1}. It is so when it is on its disk',
  onlyRead: 'All have only read for {0}, so there is nothing to decide',
  tells: '{node} tells {1} the outcome of {0}: {2}',
  tellsAgain: '{1:sites} have not acknowledged the outcome of {0}, so {node} tells them again',
  commits: '{1} says that {0} is committed: {node} makes its part visible and lets go of its locks',
  aborts: '{1} says that {0} is aborted: {node} drops its part and lets go of its locks',
  cannotCommit: '{1} says that {0} is committed, but {node} has nothing of it any more',
  knowsAlready: '{node} knows already how {0} ended: {1}',
  heardAck: '{0} acknowledges the outcome of {1}; {2} still to come',
  forgets: '{node} may forget {0} now: nobody will ask whom it could mislead',

  // With a Raft cluster
  proposesCommit:
    'All said yes to {0}, so {node} proposes the commit to the Raft cluster, which keeps what is decided',
  proposesAbort:
    '{1} asks about {0}, which {node} does not know: it proposes an abort, unless something is decided already',
  proposesAgain: 'No answer about {0}, so {node} asks {1} in the cluster',
  redirected: '{0} does not lead the cluster; {node} hears that {1} does',
  clusterDecides: 'The cluster has decided on {0}: {1}. {node} tells everybody',
  clusterSays: 'The cluster says that {0} is a matter decided: {1}. {node} tells {2}',

  // In doubt
  inquires: '{node} voted yes on {0} and has heard nothing, so it asks {1:reason}',
  waitsOn: '{node} voted yes on {0} and goes on waiting',
  abortsAlone: '{node} voted yes on {0}, is tired of waiting, and aborts alone',
  undecided: '{0} asks about {1}, and {node} has not decided yet',
  presumes: '{0} asks about {1}, of which {node} remembers nothing: it presumes {2}',
  tellsInquirer: '{0} asks about {1}, and {node} tells it: {2}',
  tellsPeer: '{0} asks about {1}, and {node} knows: {2}',
  unsureToo: '{0} asks about {1}, but {node} is in doubt itself',
  heardUnsure: '{0} is in doubt about {1} as well',
  abortsForPeer: '{0} asks about {1}. {node} has not voted, so it never will, and all may abort',
  notMine: '{node} has no use for this {2} of {0}: {1} is past that',

  // Three-phase commit
  tellsItWillCommit:
    'All said yes to {0}: {node} tells {1:sites} that it will be a commit, before anybody commits',
  preCommits: '{node} knows from {1} that {0} will be a commit',
  takesLead: '{node} hears nothing about {0} any more, takes the lead, and asks the others how they stand',
  tellsStanding: '{0} asks how {node} stands with {1}: {2:reason}',
  heardStanding: '{0} says how it stands with {1}: {2:reason}',
  finishesAlone: 'Those who are left finish {0} without the coordinator, as {node} says: {1}',
  learns: '{2} tells {node} how {0} ended while it was down: {1}',
  allWereDown:
    'All {1:sites} of {0} were down, as {node} was: nobody can have committed, and nobody will alone, so it aborts',
  asksSites: '{node} began {0} and does not know how it ended, so it asks {1:sites}',

  // Paxos Commit
  keepsVote: '{node} keeps the vote of {0} on {1} in memory; {2} still to come',
  acceptsAll:
    '{node} has all {1} votes on {0}: it forces them to its disk together, and says that it has accepted them',
  acceptedAlready: '{0} says its vote on {1} again, which {node} has accepted',
  heardAccepted: '{0} has accepted the votes on {1}; a majority needs {2} more',
  isChosen:
    'A majority has accepted the same in every instance of {0}: it is so, {1}, and {node} need not write it down first',
  commitsItself:
    'A majority has told {node} that all say yes to {0}: it is a commit, and {node} waits for nobody to say so',
  learnsByAck: '{0} has seen a majority accept {1}: so {node}, which leads it, hears that it is a commit',
  takesOver: '{1} is in doubt about {0}, and {node} does not know how it ended: it takes over',
  claims: '{node} leads ballot {1} on {0}: it asks the acceptors what they have accepted',
  promisesBallot: '{node} promises {1} to take part in no ballot on {0} below {2}, and tells of {3:votes}',
  heardPromise: '{0} has promised, and told of {2:votes} on {1}; a majority needs {3} more',
  proposesYes: 'A yes may have been chosen for all sites of {0}, so {node} proposes just that in ballot {1}',
  proposesNo: 'For {2:sites} of {0} no yes can have been chosen: {node} proposes a no for them in ballot {1}',
  accepts: '{node} accepts what {1} proposes on {0} in ballot {2}',
  outbids: '{node} refuses {0} ballot {2} on {1}: it has promised itself to ballot {3}',
  isOutbid: '{0} takes part in ballot {2} on {1}: {node}, which is asked for this, tries a higher one later',
  givesWay: '{0} takes part in ballot {2} on {1}: somebody else leads it, so {node} gives way',
  hearsOutcome: '{0} led {1} in its place and found out how it ended, so {node} hears: {2}',

  // Sagas
  beginsSaga: '{2} wants {0}: {node} begins a saga of {1:steps}, each for good',
  asksStep: '{node} asks {1} for step {2} of {0}; this is try {3}',
  asksUndo: '{node} asks {1} to make up for step {2} of {0}; this is try {3}',
  does: '{node} does {0} on {1:rows}: it is done for everybody to see, whatever comes of the rest',
  undoes: '{node} makes up for {0}: what it did is taken back',
  stepWaits: '{node} cannot begin {0} yet: {2} has locked {1}',
  stepAgain: '{0} asks for {1} again, and {node} knows it: {2:reason}',
  rowIsHeld: '{node} cannot do {0} now: {2} means to change {1}, and has marked it',
  refusesStep: '{node} cannot do {0}: {1:reason}',
  undoFails: 'Making up for {0} fails at {node} this time',
  tombstone: '{node} is to make up for {0}, which it has not done: it leaves a mark, and will never do it',
  stepRefused: 'Step {1} of {0} was refused: {2:reason}',
  turnsBack: '{0} goes back: {node} has step {1} undone, and then those before it',
  triesLater: 'Step {1} of {0} did not go well, so {node} tries it again after {2:ms}',
  noAnswer: 'Nobody answers for step {1} of {0}: it may have been done, so it is undone with the others',
  endsSaga: '{0} is over: {1:reason}',
  emits: '{node} lets the event “{0}” leave for {1}, as its log says',
  takenUp: '{0} has taken up the event “{1}”',

  // Charges, at a site
  charges: '{node} asks the provider to take {1} from {2} under the key {0}; this is try {3}',
  refunds: '{node} asks the provider to give back what {0} took from {2}; this is try {3}',
  heardProvider: '{0} says how {1} stands: {2:reason}',
  outcomeUnknown: 'No answer about {0}: {1} may have been charged or not, and {node} does not know which',
  asksProvider: '{node} asks the provider what became of {0}',
  takesForFailed: '{node} takes {0} for failed, though nobody said so: {1} may have been charged',
  takesForNever: '{node} hears of no charge {0} and takes it for failed, though it may be on its way',
  reconciles: '{0} says how {1} stands, and now {node} knows: {2:reason}',
  toldLate: '{0} says of {1}: {2:reason}. {node} does not wait for that any more',
  recoversCharges: '{node} finds {0:charges} on its log without an outcome: they may have been made',
  refundsUnknown:
    '{node} is to undo {0} and does not know whether it was done: it asks for the money back either way',

  // The provider
  readsBooks: '{node} reads its books: {0:lines}',
  takes: '{node} takes {1} from {2} and puts it down under the key {0}',
  declines: '{node} declines to take {1} from {2}, and puts that down under the key {0}',
  keyKnown: '{0} comes again with {1}, and {node} knows that key: {2:reason}',
  givesBack: '{node} gives {1} back to {2}, and puts it down under the key {0}',
  cancelsAhead: '{node} has taken nothing under {0}; it puts down that it never will',
  looksUp: '{0} asks what became of {1}: {2:reason}',

  // Clients
  asks: '{node} asks {2} for {0}: {1:reason}',
  queued: '{node} still waits for an answer, so this waits its turn',
  stillBusy: '{node} still waits for an answer, so it asks for nothing new',
  retries: 'No answer for {0}, so {node} asks {1} again under the same name',
  isDone: '{node} is told that {0} is done, all of it',
  isTold: '{node} is told that there is {1} in all accounts',
  isRefused: '{node} is told that {0} was aborted: {1:reason}',
  isDuplicate: '{node} is told that the name {0} is taken: it was asked for before, but what came of it?',
  gaveUp: '{node} gives {0} up after asking {1:times}: it may have been done, or may still be',
  answerIgnored: '{node} does not wait for {1} any more',
  orderUnknown: '{node} cannot do “{0}”',
}

const reasons: Words['reasons'] = {
  forced: ', and waits until the disk has it',
  lazy: ', without waiting for the disk',
  captured: 'it was charged',
  refunded: 'the money was given back',
  declined: 'the card was declined',
  cancelled: 'it will never be charged',
  none: 'nothing has come under that key',
  unheard: 'nobody said what became of the charge',
  underWay: 'it is under way',
  commit: 'all of it is done',
  abort: 'nothing of it is left',
  tooFew: 'too little is left for it',
  unknownHere: 'it has nothing to show for it',
  changed: 'another was quicker, and a row has changed since it was read',
  locked: 'another was quicker, and has a row locked',
  stillWaits: 'it still waits for a lock',
  lockTimeout: 'a row was locked for too long',
  tooSlow: 'the work took too long',
  pre: 'it knows that it will be a commit',
  uncertain: 'it is uncertain',
  recovered: 'it was down, and is uncertain',
  done: 'it was done',
  refused: 'it was refused',
  undone: 'it was undone',
  duplicate: 'the name is taken',
  held: 'another saga has marked a row',
  unwilling: 'it is not willing to',
  undoFailed: 'it could not be undone yet',
  noStep: 'a step was not answered',
  noVote: 'a vote did not come',
  restarted: 'the coordinator had to start again',
  everybody: 'everybody who may know',
  order: 'an item, its price, and a courier',
  transfer: 'money from one account to another',
  deposit: 'money from one account, added to what another held',
  audit: 'the sum of all accounts',
}

const rules: Words['rules'] = {
  votesYes: 'Gray 1978',
  heardNo: 'AC3',
  decides: 'AC1, AC2',
  givesUp: 'Bernstein et al., §7.4',
  inquires: 'Bernstein et al., §7.4',
  abortsForPeer: 'cooperative termination, §7.4',
  tellsItWillCommit: 'Skeen 1981',
  takesLead: 'Bernstein et al., §7.5',
  finishesAlone: 'Bernstein et al., §7.5, TR1 to TR4',
  allWereDown: 'Skeen 1981, total failure',
  acceptsAll: 'Gray and Lamport 2006, phase 2b',
  isChosen: 'Gray and Lamport 2006',
  commitsItself: 'Gray and Lamport 2006, faster Paxos Commit',
  takesOver: 'Gray and Lamport 2006',
  claims: 'Gray and Lamport 2006, phase 1a',
  promisesBallot: 'Gray and Lamport 2006, phase 1b',
  proposesYes: 'Gray and Lamport 2006, phase 2a',
  proposesNo: 'Gray and Lamport 2006, phase 2a',
  outbids: 'Gray and Lamport 2006',
  presumes: 'Mohan, Lindsay and Obermarck, §3',
  validates: 'Kung and Robinson 1981',
  rowChanged: 'Kung and Robinson 1981',
  rowLocked: 'Kung and Robinson 1981',
  votesRead: 'Mohan, Lindsay and Obermarck, §3',
  forgets: 'Lampson and Lomet 1993',
  orderAgain: 'Helland 2007',
  findsNothing: 'Helland 2007',
  nameTaken: 'Helland 2007',
  does: 'Garcia-Molina and Salem 1987',
  undoes: 'Garcia-Molina and Salem 1987',
  turnsBack: 'Garcia-Molina and Salem 1987',
  stepAgain: 'idempotence, Helland 2007',
  tombstone: 'Helland 2007',
  emits: 'outbox, Richardson, ch. 3',
  outcomeUnknown: 'unknown is not failed',
  keyKnown: 'idempotence, Helland 2007',
  cancelsAhead: 'Helland 2007',
}

const timers: Words['timers'] = {
  tick: '{node} looks whether it has waited too long for anything: it has not',
  retry: '{node} has its answer',
}

/** Those of the Raft servers too, where there are any. */
export const words: Words = {
  notes: { ...raftWords.notes, ...notes },
  reasons: { ...raftWords.reasons, ...reasons },
  rules: { ...raftWords.rules, ...rules },
  timers: { ...raftWords.timers, ...timers },
}
