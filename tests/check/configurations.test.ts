// The memory of a search takes no two configurations for one, even if their hashes are the same.

import { expect, test } from 'vitest'
import { Bits, Configurations } from '../../src/check/search/configurations.ts'
import { dice } from './honest.ts'

const SIZE = 100

function bits(members: readonly number[]): Bits {
  const set = new Bits(SIZE)
  for (const member of members) set.set(member)
  return set
}

test('what differs in a set or a state is new, whatever the hash', () => {
  const seen = new Configurations()
  const sets = [[], [0], [40], [0, 40], Array.from({ length: 64 }, (_, i) => i)]
  const all = sets.flatMap((a) => sets.flatMap((b) => [0, 1].map((state) => [a, b, state] as const)))
  const add = ([a, b, state]: (typeof all)[number]) => seen.add(7, [bits(a), bits(b)], Int32Array.of(state))
  expect(all.map(add)).toEqual(all.map(() => true))
  expect(all.map(add)).toEqual(all.map(() => false))
})

test('many are kept while the table grows', () => {
  const seen = new Configurations()
  const random = dice(1)
  const known = new Set<string>()
  for (let i = 0; i < 20_000; i++) {
    const members = [...new Set([1, 2, 3].map(() => Math.floor(random() * 40)))].sort((a, b) => a - b)
    const state = Math.floor(random() * 3)
    const name = `${members} ${state}`
    const hash = members.reduce((sum, member) => sum + member, 0)
    expect(seen.add(hash, [bits(members)], Int32Array.of(state))).toBe(!known.has(name))
    known.add(name)
  }
})

test('a set that is taken back is as if it had never been', () => {
  const [set, fresh] = [bits([0, 31, 32, 99]), bits([0])]
  for (const member of [99, 31, 32]) set.clear(member)
  expect([set.low, set.high, [...set.words]]).toEqual([fresh.low, fresh.high, [...fresh.words]])
})
