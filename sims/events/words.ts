// English for what the writer, projectors, clients and the observer note. Each decision says why.

import type { Scalar } from '../../src/engine/json.ts'
import type { LanePicture } from '../../src/sim/picture.ts'
import type { Words } from '../../src/sim/words.ts'

const notes: Words['notes'] = {
  // The writer
  writerStarts:
    '{node} starts: a snapshot at event {1} and {0:events} behind it make its state; the log has {2}',
  appends: '{2} may, by all that has happened: {node} appends event {0}, {1}',
  refuses: '{2} wants {1} and the account has {3}, so {node} appends a refusal as event {0}',
  repeated: '{0} asks again, and {node} finds the command in its log as event {1}: it only answers again',
  oldCopy: '{node} ignores number {1} of {0}: it is an old copy, {0} is at number {2}',
  snapshots: '{node} takes a snapshot of its state at event {0}',
  writerShows: '{node} decides by this state, so it is up to date: it tells {0} that {1} is {2}',
  ships: '{node} gives {0} {1:events}, up to event {2}, as soon as its own disk has all of it',
  nothingYet: '{0} wants event {1}, which there is not yet: {node} keeps the question',

  // Projectors
  starts: '{node} starts behind offset {0}, which its disk has; its model has events up to {1}',
  takes: '{node} takes {0:events}, up to event {1} of {2}',
  commits: '{node} commits offset {0}, {1:reason}',
  applies: '{node} applies {0:events}, up to event {1}, and {2:reason}',
  passesOver: 'The model of {node} is at event {1} already, so {0:events} that came again have no effect',
  hearsEnd: '{node} hears that the log has {0:events}: there is nothing more to take',
  asksAgain: 'Nothing came, so {node} asks again for events from {0} on',
  answerIgnored: '{node} does not wait for this answer of {0} any more',
  shows: '{node} shows {0} what its model has: {1} is {2}, up to event {3}',
  waitsFor: '{0} wants event {2} to be in the answer, and {node} is at {3}: the read of {1} waits',
  drops: '{node} drops its model, which was at event {0}, and begins again with the first event',
  goesBack: '{node} drops its model and replays the log up to event {0}, and no further',
  rebuilt: '{node} has its model again, made of the events up to {0}',
  stands: '{node} stands at event {0}: it shows what was so then',
  stops: '{node} takes nothing in behind event {0} any more, and goes on answering reads',
  mayNotStop: '{node} stands already, or makes its model anew, so it goes on with that',
  follows: '{node} goes on from event {0} and follows the log again',
  followsAlready: '{node} follows the log already',

  // Clients
  deposits: '{node} asks {1} to add {2} to {0}',
  withdraws: '{node} asks {1} to take {2} from {0}',
  reads: '{node} asks {1} for {0}',
  retries: 'No answer from {0}, so {node} asks {1} with the same number {2}; it cannot tell what was lost',
  gaveUp: '{node} asked {1:times} and gives up: {0:reason}',
  isDone: '{node} is told that it has happened: event {1}, account {0}',
  isRefused: '{node} is told that it was refused: event {1}, account {0}',
  isShown: '{2} tells {node} that {0} is {1}',
  queued: '{node} still waits for an answer, so this waits its turn; {0} wait now',
  stillBusy: '{node} still waits for an answer, so it asks for nothing new',
  orderUnknown: '{node} cannot do “{0}”',

  // The world
  truth: 'From now on {0} is {1}: that is what all events make',
  staleRead: '{0} was shown {1}, and {2:events} that had been acknowledged are missing, for {3:ms}',
  wrongRead: '{0} was shown that {1} is {2}, and by the events that it was made of it should be {3}',
  effectLost: '{0} will never apply event {1}: its offset is {2} already',
  effectTwice: '{0} has applied event {1} twice',
}

const reasons: Words['reasons'] = {
  before: 'before it has applied the events',
  after: 'for the model with these events is on disk',
  offsetBefore: 'its offset is on disk already',
  offsetAfter: 'will commit its offset when they are on disk',
  offsetTogether: 'brings its offset to disk in the same record',
  read: 'the read failed',
  deposit: 'it may still happen, or may have',
  withdraw: 'it may still happen, or may have',
}

const rules: Words['rules'] = {
  appends: 'Fowler, Event Sourcing, 2005',
  repeated: 'Helland, CIDR 2007',
  ships: 'write ahead, then send',
  commits: 'Kafka documentation, §4.6',
  passesOver: 'Helland, ACM Queue 2012',
  starts: 'Kafka documentation, §4.6',
  drops: 'Fowler, Event Sourcing, 2005',
  waitsFor: 'Terry et al. 1994',
  shows: 'Young, CQRS Documents, 2010',
}

const timers: Words['timers'] = {
  fetch: '{node} has its answer',
  apply: '{node} has nothing to apply any more',
  retry: '{node} has its answer',
}

export const words: Words = { notes, reasons, rules, timers }

/** A model that is made anew has another hue on its lane, and one that stands still none. */
export function lane(code: string, _params: readonly Scalar[]): Pick<LanePicture, 'style' | 'hue'> | null {
  if (code === 'writerStarts') return { style: 'follows', hue: 1 }
  if (code === 'drops' || code === 'goesBack') return { style: 'follows', hue: 4 }
  if (code === 'stops' || code === 'stands') return { style: 'follows', hue: null }
  return code === 'rebuilt' || code === 'follows' || code === 'starts' ? { style: 'follows', hue: 2 } : null
}
