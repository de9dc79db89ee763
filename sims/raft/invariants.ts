// The promises: the five properties of Figure 3 under their names, and three that clients see. Here in words; the
// observer checks them after every event.

import type { InvariantSpec } from '../../src/sim/define.ts'

export const invariants: readonly InvariantSpec[] = [
  {
    id: 'electionSafety',
    title: 'One leader per term',
    formal: 'Election Safety: at most one leader can be elected in a given term.',
    paper: '§5.2',
    broken: 'Term {0} has two leaders, {1} and {2}',
  },
  {
    id: 'leaderAppendOnly',
    title: 'A leader only adds to its log',
    formal: 'Leader Append-Only: a leader never overwrites or deletes entries in its log; it only appends.',
    paper: '§5.3',
    broken: '{0}, leader of term {1}, removed or replaced entry {2} of its own log',
  },
  {
    id: 'logMatching',
    title: 'Logs match',
    formal:
      'Log Matching: if two logs contain an entry with the same index and term, they are identical up to that index.',
    paper: '§5.3',
    broken: '{0} has entry {1} of term {2} after another entry than others have, or with another command',
  },
  {
    id: 'leaderCompleteness',
    title: 'Leaders have all that is committed',
    formal:
      'Leader Completeness: an entry committed in a given term is in the logs of the leaders of all higher terms.',
    paper: '§5.4',
    broken: '{0} leads term {1} without entry {2}, which was committed in term {3}',
  },
  {
    id: 'stateMachineSafety',
    title: 'All servers apply the same',
    formal:
      'State Machine Safety: if a server has applied an entry at an index, no other applies a different one there.',
    paper: '§5.4.3',
    broken: '{0} applied another entry {1}: its own is of term {2}, the first one applied was of term {3}',
  },
  {
    id: 'exactlyOnce',
    title: 'Each request takes effect once',
    formal: 'Exactly once: no server executes two log entries with the same client and serial number.',
    paper: '§8',
    broken: '{0} executed request {2} of {1} again, at index {3}',
  },
  {
    id: 'noLostWrite',
    title: 'No acknowledged write is lost',
    formal: 'Durability: a write acknowledged to its client is in the log of every later leader.',
    paper: '§5.4, §8',
    broken: 'The write {1} was acknowledged and is lost: {2} does not have it',
  },
  {
    id: 'freshReads',
    title: 'Reads are fresh',
    formal:
      'Linearizable reads: a read returns nothing older than what any client was told before the read began.',
    paper: '§8',
    broken: 'A read of {1} was told {2}, but a client had already been told of {3}',
  },
]
