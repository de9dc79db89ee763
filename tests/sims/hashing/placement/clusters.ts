// Clusters and keys for tests of placement.

import fc from 'fast-check'
import { hashedKeys } from '../../../../sims/hashing/placement/measure.ts'
import {
  DEFAULT_OPTIONS,
  type Member,
  type PlacementOptions,
} from '../../../../sims/hashing/placement/placement.ts'

export function member(id: string, weight = 1, domain = id): Member {
  return { id, weight, domain }
}

/** n1 to n<count>, all alike. */
export function nodes(count: number): Member[] {
  return Array.from({ length: count }, (_, i) => member(`n${i + 1}`))
}

export function options(more: Partial<PlacementOptions> = {}): PlacementOptions {
  return { ...DEFAULT_OPTIONS, tokens: 20, tableSize: 1009, starts: STARTS, ...more }
}

/** Ranges that the keys below fall into evenly. */
const STARTS = ['', ...Array.from({ length: 23 }, (_, i) => keyName((i + 1) * 25))]

function keyName(i: number): string {
  return `user:${String(i).padStart(4, '0')}`
}

export const KEYS = hashedKeys(
  Array.from({ length: 600 }, (_, i) => keyName(i)),
  0,
)

export const aSalt = fc.nat(0xffffffff)
const aWeight = fc.constantFrom(0.5, 1, 1, 1, 2, 3)

/** One to nine nodes, some heavier than others. */
export const aCluster: fc.Arbitrary<Member[]> = fc
  .uniqueArray(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 9 })
  .chain((numbers) =>
    fc.tuple(...numbers.map((n) => aWeight.map((weight) => member(`n${n}`, weight, `host${n % 4}`)))),
  )

/** A node that no such cluster has. */
export const aNewcomer: fc.Arbitrary<Member> = fc
  .tuple(fc.integer({ min: 41, max: 60 }), aWeight)
  .map(([n, weight]) => member(`n${n}`, weight))
