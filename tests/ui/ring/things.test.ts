// Keys of the keyboard reach everything, and what they come to is said in words.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ringModel } from '../../../src/ui/figures/ring/model.ts'
import { bytesText, partText, percent, signed } from '../../../src/ui/figures/ring/numbers.ts'
import {
  afterKey,
  countOf,
  kindsOf,
  placeOf,
  sentenceOf,
  type ThingKind,
  thingAt,
} from '../../../src/ui/figures/ring/things.ts'
import { aKey, aNode, aPicture, joined } from './pictures.ts'

const keys = [aKey('b', 3_000_000_000), aKey('a', 1_000), aKey('c', 2_000_000_000)]
const model = ringModel(joined(3, 4, { keys }))

describe('walking', () => {
  test('right goes through all of a kind, keys by where they lie, and comes back to the first', () => {
    let here: { kind: ThingKind; place: number } = { kind: 'key', place: 0 }
    const met: string[] = []
    for (let i = 0; i < 3; i++) {
      met.push(model.picture.keys[thingAt(model, 'key', here.place).index]!.key)
      here = afterKey(model, 'ArrowRight', here)!
    }
    expect(met).toEqual(['a', 'c', 'b'])
    expect(here.place).toBe(0)
  })

  test('down goes from a node to its point, to the key there, and round', () => {
    const start = { kind: 'node', place: 2 } as const
    const token = afterKey(model, 'ArrowDown', start)!
    expect(token.kind).toBe('token')
    expect(model.picture.arcs!.owner[token.place]).toBe(2)
    const key = afterKey(model, 'ArrowDown', token)!
    expect(key.kind).toBe('key')
    expect(afterKey(model, 'ArrowDown', key)!.kind).toBe('node')
    expect(afterKey(model, 'ArrowUp', start)!.kind).toBe('key')
  })

  test('no key leads out of what there is', () => {
    const names = ['ArrowRight', 'ArrowLeft', 'ArrowUp', 'ArrowDown', 'Home', 'End', 'PageUp', 'PageDown']
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...names), { maxLength: 30 }), (presses) => {
        let here: { kind: ThingKind; place: number } = { kind: 'node', place: 0 }
        for (const name of presses) {
          here = afterKey(model, name, here)!
          expect(here.place).toBeGreaterThanOrEqual(0)
          expect(here.place).toBeLessThan(countOf(model, here.kind))
          expect(placeOf(model, thingAt(model, here.kind, here.place))).toBe(here.place)
        }
      }),
    )
    expect(afterKey(model, 'x', { kind: 'node', place: 0 })).toBeNull()
  })

  test('a scheme without a circle has no points to walk along', () => {
    expect(kindsOf(ringModel(aPicture({ keys })))).toEqual(['node', 'key'])
    expect(kindsOf(ringModel(aPicture()))).toEqual(['node'])
  })
})

describe('words', () => {
  const nodes = [aNode('n1', { keys: 1, keysBefore: 2, held: 3, load: 4 }), aNode('n2'), aNode('n3')]
  const said = ringModel(
    aPicture({
      nodes,
      keys: [aKey('k', 2 ** 31, { owners: [2, 1], ownersBefore: [0, 1], held: [0, 1] })],
    }),
  )

  test('a key: its place, its owner, its copies, who had it, and who lacks it', () => {
    expect(sentenceOf(said, { kind: 'key', index: 0 })).toBe(
      'k at 0.500 of the circle: n3 keeps it first, copies on n2; before, n1 did. Not yet on n3',
    )
  })

  test('a key that somebody takes elsewhere, by an older layout', () => {
    const behind = [
      { who: 'c1', says: 'view 1', owners: [0] },
      { who: 'c2', says: 'view 2', owners: [2] },
    ]
    const two = ringModel({ ...said.picture, behind })
    expect(sentenceOf(two, { kind: 'key', index: 0 })).toMatch(/\. c1, at view 1, looks for it on n1$/)
  })

  test('a node: what it keeps, has and has served', () => {
    expect(sentenceOf(said, { kind: 'node', index: 0 })).toBe(
      'n1: first to keep 1 key, 2 before. It has 3 copies and has served 4 requests lately',
    )
  })

  test('a point: whose it is and what it ends', () => {
    expect(sentenceOf(model, { kind: 'token', index: 0 })).toMatch(
      /^Point of n\d at 0\.\d{3} of the circle: it ends an arc of \d+\.\d %$/,
    )
  })

  test('a part is told in the unit of the whole', () => {
    expect([
      partText(60_000, 250_000),
      partText(800_000, 1_050_000),
      partText(7, 7),
      partText(0, 40),
    ]).toEqual(['60 of 250 kB', '0.8 of 1.1 MB', '7 B', '0 of 40 B'])
  })

  test('numbers', () => {
    expect([percent(0.1969), bytesText(999), bytesText(250_000), bytesText(1_250_000), signed(-3)]).toEqual([
      '19.7 %',
      '999 B',
      '250 kB',
      '1.3 MB',
      '−3',
    ])
  })
})
