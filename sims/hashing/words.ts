// English for what nodes, clients, the directory and the observer note. Each decision says why.

import type { Scalar } from '../../src/engine/json.ts'
import type { LanePicture } from '../../src/sim/picture.ts'
import type { Words } from '../../src/sim/words.ts'

const notes: Words['notes'] = {
  // The directory
  announces:
    'View {0}: {1:nodes}, placed by {2:reason}. Keys must move first, so the layout before stays until they have',
  settles:
    'View {0} has no layout before it: {1:nodes}, placed by {2:reason}, and everybody has what is theirs',
  tellsAgain: '{0:nodes} or clients have not said that they know view {1}, so {node} tells them again',
  letsIn: '{0} wants to be a member, so {node} makes a view with it',
  letsGo: '{0} {1:reason}, so {node} makes a view without it',
  keepsIn: '{0} cannot go: a key has {1} copies, and there would be fewer members',
  heardReady: '{0} has all that view {1} gives it; {2} members have not said so yet',
  replans: 'The settings ask for something else, so {node} makes a view for it, by {0:reason}',
  weighs: '{0} is to weigh {1} from now on',
  splits: 'The range of {0} is cut in two there, and the second half goes to {1}',
  assigns: 'Part {0} is given to {1} by hand',
  looksUp: '{2} asks where part {0} is: with {1}',
  noSuchPart: '{1} asks for part {0}, which there is not in this view',
  recovers: '{node} had forgotten, and learns view {1} from {0}',

  // Views
  adopts: '{node} goes by view {0} from now on: {1:nodes}, placed by {2:reason}',
  adoptsMove: '{node} goes by view {0}: {1:nodes}, placed by {2:reason}, while keys move there',
  loaded: '{node} is to keep {0:keys} of what was there at the start, and has them',
  dropped: 'Everybody has what is theirs, so {node} deletes {0:keys} that it no longer keeps',
  restarted: '{node} starts from its disk: view {0}, {1:keys}',
  emptyDisk: '{node} starts with an empty disk',
  wishes: '{node} asks the directory to be let {0:reason}',
  refusesEpoch: '{node} goes by view {2} and refuses what {0} asks by view {1}; it answers with the view',
  parks: '{0} goes by a later view than {node}, which is at {2}, so this waits until the view is here',
  startsOver: 'The view is another, so the request for {0} is asked again by view {1}',

  // Requests
  hasIt: '{node} keeps {0} and tells {2} what it is: {1}',
  wroteIt: '{node} keeps {0} and tells {2} that {0}={1} is done, when it is on disk',
  found: 'Enough copies of {0} have said, so {node} tells {2} the newest: {1}',
  foundNothing: 'Enough copies have said, and none has {0}, so {node} tells {1} that there is nothing',
  wrote: 'Enough copies have {0}={1} on disk, so {node} tells {2} that it is done',
  forwards: '{0} is not kept here but by {1} in view {3}, so {node} hands the request on',
  wentRound: '{1} asked for {0}, and it was handed on too often',
  answeredAlone: '{node} answers {1} for {0} from what it has, and asks nobody',
  missed: '{node} has no {0}, and tells {1} so without asking anybody',
  waitsForKey: '{0} is on its way to {node}, so {1} waits until it is there',
  heardFrom: '{0} has said what it has of {1}: {2:nodes} have now',
  lateAnswer: '{node} no longer waits for what {0} says',
  readCopy: '{node} tells {2} what its copy of {0} holds: {1:reason}',
  storedCopy: '{node} stores {0}={1} for {2} and says so when it is on disk',
  hasNewer: '{node} has something newer than {0}={1}, so there is nothing to store for {2}',
  mends: 'The copy of {0} on {1} is old, so {node} gives it the newest',
  counts: '{node} counts {0} posts for the query {2}',

  // Moving
  listsKeys: '{node} tells {1} that it has {0:keys} which {1} is to keep now',
  heardList: '{0} has {1:keys} for {node}, which lacks {2} of them',
  sendsKeys: '{node} sends {0:keys} to {1}',
  tookKeys: '{node} takes {0:keys} over from {1}; {2} are still to come from there',
  ready: '{node} has all that view {0} gives it, {1:keys} of them new, and tells the directory',
  asksAgain: 'Something did not come, so {node} asks again; {0:nodes} have not given their list',

  // Hints
  leavesHint: '{0} did not confirm {1}, so {node} keeps the write for it',
  bringsHint: '{node} tries to bring {0} the write of {1} that it kept',
  hintHome: '{0} has what {node} kept for it; {1} are left',

  // Clients
  writes: '{node} wants to write {0}={1}',
  reads: '{node} wants to read {0}',
  queries: '{node} wants to know how many posts there are for {0}',
  asks: '{node} asks {0} for {1}, which keeps it by view {2}',
  asksAll: '{node} must ask {0:nodes} for {1}',
  knowsVersion: '{2} says that {0} is at version {1}, so {node} writes the next one',
  isTold: '{2} tells {node} that {0} is {1}',
  isToldNothing: '{1} tells {node} that there is no {0}',
  isDone: '{2} tells {node} that {0}={1} is done',
  isDonePartly: '{1} has stored {0}; {2} more names of the post are to be written',
  isHalfDone: '{1} has stored {0}; {node} goes on to {2}, which is to change with it',
  isCounted: 'All {2} have answered {node}: {1} posts for {0}',
  isCountedPartly: '{0} counts {1} for {node}, which waits for {2} more',
  remembers: '{node} read {0} a moment ago and answers itself: {1}',
  viewIsOld: '{0} goes by view {2}, and {node} by view {1}, so it asks for the newer one',
  learnsView: '{node} goes by view {0} from now on, with {1:nodes}',
  noView: '{node} knows no view yet, so it does not know whom to ask',
  looksFor: 'Only the directory knows where {0} is, so {node} asks it for part {1}',
  located: 'Part {0} is with {1}, so {node} asks there',
  retries: 'No answer for {0}, so {node} asks again, another node if there is one',
  gaveUp: '{node} gives up: {2:reason}',
  queued: '{node} still waits for an answer, so {1} waits its turn',
  stillBusy: '{node} still waits for an answer, so it asks for nothing new',
  answerIgnored: '{node} is not waiting for this answer of {0} any more',
  orderUnknown: '{node} cannot do “{0}”',
  notForMe: '{node} does not expect a {1} from {0}',

  // Caches
  hit: '{node} has {0} and tells {2} at once: {1}',
  miss: '{node} has no {0}, so {1} waits while it asks the database',
  writesThrough: '{node} passes the write of {0} by {1} on to the database',
  fills: 'The database says that {0} is {1}; {node} remembers it and tells {2}',
  startsEmpty: '{node} starts, and remembers nothing',
  loads: '{node} looks {0} up for {1}',
  saves: '{node} stores {0}={1}',
  savedBefore: '{node} has executed this write of {0} by {1} before, so it has no effect',

  // The world
  changesHands: '{0} of {1} keys have another owner in this view',
  truth: '{0}={1} has been acknowledged: from now on this is the truth',
}

const reasons: Words['reasons'] = {
  null: 'nothing',
  in: 'in',
  out: 'out',
  wish: 'wants to go',
  silent: 'has not answered for a while',
  fail: 'the read of {1} failed',
  unknown: 'the write of {1} may still take effect, or may have',

  ring: 'a ring',
  modulo: 'modulo',
  rendezvous: 'rendezvous',
  jump: 'jump hash',
  maglev: 'Maglev',
  bounded: 'a ring with bounded loads',
  partitions: 'fixed partitions',
  ranges: 'ranges',
  directory: 'a directory',
}

const rules: Words['rules'] = {
  announces: 'Vertical Paxos, §3',
  settles: 'Vertical Paxos, §3',
  heardReady: 'Vertical Paxos, §3',
  dropped: 'nobody deletes before all have',
  refusesEpoch: 'one epoch a quorum',
  parks: 'one epoch a quorum',
  found: 'r + w > n',
  wrote: 'r + w > n',
  forwards: 'who does not keep it hands it on',
  leavesHint: 'Dynamo, §4.6',
  bringsHint: 'Dynamo, §4.6',
  mends: 'Dynamo, §5',
  changesHands: 'Karger et al. 1997',
}

const timers: Words['timers'] = {
  tick: '{node} looks whether everybody knows the view and the settings ask for nothing else: all is well',
  view: '{node} is where it wants to be',
  retry: '{node} has its answer',
  pull: '{node} tells the directory again that it has all its keys',
  ops: 'All copies have said, so {node} need not leave anybody a hint',
  hints: '{node} has nothing to bring home',
}

export const words: Words = { notes, reasons, rules, timers }

/** While a node takes keys over its lane is dashed. */
export function lane(code: string, params: readonly Scalar[]): Pick<LanePicture, 'style' | 'hue'> | null {
  if (code === 'ready' || code === 'adopts') return { style: 'follows', hue: null }
  if (code === 'heardList' && Number(params[2]) > 0) return { style: 'stands', hue: null }
  return null
}
