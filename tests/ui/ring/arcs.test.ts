// The circle as arithmetic agrees with the placement it is a picture of.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ArcsPicture } from '../../../src/sim/picture.ts'
import { CIRCLE, eachArc, movedArcs, ownerAt, sharesOf, tokensOf } from '../../../src/ui/figures/ring/arcs.ts'
import { counted, cover } from '../../../src/ui/figures/ring/bins.ts'
import { aRing, arcsOf } from './pictures.ts'

const places = fc.integer({ min: 0, max: CIRCLE - 1 })
const arcs = (owners: number) =>
  fc
    .array(fc.record({ until: places, owner: fc.nat({ max: owners - 1 }) }), { minLength: 1, maxLength: 30 })
    .map((list): ArcsPicture => {
      const sorted = [...list].sort((a, b) => a.until - b.until)
      return {
        until: sorted.map(({ until }) => until),
        owner: sorted.map(({ owner }) => owner),
        isWalked: true,
      }
    })

test('a place has the owner that the placement gives it', () => {
  const ring = aRing(7, 40)
  const picture = arcsOf(ring)
  fc.assert(fc.property(places, (at) => ownerAt(picture, at) === ring.owner(at, '')))
  for (const at of [0, CIRCLE - 1, ...ring.tokens.at, ...ring.tokens.at.map((each) => each + 1)])
    expect(ownerAt(picture, at)).toBe(ring.owner(at, ''))
})

test('arcs lie side by side from the beginning to the end, each whole with its owner', () => {
  fc.assert(
    fc.property(arcs(4), (picture) => {
      let end = 0
      eachArc(picture, (from, until, owner) => {
        expect(from).toBe(end)
        end = until
        if (until === from) return
        expect(ownerAt(picture, from)).toBe(owner)
        expect(ownerAt(picture, until - 1)).toBe(owner)
      })
      expect(end).toBe(CIRCLE)
      expect(sharesOf(picture, 4).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9)
      expect(tokensOf(picture, 4).reduce((sum, n) => sum + n, 0)).toBe(picture.until.length)
    }),
  )
})

test('a place is in what moved if and only if its owner is another, and so are all places beside it', () => {
  fc.assert(
    fc.property(arcs(3), arcs(3), fc.array(places, { maxLength: 20 }), (before, now, asked) => {
      const moved = movedArcs(before, now)
      const ends = [...Array.from(before.until), ...Array.from(now.until)]
      const edges = [...ends, ...ends.map((end) => (end + 1) % CIRCLE)]
      for (const at of [...asked, ...edges, 0]) {
        const [was, is] = [ownerAt(before, at), ownerAt(now, at)]
        const found = moved.find(({ from, until }) => from <= at && at < until)
        expect(found === undefined ? null : [found.was, found.now]).toEqual(was === is ? null : [was, is])
      }
      for (const [i, { from }] of moved.entries())
        expect(from).toBeGreaterThanOrEqual(moved[i - 1]?.until ?? 0)
    }),
    { numRuns: 200 },
  )
})

test('what is under a pixel is counted and never dropped', () => {
  const ring = aRing(200, 500)
  const picture = arcsOf(ring)
  const shares = sharesOf(picture, 200)
  for (const pieces of [1, 7, 640, 1307]) {
    const own = new Float32Array(pieces)
    eachArc(picture, (from, until, owner) => owner === 17 && cover(own, from, until))
    expect(own.reduce((sum, share) => sum + share, 0) / pieces).toBeCloseTo(shares[17]!, 5)
    expect(Math.max(...own)).toBeLessThanOrEqual(1.0001)
    expect(counted(pieces, picture.until).reduce((sum, n) => sum + n, 0)).toBe(100_000)
  }
})
