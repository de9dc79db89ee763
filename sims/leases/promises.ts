// What is promised, and the rules that can be left out. That only one believes that it has the lock is not among the
// promises: no clock can keep it. It is counted instead, in metrics.ts.

import type { Settings } from '../../src/engine/process.ts'
import type { InvariantSpec, RuleSwitch } from '../../src/sim/define.ts'
import { settingsOf } from './settings.ts'

const KLEPPMANN = 'Kleppmann 2016, How to do distributed locking'
const CHUBBY = 'Burrows 2006, §2.4'
const LEASES = 'Gray and Cheriton 1989, §2'

const comparesNothing = (settings: Settings) =>
  settingsOf({ settings }).storage === 'nothing' ? 'the storage compares nothing' : null
const comparesNoTokens = (settings: Settings) =>
  settingsOf({ settings }).storage === 'versions'
    ? 'the storage compares versions'
    : comparesNothing(settings)
const losesMessages = (settings: Settings) =>
  settingsOf({ settings }).lossProbability > 0 ? 'messages get lost' : null

export const invariants: readonly InvariantSpec[] = [
  {
    id: 'noStaleWrite',
    title: 'No older holder writes after a newer one',
    formal: 'The tokens of the writes that the storage takes never fall.',
    paper: KLEPPMANN,
    broken: '{0} wrote with token {1} after {2} had written with token {3}',
    unless: comparesNoTokens,
  },
  {
    id: 'noLostUpdate',
    title: 'No update is lost',
    formal: 'Every write is made from the file that it replaces.',
    paper: KLEPPMANN,
    broken: '{0} wrote {1} over {2}, which it had not read: the update of {3} is lost',
    unless: comparesNothing,
  },
  {
    id: 'noLostWrite',
    title: 'What was written stays',
    formal: 'Durability: the file never goes back behind a version that a worker was told of.',
    paper: 'Gray and Reuter, ch. 1',
    broken: '{0} is back at version {1}, although a worker had been told of version {2}',
  },
  {
    id: 'tokensGrow',
    title: 'Tokens only grow',
    formal: 'Every grant has a larger token than all grants before it, crash or no crash.',
    paper: CHUBBY,
    broken: '{0} was given token {1}, although token {2} had been given already',
  },
  {
    id: 'oneLease',
    title: 'The server gives the lock to one',
    formal:
      'On the clock of the lock server no lease begins or goes on before all others have run out, were let go, or had a whole TTL after a restart.',
    paper: LEASES,
    broken: '{0} was told that it has the lock under token {1}, and token {2} of {3} was still in force',
  },
  {
    id: 'freed',
    title: 'A lock of the dead is free again',
    formal:
      'If nothing is broken for long enough, whoever wants the lock is not kept waiting by one that is gone.',
    paper: LEASES,
    broken: '{0} has asked for the lock for {1} ms, and nobody was given it',
    unless: losesMessages,
  },
]

export const rules: readonly RuleSwitch[] = [
  {
    id: 'noFencing',
    title: 'Takes writes of any token',
    help: 'The storage does not look at the token of a write. Who has lost the lock and does not know it writes on.',
    breaks: 'noStaleWrite',
    paper: KLEPPMANN,
  },
  {
    id: 'readsUnfenced',
    title: 'Remembers the tokens of writes only',
    help: 'After a read of the new holder the old one may still write, and its write is lost under the next.',
    breaks: 'noLostUpdate',
    paper: KLEPPMANN,
  },
  {
    id: 'forgetsToken',
    title: 'The storage forgets the newest token',
    help: 'It is not read from disk on a restart: everybody is new enough then.',
    breaks: 'noStaleWrite',
    paper: KLEPPMANN,
  },
  {
    id: 'answersBeforeSync',
    title: 'Answers before the file is on disk',
    help: 'The storage says that it is written, and a crash in the next moment makes it untrue.',
    breaks: 'noLostWrite',
    paper: 'Gray and Reuter, ch. 1',
  },
  {
    id: 'noDedup',
    title: 'Does the same write twice',
    help: 'A copy of a write that was long on its way is done again, over newer ones.',
    breaks: 'noLostUpdate',
    paper: 'Helland 2007',
  },
  {
    id: 'tokenNotForced',
    title: 'Grants before the token is on disk',
    help: 'A crash in the next moment forgets that the token was given, and it is given again.',
    breaks: 'tokensGrow',
    paper: CHUBBY,
  },
  {
    id: 'forgetsLeases',
    title: 'Grants at once after a restart',
    help: 'The lock server has forgotten its leases in a crash, and does not wait until they must be over.',
    breaks: 'oneLease',
    paper: LEASES,
  },
  {
    id: 'releasesAnothers',
    title: 'Lets go of whoever’s lock it is',
    help: 'A release is obeyed without a look at its token: a plain DEL. Who comes late lets go of another’s lock.',
    breaks: 'oneLease',
    paper: 'Redis, distributed locks: the safe release',
  },
  {
    id: 'renewsAnothers',
    title: 'Renews whoever’s lock it is',
    help: 'A renewal is obeyed without a look at its token. Who has lost the lock is told that it has it still.',
    breaks: 'oneLease',
    paper: LEASES,
  },
  {
    id: 'noTtl',
    title: 'The lock never runs out',
    help: 'Only who has it can let it go. If its holder dies, nobody ever gets it again.',
    breaks: 'freed',
    paper: LEASES,
  },
]
