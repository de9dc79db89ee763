// The trace: causes, notes, messages packed and unpacked, and forgetting the end of it.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Intervention } from '../../src/engine/intervention.ts'
import { Numbers } from '../../src/engine/pages.ts'
import { Trace } from '../../src/engine/trace.ts'
import type { World } from '../../src/engine/world.ts'
import { interventions } from './arbitrary.ts'
import { pingWorld } from './pingSystem.ts'
import { does, play, scripted } from './scripted.ts'
import { told } from './told.ts'

const END_US = 200_000
const NODES = ['n1', 'n2', 'n3']

function recorded(list: readonly Intervention[], endUs = END_US): { trace: Trace; world: World } {
  const trace = new Trace(NODES)
  const world = pingWorld({ interventions: list }, { trace })
  world.advanceTo(endUs)
  return { trace, world }
}

describe('causes', () => {
  test('every row has an earlier cause, in a chain that ends at a start or at a person', () => {
    fc.assert(
      fc.property(interventions(END_US), (list) => {
        const { trace } = recorded(list)
        for (let row = 0; row < trace.rows; row++) {
          const cause = trace.cause(row)
          expect(cause).toBeLessThan(row)
          if (cause === -1) expect(['boot', 'intervention']).toContain(trace.kind(row))
          else expect(trace.atUs(cause)).toBeLessThanOrEqual(trace.atUs(row))
        }
      }),
    )
  })

  test('the cause of a message’s end is what sent it, which the sender’s disk may have kept waiting', () => {
    fc.assert(
      fc.property(interventions(END_US), (list) => {
        const { trace } = recorded(list)
        for (let id = 0; id < trace.messages; id++) {
          const { sentRow, sentUs, endRow, fate } = trace.messageAt(id)
          expect(trace.atUs(sentRow)).toBe(sentUs)
          const isByHand = endRow >= 0 && trace.kind(endRow) === 'intervention'
          if (fate === 'flying' || isByHand) continue
          const hasWaited = trace.kind(sentRow) === 'synced'
          if (hasWaited) expect(trace.cause(endRow)).toBeLessThan(sentRow)
          else expect(trace.cause(endRow)).toBe(sentRow)
          if (hasWaited) expect(trace.node(trace.cause(endRow))).toBe(trace.node(sentRow))
          expect(trace.message(endRow)).toBe(id)
        }
      }),
      { numRuns: 50 },
    )
  })

  test('a timer names the row that set it, a sync the one that asked, a promise the one that made it', () => {
    const { trace } = play([
      [500, does('n1', ['timer', 't', 1000])],
      [600, does('n1', ['append', 1], ['sync'], ['send', 'n2', 'promise'])],
    ])
    const rows = Array.from({ length: trace.rows }, (_, row) => `${trace.kind(row)} by ${trace.cause(row)}`)
    expect(rows).toEqual([
      'boot by -1',
      'boot by -1',
      'boot by -1',
      'intervention by -1',
      'intervention by -1',
      'synced by 4',
      'timer by 3',
      'deliver by 4',
    ])
  })

  test('an order heard late was caused by the person who gave it', () => {
    const { trace } = play([
      [500, { kind: 'pause', node: 'n1' }],
      [600, does('n1', ['send', 'n2', 'late'])],
      [700, { kind: 'resume', node: 'n1' }],
    ])
    const last = trace.rows - 2
    expect([trace.kind(last), trace.label(last), trace.cause(last)]).toEqual(['intervention', 'i1', 4])
  })
})

describe('truncate', () => {
  test('forgetting the end and recording it again gives the trace as if nothing had been forgotten', () => {
    fc.assert(
      fc.property(interventions(END_US), interventions(END_US), fc.nat(END_US), (list, others, cutUs) => {
        const { trace, world } = recorded(list, cutUs)
        const snapshot = world.snapshot()
        world.advanceTo(END_US)
        trace.truncate(snapshot.rows)
        // Another future, recorded and forgotten as well.
        const kept = list.filter(({ atUs }) => atUs <= cutUs)
        const future = others
          .filter(({ atUs }) => atUs > cutUs)
          .map((each) => ({ ...each, id: `other ${each.id}` }))
        const other = pingWorld({ interventions: [...kept, ...future] }, { trace })
        other.restore(snapshot)
        other.advanceTo(END_US)
        trace.truncate(snapshot.rows)
        world.restore(snapshot)
        world.advanceTo(END_US)
        expect(told(trace)).toEqual(told(recorded(list).trace))
      }),
      { numRuns: 150 },
    )
  })

  test('a time of arrival that was changed later is as it was', () => {
    const run = play(
      [
        [500, { kind: 'hold', links: [['n1', 'n2']] }],
        [1000, does('n1', ['send', 'n2', 'a'])],
        [9000, { kind: 'heal' }],
      ],
      5000,
    )
    const { rows } = run.trace
    expect(run.trace.messageAt(0).arrivesUs).toBe(2000)
    run.world.advanceTo(10_000)
    expect(run.trace.messageAt(0).arrivesUs).toBe(9000)
    run.trace.truncate(rows)
    expect(run.trace.messageAt(0).arrivesUs).toBe(2000)
  })

  test('of nothing changes nothing', () => {
    const { trace } = recorded([])
    const before = told(trace)
    trace.truncate(trace.rows)
    expect(told(trace)).toEqual(before)
  })
})

describe('messages', () => {
  const scalar = fc.oneof(
    fc.integer(),
    fc.double({ noNaN: true, min: -1e9, max: 1e9 }),
    fc.string(),
    fc.boolean(),
    fc.constant(null),
  )
  const names = fc
    .string({ minLength: 1 })
    .filter((key) => key !== 'type' && key !== '__proto__' && !/^\d+$/.test(key))
  const message = fc
    .tuple(fc.constantFrom('A', 'B', 'C'), fc.dictionary(names, scalar, { maxKeys: 5 }))
    .map(([type, fields]) => ({ type, ...fields }))

  test('scalars are told as they were sent', () => {
    fc.assert(
      fc.property(fc.array(message, { maxLength: 30 }), (list) => {
        const trace = new Trace(NODES)
        for (const [id, each] of list.entries()) trace.sent(id, 0, 1, id, 0, 10, each)
        for (const [id, each] of list.entries()) expect(trace.messageAt(id).message).toEqual(each)
      }),
    )
  })

  test('of arrays the length is kept, of records nothing', () => {
    const trace = new Trace(NODES)
    trace.sent(0, 0, 1, 0, 0, 10, {
      type: 'A',
      entries: [{ a: 1 }, { a: 2 }],
      none: [],
      record: { a: 1 },
    } as { type: string })
    expect(trace.messageAt(0).message).toEqual({ type: 'A', entries: [null, null], none: [], record: null })
  })

  test('notes keep code, node and parameters, in order', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: -1, max: 2 }), fc.string(), fc.array(scalar, { maxLength: 4 }))),
        (list) => {
          const trace = new Trace(NODES)
          trace.row(0, 0, 0, -1, -1, '')
          for (const [node, code, params] of list)
            trace.note(node, code, params[0], params[1], params[2], params[3])
          trace.row(1, 0, 0, -1, -1, '')
          const expected = list.map(([node, code, params]) => ({ node: NODES[node] ?? '', code, params }))
          expect(trace.notes(0)).toEqual(expected)
          expect(trace.notes(1)).toEqual([])
        },
      ),
    )
  })

  test('a message must be recorded under its number', () => {
    expect(() => new Trace(NODES).sent(3, 0, 1, 0, 0, 10, { type: 'A' })).toThrow(
      'message 3 recorded as number 0',
    )
  })
})

test('the row at a time is the last one at or before it', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(20)), fc.integer({ min: -1, max: 22 }), (times, us) => {
      const trace = new Trace(NODES)
      const sorted = [...times].sort((a, b) => a - b)
      for (const atUs of sorted) trace.row(atUs, 0, 0, -1, -1, '')
      expect(trace.rowAt(us)).toBe(sorted.filter((atUs) => atUs <= us).length - 1)
    }),
  )
})

test('a column grows over many pages, and truncated and pushed again holds the new values', () => {
  const column = new Numbers()
  for (let i = 0; i < 50_000; i++) column.push(i)
  column.truncate(20_000)
  for (let i = 20_000; i < 40_000; i++) column.push(-i)
  expect([column.length, column.get(19_999), column.get(20_000), column.get(39_999)]).toEqual([
    40_000, 19_999, -20_000, -39_999,
  ])
  expect(column.bytes()).toBe(10 * 4096 * 8)
})

test('the trace costs less than a hundred bytes an event', () => {
  const trace = new Trace(NODES)
  const world = pingWorld({}, { trace })
  world.advanceTo(40_000_000)
  expect(world.rows).toBeGreaterThan(50_000)
  expect(trace.bytes() / trace.rows).toBeLessThan(100)
})

test('a world refuses a message of one that is not there', () => {
  const nodes = [{ id: 'n1', process: scripted }]
  expect(() => play([[500, does('n1', ['send', 'n2', 'a'])]], 9000, { nodes })).toThrow(
    'n1 cannot send to n2',
  )
})
