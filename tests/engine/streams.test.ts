// Named streams of chance: what a name draws depends on the seed and the name alone.

import fc from 'fast-check'
import alea from 'seedrandom/lib/alea.js'
import { expect, test } from 'vitest'
import { createStreams, type Streams } from '../../src/engine/random.ts'

const NAMES = ['latency n1→n2', 'latency n2→n1', 'election n1', 'election n11']
const order = fc.array(fc.constantFrom(...NAMES), { maxLength: 60 })

function drawn(streams: Streams, name: string, count: number): number[] {
  return Array.from({ length: count }, () => streams.draw(name))
}

test('each stream draws the same, whatever the others draw between', () => {
  fc.assert(
    fc.property(fc.string(), order, (seed, names) => {
      const mixed = createStreams(seed)
      const got: Record<string, number[]> = {}
      for (const name of names) got[name] = [...(got[name] ?? []), mixed.draw(name)]
      for (const [name, values] of Object.entries(got)) {
        expect(drawn(createStreams(seed), name, values.length)).toEqual(values)
      }
    }),
  )
})

test('another name or another seed is another stream', () => {
  const first = NAMES.map((name) => drawn(createStreams('1'), name, 3).join())
  const second = NAMES.map((name) => drawn(createStreams('2'), name, 3).join())
  expect(new Set([...first, ...second]).size).toBe(2 * NAMES.length)
})

test('draws lie in [0, 1)', () => {
  for (const u of drawn(createStreams('1'), 'any', 10_000)) {
    expect(u).toBeGreaterThanOrEqual(0)
    expect(u).toBeLessThan(1)
  }
})

test('saved mid-way, as JSON, and restored, every stream goes on where it was', () => {
  fc.assert(
    fc.property(order, order, (before, after) => {
      const straight = createStreams('7')
      for (const name of before) straight.draw(name)
      const restored = createStreams('7', JSON.parse(JSON.stringify(straight.save())))
      expect(after.map((name) => restored.draw(name))).toEqual(after.map((name) => straight.draw(name)))
    }),
  )
})

test('a stream that is not opened after a restore is carried on as it was', () => {
  const first = createStreams('7')
  drawn(first, 'early', 5)
  const expected = drawn(createStreams('7', first.save()), 'early', 3)
  const second = createStreams('7', first.save())
  drawn(second, 'other', 9)
  const third = createStreams('7', second.save())
  expect(drawn(third, 'early', 3)).toEqual(expected)
  expect(Object.keys(third.save()).sort()).toEqual(['early', 'other'])
})

test('what is drawn is what seedrandom draws, also through a save', () => {
  fc.assert(
    fc.property(fc.string(), fc.constantFrom(...NAMES), fc.nat(300), (seed, name, count) => {
      const own = alea(`${seed}|${name}`, { state: true })
      const streams = createStreams(seed)
      expect(drawn(streams, name, count)).toEqual(Array.from({ length: count }, () => own()))
      expect(streams.save()[name] ?? own.state()).toEqual(own.state())
    }),
  )
})

test('a table that has grown keeps what stood in it', () => {
  const streams = createStreams('7')
  const first = drawn(streams, 'first', 3)
  for (let i = 0; i < 1_000; i++) streams.draw(`other ${i}`)
  expect([...first, ...drawn(streams, 'first', 3)]).toEqual(drawn(createStreams('7'), 'first', 6))
})
