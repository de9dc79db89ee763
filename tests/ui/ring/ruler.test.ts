// The ruler: the same placement by hash and by key, with a row for each node, from few arcs to many.

import { describe, expect, test } from 'vitest'
import { ringModel } from '../../../src/ui/figures/ring/model.ts'
import { rowY, rulerGeometry } from '../../../src/ui/figures/ring/rulerGeometry.ts'
import { rulerHit } from '../../../src/ui/figures/ring/rulerHit.ts'
import { aKey, joined } from './pictures.ts'

const SIZE = { width: 960, height: 520 }
const keys = ['d', 'a', 'c', 'b'].map((key, i) =>
  aKey(key, i * 1_000_000_000, { owners: [i % 3], ownersBefore: [(i + 1) % 3] }),
)

describe('geometry', () => {
  test.each([
    [5, 20],
    [199, 500],
  ])('of %i nodes with %i points each, every row has what its node owns', (nodes, tokens) => {
    const model = ringModel(joined(nodes, tokens, { keys }))
    const { strips, width } = rulerGeometry(model, SIZE, 12)
    const owned = model.shares!.map(() => 0)
    for (const segment of strips[0]!.segments) owned[segment.node]! += (segment.width * segment.share) / width
    owned.forEach((share, node) => {
      expect(share).toBeCloseTo(model.shares![node]!, 3)
    })
  })

  test('keys lie at their hashes above, and in their own order below, one cell each', () => {
    const geometry = rulerGeometry(ringModel(joined(4, 6, { keys })), SIZE, 12)
    const [byHash, byKey] = geometry.strips
    expect(byHash!.keys.map(({ x }) => Math.round((x / geometry.width) * 2 ** 32))).toEqual(
      keys.map(({ at }) => at),
    )
    expect(byKey!.keys.map(({ key }) => keys[key]!.key)).toEqual(['a', 'b', 'c', 'd'])
    expect(byKey!.segments.map(({ node }) => node)).toEqual([1, 0, 2, 0])
    expect(byKey!.segments.reduce((sum, { width }) => sum + width, 0)).toBeCloseTo(geometry.width, 6)
  })

  test('ranges begin before their first keys', () => {
    const ranges = { starts: ['', 'b', 'bb', 'z'], owner: [0, 1, 2, 0] }
    const geometry = rulerGeometry(ringModel(joined(4, 6, { keys, ranges })), SIZE, 12)
    const [byHash, byKey] = geometry.strips
    expect(byHash!.bounds).toEqual([])
    expect(byKey!.bounds.map((x) => (4 * x) / geometry.width)).toEqual([1, 2])
  })

  test.each([3, 40, 200])('both strips of %i nodes fit, one below the other', (nodes) => {
    const geometry = rulerGeometry(ringModel(joined(nodes - 1, 10, { keys })), SIZE, 12)
    const [byHash, byKey] = geometry.strips
    const last = rowY(geometry, byHash!, nodes - 1) + geometry.rowH / 2
    expect(last).toBeLessThan(byKey!.y)
    expect(rowY(geometry, byKey!, nodes - 1)).toBeLessThan(SIZE.height)
  })
})

test('under the pointer: a key on its row, before and after it moved; else whose the row is', () => {
  const model = ringModel(joined(4, 6, { keys }))
  const geometry = rulerGeometry(model, SIZE, 12)
  for (const strip of geometry.strips)
    for (const { key, x } of strip.keys)
      for (const node of [keys[key]!.owners[0]!, keys[key]!.ownersBefore[0]!]) {
        const at = { x: geometry.left + x, y: rowY(geometry, strip, node) }
        expect(rulerHit(model, geometry, at, 4)).toEqual({ kind: 'key', index: key })
      }
  const row = { x: 2, y: rowY(geometry, geometry.strips[1]!, 3) }
  expect(rulerHit(model, geometry, row, 4)).toEqual({ kind: 'node', index: 3 })
  expect(rulerHit(model, geometry, { x: 400, y: 2 }, 4)).toBeNull()
})
