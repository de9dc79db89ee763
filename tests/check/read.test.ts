// Histories from files: EDN as Jepsen writes it, JSON Lines, and every way in which they can be wrong, with the line.
import { describe, expect, test } from 'vitest'
import { readEdn } from '../../src/check/read/edn.ts'
import { formatOf, readHistory } from '../../src/check/read/readHistory.ts'
import type { Json } from '../../src/engine/json.ts'

const forms = (text: string) => [...readEdn(text)].map(({ value }) => value)

describe('EDN', () => {
  test.each<[string, Json[]]>([
    ['nil true false', [null, true, false]],
    ['42 -7 3.5 1e3 42N 3.5M', [42, -7, 3.5, 1000, 42, 3.5]],
    [':ok :jepsen/ok read', ['ok', 'jepsen/ok', 'read']],
    ['"a\\"b\\n\\u0041" \\newline \\a', ['a"b\nA', 'newline', 'a']],
    ['[1 [2 nil], (3)] #{4}', [[1, [2, null], [3]], [4]]],
    ['{:f :read, "a" 1, 2 3}', [{ f: 'read', a: 1, '2': 3 }]],
    ['#inst "2026-11-20" #jepsen.history.Op{:index 0}', ['2026-11-20', { index: 0 }]],
    ['1 ; a comment ) ]\n2 #_ [3 #_ 4] 5', [1, 2, 5]],
    ['', []],
  ])('%s', (text, expected) => {
    expect(forms(text)).toEqual(expected)
  })

  test('each form knows the line on which it begins', () => {
    expect([...readEdn('1\n\n{:a\n 2} ; x\n3')].map(({ line }) => line)).toEqual([1, 3, 5])
  })

  test.each([
    ['{:a 1', 'line 1: { is never closed'],
    ['1\n]', 'line 2: ] closes nothing'],
    ['[1 }', 'line 1: } closes nothing'],
    ['{:a}', 'line 1: a map has a key without a value'],
    ['\n"abc', 'line 2: "abc is not EDN'],
    ['#_', 'line 1: nothing follows #_'],
    ['12ab', 'line 1: 12ab is no number'],
    ['['.repeat(300), 'line 1: more than 200 brackets within each other'],
  ])('%j: %s', (text, message) => {
    expect(() => forms(text)).toThrow(message)
  })
})

const edn = (text: string) => readHistory(text, { format: formatOf(text), isKeyed: null })

const REGISTER = `
{:type :invoke, :f :write, :value 3, :process 0, :time 1000, :index 0}
{:type :info, :f :start-partition, :value nil, :process :nemesis}
{:type :invoke, :f :read, :value nil, :process 1, :time 2000}
{:type :ok, :f :write, :value 3, :process 0, :time 5000}
{:type :invoke, :f :cas, :value [3 4], :process 0, :time 6000}
{:type :ok, :f :read, :value 3, :process 1, :time 7000}
{:type :fail, :f :cas, :value [3 4], :process 0, :time 8000}
{:type :invoke, :f :write, :value 9, :process 2, :time 9000}
{:type :info, :f :write, :value 9, :process 2, :time 9500, :error :timeout}
{:type :invoke, :f :read, :value nil, :process 1, :time 9600}
`

test('a register as Jepsen writes it', () => {
  const { history, lines, isKeyed } = edn(REGISTER)
  expect(isKeyed).toBe(false)
  expect(lines).toEqual([2, 4, 6, 9, 11])
  expect(
    history.map(({ process, f, input, output, outcome }) => [process, f, input, output, outcome]),
  ).toEqual([
    ['0', 'write', 3, null, 'ok'],
    ['1', 'read', null, 3, 'ok'],
    ['0', 'cas', [3, 4], null, 'fail'],
    ['2', 'write', 9, null, 'unknown'],
    ['1', 'read', null, null, 'unknown'],
  ])
  expect(history.map(({ calledAt, endedAt }) => [calledAt, endedAt])).toEqual([
    [0, 2],
    [1, 4],
    [3, 5],
    [6, null],
    [8, null],
  ])
  expect(history[0]).toMatchObject({ key: '', invokedUs: 1, completedUs: 5 })
})

test('keys are found where every value is a pair and reads come with a key alone', () => {
  const text = [
    { type: 'invoke', f: 'write', value: ['x', 1], process: 0 },
    { type: 'ok', f: 'write', value: ['x', 1], process: 0 },
    { type: 'invoke', f: 'read', value: ['y', null], process: 0 },
    { type: 'ok', f: 'read', value: ['y', [1, 2]], process: 0 },
  ]
    .map((each) => JSON.stringify(each))
    .join('\n')
  const { history, isKeyed } = edn(text)
  expect(isKeyed).toBe(true)
  expect(history.map(({ key, input, output }) => [key, input, output])).toEqual([
    ['x', 1, null],
    ['y', null, [1, 2]],
  ])
})

test('a history in one vector, and transactions of one operation', () => {
  const { history } = edn(
    '[{:type :invoke :f :txn :value [[:append 5 1]] :process 0} {:type :ok :f :txn :value [[:append 5 1]] :process 0}' +
      ' {:type :invoke :f :txn :value [[:r 5 nil]] :process 0} {:type :ok :f :txn :value [[:r 5 [1]]] :process 0}]',
  )
  expect(history.map(({ f, key, input, output }) => [f, key, input, output])).toEqual([
    ['append', '5', 1, null],
    ['read', '5', null, [1]],
  ])
})

test.each([
  ['{:type :ok :f :read :process 0}', 'line 1: process 0 ends what it did not begin'],
  [
    '{:type :invoke :f :read :process 0}\n{:type :invoke :f :read :process 0}',
    'line 2: process 0 begins anew, but line 1 has not ended',
  ],
  [
    '{:type :invoke :f :read :process 0}\n{:type :ok :f :write :process 0}',
    'line 2: process 0 ends a write, but it began a read',
  ],
  ['{:type :maybe :f :read :process 0}', 'line 1: type is "maybe": it must be one of invoke, ok, fail, info'],
  ['{:type :ok :f 7 :process 0}', 'line 1: f is 7: it must be a name'],
  ['{:type :ok :f :read}', 'line 1: the operation names no process'],
  ['7', 'line 1: 7 is not an operation'],
  [
    '{:type :invoke :f :txn :value [[:r 1 nil] [:r 2 nil]] :process 0}',
    'line 1: a transaction must be of one operation to be judged here',
  ],
  ['{"type": "invoke"\n', 'line 1: {"type": "invoke" is not JSON'],
])('%s: %s', (text, message) => {
  expect(() => edn(text)).toThrow(message)
})
