// Anomalies that have a name in the literature: which consistencies see them, and which do not.

import { describe, expect, test } from 'vitest'
import type { History } from '../../src/check/history.ts'
import { type Consistency, judge } from '../../src/check/judge.ts'
import type { ModelName } from '../../src/check/models/models.ts'
import { append, bar, drawn, inTurn, read, swap, write } from './shorthand.ts'

interface Case {
  readonly model: ModelName
  readonly history: History
  readonly breaks: readonly Consistency[]
  readonly keeps: readonly Consistency[]
}

const CASES: Readonly<Record<string, Case>> = {
  'Porcupine, README: a read of 100 while 100 and 200 are written': {
    model: 'register',
    history: drawn([bar('a', 0, 100, write(100)), bar('b', 25, 75, read(100)), bar('c', 30, 60, read(null))]),
    breaks: [],
    keeps: ['linearizable', 'sequential', 'staleness'],
  },
  'Porcupine, README: 200 is read, and then what was before it': {
    model: 'register',
    history: drawn([bar('a', 0, 100, write(200)), bar('b', 10, 30, read(200)), bar('c', 40, 90, read(null))]),
    breaks: ['linearizable'],
    keeps: ['sequential', 'causal', 'monotonic-reads'],
  },
  'stale read': {
    model: 'register',
    history: inTurn(['a', write(1)], ['a', write(2)], ['b', read(1)]),
    breaks: ['linearizable', 'staleness', 'lost-writes'],
    keeps: ['sequential', 'causal', 'causal-memory', 'monotonic-reads', 'read-your-writes'],
  },
  'a quorum read is regular, not atomic: new, then old': {
    model: 'register',
    history: drawn([
      bar('a', 0, 5, write(1)),
      bar('a', 10, 100, write(2)),
      bar('b', 20, 30, read(2)),
      bar('c', 40, 50, read(1)),
    ]),
    breaks: ['linearizable'],
    keeps: ['sequential', 'staleness', 'lost-writes', 'monotonic-reads'],
  },
  'lost update': {
    model: 'cas',
    history: drawn([bar('a', 0, 5, write(1)), bar('a', 10, 30, swap(1, 2)), bar('b', 15, 35, swap(1, 3))]),
    breaks: ['linearizable', 'sequential', 'lost-writes'],
    keeps: ['causal'],
  },
  'split brain: each side reads its own writes and never the other': {
    model: 'register',
    history: inTurn(['a', write(1)], ['b', write(2)], ['a', read(1)], ['b', read(2)], ['a', read(1)]),
    breaks: ['linearizable', 'staleness'],
    keeps: ['sequential', 'causal', 'read-your-writes', 'monotonic-reads'],
  },
  'an acknowledged append is gone': {
    model: 'append',
    history: inTurn(['a', append(1)], ['a', append(2)], ['b', read([1, 2])], ['b', read([1])]),
    breaks: ['linearizable', 'sequential', 'lost-writes', 'monotonic-reads', 'staleness'],
    keeps: ['read-your-writes'],
  },
  'a write of unknown outcome may come late': {
    model: 'register',
    history: drawn([
      bar('a', 0, 5, write(1)),
      bar('a', 10, null, write(2)),
      bar('b', 20, 30, read(1)),
      bar('b', 40, 50, read(2)),
    ]),
    breaks: [],
    keeps: ['linearizable', 'sequential', 'causal', 'staleness', 'lost-writes'],
  },
  '… but not come and go': {
    model: 'register',
    history: drawn([
      bar('a', 0, 5, write(1)),
      bar('a', 10, null, write(2)),
      bar('b', 20, 30, read(2)),
      bar('b', 40, 50, read(1)),
    ]),
    breaks: ['linearizable', 'sequential', 'monotonic-reads'],
    keeps: ['staleness'],
  },
  'own write not seen': {
    model: 'register',
    history: inTurn(['a', write(1)], ['a', read(null)]),
    breaks: ['read-your-writes', 'causal', 'sequential', 'linearizable'],
    keeps: ['monotonic-reads', 'monotonic-writes'],
  },
  'writes of one process seen out of order': {
    model: 'register',
    history: inTurn(['a', write(1, 'x')], ['a', write(2, 'y')], ['b', read(2, 'y')], ['b', read(null, 'x')]),
    breaks: ['monotonic-writes', 'causal', 'sequential'],
    keeps: ['monotonic-reads', 'read-your-writes'],
  },
  'the answer is seen before the question': {
    model: 'register',
    history: inTurn(
      ['a', write(1, 'x')],
      ['b', read(1, 'x')],
      ['b', write(2, 'y')],
      ['c', read(2, 'y')],
      ['c', read(null, 'x')],
    ),
    breaks: ['writes-follow-reads', 'causal', 'sequential'],
    keeps: ['monotonic-reads', 'monotonic-writes', 'read-your-writes'],
  },
  'each sees the other write last: causal memory, yet no agreement': {
    model: 'register',
    history: inTurn(['a', write(1)], ['b', write(2)], ['a', read(2)], ['b', read(1)]),
    breaks: ['causal-convergence', 'sequential', 'linearizable'],
    keeps: ['causal', 'causal-memory'],
  },
  'convergent, yet a process saw a write come twice: no causal memory': {
    model: 'register',
    history: inTurn(
      ['a', write(1, 'z')],
      ['a', write(1, 'x')],
      ['a', write(1, 'y')],
      ['b', write(2, 'x')],
      ['b', read(null, 'z')],
      ['b', read(1, 'y')],
      ['b', read(2, 'x')],
    ),
    breaks: ['causal-memory', 'sequential'],
    keeps: ['causal', 'causal-convergence'],
  },
  'a value that nobody wrote': {
    model: 'register',
    history: inTurn(['a', write(1)], ['b', read(7)]),
    breaks: ['linearizable', 'sequential', 'causal', 'monotonic-reads'],
    keeps: [],
  },
  'long fork: two readers see two writes in either order': {
    model: 'register',
    history: inTurn(
      ['a', write(1, 'x')],
      ['b', write(2, 'y')],
      ['c', read(1, 'x')],
      ['c', read(null, 'y')],
      ['d', read(2, 'y')],
      ['d', read(null, 'x')],
    ),
    breaks: ['sequential', 'linearizable'],
    keeps: ['causal', 'causal-convergence', 'causal-memory', 'monotonic-writes'],
  },
}

describe.each(Object.entries(CASES))('%s', (_name, { model, history, breaks, keeps }) => {
  test.each(breaks)('breaks %s', (consistency) => {
    expect(judge(history, { model, consistency }).verdict).toBe('broken')
  })

  test.each(keeps)('keeps %s', (consistency) => {
    expect(judge(history, { model, consistency }).verdict).toBe('holds')
  })
})
