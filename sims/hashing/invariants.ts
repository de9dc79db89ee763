// The promises of the store, in words; the observer checks them after every event.

import type { InvariantSpec } from '../../src/sim/define.ts'
import { whyNoLid, whyNotApart, whyNotFair, whyNotFresh, whyNotLeast } from './promised.ts'

export const invariants: readonly InvariantSpec[] = [
  {
    id: 'noLostWrite',
    title: 'No acknowledged write is lost',
    formal:
      'Durability: a write that a client was told of is on some disk, or newer ones are, unless as many disks were lost as had it.',
    paper: 'Dynamo, SOSP 2007, §4.3',
    broken: 'The write {0} was acknowledged when {1:nodes} had it, and now nobody has',
  },
  {
    id: 'freshReads',
    title: 'No read misses what was written',
    formal:
      'Regular reads: where reads and writes overlap (r + w > n), a read returns nothing older than what any client was told of before it began.',
    paper: 'Dynamo, SOSP 2007, §4.5; Lamport 1986, regular registers',
    broken: 'A read of {0} was told {1:reason}, but a client had already been told of {2}',
    unless: whyNotFresh,
  },
  {
    id: 'oneOwner',
    title: 'Every key has one owner',
    formal: 'One view an epoch: nodes that go by the same epoch agree on the owners of every key.',
    paper: 'Vertical Paxos, PODC 2009, §3',
    broken: 'Epoch {0} of {1} is another than the epoch {0} that was announced first',
  },
  {
    id: 'leastMoved',
    title: 'A change moves no other keys',
    formal:
      'Least movement: when nodes come, go or change their weight, no key moves between two nodes that stay as they are.',
    paper: 'Karger et al., STOC 1997, monotonicity',
    broken: '{0} moves from {1} to {2}, which both stay as they are',
    unless: whyNotLeast,
  },
  {
    id: 'fairShares',
    title: 'Nobody owns twice a fair share',
    formal: 'Balance: with at least 64 points a node, no node owns more than twice its share of the ring.',
    paper: 'Karger et al., STOC 1997, balance',
    broken: '{0} owns {1} % of the ring, and its fair share is {2} %',
    unless: whyNotFair,
  },
  {
    id: 'loadBound',
    title: 'Nobody is above the lid',
    formal: 'Bounded loads: no node holds more than (1 + ε) times its share, rounded up to a whole part.',
    paper: 'Mirrokni et al., SODA 2018',
    broken: '{0} has {1} parts, and the lid is at {2}',
    unless: whyNoLid,
  },
  {
    id: 'apart',
    title: 'Copies do not fail together',
    formal:
      'Spread: the copies of a key are on different hosts or zones, as long as there are as many of them.',
    paper: 'Dynamo, SOSP 2007, §4.6',
    broken: 'Copies of {0} that should be apart are on {1}',
    unless: whyNotApart,
  },
]
