// The promises. AC1 to AC5 are atomic commitment as Bernstein, Hadzilacos and Goodman define it, under their names.

import type { Settings } from '../../src/engine/process.ts'
import type { InvariantSpec } from '../../src/sim/define.ts'
import { isSagaIn, settingsOf } from './state.ts'

const AC = 'Bernstein, Hadzilacos and Goodman, §7.3'

const isSaga = (settings: Settings) => isSagaIn(settingsOf({ settings }))
const onlyTwoPhase = (settings: Settings) => (isSaga(settings) ? 'a saga has no common decision' : null)
const onlySaga = (settings: Settings) => (isSaga(settings) ? null : 'there are no sagas')
const onlyPaxos = (settings: Settings) =>
  settingsOf({ settings }).protocol === 'paxosCommit' ? null : 'no acceptors keep votes'
const losesNone = (settings: Settings) =>
  settingsOf({ settings }).lossProbability > 0 ? 'messages get lost' : null

export const invariants: readonly InvariantSpec[] = [
  {
    id: 'ac1',
    title: 'All decide the same',
    formal: 'AC1: All processes that reach a decision reach the same one.',
    paper: AC,
    broken: '{0} ended differently: {1} says {2}, and {3} says the opposite',
    unless: onlyTwoPhase,
  },
  {
    id: 'ac2',
    title: 'A decision stands',
    formal: 'AC2: A process cannot reverse its decision after it has reached one.',
    paper: AC,
    broken: '{0} decided {2} for {1}, and later {3}',
    unless: onlyTwoPhase,
  },
  {
    id: 'ac3',
    title: 'Commit only if all said yes',
    formal: 'AC3: The commit decision can only be reached if all processes voted yes.',
    paper: AC,
    broken: '{1} committed {0}, although {2} never voted yes',
    unless: onlyTwoPhase,
  },
  {
    id: 'ac4',
    title: 'If all goes well, it commits',
    formal: 'AC4: If there are no failures and all processes voted yes, then the decision is to commit.',
    paper: AC,
    broken: '{0} was aborted, although nothing had failed and all voted yes',
    unless: (settings) => onlyTwoPhase(settings) ?? losesNone(settings),
  },
  {
    id: 'ac5',
    title: 'In the end all decide',
    formal:
      'AC5: If all failures are repaired and no new ones occur for long enough, all processes reach a decision.',
    paper: AC,
    broken: '{0} still does not know how {1} ended, although nothing has been broken for long',
    unless: (settings) => onlyTwoPhase(settings) ?? losesNone(settings),
  },
  {
    id: 'oneValue',
    title: 'One vote is chosen for each site',
    formal: 'Consistency of Paxos: in one instance no two different values are ever chosen.',
    paper: 'Gray and Lamport 2006, §4',
    broken: 'On {0} a majority had chosen “{2}” for {1}, and later another chose “{3}”',
    unless: onlyPaxos,
  },
  {
    id: 'onlyChosen',
    title: 'Commit only what is chosen',
    formal:
      'A leader decides to commit only if in every instance a majority of acceptors has Prepared on disk, in one ballot.',
    paper: 'Gray and Lamport 2006, §4',
    broken: '{1} committed {0} before a yes was chosen for {2}',
    unless: onlyPaxos,
  },
  {
    id: 'serializable',
    title: 'As if one after the other',
    formal:
      'Serializability: what committed transactions read and wrote fits an order in which each was alone (no G0, G1, G-single, G2).',
    paper: 'Papadimitriou 1979; Adya 1999',
    broken: '{0}: {1} and {2} fit no order one after the other, and row {3} shows it',
    unless: (settings) => (isSaga(settings) ? 'between two steps of a saga others may look and write' : null),
  },
  {
    id: 'oneTotal',
    title: 'No money is seen to come or go',
    formal:
      'Serializability, seen by an audit: a transaction that reads all accounts adds up to the same total every time.',
    paper: 'Papadimitriou 1979',
    broken: '{0} was told that there is {1} in all, and there has always been {2}',
    unless: (settings) => (isSaga(settings) ? 'a saga promises it only at the end' : null),
  },
  {
    id: 'onceOnly',
    title: 'A request takes effect once',
    formal: 'Idempotence: of the transactions that carry one request at most one commits.',
    paper: 'Helland 2007',
    broken: '{0} took effect twice at {1}: as {2}, and as {3}',
  },
  {
    id: 'notOversold',
    title: 'Nothing is sold that is not there',
    formal: 'Of n items, at most n orders are answered with a yes.',
    paper: 'Helland 2007',
    broken: '{0} was told that it has one, and all {1} had gone already',
  },
  {
    id: 'wholeOrUndone',
    title: 'A saga ends whole, or undone',
    formal: 'A saga runs as T1 … Tn, or as T1 … Tj Cj … C1: when it ends, every step stands, or none does.',
    paper: 'Garcia-Molina and Salem 1987',
    broken: '{0} ended or stopped by halves: {1} is not as it should be',
    unless: onlySaga,
  },
  {
    id: 'inReverse',
    title: 'Undone in reverse',
    formal: 'Compensations run in the reverse order of their steps: Cj before Cj-1.',
    paper: 'Garcia-Molina and Salem 1987',
    broken: '{1} was undone while step {2} of {0} still stood',
    unless: onlySaga,
  },
  {
    id: 'totalAtEnd',
    title: 'In the end no money is gone',
    formal:
      'Conservation: when nothing is under way, the sum of all accounts, cards and the shop is what it was.',
    paper: 'Helland 2007',
    broken: 'There is {0} in all, and there was {1}',
  },
  {
    id: 'chargedOnce',
    title: 'Charged at most once',
    formal: 'Idempotence: of the charges that a provider makes for one order, at most one stands.',
    paper: 'Helland 2007',
    broken: '{0} was charged twice for {1}: as {2}, and as {3}',
  },
  {
    id: 'chargesMatch',
    title: 'Charged is what is booked',
    formal:
      'Reconciliation: when nothing is under way, what a provider has taken from a card, or holds, is what the books say.',
    paper: 'Helland 2007',
    broken: '{0} was charged {1}, and the books say {2}: nobody is looking into it any more',
  },
]
