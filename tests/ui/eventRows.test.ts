// Lines of a very long list: what is in view is drawn where it is seen, and every line can be scrolled to, however many.
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { lineAfterKey, rowsInView } from '../../src/ui/panels/eventRows.ts'

const ROW = 30
const BOX = 400
/** Beyond this some browser shows nothing. */
const HIGHEST = 17_000_000

const place = fc.record({
  total: fc.integer({ min: 20, max: 2_000_000 }),
  share: fc.double({ min: 0, max: 1, noNaN: true }),
})

test('the window is full of lines wherever it is, from the first to the last', () => {
  fc.assert(
    fc.property(place, ({ total, share }) => {
      const { heightPx } = rowsInView(total, ROW, 0, BOX)
      expect(heightPx).toBeLessThan(HIGHEST)
      const scrollTop = share * (heightPx - BOX)
      const { from, to, topOf } = rowsInView(total, ROW, scrollTop, BOX)
      expect(topOf(from)).toBeLessThanOrEqual(scrollTop + 0.01)
      expect(topOf(to - 1) + ROW).toBeGreaterThanOrEqual(scrollTop + BOX - 0.01)
      expect(to - from).toBeLessThan(BOX / ROW + 20)
    }),
  )
})

test('the ends of the bar are the ends of the list', () => {
  for (const total of [20, 40_000, 2_000_000]) {
    const { heightPx } = rowsInView(total, ROW, 0, BOX)
    expect(rowsInView(total, ROW, 0, BOX).from).toBe(0)
    expect(rowsInView(total, ROW, heightPx - BOX, BOX).to).toBe(total)
  }
})

test('scrolling to a line brings it into view, and a line in view moves nothing', () => {
  fc.assert(
    fc.property(place, ({ total, share }) => {
      const i = Math.floor(share * (total - 1))
      const { heightPx, scrollTo } = rowsInView(total, ROW, 0, BOX)
      const scrollTop = Math.min(heightPx - BOX, scrollTo(i) ?? 0)
      const there = rowsInView(total, ROW, scrollTop, BOX)
      expect(there.topOf(i)).toBeGreaterThanOrEqual(scrollTop - 0.01)
      expect(there.topOf(i) + ROW).toBeLessThanOrEqual(scrollTop + BOX + 0.01)
    }),
  )
})

test.each([
  ['ArrowDown', 6],
  ['ArrowUp', 4],
  ['PageDown', 9],
  ['Home', 0],
  ['End', 9],
  ['x', null],
])('%s leads from line 5 of 10 to %s', (key, expected) => {
  expect(lineAfterKey(key, 5, 10, 8)).toBe(expected)
})
