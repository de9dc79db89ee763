// The policy that thins checkpoints: how far apart they may be, how many there are, and which are always kept.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { LEAST_SPACING, type Mark, MOST_CHECKPOINTS, spacing, thinned } from '../../src/lab/checkpoints.ts'

/** As they are left while a run is recorded, each thinning what was left before. */
function recordedUntil(rows: number, sizeAt: (rows: number) => number): readonly Mark[] {
  let marks: readonly Mark[] = [{ rows: 0, size: 0 }]
  for (let at = LEAST_SPACING; at <= rows; ) {
    const mark = { rows: at, size: sizeAt(at) }
    marks = thinned([...marks, mark], at)
    at += spacing(mark)
  }
  return marks
}

const gaps = (marks: readonly Mark[]) => marks.slice(1).map((mark, i) => mark.rows - marks[i]!.rows)

const someMarks = fc
  .array(fc.record({ gap: fc.integer({ min: 1, max: 5_000 }), size: fc.nat(5_000) }), {
    minLength: 1,
    maxLength: 600,
  })
  .map((list) => {
    const marks: Mark[] = [{ rows: 0, size: 0 }]
    for (const { gap, size } of list) marks.push({ rows: marks.at(-1)!.rows + gap, size })
    return marks
  })

test('the first and the latest stay, the others in their order, and never more than the most', () => {
  fc.assert(
    fc.property(someMarks, fc.nat(100_000), (marks, more) => {
      const kept = thinned(marks, marks.at(-1)!.rows + more)
      expect([kept[0], kept.at(-1)]).toEqual([marks[0], marks.at(-1)])
      expect(kept).toEqual(marks.filter((mark) => kept.includes(mark)))
      expect(kept.length).toBeLessThanOrEqual(MOST_CHECKPOINTS)
    }),
  )
})

test('no stretch becomes longer than age and cost allow', () => {
  fc.assert(
    fc.property(someMarks, fc.nat(100_000), (marks, more) => {
      const rows = marks.at(-1)!.rows + more
      const kept = thinned(marks, rows)
      for (let i = 1; kept.length < MOST_CHECKPOINTS / 2 && i < kept.length; i++) {
        const [from, to] = [kept[i - 1]!, kept[i]!]
        const gone = marks.filter((mark) => mark.rows > from.rows && mark.rows < to.rows)
        if (gone.length === 0) continue
        const allowed = Math.max(...gone.map((mark) => spacing(mark, rows - mark.rows)))
        expect(to.rows - from.rows).toBeLessThanOrEqual(allowed)
      }
    }),
  )
})

test('thinned twice is thinned once', () => {
  fc.assert(
    fc.property(someMarks, (marks) => {
      const once = thinned(marks, marks.at(-1)!.rows)
      expect(thinned(once, marks.at(-1)!.rows)).toEqual(once)
    }),
  )
})

test('near the end of a long run they are dense, far behind it sparse', () => {
  const marks = recordedUntil(100_000, () => 0)
  const all = gaps(marks)
  expect(Math.max(...all.slice(-3))).toBeLessThan(3 * LEAST_SPACING)
  expect(all[0]).toBeGreaterThan(3 * LEAST_SPACING)
  expect(Math.max(...all)).toBeLessThan(2_500)
})

test.each([10_000, 100_000, 1_000_000, 2_000_000])('a run of %i events has no more than the most', (rows) => {
  for (const size of [0, 0.05, 0.3]) {
    const marks = recordedUntil(rows, (at) => Math.floor(at * size))
    expect(marks.length).toBeLessThanOrEqual(MOST_CHECKPOINTS)
    // To stand anywhere is to replay a small part of the run, never most of it.
    expect(Math.max(...gaps(marks))).toBeLessThan(LEAST_SPACING + rows * (size + 0.05))
  }
})
