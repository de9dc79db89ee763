// English for what replicas, the master, clients and the observer note. Each decision says why, and so does each refusal.

import type { Words } from '../../src/sim/words.ts'

const notes: Words['notes'] = {
  // Who is in charge
  fences: 'Epoch {0} begins: {1:reason}, so {node} fences all replicas and asks what they have',
  fenced: '{node} promises to obey nobody below epoch {0}, and says what it has',
  promised: '{0} has promised epoch {1}, and has {2:entries}',
  waits: '{node} decides nothing yet: {0:reason}',
  promotes: '{node} promotes {0} in epoch {1}; the configuration is now {2}',
  keeps: '{0} stays first in epoch {1}; the configuration is now {2}',
  counts: 'Enough of {1} have everything, so {node} lets epoch {0} count',
  unreachable: '{0} cannot reach {1}, so {node} goes on without it',
  wanted: '{0} is to be promoted, as you asked',
  masterRestarted: '{node} starts with what its disk kept: epoch {0}',
  takesOver: '{node} is first in epoch {0} with {1:entries}, and looks whether the others have them too',
  follows: '{node} follows {0} in epoch {1}, as {2}',
  activated: '{node} is {1} of epoch {0}: from now on it may answer',
  defies: '{node} hears that epoch {0} has begun, but the rule is off, so it goes on in epoch {1}',
  outdated: '{0} obeys epoch {1}, so what {node} does in epoch {2} counts no more',
  asksForPromotion: '{node} asks the master to make it primary, as you told it',
  restarted: '{node} starts with what its disk kept: epoch {0}, {1:entries}, {2} known to be committed',
  leaseOut: 'Nothing came from the master for {1:ms}, so {node} may no longer act: it may have been replaced',
  cutOff: 'Nothing came from the master for {1:ms}, so {node} counts as cut off',
  leaseBack: 'The master has answered {node} again',

  // Writes on their way
  taken: '{node} takes it into its log as entry {3}: {0:reason}',
  ships: '{node} has kept it back for long enough, and sends everything up to entry {0}',
  appended: '{2} sent what {node} lacked, so it appends {1:entries}, from entry {0} on',
  stored: '{0} has everything up to entry {1}',
  dropped:
    '{node} removes {1:entries} of epoch {2} from entry {0} on: nobody else had them when that epoch ended',
  gap: '{node} refuses what {0} sent: {2:reason}',
  goesBack: 'The log of {0} did not agree there, so {node} sends from entry {1} on',
  fencedOff: '{0} sends in epoch {1}, and {node} has promised epoch {2}, so it refuses',
  committed: 'Entry {0} is on enough replicas, so it is done: {2:reason}',
  atTail: 'Entry {0} is on the disk of the tail {node}, so it is on all and done',
  learnsDone: '{node} hears that everything up to entry {0} is at the tail',
  learnsCommit: '{node} knows now that everything up to entry {0} is done',
  applied: '{node} follows entry {0}: {3:reason}',
  appliedMany: '{node} follows entries {0} to {1}',
  fallsBack: 'No backup has answered for {0:ms}, so {node} falls back to asynchronous',
  answersAnyway: 'No backup has answered for {0:ms}; the rule is off, so {node} answers without them',
  waitsAgain: 'The backups have caught up, so {node} waits for {0} of them again',

  // Clients and replicas
  answered: '{node} tells {0}: OK',
  mayNotAnswer: '{node} has no lease, so it does not tell {0} that its write is done',
  duplicateSkipped: 'Entry {0} repeats request {2} of {1}, which {node} executed before, so it has no effect',
  duplicateRequest: '{node} knows request {1} of {0}: {2:reason}',
  read: '{node} is in charge, so it answers {0} with its own {1}',
  readHere: '{node} answers {0} with what it has: {1} is {2}',
  readWaits: '{0} has seen entry {2}, and {node} has followed only {3}, so its read of {1} waits',
  readOn: '{node} has caught up with what {0} had seen, and answers its read of {1}',
  readAlone: '{node} is cut off and answers {0} all the same, with its own {1}',
  refused: '{node} is cut off, so it refuses {0}',
  notReady: '{node} does not know who is in charge, so it turns {0} away',
  pointedOn: '{node} is not the one to ask, so it points {0} to {1}',

  // Alone, and back
  takenAlone: '{node} is cut off and takes {1}={2} from {0} all the same: nobody else has it',
  handedIn: '{0} was cut off and hands over {1}={2}; nobody else wrote {1} meanwhile',
  conflict: '{0} was cut off and wrote {1}; so did others. {3:reason}: {1} is {2}',
  handedOver: 'What {node} wrote alone is with {0} now',
  handoverIgnored: '{0} wants to hand over what it wrote alone, but {node} is not in charge',
  aloneForgotten: '{node} was cut off and throws away {0:entries} of its own; the rule is off',

  // Clients
  invoked: '{node} asks {3} to {0:reason}',
  queued: '{node} still waits for an answer, so this waits its turn: {0:reason}',
  stillBusy: '{node} still waits for an answer, so it asks for nothing new',
  completed: '{3} answers {node}: {0:reason}',
  foundNothing: '{1} answers {node}: there is no {0}',
  hintFollowed: '{0} is not the one to ask, so {node} asks {1} with the same serial number',
  backsOff: '{0} {2:reason}, so {node} waits {1:ms} before it asks again',
  retries: '{2:reason}, so {node} asks {1} with the same serial number',
  gaveUp: '{node} asked {3:times} and gives up: {2:reason}',
  replyIgnored: '{node} already knows, so the answer of {0} changes nothing',
  orderUnknown: '{node} cannot do “{0}”',

  // The world
  truth: '{0}={1} has taken effect: from now on this is the truth',
  gone: 'There is no {0} any more: from now on this is the truth',
  staleRead: '{0} was told {1}, which is {2:reason} and {3:ms} behind',
  writeLost: 'The write {0} was acknowledged and is lost: {1} does not have it',
  writeDropped: 'The write {0} was acknowledged, and the conflict was decided against it',
}

const reasons: Words['reasons'] = {
  first: 'there is no configuration yet',
  interrupted: 'it restarted in the middle of a change',
  primarySilent: '{2}, which is first, has been silent for {3:ms}',
  memberSilent: '{2} has been silent for {3:ms}',
  neverReady: '{2} did not bring the others to its own log',
  settings: 'a setting was changed that is part of the configuration',
  joins: '{2} has caught up and joins',
  restarted: '{2} has restarted and may have forgotten what it promised',
  unreachable: '{2} is out of reach of the others',
  byHand: 'you want {2} to be first',

  answers: 'only {1} have promised, and one that did not may be the only one that has a write',
  lease: 'one that has not promised may still hold a lease',
  more: 'others that are alive have not answered yet',
  hand: 'you are to promote one',
  backups: 'with {1} there are not enough to acknowledge a write',

  missing: 'it has no entry {1}, for its log has {3:entries}',
  otherEpoch: 'its own entry {1} is of another epoch',

  0: 'no backup needs to have it',
  1: '1 backup has it',
  2: '2 backups have it',
  3: '3 backups have it',
  4: '4 backups have it',

  done: 'it is done, so the answer is given again',
  underWay: 'it is under way',
  old: 'the client has sent a later one, so it is ignored',

  siblings: 'Both are kept',
  lastWriter: 'The later clock wins',
  merge: 'They are merged',

  read: 'read {1}',
  write: 'write {1}={2}',
  append: 'append {2} to {1}',
  wipe: 'delete everything',
  snapshot: 'take a snapshot',
  restore: 'bring the last snapshot back',
  resolve: '{1} is {2}, from a replica that was cut off',
  readDone: '{1} is {2}',
  writeDone: '{1}={2} is done',
  appendDone: '{2} was appended to {1}',
  wipeDone: 'everything is deleted',
  snapshotDone: 'the snapshot is taken',
  restoreDone: 'the snapshot is back',
  cutOff: 'is cut off and refused',
  notReady: 'could not help',
  noAnswer: 'No answer from {0}',
  refused: 'whoever answered has refused',
  fail: 'the read of {1} failed',
  unknown: 'the write of {1} may still take effect, or may have',
}

const rules: Words['rules'] = {
  fences: 'Lamport, Malkhi and Zhou 2009',
  fenced: 'Lamport, Malkhi and Zhou 2009',
  waits: 'Lamport, Malkhi and Zhou 2009',
  promotes: 'Lamport, Malkhi and Zhou 2009',
  counts: 'Lamport, Malkhi and Zhou 2009',
  fencedOff: 'Budhiraja et al. 1993, Pb1',
  leaseOut: 'Gray and Cheriton 1989',
  leaseBack: 'Gray and Cheriton 1989',
  mayNotAnswer: 'Budhiraja et al. 1993, Pb1',
  pointedOn: 'Budhiraja et al. 1993, Pb3',
  committed: 'Alsberg and Day 1976',
  fallsBack: 'MySQL, rpl_semi_sync_source_timeout',
  waitsAgain: 'MySQL, rpl_semi_sync_source_timeout',
  atTail: 'van Renesse and Schneider 2004, §3',
  learnsDone: 'van Renesse and Schneider 2004, §3',
  readWaits: 'Terry et al. 1994',
  refused: 'Gilbert and Lynch 2002',
  takenAlone: 'Gilbert and Lynch 2002',
  readAlone: 'Gilbert and Lynch 2002',
  conflict: 'DeCandia et al. 2007, §4.4',
}

const timers: Words['timers'] = {
  tick: '{node} looks whether all is well',
  patience: '{node} has been answered in time',
  apply: '{node} has followed everything that is due',
  decide: '{node} looks again whether it can decide',
}

export const words: Words = { notes, reasons, rules, timers }
