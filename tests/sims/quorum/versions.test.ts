// Versions: merging them is the same in whatever order and however often they come, and forgets nothing that nobody has
// seen. And the closed forms of staleness, against the numbers that are published.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { kStaleness, missedShare, withinVersions } from '../../../sims/quorum/tables/kStaleness.ts'
import { type Conflicts, covers, hasAll, merged, type Version } from '../../../sims/quorum/versions.ts'

/** What three sessions wrote to one key, each having seen a prefix of what each other had written. */
const written: fc.Arbitrary<readonly Version[]> = fc
  .array(fc.tuple(fc.constantFrom('c1', 'c2', 'c3'), fc.subarray([0, 1, 2, 3, 4, 5, 6, 7])), { maxLength: 8 })
  .map((steps) => {
    const made: Version[] = []
    for (const [writer, looked] of steps) {
      const own = made.filter((version) => version.writer === writer)
      const known = [...own, ...looked.flatMap((i) => made[i] ?? [])]
      const seen: Record<string, number> = {}
      for (const version of known)
        for (const [session, n] of Object.entries(version.seen))
          seen[session] = Math.max(seen[session] ?? 0, n)
      const n = own.length + 1
      const stamp = Math.max(0, ...known.map((version) => version.stamp)) + 1
      made.push({ value: made.length, writer, n, stamp, seen: { ...seen, [writer]: n } })
    }
    return made
  })

const all = (versions: readonly Version[], conflicts: Conflicts) =>
  versions.reduce<readonly Version[]>((list, version) => merged(list, [version], conflicts), [])

describe.each(['siblings', 'lww'] as const)('%s', (conflicts) => {
  test('what is kept depends neither on the order nor on how often versions come', () => {
    fc.assert(
      fc.property(
        written.chain((made) =>
          fc.tuple(
            fc.constant(made),
            fc.shuffledSubarray([...made, ...made], { minLength: 2 * made.length }),
          ),
        ),
        ([made, again]) => {
          expect(all(again, conflicts)).toEqual(all(made, conflicts))
          expect(hasAll(all(again, conflicts), made, conflicts)).toBe(true)
        },
      ),
    )
  })
})

test('siblings are exactly the versions that nobody who wrote later had seen', () => {
  fc.assert(
    fc.property(written, (made) => {
      const unseen = made.filter(
        (version) => !made.some((other) => other !== version && covers(other, version)),
      )
      expect(new Set(all(made, 'siblings'))).toEqual(new Set(unseen))
    }),
  )
})

test('the closed forms of staleness give the published numbers', () => {
  expect(missedShare(3, 1, 1)).toBeCloseTo(2 / 3, 12)
  expect(withinVersions(3, 1, 1, 2)).toBeCloseTo(5 / 9, 12)
  expect(withinVersions(3, 1, 1, 3)).toBeCloseTo(19 / 27, 12)
  expect(withinVersions(3, 1, 1, 5)).toBeGreaterThan(0.868)
  expect(withinVersions(3, 1, 1, 10)).toBeGreaterThan(0.98)
  for (const [r, w] of [
    [1, 2],
    [2, 1],
  ] as const) {
    expect(withinVersions(3, r, w, 1)).toBeCloseTo(2 / 3, 12)
    expect(withinVersions(3, r, w, 2)).toBeCloseTo(8 / 9, 12)
    expect(withinVersions(3, r, w, 5)).toBeGreaterThan(0.995)
  }
  expect(missedShare(100, 30, 30)).toBeCloseTo(1.88e-6, 8)
  expect(missedShare(3, 2, 2)).toBe(0)
  expect(kStaleness.id).toBe('k-staleness')
})
