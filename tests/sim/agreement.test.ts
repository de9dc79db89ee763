// Who agrees on a key, held to what the words say: drawn copies are sets of writes, and one lacks what the other has.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { agreementOn, agreementText, byDisagreement, type Copy, heldBy } from '../../src/sim/agreement.ts'

/** What a node has seen, as a set of three writes. */
type Seen = number

const copyOf = (seen: Seen, i: number): Copy => ({
  node: `n${i + 1}`,
  name: String(seen),
  text: `v${seen}`,
  tone: seen + 1,
})
const lacks = (one: Copy, other: Copy) => (Number(other.name) & ~Number(one.name)) !== 0
const agreement = (seen: readonly Seen[]) => agreementOn('x', seen.map(copyOf), lacks)

describe('agreement on a key', () => {
  const drawn = fc.array(fc.integer({ min: 0, max: 7 }), { minLength: 1, maxLength: 6 })

  test('each node stands once, beside those and only those that show the same', () => {
    fc.assert(
      fc.property(drawn, (seen) => {
        const { shows } = agreement(seen)
        const placed = shows.flatMap(({ nodes, text }) => nodes.map((node) => `${node} ${text}`)).sort()
        expect(placed).toEqual(seen.map((each, i) => `n${i + 1} v${each}`).sort())
        expect(new Set(shows.map(({ text }) => text)).size).toBe(shows.length)
      }),
    )
  })

  test('it has come apart if and only if nobody has everything', () => {
    fc.assert(
      fc.property(drawn, (seen) => {
        const all = seen.reduce((union, each) => union | each, 0)
        expect(agreement(seen).isApart).toBe(!seen.includes(all) && maximal(seen).size > 1)
      }),
    )
  })

  test('who is behind is who lacks what somebody has and has nothing of its own', () => {
    fc.assert(
      fc.property(drawn, (seen) => {
        const best = maximal(seen)
        for (const { text, isBehind } of agreement(seen).shows)
          expect(isBehind).toBe(!best.has(Number(text.slice(1))))
      }),
    )
  })

  test('up to four different things have four different hues, and avoid those of something else', () => {
    fc.assert(
      fc.property(drawn, (seen) => {
        const hues = agreement(seen).shows.map(({ hue }) => hue)
        expect(new Set(hues).size).toBe(Math.min(4, hues.length))
      }),
    )
    const { shows } = agreementOn('x', [0, 1].map(copyOf), lacks, [1, 2])
    expect(shows.map(({ hue }) => hue)).toEqual([3, 4])
  })
})

/** Those that no other includes. */
function maximal(seen: readonly Seen[]): ReadonlySet<Seen> {
  return new Set(seen.filter((one) => !seen.some((other) => other !== one && (other | one) === other)))
}

test('it reads as a sentence, those that have come apart first', () => {
  const apart = { ...agreement([1, 2, 2]), key: 'y' }
  expect(agreementText(agreement([1, 1, 1]))).toBe('x: v1 at n1, n2 and n3')
  expect(agreementText(agreement([3, 1, 1]))).toBe('x differs: v3 at n1; v1 at n2 and n3, behind')
  expect(agreementText(apart)).toBe('y has come apart: v1 at n1; v2 at n2 and n3')
  expect(byDisagreement([agreement([1]), agreement([3, 1]), apart]).map(({ key }) => key)).toEqual([
    'y',
    'x',
    'x',
  ])
  expect(heldBy('n1', [agreement([1]), apart], 1)).toEqual([{ key: 'y', text: 'v1', hue: 2, differs: true }])
})
