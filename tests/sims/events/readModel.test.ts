// What a read model says of the events that made it, against the slow way: counting them one by one.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addedTo, EMPTY, flawsOf, type Stretch, timesIn, withEvents } from '../../../sims/events/readModel.ts'

const MOST = 12

const stretch = fc
  .tuple(fc.integer({ min: 1, max: MOST }), fc.integer({ min: 0, max: 4 }))
  .map(([from, more]): Stretch => [from, Math.min(MOST, from + more)])
const stretches = fc.array(stretch, { maxLength: 5 })
const numbers = Array.from({ length: MOST }, (_, i) => i + 1)

const eventsOf = ([from, to]: Stretch) =>
  numbers
    .filter((n) => n >= from && n <= to)
    .map((n) => ({ n, kind: 'deposited' as const, key: 'x', amount: n, client: 'c1', request: n, atUs: 0 }))

const modelOf = (applied: readonly Stretch[]) =>
  applied.reduce((model, each) => withEvents(model, eventsOf(each)), EMPTY)

test('what is missing and what is there too often is what counting finds', () => {
  fc.assert(
    fc.property(stretches, fc.integer({ min: 0, max: MOST }), (applied, upTo) => {
      const { made } = modelOf(applied)
      const times = numbers.map((n) => applied.filter(([from, to]) => from <= n && n <= to).length)
      expect(numbers.map((n) => timesIn({ made }, n))).toEqual(times)
      const lost = numbers.filter((n) => n <= upTo && times[n - 1] === 0)
      const twice = numbers.filter((n) => times[n - 1]! > 1)
      const flaws = flawsOf(made, upTo)
      expect(flaws.lost).toBe(lost.length)
      expect(flaws.twice).toBe(times.reduce((sum, each) => sum + Math.max(0, each - 1), 0))
      if (lost.length > 0) expect(flaws.firstLost).toBe(lost[0])
      if (twice.length > 0) expect(flaws.firstTwice).toBe(twice[0])
    }),
    { numRuns: 2_000, seed: 1 },
  )
})

test('what came since is told, also where it goes on where the last had ended', () => {
  fc.assert(
    fc.property(stretches, stretches, (before, more) => {
      const first = modelOf(before)
      const then = more.reduce((model, each) => withEvents(model, eventsOf(each)), first)
      const added = addedTo(first.made, then.made)
      expect(added?.flatMap((each) => eventsOf(each).map(({ n }) => n))).toEqual(
        more.flatMap((each) => eventsOf(each).map(({ n }) => n)),
      )
      expect(then.balances.x ?? 0).toBe(
        [...before, ...more].flatMap(eventsOf).reduce((sum, { amount }) => sum + amount, 0),
      )
    }),
    { numRuns: 1_000, seed: 1 },
  )
})

test('a model that was set back or begun anew is no continuation', () => {
  expect(addedTo([[1, 5]], [[1, 4]])).toBeNull()
  expect(addedTo([[1, 5]], [])).toBeNull()
  expect(
    addedTo(
      [
        [1, 5],
        [4, 6],
      ],
      [[1, 5]],
    ),
  ).toBeNull()
  expect(addedTo([[1, 5]], [[2, 7]])).toBeNull()
})
