// The promises, in words; the observer checks them after every event.

import type { InvariantSpec } from '../../src/sim/define.ts'
import { whyMayDouble, whyMayLose, whyMayStall } from './promised.ts'

const YOUNG = 'Young, CQRS Documents, 2010'

export const invariants: readonly InvariantSpec[] = [
  {
    id: 'nothingLost',
    title: 'No event is missing in a read model',
    formal: 'At least once: every event up to the offset is in the read model, or being applied.',
    paper: 'Kafka documentation, §4.6',
    broken: '{0} has committed offset {2}, and event {1} is not in its model',
    unless: whyMayLose,
  },
  {
    id: 'nothingTwice',
    title: 'No event is in a read model twice',
    formal: 'At most once: no event takes effect in the read model more than once.',
    paper: 'Helland, ACM Queue 2012',
    broken: '{0} has applied event {1} twice: {2} too often in all',
    unless: whyMayDouble,
  },
  {
    id: 'isFold',
    title: 'A read model is what its events make',
    formal: 'Every event in a read model is in the log, and its balances are the fold of those events.',
    paper: YOUNG,
    broken: 'What {0} shows is not what the log makes up to event {1}',
  },
  {
    id: 'rebuildsSame',
    title: 'A rebuilt model is the same again',
    formal: 'Replay: a model made anew from the first event is the fold of the log, as it was before.',
    paper: YOUNG,
    broken: '{0} was made anew, and is not what the log makes up to event {1}',
  },
  {
    id: 'catchesUp',
    title: 'In the end read models catch up',
    formal: 'Eventual consistency: when nothing is broken, a model that lacks events goes on taking them in.',
    paper: 'Vogels, CACM 2009',
    broken: '{0} stands at event {1} of {2}, although nothing has been broken for long',
    unless: whyMayStall,
  },
  {
    id: 'readYourWrites',
    title: 'Who waits for its write reads it',
    formal: 'Read your writes: a read that asks for them takes in all events that its client was told of.',
    paper: 'Terry et al., PDIS 1994',
    broken: '{0} wrote event {1}, and then was shown {2} only up to event {3}',
  },
  {
    id: 'noLostWrite',
    title: 'No acknowledged event is lost',
    formal: 'Durability: an event that a client was told of is in the log.',
    paper: 'Gray and Reuter, ch. 1',
    broken: 'Event {0} was acknowledged, and is not in the log any more',
  },
  {
    id: 'onceOnly',
    title: 'A command makes one event',
    formal: 'Idempotence: of the events in the log at most one carries each command’s number.',
    paper: 'Helland, CIDR 2007',
    broken: 'The same command of {0} made event {1} and event {2}',
  },
  {
    id: 'noOverdraft',
    title: 'No account is overdrawn',
    formal: 'Every decision holds on the state that all events before it make: no balance is below 0.',
    paper: YOUNG,
    broken: 'After event {0} account {1} holds {2}',
  },
  {
    id: 'stateIsFold',
    title: 'The writer’s state is its log',
    formal: 'Event sourcing: the write model is the fold of all events in the log.',
    paper: 'Fowler, Event Sourcing, 2005',
    broken: '{0} decides by what {1} of {2} events make',
  },
]
