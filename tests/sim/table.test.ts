// A figure is within its bounds or it is not; the bound itself is within.
import { expect, test } from 'vitest'
import { isWithin } from '../../src/sim/table.ts'

test.each([
  [97.4, 97.36, 0.7, true],
  [98.2, 97.36, 0.7, false],
  [13, 10, 3, true],
  [7, 10, 3, true],
  [6.99, 10, 3, false],
])('%d against %d allowing %d: %s', (measured, published, allowed, expected) => {
  expect(isWithin({ label: '', measured, published, allowed, unit: '' })).toBe(expected)
})
