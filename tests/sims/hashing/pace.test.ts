// How often something happens lately: what is counted in one quarter of a second is told in the next, and forgotten after.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { counted, lastQuarter, lately, perSecond, STILL } from '../../../sims/hashing/pace.ts'

test('it tells what the quarter of a second before this one had, whenever it is asked', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(2_000_000)), fc.nat(1_000_000), (times, later) => {
      const sorted = [...times].sort((a, b) => a - b)
      const pace = sorted.reduce(counted, STILL)
      const nowUs = (sorted.at(-1) ?? 0) + later
      const last = Math.floor(nowUs / 250_000) - 1
      const expected = sorted.filter((us) => Math.floor(us / 250_000) === last).length
      expect(lastQuarter(pace, nowUs)).toBe(expected)
      const since = sorted.filter((us) => Math.floor(us / 250_000) > last).length
      expect(lately(pace, nowUs)).toBe(expected + since)
      expect(perSecond(pace, nowUs)).toBe(4 * expected)
    }),
  )
})
