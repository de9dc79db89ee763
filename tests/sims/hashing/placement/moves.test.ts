// What each scheme promises of a change: that a node which comes or goes, or grows or shrinks, never moves a key
// between two others. And that what does move is no more than it should be.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hashedKeys, leastMoved, movesBetween } from '../../../../sims/hashing/placement/measure.ts'
import type { Member, PlacementOptions, Scheme } from '../../../../sims/hashing/placement/placement.ts'
import { placed, SCHEMES, schemeOf } from '../../../../sims/hashing/placement/schemes.ts'
import { aCluster, aNewcomer, aSalt, KEYS, member, nodes, options } from './clusters.ts'

/** Keys that went from one node to another although neither was touched. */
function bystanders(
  scheme: Scheme,
  before: readonly Member[],
  after: readonly Member[],
  made: PlacementOptions,
): readonly string[] {
  const first = placed(scheme, before, made)
  const { placement } = placed(scheme, after, made, first)
  const isTouched = (id: string) => {
    const [was, is] = [before, after].map((members) => members.find((each) => each.id === id))
    return was?.weight !== is?.weight
  }
  return movesBetween(first.placement, placement, KEYS)
    .flows.filter(({ from, to }) => !isTouched(from) && !isTouched(to))
    .map(({ from, to, keys }) => `${keys} keys from ${from} to ${to}`)
}

const LEAST = SCHEMES.filter(({ moves }) => moves === 'least')

test('most schemes promise least movement', () => {
  expect(LEAST.map(({ id }) => id)).toEqual(['ring', 'rendezvous', 'partitions', 'ranges', 'directory'])
})

describe.each(LEAST.map((scheme) => [scheme.id, scheme] as const))('%s', (_, scheme) => {
  test('a node that comes takes keys, and moves none between others', () => {
    fc.assert(
      fc.property(aCluster, aNewcomer, aSalt, (cluster, newcomer, salt) => {
        expect(bystanders(scheme, cluster, [...cluster, newcomer], options({ salt }))).toEqual([])
      }),
    )
  })

  test('a node that goes leaves its keys to others, and moves no other', () => {
    fc.assert(
      fc.property(aCluster, fc.nat(), aSalt, (cluster, which, salt) => {
        if (cluster.length === 1) return
        const left = cluster.filter((_, i) => i !== which % cluster.length)
        expect(bystanders(scheme, cluster, left, options({ salt }))).toEqual([])
      }),
    )
  })

  test('a node that weighs more or less gives or takes, and moves no key between others', () => {
    fc.assert(
      fc.property(aCluster, fc.nat(), aSalt, (cluster, which, salt) => {
        const changed = cluster.map((each, i) =>
          i === which % cluster.length ? { ...each, weight: each.weight === 1 ? 2 : 1 } : each,
        )
        expect(bystanders(scheme, cluster, changed, options({ salt }))).toEqual([])
      }),
    )
  })
})

test('jump hash moves least as long as nodes come and go at the end', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 30 }), aSalt, (count, salt) => {
      const jump = schemeOf('jump')
      expect(bystanders(jump, nodes(count), nodes(count + 1), options({ salt }))).toEqual([])
      expect(bystanders(jump, nodes(count + 1), nodes(count), options({ salt }))).toEqual([])
    }),
  )
})

test('jump hash moves keys between others when a node in the middle goes, and modulo always does', () => {
  const gone = nodes(10).filter(({ id }) => id !== 'n4')
  expect(bystanders(schemeOf('jump'), nodes(10), gone, options()).length).toBeGreaterThan(0)
  expect(bystanders(schemeOf('modulo'), nodes(10), nodes(11), options()).length).toBeGreaterThan(0)
})

const MANY = hashedKeys(
  Array.from({ length: 20_000 }, (_, i) => `user:${i}`),
  0,
)

function shareMoved(id: Scheme['id'], before: readonly Member[], after: readonly Member[]): number {
  const made = options({ tokens: 200, parts: 1_320, tableSize: 65_537 })
  const first = placed(schemeOf(id), before, made)
  const { placement } = placed(schemeOf(id), after, made, first)
  return movesBetween(first.placement, placement, MANY).moved / MANY.hashes.length
}

test.each([
  ['ring', 1 / 11, 0.02],
  ['rendezvous', 1 / 11, 0.008],
  ['jump', 1 / 11, 0.008],
  ['maglev', 1 / 11, 0.06],
  ['bounded', 1 / 11, 0.03],
  ['partitions', 1 / 11, 0.008],
  ['modulo', 10 / 11, 0.012],
  ['directory', 0, 0],
] as const)('an eleventh node moves about that share of keys by %s: %d', (id, expected, allowed) => {
  const moved = shareMoved(id, nodes(10), nodes(11))
  expect(moved).toBeGreaterThanOrEqual(expected - allowed)
  expect(moved).toBeLessThanOrEqual(expected + allowed)
})

test('what must move at least is what the newcomer should hold, or the one who left held', () => {
  expect(leastMoved(nodes(10), nodes(11))).toBeCloseTo(1 / 11, 12)
  expect(leastMoved(nodes(11), nodes(10))).toBeCloseTo(1 / 11, 12)
  expect(leastMoved(nodes(3), [...nodes(3), member('n9', 3)])).toBeCloseTo(1 / 2, 12)
  expect(leastMoved(nodes(4), nodes(4))).toBe(0)
})
