// Sizes of panes: never outside what there is room for, by key and by pointer alike, and nothing unsound is remembered.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Grows,
  isLayout,
  LAYOUTS,
  readSizes,
  sizeAfterDrag,
  sizeAfterKey,
  within,
} from '../../src/ui/hooks/layout.ts'

const RANGE = { least: 300, most: 600 }
const grows = fc.constantFrom<Grows>('left', 'up', 'down')
const range = fc
  .tuple(fc.integer({ min: 0, max: 900 }), fc.integer({ min: 0, max: 900 }))
  .map(([least, room]) => ({ least, most: least + room }))

test('there are three layouts, and nothing else is one', () => {
  expect(LAYOUTS.map(([id]) => id)).toEqual(['learning', 'debugging', 'presenting'])
  expect(['learning', 'Learning', '', null, 3].map(isLayout)).toEqual([true, false, false, false, false])
})

test('a size that does not fit becomes one that does; where none does, the least', () => {
  expect([250, 420, 900].map((size) => within(size, RANGE))).toEqual([300, 420, 600])
  expect(within(420, { least: 300, most: 200 })).toBe(300)
})

describe('keys on a separator', () => {
  test('move it the way they point', () => {
    const after = (key: string, way: Grows) => sizeAfterKey(key, 400, RANGE, 16, way)
    expect([after('ArrowLeft', 'left'), after('ArrowRight', 'left')]).toEqual([416, 384])
    expect([after('ArrowUp', 'up'), after('ArrowDown', 'up')]).toEqual([416, 384])
    expect([after('ArrowDown', 'down'), after('ArrowUp', 'down')]).toEqual([416, 384])
  })

  test('Home and End go to the ends', () => {
    expect(['Home', 'End'].map((key) => sizeAfterKey(key, 400, RANGE, 16, 'left'))).toEqual([300, 600])
  })

  test('other keys are left to others', () => {
    for (const key of ['Tab', 'ArrowUp', 'x', 'Enter', 'constructor'])
      expect(sizeAfterKey(key, 400, RANGE, 16, 'left'), key).toBeNull()
  })
})

test('the pointer takes the bar along; many rows share what it goes', () => {
  const drag = (x: number, y: number, way: Grows, px = 1) => sizeAfterDrag(400, { x, y }, RANGE, way, px)
  expect([drag(-30, 9, 'left'), drag(9, -30, 'up'), drag(9, 30, 'down')]).toEqual([430, 430, 430])
  expect(drag(0, -50, 'up', 5)).toBe(410)
})

test('whatever is done, the size stays within its range', () => {
  const keys = fc.constantFrom('ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End')
  fc.assert(
    fc.property(
      fc.integer({ min: -2_000, max: 2_000 }),
      keys,
      range,
      grows,
      fc.nat(500),
      (size, key, r, way, by) => {
        const byKey = sizeAfterKey(key, size, r, by, way) ?? r.least
        const byHand = sizeAfterDrag(size, { x: by, y: -by }, r, way, 1 + (by % 9))
        for (const after of [byKey, byHand]) {
          expect(after).toBeGreaterThanOrEqual(r.least)
          expect(after).toBeLessThanOrEqual(r.most)
        }
      },
    ),
  )
})

describe('what is remembered', () => {
  test('comes back', () => {
    const sizes = { learning: { side: 420, rows: 33 }, debugging: { cluster: 200, details: 180 } }
    expect(readSizes(JSON.parse(JSON.stringify(sizes)))).toEqual(sizes)
  })

  test.each([
    [null, {}],
    ['learning', {}],
    [{ learning: 5 }, {}],
    [{ learning: { side: 'wide', rows: 30 } }, { learning: { rows: 30 } }],
    [{ learning: { side: -4 }, flying: { side: 400 } }, {}],
    [{ debugging: { side: 1e12, door: 300 } }, {}],
  ])('of %j only what is sound', (stored, sizes) => {
    expect(readSizes(stored)).toEqual(sizes)
  })
})
