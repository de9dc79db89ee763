// English for what nodes, clients and the observer note. Each decision says why, and so does each refusal.

import type { Words } from '../../src/sim/words.ts'

const notes: Words['notes'] = {
  // Coordinators
  coordinatesGet: '{0} wants {1}: {node} asks {3} that keep it, and waits for {2}',
  coordinatesPut: '{0} puts {1}={3}: {node} sends it to those that keep {1}, and waits until {2} have it',
  writesBack: '{2} of the copies have what {1} will be told of {0}; {node} first makes it {3}',
  answers: 'Enough have answered, so {node} tells {0}: {1} is {2}',
  answersSloppily: 'Not enough that keep {1} have answered, but {node} tells {0} what it heard: {2}',
  takes: '{3} that keep {1} have {2} on disk, so {node} tells {0} that it is done',
  takesSloppily:
    'Not enough that keep {1} have {2}, but others keep it for them: {node} tells {0} it is done',
  refuses: 'Only {2} of the {3} it needs have answered {node} about {1}, so it refuses {0}',
  asksStandIn: 'Some that keep {1} are silent, so {node} asks {0} in their place',
  sendsHint: '{0} is silent, so {node} gives its copy of {2} to {1}, with a hint whose it is',
  repairs: '{0} has {1}={2}, which is old, so {node} sends it {3}',
  tooLate: '{0} answers {node} about {1}, but that is settled',

  // Copies
  stored: '{node} stores {0}={1}: {2:reason}',
  hadIt: '{3} sends {0}={1}, and {node} keeps {2}: it has that, or newer',
  siblings: 'Now {node} keeps {2} siblings of {0}: none of their writers knew of the others',
  readAnswered: '{node} tells {0} what it has of {1}: {2}',
  hintKept: '{node} keeps {1}={2} for {0}, until {0} can be reached',
  handsOff: '{node} tries to bring home what it keeps for others: {0:entries}',
  hintHome: '{0} has its {1} now, so {node} drops the hint',
  restarted: '{node} starts with what its disk kept: {0} keys, {1} hints',

  // Anti-entropy
  compares: '{node} compares hash trees with {0}, from the root',
  treesAgree: 'The tree of {0} agrees with that of {node}: there is nothing to exchange',
  treesDiffer: 'The tree of {0} differs from that of {node} in {1} of four branches, so they look deeper',

  // Clients
  invoked: '{node} asks {3} to {0:reason}',
  asked: '{node} has seen that {0} is {1}, and puts {2} in its place',
  queued: '{node} still waits for an answer, so this waits its turn: {0:reason}',
  stillBusy: '{node} still waits for an answer, so it asks for nothing new',
  readDone: '{2} answers {node}: {0} is {1}',
  foundNothing: '{2} answers {node}: there is no {0}',
  writeDone: '{2} answers {node}: {0}={1} is done',
  merges: '{node} got {1} siblings of {0}, so it writes back what they come to: {2}',
  refused: '{0} refuses {node}, for {1} of {2} are needed: {3:reason}',
  gaveUp: '{0} does not answer {node}, which gives up: {3:reason}',
  replyIgnored: '{node} waits for nothing from {0} any more',
  orderUnknown: '{node} cannot do “{0}”',

  // The world
  truth: '{0}={1} is acknowledged: from now on this is the truth',
}

const reasons: Words['reasons'] = {
  put: 'a client wrote it',
  writeBack: 'a reader is about to be told of it',
  repair: 'its copy was old',
  handoff: 'it was kept for it by another',
  exchange: 'its copy was older than the other’s',
  read: 'read {1}',
  write: 'write {1}={2}',
  fail: 'nothing was done',
  unknown: 'the write may have taken effect, or may still',
}

const rules: Words['rules'] = {
  coordinatesGet: '§4.5',
  coordinatesPut: '§4.5',
  writesBack: 'Attiya, Bar-Noy and Dolev',
  answers: '§4.5',
  answersSloppily: '§4.6',
  takes: '§4.5',
  takesSloppily: '§4.6',
  refuses: '§4.5',
  asksStandIn: '§4.6',
  sendsHint: '§4.6',
  repairs: '§5',
  hintKept: '§4.6',
  handsOff: '§4.6',
  hintHome: '§4.6',
  siblings: '§4.4',
  asked: '§4.4',
  merges: '§4.4',
  compares: '§4.7',
  treesAgree: '§4.7',
  treesDiffer: '§4.7',
}

const timers: Words['timers'] = {
  patience: 'Nobody has been silent to {node} for too long',
  exchange: '{node} has nothing in common to compare',
}

export const words: Words = { notes, reasons, rules, timers }
