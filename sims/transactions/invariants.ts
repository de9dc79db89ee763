// The promises. AC1 to AC5 are atomic commitment as Bernstein, Hadzilacos and Goodman define it, under their names.

import type { InvariantSpec } from '../../src/sim/define.ts'
import { settingsOf } from './state.ts'

const AC = 'Bernstein, Hadzilacos and Goodman, §7.3'

export const invariants: readonly InvariantSpec[] = [
  {
    id: 'ac1',
    title: 'All decide the same',
    formal: 'AC1: All processes that reach a decision reach the same one.',
    paper: AC,
    broken: '{0} ended differently: {1} says {2}, and {3} says the opposite',
  },
  {
    id: 'ac2',
    title: 'A decision stands',
    formal: 'AC2: A process cannot reverse its decision after it has reached one.',
    paper: AC,
    broken: '{0} decided {2} for {1}, and later {3}',
  },
  {
    id: 'ac3',
    title: 'Commit only if all said yes',
    formal: 'AC3: The commit decision can only be reached if all processes voted yes.',
    paper: AC,
    broken: '{1} committed {0}, although {2} never voted yes',
  },
  {
    id: 'ac4',
    title: 'If all goes well, it commits',
    formal: 'AC4: If there are no failures and all processes voted yes, then the decision is to commit.',
    paper: AC,
    broken: '{0} was aborted, although nothing had failed and all voted yes',
    unless: (settings) => (settingsOf({ settings }).lossProbability > 0 ? 'messages get lost' : null),
  },
  {
    id: 'ac5',
    title: 'In the end all decide',
    formal:
      'AC5: If all failures are repaired and no new ones occur for long enough, all processes reach a decision.',
    paper: AC,
    broken: '{0} still does not know how {1} ended, although nothing has been broken for long',
    unless: (settings) => (settingsOf({ settings }).lossProbability > 0 ? 'messages get lost' : null),
  },
  {
    id: 'oneTotal',
    title: 'No money is seen to come or go',
    formal:
      'Serializability, seen by an audit: a transaction that reads all accounts adds up to the same total every time.',
    paper: 'Papadimitriou 1979',
    broken: '{0} was told that there is {1} in all, and there has always been {2}',
  },
  {
    id: 'onceOnly',
    title: 'A request takes effect once',
    formal: 'Idempotence: of the transactions that carry one request at most one commits.',
    paper: 'Helland 2007',
    broken: '{0} took effect twice at {1}: as {2}, and as {3}',
  },
]
