// English for what the lock server, the workers, the storage and the clients note. Each refusal says why.

import type { Words } from '../../src/sim/words.ts'

const notes: Words['notes'] = {
  // The lock server
  grants: 'The lock is free: {node} gives it to {0} for {2:ms}, with token {1}, once that is on its disk',
  grantsAgain: '{0} asks again and has the lock already: {node} repeats token {1}, and counts the lease anew',
  isHeld: '{0} wants the lock, but {1} has it under token {2} for {3:ms} more',
  isClosed: '{0} wants the lock, but {node} gives it to nobody for {1:ms} more: {2:reason}',
  renews: '{0} renews token {1}, and {node} counts {2:ms} anew',
  renewsNot: '{0} wants to renew token {1}, but that lease is over: {node} tells it so',
  runsOut: 'The lease of {0} under token {1} is over on the clock of {node}, and was not let go',
  isLetGo: '{0} lets go of token {1}: the lock is free',
  wasFree: '{0} lets go of token {1}, which is over already',
  notYours: '{0} lets go of token {1}, but now {3} has the lock under token {2}: {node} lets it be',
  deletes: '{0} lets go of token {1}, and {node} does not compare: it takes token {2} from {3}',
  waitsOut: '{node} is back and knows that token {1} was the last: for {0:ms} somebody may still have it',
  knowsAgain: '{0} brings token {1}, the last that was given: {node} knows again who has the lock',
  startsFree: '{node} is back, has forgotten who had token {0}, and gives the lock to whoever asks',
  opens: '{node} has waited long enough: the lock may be given again',

  // The storage
  storageStarts: '{node} is back: the file holds {0}, and the newest token it knows is {1}',
  reads: '{0} reads the file with token {2}: it holds {1}; from now on no older token may write',
  stores: '{0} writes {1} with token {2}, made from version {3}: {node} takes it',
  isDoneAlready: '{0} asks for write {3} of job {2} of {1}, which is done already: {node} only answers',
  refusesRead: '{0} reads with token {1}, but {node} has seen token {2}: refused',
  refusesToken:
    '{0} writes with token {1}, but {node} has seen token {2}: {1} is less than {2}, so it refuses',
  refusesVersion: '{0} made its write from version {1}, and the file is at version {2}: {node} refuses',

  // Workers
  workerStarts: '{node} starts again and has forgotten its jobs and its lock',
  takesJob: '{node} is to add {1} to the file for {0}, under the lock',
  jobDone: '{0} asks for its job {1} again, which is done',
  jobKnown: '{0} asks for its job {1} again, which {node} has on its list',
  asks: '{node} asks for the lock, and goes on asking until it is given it',
  isToldHeld: '{node} is told that {0} has the lock, and will ask again',
  isToldClosed: '{node} is told that nobody is given the lock now, and will ask again',
  holds: '{node} has the lock, with token {0}, and reads the file first',
  wantsNot: '{node} is given token {0}, which it does not want any more, so it gives it back',
  isRenewed: '{node} hears that token {0} is renewed',
  hearsLost: '{node} hears that token {0} is not its lock any more: it drops what it did, and asks anew',
  knows: '{node} knows that the file holds {0}, and works on it',
  looks: '{node} looks at its clock: token {0} is good for {1:ms} more, so it is going to write',
  leaseOut:
    '{node} looks at its clock: the lease of token {0} must be over, so it does not write and asks anew',
  writes: '{node} writes {0}, with token {1}',
  retries: '{node} heard nothing, so it sends the same again',
  goesOn: 'Write {0} of {1} is done, and {node} works on the next',
  finishes: 'The job of {0} is done, the file holds {1}: {node} lets go of token {2}',
  isFenced: '{node} is refused, for somebody came with token {1}: it lets go of {0} and asks anew',
  isBehind: '{node} is refused, for it had read version {0} and the file is at {1}: it begins anew',
  ignores: '{node} ignores “{0}”: it does not wait for that any more',

  // Clients
  wants: '{node} wants the file to count {0} more, and asks {1}',
  isDone: '{0} tells {node} that it is done: the file holds {1}',
  asksAgain: '{node} heard nothing, so it asks {0} again, under the same number',
  gaveUp: '{node} gives up after asking {0:times}: it may have been done, or may still be',
  queued: '{node} still waits for an answer, so this waits its turn',
  stillBusy: '{node} still waits for an answer, so it asks for nothing new',
  orderUnknown: '{node} cannot do “{0}”',
  truth: 'The file holds {0}',
}

export const words: Words = {
  notes,
  reasons: {
    restart: 'it was down, and somebody may still have it',
    delay: 'the last holder was silent, and writes of it may still come',
  },
  rules: {
    grants: 'Burrows 2006, §2.4',
    waitsOut: 'Gray and Cheriton 1989, §2',
    runsOut: 'Gray and Cheriton 1989, §2',
    isClosed: 'lock-delay, Burrows 2006, §2.4',
    notYours: 'only its owner lets it go',
    refusesToken: 'fencing, Kleppmann 2016',
    refusesRead: 'fencing, Kleppmann 2016',
    reads: 'fencing, Kleppmann 2016',
    refusesVersion: 'compare and set',
    isDoneAlready: 'idempotence, Helland 2007',
    leaseOut: 'Gray and Cheriton 1989, §2',
  },
  timers: {
    expiry: '{node} looks at its clock: nothing is over',
    ask: '{node} asks for the lock again',
    renew: '{node} renews its lock',
    send: '{node} sends its write',
    work: '{node} has done its work',
    next: '{node} has nothing more to do',
    retry: '{node} has its answer',
  },
}
