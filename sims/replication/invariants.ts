// The promises: what a client may rely on, and what the replicas owe each other so that it may. In words here; the
// observer checks them after every event. Some are made only under some settings.

import type { InvariantSpec } from '../../src/sim/define.ts'
import { whyLogsMayPart, whyNoSession, whyNotDurable, whyNotFresh, whyNotOnce } from './promised.ts'

export const invariants: readonly InvariantSpec[] = [
  {
    id: 'noLostWrite',
    title: 'No acknowledged write is lost',
    formal: 'Durability: a write acknowledged to its client is in the log of every later primary.',
    paper: 'Alsberg and Day 1976; Lamport, Malkhi and Zhou 2009',
    broken: 'The write {1} was acknowledged and is lost: {2} does not have it',
    unless: whyNotDurable,
  },
  {
    id: 'freshReads',
    title: 'Reads are fresh',
    formal:
      'Linearizable reads: a read returns nothing older than what any client was told before the read began.',
    paper: 'Budhiraja et al. 1993, Pb4; van Renesse and Schneider 2004, §2',
    broken: 'A read of {1} was told {2}, but a client had already been told of {3}',
    unless: whyNotFresh,
  },
  {
    id: 'onePrimary',
    title: 'One primary at a time',
    formal: 'Pb1: at any time at most one replica acts for all; nobody acts in an epoch that is over.',
    paper: 'Budhiraja et al. 1993, Pb1',
    broken: '{0} answers in epoch {1}, although {2} has been in charge since epoch {3}',
  },
  {
    id: 'updatePropagation',
    title: 'Nobody is ahead of the one before',
    formal:
      'Update Propagation: the log of a backup, or of a server further down the chain, is a prefix of the log before it.',
    paper: 'van Renesse and Schneider 2004, §3',
    broken: '{0} has entry {1} otherwise than {2}, from which it has it',
  },
  {
    id: 'replicasAgree',
    title: 'All replicas follow the same log',
    formal: 'Agreement: no two replicas take different entries of the same index to be committed.',
    paper: 'Lamport, Malkhi and Zhou 2009',
    broken: '{0} holds another entry {1} for committed: its own is {2}, the first was {3}',
    unless: whyLogsMayPart,
  },
  {
    id: 'exactlyOnce',
    title: 'Each request takes effect once',
    formal: 'Exactly once: no replica executes two log entries with the same client and serial number.',
    paper: 'Budhiraja et al. 1993, Pb4',
    broken: '{0} executed request {2} of {1} again, at index {3}',
    unless: whyNotOnce,
  },
  {
    id: 'readYourWrites',
    title: 'Clients find their own writes',
    formal: 'Read your writes: a read shows the reader’s own acknowledged writes, or something newer.',
    paper: 'Terry et al. 1994, “Session Guarantees for Weakly Consistent Replicated Data”',
    broken: '{0} read {1} and was told {2}, although it had written {3} itself',
    unless: whyNoSession,
  },
  {
    id: 'monotonicReads',
    title: 'Reads do not go back in time',
    formal: 'Monotonic reads: no read of a client shows less than an earlier one did.',
    paper: 'Terry et al. 1994, “Session Guarantees for Weakly Consistent Replicated Data”',
    broken: '{0} read {1} and was told {2}, although it had seen {3} before',
    unless: whyNoSession,
  },
]
