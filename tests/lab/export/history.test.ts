// The history, read back from EDN by a reader that knows nothing of how it was written, is what the clients did; and
// it keeps the rules that Jepsen's checkers take for granted.

import { describe, expect, test } from 'vitest'
import { SIMS } from '../../../src/app/registry.ts'
import type { Operation as Judged } from '../../../src/check/history.ts'
import { MODELS } from '../../../src/check/models/models.ts'
import { readHistory as readFor } from '../../../src/check/read/readHistory.ts'
import { exportRun } from '../../../src/lab/export/exportRun.ts'
import type { Recorded } from '../../../src/lab/export/recorded.ts'
import { historyOf } from '../../../src/lab/verdicts.ts'
import type { Operation } from '../../../src/sim/engineTypes.ts'
import { type Edn, readEdn } from './ednReader.ts'
import { allRuns, stockRun } from './runs.ts'

interface Op {
  readonly type: string
  readonly f: string
  readonly value: readonly [key: string, value: Edn]
  readonly process: number
  readonly time: number
  readonly index: number
  readonly client: string
}

function readHistory(run: Recorded): Op[] {
  const { text } = exportRun(run, 'edn')
  expect(text.endsWith('\n') || text === '').toBe(true)
  return text.split('\n').filter(Boolean).map(opOf)
}

function opOf(line: string): Op {
  const map = readEdn(line) as Record<string, Edn>
  const named = Object.fromEntries(Object.entries(map).map(([key, value]) => [key.slice(1), value]))
  expect(Object.keys(map).every((key) => key.startsWith(':'))).toBe(true)
  for (const name of ['type', 'f']) expect(named[name]).toMatch(/^:/)
  return { ...named, type: String(named.type).slice(1), f: String(named.f).slice(1) } as unknown as Op
}

/** Every invocation with its completion, in the order of the invocations. */
function paired(ops: readonly Op[]): (readonly [Op, Op])[] {
  const open = new Map<number, Op>()
  const pairs: [Op, Op][] = []
  for (const op of ops) {
    if (op.type === 'invoke') open.set(op.process, op)
    else pairs.push([open.get(op.process)!, op])
  }
  return pairs.sort(([a], [b]) => a.index - b.index)
}

function completionOf({ f, outcome, result }: Operation): string {
  if (outcome === 'unknown' || outcome === 'pending') return 'info'
  return f === 'cas' && outcome === 'ok' && result !== true ? 'fail' : outcome
}

describe.each(allRuns())('%s', (_name, make) => {
  const { recorded, world } = make()
  const ops = readHistory(recorded)

  test('has both ends of every operation, as the world recorded them', () => {
    const pairs = paired(ops)
    expect(pairs).toHaveLength(world.history.length)
    world.history.forEach((operation, i) => {
      const [invoke, end] = pairs[i]!
      const { client, f, key, value, invokedUs, completedUs, result } = operation
      expect(invoke).toMatchObject({ type: 'invoke', f, client, value: [key, value], time: invokedUs * 1000 })
      expect(end).toMatchObject({ type: completionOf(operation), f, client, process: invoke.process })
      expect(end.time).toBe((completedUs ?? recorded.endUs) * 1000)
      const isAnswered = value === null && end.type === 'ok'
      expect(end.value).toEqual([key, isAnswered ? result : value])
      if (f === 'read') expect(invoke.value[1]).toBeNull()
    })
  })

  test('is in real-time order, numbered without gaps', () => {
    expect(ops.map(({ index }) => index)).toEqual(ops.map((_, i) => i))
    expect(ops.map(({ time }) => time)).toEqual(ops.map(({ time }) => time).sort((a, b) => a - b))
  })

  test('has processes that do one thing at a time, and nothing after an info', () => {
    for (const process of new Set(ops.map((op) => op.process))) {
      const types = ops.filter((op) => op.process === process).map(({ type }) => type)
      const allowed = /^(invoke (ok|fail) )*(invoke info )?$/
      expect(`${types.join(' ')} `).toMatch(allowed)
    }
    const clients = new Set(ops.map(({ client }) => client)).size
    const byRest = new Map(ops.map(({ process, client }) => [process % clients, client]))
    for (const { process, client } of ops) expect(byRest.get(process % clients)).toBe(client)
  })

  test('is the same in JSON Lines', () => {
    const { text } = exportRun(recorded, 'history')
    expect(
      text
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line)),
    ).toEqual(ops)
  })
})

/** What a checker goes by, apart from names. */
function judged({ f, key, input, output, outcome, calledAt, endedAt }: Judged) {
  return { f, key, input, output: f === 'write' ? null : output, outcome, calledAt, endedAt }
}

/** Some systems have operations of their own, which no model judges. */
const isKnown = ({ f }: Judged) => MODELS.kv.operations.includes(f)

describe('read back by the checkers', () => {
  test.each(allRuns())('%s is judged by what the page judges it by', (_name, make) => {
    const { recorded, world } = make()
    const here = historyOf(world.history).filter(isKnown).map(judged)
    const isSame = (format: 'edn' | 'history') => {
      const { text } = exportRun(recorded, format)
      const { history } = readFor(text, { format: format === 'edn' ? 'edn' : 'jsonl', isKeyed: true })
      const back = [...history]
        .filter(isKnown)
        .sort((a, b) => a.calledAt - b.calledAt)
        .map(judged)
      const asked = [...here].sort((a, b) => a.calledAt - b.calledAt)
      expect(back).toEqual(asked.map((each) => (each.outcome === 'fail' ? { ...each, output: null } : each)))
    }
    isSame('edn')
    isSame('history')
  })
})

test('every way an operation can end is among what was tested', () => {
  const histories = allRuns().map(([, make]) => make().recorded)
  const outcomes = new Set(histories.flatMap(({ history }) => history.map(({ outcome }) => outcome)))
  expect([...outcomes].sort()).toEqual(['fail', 'ok', 'pending', 'unknown'])
  const processes = histories.flatMap((run) => readHistory(run).map(({ process }) => process))
  expect(Math.max(...processes)).toBeGreaterThan(4)
})

describe('by hand', () => {
  const sim = SIMS[0]!
  const { recorded } = stockRun({ sim, scenario: sim.scenarios[0]! })
  const base: Operation = {
    id: 0,
    client: 'c1',
    f: 'read',
    key: 'x',
    value: null,
    invokedUs: 400_000,
    invokedRow: 10,
    completedUs: 500_000,
    completedRow: 20,
    outcome: 'ok',
    result: 7,
  }
  const linesOf = (...history: readonly Partial<Operation>[]) =>
    exportRun(
      { ...recorded, endUs: 2_500_000, history: history.map((each, id) => ({ ...base, id, ...each })) },
      'edn',
    ).text.split('\n')

  test('a read', () => {
    expect(linesOf({})).toEqual([
      '{:type :invoke, :f :read, :value ["x" nil], :process 0, :time 400000000, :index 0, :client "c1"}',
      '{:type :ok, :f :read, :value ["x" 7], :process 0, :time 500000000, :index 1, :client "c1"}',
      '',
    ])
  })

  test('a compare-and-set that found another value has failed', () => {
    expect(linesOf({ f: 'cas', value: [1, 2], result: false })[1]).toContain(
      ':type :fail, :f :cas, :value ["x" [1 2]]',
    )
    expect(linesOf({ f: 'cas', value: [1, 2], result: false })[1]).toContain(':answer false')
    expect(linesOf({ f: 'append', value: 1, result: [0, 1] })[1]).toContain(':answer [0 1]')
    expect(linesOf({ f: 'cas', value: [1, 2], result: true })[1]).toContain(
      ':type :ok, :f :cas, :value ["x" [1 2]]',
    )
  })

  test('an operation that stays open ends as info, and its client goes on as another process', () => {
    const open = { outcome: 'pending', completedUs: null, completedRow: null, result: null } as const
    const lines = linesOf(
      { ...open, f: 'write', value: 1 },
      { invokedRow: 30, invokedUs: 600_000, completedRow: 40, completedUs: 700_000 },
    )
    expect(lines.slice(0, 4).map((line) => opOf(line))).toMatchObject([
      { type: 'invoke', f: 'write', process: 0 },
      { type: 'invoke', f: 'read', process: 1 },
      { type: 'ok', f: 'read', process: 1 },
      { type: 'info', f: 'write', value: ['x', 1], process: 0, time: 2_500_000_000, index: 3 },
    ])
  })

  test('values of any shape come back', () => {
    const value = { 'a "b"\n': [1, -2.5, 1e-7, 1e21, true, null, 'ü\\\t\u0001'], c: {} }
    const [invoke] = linesOf({ f: 'append entries', key: 'a b:{', value })
    const map = readEdn(invoke!) as Record<string, Edn>
    expect([map[':f'], map[':value']]).toEqual(['append entries', ['a b:{', value]])
  })
})
