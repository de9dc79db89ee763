// The axis of the diagram: order is kept in both modes, pixels lead back to events, and moving the window never leaves
// the run.
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LOCAL, TOLD } from '../../../src/ui/figures/diagram/filter.ts'
import { modelOf } from '../../../src/ui/figures/diagram/model.ts'
import { centred, converted, held, lengthOf, panned, zoomed } from '../../../src/ui/figures/diagram/moves.ts'
import { type Mode, scaleOf, wholeSpan } from '../../../src/ui/figures/diagram/scale.ts'
import { slotsOf } from '../../../src/ui/figures/diagram/slots.ts'
import { options, runOf, steps } from './runs.ts'

const mode = fc.constantFrom<Mode>('time', 'event')

describe.each(['time', 'event'] as const)('in the axis of %s', (mode) => {
  test('events stand in their order, and a pixel leads to the first that is not left of it', () => {
    fc.assert(
      fc.property(steps, options, (timed, left) => {
        const { columns, slots } = modelOf(runOf(timed), [], left)
        const scale = scaleOf(columns, slots, mode, wholeSpan(columns, slots, mode), 500)
        for (let row = 1; row < columns.rowCount; row++)
          expect(scale.x(row)).toBeGreaterThanOrEqual(scale.x(row - 1))
        for (let row = 0; row < columns.rowCount; row++) {
          const from = scale.rowFrom(scale.x(row) - 1e-7)
          expect(from).toBeLessThanOrEqual(row)
          if (from > 0) expect(scale.x(from - 1)).toBeLessThan(scale.x(row))
        }
        expect(scale.rowFrom(scale.x(columns.rowCount - 1) + 1)).toBe(columns.rowCount)
      }),
      { numRuns: 60 },
    )
  })

  test('a moment between two events stands between them, and leads back to itself', () => {
    fc.assert(
      fc.property(steps, options, fc.double({ min: 0, max: 1, noNaN: true }), (timed, left, share) => {
        const { columns, slots } = modelOf(runOf(timed), [], left)
        const scale = scaleOf(columns, slots, mode, wholeSpan(columns, slots, mode), 500)
        for (let row = 0; row + 1 < columns.rowCount; row++) {
          const [a, b] = [columns.rows.atUs[row]!, columns.rows.atUs[row + 1]!]
          const us = a + (b - a) * share
          const x = scale.xAt(row, us)
          expect(x).toBeGreaterThanOrEqual(scale.x(row) - 1e-9)
          if (mode === 'time') expect(scale.usAt(x)).toBeCloseTo(us, 3)
        }
      }),
      { numRuns: 40 },
    )
  })
})

test('slots: told events have one each, runs of local ones share one when collapsed, hidden ones have none', () => {
  const [h, l, t] = [0, LOCAL, TOLD]
  const classes = Uint8Array.of(l, l, t, l, h, l, t, t, h, l)
  expect([...slotsOf(classes, false).slotOf]).toEqual([0, 1, 2, 3, 3, 4, 5, 6, 6, 7])
  const { slotOf, rowOf, count } = slotsOf(classes, true)
  expect([...slotOf]).toEqual([0, 0, 1, 2, 2, 2, 3, 4, 4, 5])
  expect([...rowOf, count]).toEqual([0, 2, 3, 6, 7, 9, 10, 6])
})

describe('the window', () => {
  const whole = { from: -10, to: 1010 }
  const span = fc
    .tuple(fc.double({ min: -10, max: 1010, noNaN: true }), fc.double({ min: 30, max: 900, noNaN: true }))
    .map(([from, length]) => held({ from, to: from + length }, whole))
  const isIn = ({ from, to }: { from: number; to: number }) =>
    from >= whole.from - 1e-6 && to <= whole.to + 1e-6

  test('keeps its length when it is panned, and stays in the run', () => {
    fc.assert(
      fc.property(span, fc.double({ min: -3, max: 3, noNaN: true }), (before, share) => {
        const after = panned(before, share, whole)
        expect(lengthOf(after)).toBeCloseTo(lengthOf(before), 6)
        expect(isIn(after)).toBe(true)
      }),
    )
  })

  test('zooms around what is under the pointer, unless the run ends there', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true })
    fc.assert(
      fc.property(
        span,
        fc.double({ min: 0.2, max: 5, noNaN: true }),
        share,
        mode,
        (before, factor, at, m) => {
          const after = zoomed(before, factor, at, whole, m)
          expect(isIn(after)).toBe(true)
          const place = before.from + lengthOf(before) * at
          const isFree = after.from > whole.from + 1e-6 && after.to < whole.to - 1e-6
          if (isFree) expect(after.from + lengthOf(after) * at).toBeCloseTo(place, 4)
          expect(lengthOf(after)).toBeLessThanOrEqual(lengthOf(whole) + 1e-6)
        },
      ),
    )
  })

  test('can be centred on a place', () => {
    expect(centred({ from: 0, to: 100 }, 500, 0.5, whole)).toEqual({ from: 450, to: 550 })
    expect(centred({ from: 0, to: 100 }, 1005, 0.5, whole)).toEqual({ from: 910, to: 1010 })
  })

  test('holds the same events in the other axis', () => {
    fc.assert(
      fc.property(steps, options, mode, (timed, left, from) => {
        const model = modelOf(runOf(timed), [], left)
        const { columns, slots } = model
        const scale = scaleOf(columns, slots, from, wholeSpan(columns, slots, from), 500)
        const to = from === 'time' ? 'event' : 'time'
        const other = scaleOf(columns, slots, to, converted(model, scale, to), 500)
        for (let row = 0; row < columns.rowCount; row++) {
          // Hidden ones stand with the one before them, which may be none.
          if (slots.slotOf[row]! < 0) continue
          expect(other.x(row)).toBeGreaterThanOrEqual(-0.001)
          expect(other.x(row)).toBeLessThanOrEqual(500.001)
        }
      }),
      { numRuns: 60 },
    )
  })
})
