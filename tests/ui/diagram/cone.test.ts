// Past and future of an event are what Lamport's happened-before says: the naive closure over messages and lanes.
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { RunColumns } from '../../../src/lab/diagram/columns.ts'
import { DELIVERED } from '../../../src/lab/diagram/part.ts'
import { causesOf, coneOf, effectsOf, hasLane, NEVER } from '../../../src/ui/figures/diagram/cone.ts'
import { runOf, steps } from './runs.ts'

/** For every event those that directly happened before it: the last one on its lane, and the sending. */
function directlyBefore(columns: RunColumns): readonly (readonly number[])[] {
  const { rows, messages, rowCount } = columns
  const last = new Map<number, number>()
  return Array.from({ length: rowCount }, (_, row) => {
    if (!hasLane(columns, row)) return []
    const before: number[] = []
    const lane = rows.lane[row]!
    if (last.has(lane)) before.push(last.get(lane)!)
    last.set(lane, row)
    const id = rows.message[row]!
    if (id >= 0 && messages.fate[id] === DELIVERED) before.push(messages.sentRow[id]!)
    return before
  })
}

function closure(edges: readonly (readonly number[])[], from: number): ReadonlySet<number> {
  const seen = new Set([from])
  const waiting = [from]
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop())
    for (const next of edges[at]!) {
      if (seen.has(next)) continue
      seen.add(next)
      waiting.push(next)
    }
  return seen
}

function turnedRound(edges: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const after: number[][] = edges.map(() => [])
  edges.forEach((before, row) => {
    for (const each of before) after[each]!.push(row)
  })
  return after
}

test('the borders of a cone hold exactly the events of the closure', () => {
  fc.assert(
    fc.property(steps, fc.nat(1000), (timed, n) => {
      const columns = runOf(timed)
      const row = n % columns.rowCount
      if (!hasLane(columns, row)) return
      const before = directlyBefore(columns)
      const [past, future] = [closure(before, row), closure(turnedRound(before), row)]
      const cone = coneOf(columns, row)
      for (let other = 0; other < columns.rowCount; other++) {
        if (!hasLane(columns, other)) continue
        const lane = columns.rows.lane[other]!
        expect(other <= cone.past[lane]!, `${other} before ${row}`).toBe(past.has(other))
        expect(other >= cone.future[lane]!, `${other} after ${row}`).toBe(future.has(other))
      }
    }),
    { numRuns: 400 },
  )
})

test('carriers lead from lane to lane, in time', () => {
  fc.assert(
    fc.property(steps, fc.nat(1000), (timed, n) => {
      const columns = runOf(timed)
      const row = n % columns.rowCount
      const { past, future, carriers } = coneOf(columns, row)
      carriers.past.forEach((id, lane) => {
        if (id < 0) return
        expect([columns.messages.from[id], columns.messages.sentRow[id]]).toEqual([lane, past[lane]])
        expect(columns.messages.endRow[id]).toBeLessThanOrEqual(past[columns.messages.to[id]!]!)
      })
      carriers.future.forEach((id, lane) => {
        if (id < 0) return
        expect([columns.messages.to[id], columns.messages.endRow[id]]).toEqual([lane, future[lane]])
        expect(columns.messages.sentRow[id]).toBeGreaterThanOrEqual(future[columns.messages.from[id]!]!)
      })
    }),
    { numRuns: 200 },
  )
})

test('what is about no lane, or was lost, has neither past nor future', () => {
  const columns = runOf([
    { step: { kind: 'local', lane: 0 }, afterUs: 1 },
    { step: { kind: 'deed' }, afterUs: 1 },
    { step: { kind: 'send', lane: 0, to: [1], mark: 0 }, afterUs: 1 },
    { step: { kind: 'lose', which: 0 }, afterUs: 1 },
  ])
  for (const row of [1, 3]) {
    const { past, future } = coneOf(columns, row)
    expect([...past]).toEqual([-1, -1, -1, -1])
    expect([...future]).toEqual([NEVER, NEVER, NEVER, NEVER])
  }
})

test('causes go back to the root or as far as asked, effects are direct', () => {
  const columns = runOf(
    Array.from({ length: 6 }, () => ({ step: { kind: 'local', lane: 0 }, afterUs: 1 }) as const),
  )
  expect(causesOf(columns, 3, 100)).toEqual([3, 2, 1, 0])
  expect(causesOf(columns, 5, 3)).toEqual([5, 4, 3])
  expect(effectsOf(columns, 2, 100)).toEqual([3])
  expect(effectsOf(columns, 5, 100)).toEqual([])
})
