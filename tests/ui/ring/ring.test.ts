// The ring from 3 to 200 nodes and up to 100,000 points: everything is on the figure, nothing on top of something else,
// and a key that moves goes no farther than to its new owner's arc.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hitAt } from '../../../src/ui/figures/ring/hit.ts'
import { keyMarks, progressOf } from '../../../src/ui/figures/ring/keyMarks.ts'
import { loadsGeometry, nodeAt } from '../../../src/ui/figures/ring/loads.ts'
import { ringModel, walkOf } from '../../../src/ui/figures/ring/model.ts'
import { angleOf, onCircle, placeAt } from '../../../src/ui/figures/ring/polar.ts'
import { boxOf, rimLabels } from '../../../src/ui/figures/ring/rimLabels.ts'
import { ringGeometry } from '../../../src/ui/figures/ring/ringGeometry.ts'
import { stopTags } from '../../../src/ui/figures/ring/stopTags.ts'
import { overlap } from '../../../src/ui/figures/shared/geometry.ts'
import { aKey, aNode, aPicture, aRing, arcsOf, joined, members } from './pictures.ts'

const SIZES = [
  { width: 620, height: 560 },
  { width: 480, height: 420 },
  { width: 360, height: 300 },
]
const asked = (size: { width: number; height: number }, selected: number | null = null) =>
  ({ size, measure: 'keys', selected, labelPx: 12 }) as const
const geometryOf = (picture = joined(5, 6), size = SIZES[0]!, selected: number | null = null) =>
  ringGeometry(ringModel(picture), asked(size, selected))

describe('geometry', () => {
  test.each(SIZES)('from outside to inside: rim, arcs, keys, bars, a number; at $width × $height', (size) => {
    const { radii, centre } = geometryOf(joined(5, 6), size)
    expect(radii.rim).toBeLessThanOrEqual(Math.min(centre.x, centre.y))
    const inwards = [radii.rim - radii.rimWidth / 2, radii.outer, radii.inner, radii.keys]
    if (radii.bars !== null) inwards.push(radii.bars.to, radii.bars.from)
    inwards.push(radii.free)
    for (const [i, radius] of inwards.slice(1).entries()) expect(radius).toBeLessThan(inwards[i]!)
    expect(radii.free).toBeGreaterThan(30)
  })

  test('few arcs are drawn one by one, many by the pixel', () => {
    const few = geometryOf(joined(5, 20))
    expect(few.arcs?.length).toBe(121)
    expect(few.pieces).toBeNull()
    const many = geometryOf(joined(199, 500))
    expect(many.arcs).toBeNull()
    expect(many.pieces?.tokens.reduce((sum, n) => sum + n, 0)).toBe(100_000)
    const moved = many.rimPieces!.reduce((sum, hue) => sum + hue.reduce((all, share) => all + share, 0), 0)
    // One of 200 nodes takes a two-hundredth of the circle.
    expect(moved / many.pieces!.count).toBeGreaterThan(0.004)
    expect(moved / many.pieces!.count).toBeLessThan(0.006)
  })

  test.each([3, 20, 200])('every one of %i nodes has a bar of its own that meets no other', (nodes) => {
    const { bars } = geometryOf(joined(nodes - 1, 50))
    expect(bars.length).toBe(nodes)
    for (const [i, bar] of bars.slice(1).entries()) expect(bar.from).toBeGreaterThan(bars[i]!.until)
    expect(bars.at(-1)!.until).toBeLessThan(bars[0]!.from + 2 * Math.PI)
  })

  test('what stands beside the ring stands beside it, and on nothing else', () => {
    for (const tokens of [4, 12, 40]) {
      const model = ringModel(joined(5, tokens))
      const geometry = ringGeometry(model, asked(SIZES[0]!))
      const boxes = rimLabels(model, geometry, 12).map((label) => boxOf(model, label, 12))
      expect(boxes.length).toBeGreaterThan(2)
      boxes.forEach((box, i) => {
        expect(box.x).toBeGreaterThanOrEqual(-1)
        expect(box.x + box.w).toBeLessThanOrEqual(621)
        for (const other of boxes.slice(i + 1)) expect(overlap(box, other)).toBe(0)
      })
    }
  })

  test('places and angles are each other’s way back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 32 - 1 }), (at) => {
        expect(Math.abs(placeAt(angleOf(at)) - at)).toBeLessThan(64)
      }),
    )
  })

  test('the numbers of copies can be read however close their points are', () => {
    const geometry = geometryOf()
    const stops = [4_294_967_290, 4_294_967_294, 3, 9].map((at, node) => ({ node, at }))
    const tags = stopTags(stops, geometry, 12)
    tags.slice(1).forEach(({ tag }, i) => {
      const before = tags[i]!.tag
      expect(Math.hypot(tag.x - before.x, tag.y - before.y)).toBeGreaterThan(16)
    })
  })
})

describe('keys', () => {
  const nodes = [aNode('n1'), aNode('n2'), aNode('n3')]
  const moving = aKey('k', 1_000, { owners: [2], ownersBefore: [0], held: [0] })
  const flight = { key: 0, from: 0, to: 2, sentUs: 100, arrivesUs: 300 }

  test('a key goes from its old owner to its new one as its message does, and is there when the disk has it', () => {
    const under = aPicture({ nodes, keys: [moving], flights: [flight] })
    const at = (us: number) => progressOf(under, true, 0, us)
    expect([at(0), at(100), at(150), at(300), at(900)]).toEqual([0, 0, 0.25, 1, 1])
    expect(progressOf(aPicture({ nodes, keys: [moving] }), true, 0, 500)).toBe(0)
    const there = aPicture({ nodes, keys: [{ ...moving, held: [0, 2] }] })
    expect(progressOf(there, true, 0, 0)).toBe(1)
  })

  test('it stays at its hash, and one that does not move stays where it is', () => {
    const stays = aKey('s', 2_000_000_000, { owners: [1], ownersBefore: [1], held: [1] })
    const model = ringModel(aPicture({ nodes, keys: [moving, stays], flights: [flight] }))
    const geometry = ringGeometry(model, asked(SIZES[0]!))
    const { radii } = geometry
    for (const us of [0, 200, 300]) {
      const [goes, rests] = keyMarks(model, geometry, us).marks
      expect(goes!.angle).toBe(angleOf(1_000))
      expect(goes!.radius).toBeGreaterThanOrEqual(radii.keys)
      expect(goes!.radius).toBeLessThanOrEqual(radii.rim)
      expect([rests!.radius, rests!.whose]).toEqual([radii.keys, null])
    }
    expect(keyMarks(model, geometry, 200).marks[0]!.radius).toBeCloseTo((radii.keys + radii.rim) / 2, 6)
  })

  test('many keys are piled up, none dropped, and those under way are drawn one by one', () => {
    const keys = Array.from({ length: 5_000 }, (_, i) => aKey(`k${i}`, i * 800_000))
    const model = ringModel(aPicture({ nodes, keys: [moving, ...keys], flights: [flight] }))
    const { marks, piles } = keyMarks(model, ringGeometry(model, asked(SIZES[0]!)), 200)
    expect(marks.map(({ key }) => key)).toEqual([0])
    expect(piles!.reduce((sum, { count }) => sum + count, 0)).toBe(5_001)
    expect(piles!.reduce((sum, { moved }) => sum + moved, 0)).toBe(1)
  })

  test('the walk from a key meets its copies as the placement lists them', () => {
    const ring = aRing(8, 30)
    const picture = aPicture({ nodes: members(8).map(({ id }) => aNode(id)), arcs: arcsOf(ring) })
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 32 - 1 }), (at) => {
        const owners = ring.preference(at, '').slice(0, 3)
        const stops = walkOf(picture, aKey('k', at, { owners }))!
        expect(stops.map(({ node }) => node)).toEqual(owners)
        for (const { node, at: place } of stops) expect(ring.owner(place, '')).toBe(node)
      }),
    )
  })
})

describe('what is under the pointer', () => {
  const model = ringModel(joined(5, 6, { keys: [aKey('k', 1_500_000_000)] }))
  const geometry = ringGeometry(model, asked(SIZES[0]!))
  const { centre, radii } = geometry
  const at = (radius: number, place: number) =>
    hitAt(model, geometry, onCircle(centre, radius, angleOf(place)), 9)

  test('arcs by their owners, keys by their places, bars by their nodes, and nothing in the middle', () => {
    const band = (radii.inner + radii.outer) / 2
    const token = at(band, 777_777_777)
    const { arcs } = model.picture
    expect(arcs!.owner[token!.index]).toBe(aRing(6, 6).owner(777_777_777, ''))
    expect(at(radii.keys, 1_500_000_000)).toEqual({ kind: 'key', index: 0 })
    expect(at(radii.keys, 3_500_000_000)).toBeNull()
    geometry.bars.forEach(({ from, until }, index) => {
      const point = onCircle(centre, radii.bars!.from + 2, (from + until) / 2)
      expect(hitAt(model, geometry, point, 9)).toEqual({ kind: 'node', index })
    })
    expect(hitAt(model, geometry, centre, 9)).toBeNull()
  })
})

test('sums count copies that have to be made, and those that have been', () => {
  const { totals } = ringModel(
    aPicture({
      keys: [
        aKey('a', 1, { owners: [1, 0], ownersBefore: [0, 1], held: [0, 1] }),
        aKey('b', 2, { owners: [1, 0], ownersBefore: [0], held: [0] }),
        aKey('c', 3, { owners: [1], ownersBefore: [0], held: [0, 1] }),
      ],
      moves: [{ from: 0, to: 1, keys: 3 }],
      keyBytes: 10,
    }),
  )
  expect(totals).toEqual({ keys: 3, moved: 3, copies: 2, made: 1, bytes: { all: 20, made: 10 } })
})

test.each([3, 20, 200])('bars of %i nodes fit, and each row is found again', (count) => {
  const nodes = members(count).map(({ id }, i) => aNode(id, { keys: i, keysBefore: i + 1, load: 1 }))
  const geometry = loadsGeometry(ringModel(aPicture({ nodes })), { width: 900, height: 480 }, 12)
  expect(geometry.height).toBeLessThanOrEqual(481)
  for (const { bars, y } of geometry.columns)
    bars.forEach((bar, i) => {
      expect(nodeAt(geometry, y + bar.y + geometry.rowH / 2, count)).toBe(i)
      expect(bar.width).toBeLessThanOrEqual(geometry.columns[0]!.width)
    })
})
