// What every scheme owes every key, and what each is known for: an owner, a full list of stand-ins, a fair share, the
// lid of bounded loads, the evenness of Maglev, Dynamo's equal parts.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { boundedOwners, lidsOf, placeBounded } from '../../../../sims/hashing/placement/bounded.ts'
import { copiesOf, domainAt } from '../../../../sims/hashing/placement/copies.ts'
import { assigned } from '../../../../sims/hashing/placement/directory.ts'
import { maglevTable } from '../../../../sims/hashing/placement/maglev.ts'
import { countsOf, evenness, hashedKeys, ownersOf } from '../../../../sims/hashing/placement/measure.ts'
import { rangeOf, splitAt } from '../../../../sims/hashing/placement/ranges.ts'
import { placeOnRing } from '../../../../sims/hashing/placement/ring.ts'
import { placed, SCHEMES, schemeOf } from '../../../../sims/hashing/placement/schemes.ts'
import { aCluster, aNewcomer, aSalt, KEYS, member, nodes, options } from './clusters.ts'

describe.each(SCHEMES.map((scheme) => [scheme.id, scheme] as const))('%s', (_, scheme) => {
  test('every key has one owner, and every node once in its preference, the owner first', () => {
    fc.assert(
      fc.property(aCluster, aSalt, fc.nat(KEYS.hashes.length - 1), (cluster, salt, key) => {
        const { placement } = placed(scheme, cluster, options({ salt }))
        const [hash, text] = [KEYS.hashes[key]!, KEYS.texts[key]!]
        const preference = placement.preference(hash, text)
        expect(preference[0]).toBe(placement.owner(hash, text))
        expect([...preference].sort((a, b) => a - b)).toEqual(cluster.map((_, i) => i))
      }),
    )
  })

  test('the same nodes and salt make the same placement, whatever was before', () => {
    fc.assert(
      fc.property(aCluster, aNewcomer, aSalt, (cluster, newcomer, salt) => {
        const made = options({ salt })
        const after = [...cluster.slice(1), newcomer]
        const before = placed(scheme, cluster, made)
        const deal = scheme.deal === null ? null : scheme.deal(after, made, before.deal)
        const grown = scheme.place(after, made, deal, before.placement)
        const fresh = scheme.place(after, made, deal)
        expect(ownersOf(grown, KEYS)).toEqual(ownersOf(fresh, KEYS))
      }),
    )
  })
})

const MANY = hashedKeys(
  Array.from({ length: 30_000 }, (_, i) => `user:${i}`),
  0,
)

test.each([
  ['ring', 400, 0.25],
  ['rendezvous', 1, 0.05],
  ['maglev', 1, 0.05],
  ['bounded', 100, 0.26],
  ['partitions', 1, 0.05],
] as const)('a node of weight 3 holds three times as much by %s', (id, tokens, allowed) => {
  const cluster = [...nodes(6), member('n7', 3)]
  const made = options({ tokens, parts: 900, tableSize: 9_001 })
  const { placement } = placed(schemeOf(id), cluster, made)
  const counts = countsOf(ownersOf(placement, MANY), 7)
  const { maxOverMean } = evenness(counts, cluster)
  expect(maxOverMean).toBeLessThan(1 + allowed)
  expect(counts[6]! / (MANY.hashes.length / 3)).toBeGreaterThan(1 - allowed)
})

test('a ring finds what a search through all its points finds', () => {
  fc.assert(
    fc.property(aCluster, aSalt, fc.nat(0xffffffff), (cluster, salt, hash) => {
      const { tokens, owner } = placeOnRing(cluster, options({ salt }))
      const after = [...tokens.at].findIndex((at) => at >= hash)
      expect(owner(hash, '')).toBe(tokens.of[Math.max(0, after)])
      expect([...tokens.at]).toEqual([...tokens.at].sort((a, b) => a - b))
    }),
  )
})

test('bounded loads: no node is ever above the lid, in parts and in keys', () => {
  fc.assert(
    fc.property(
      aCluster,
      aSalt,
      fc.constantFrom(0, 0.1, 0.25, 1),
      fc.integer({ min: 1, max: 300 }),
      (cluster, salt, epsilon, parts) => {
        const made = options({ salt, epsilon, parts })
        const { partOwners, lids } = placeBounded(cluster, made)
        cluster.forEach((_, i) => {
          expect(partOwners.filter((owner) => owner === i).length).toBeLessThanOrEqual(lids[i]!)
        })
        const keys = boundedOwners(placeOnRing(cluster, made), [...KEYS.hashes], epsilon)
        const keyLids = lidsOf(cluster, KEYS.hashes.length, epsilon)
        cluster.forEach((_, i) => {
          expect(keys.filter((owner) => owner === i).length).toBeLessThanOrEqual(keyLids[i]!)
        })
      },
    ),
  )
})

test('the lid is the whole number at or above a fair share and epsilon, and no rounding lifts it', () => {
  expect(lidsOf(nodes(10), 100, 0.1)).toEqual(Array(10).fill(11))
  expect(lidsOf(nodes(10), 100, 0.11)).toEqual(Array(10).fill(12))
  expect(lidsOf(nodes(3), 10, 0)).toEqual(Array(3).fill(4))
  expect(lidsOf(nodes(1), 100, 0.07)).toEqual([107])
})

test('Maglev: a table a hundred times the nodes keeps them within a per cent of each other', () => {
  for (const [count, tableSize] of [
    [10, 1_009],
    [100, 10_007],
    [100, 65_537],
  ] as const) {
    const counts = countsOf(Uint16Array.from(maglevTable(nodes(count), options({ tableSize }))), count)
    expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1)
    expect(Math.max(...counts) / (tableSize / count)).toBeLessThan(1.01)
  }
})

test('Dynamo’s third strategy: all hold the same when the nodes divide the parts, also after joins and departures', () => {
  const made = options({ parts: 120 })
  let now = placed(schemeOf('partitions'), nodes(4), made)
  for (const members of [nodes(5), nodes(6), nodes(6).slice(1), nodes(4).slice(1)]) {
    now = placed(schemeOf('partitions'), members, made, now)
    const counts = members.map(({ id }) => now.deal!.owners.filter((owner) => owner === id).length)
    expect(counts).toEqual(members.map(() => 120 / members.length))
  }
})

test('ranges keep keys in their order, and a range can be split', () => {
  const { deal, placement } = placed(schemeOf('ranges'), nodes(4), options())
  const owners = KEYS.texts.map((key) => placement.owner(0, key))
  expect(owners).toEqual([...owners].sort((a, b) => a - b))
  const split = splitAt(deal!, 'user:0590', 'n1')
  expect(split.starts).toHaveLength(25)
  const after = schemeOf('ranges').place(nodes(4), options(), split)
  expect(after.owner(0, 'user:0589')).toBe(3)
  expect(after.owner(0, 'user:0590')).toBe(0)
  expect(splitAt(split, 'user:0590', 'n2').starts).toHaveLength(25)
})

test('the range of a key is the last one that begins at or before it', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.string(), { minLength: 1 }), fc.string(), (some, key) => {
      const starts = ['', ...some.filter((text) => text !== '').sort(byCode)]
      const expected = starts.filter((start) => start <= key).length - 1
      expect(rangeOf(key, starts)).toBe(expected)
    }),
  )
})

test('a directory moves nothing to a newcomer until somebody says so', () => {
  const made = options()
  const before = placed(schemeOf('directory'), nodes(3), made)
  const after = placed(schemeOf('directory'), nodes(4), made, before)
  expect(after.deal!.owners).toEqual(before.deal!.owners)
  expect(assigned(after.deal!, 5, 'n4').owners.filter((owner) => owner === 'n4')).toHaveLength(1)
})

test('copies stand on different domains as long as there are enough of them', () => {
  fc.assert(
    fc.property(aCluster, aSalt, fc.integer({ min: 1, max: 5 }), fc.nat(599), (cluster, salt, count, key) => {
      for (const scheme of SCHEMES) {
        const { placement } = placed(scheme, cluster, options({ salt }))
        const [hash, text] = [KEYS.hashes[key]!, KEYS.texts[key]!]
        const copies = copiesOf(placement, hash, text, count, 'host')
        const domains = new Set(copies.map((i) => cluster[i]!.domain)).size
        const all = new Set(cluster.map(({ domain }) => domain)).size
        expect(copies).toHaveLength(Math.min(count, cluster.length))
        expect(new Set(copies).size).toBe(copies.length)
        expect(domains).toBe(Math.min(count, all))
        expect(copies[0]).toBe(placement.owner(hash, text))
      }
    }),
  )
})

test('copies apart by zone stand in as many zones as there are, then racks, then hosts', () => {
  const aPlace = fc
    .tuple(fc.nat(2), fc.nat(1), fc.nat(1))
    .map(([zone, rack, host]) => `z${zone}/r${rack}/h${host}`)
  const placed10 = fc.array(aPlace, { minLength: 10, maxLength: 10 })
  fc.assert(
    fc.property(placed10, fc.integer({ min: 2, max: 5 }), fc.nat(599), (places, count, key) => {
      const cluster = places.map((domain, i) => member(`n${i}`, 1, domain))
      const { placement } = placed(schemeOf('ring'), cluster, options())
      const [hash, text] = [KEYS.hashes[key]!, KEYS.texts[key]!]
      for (const level of ['zone', 'rack', 'host'] as const) {
        const at = (i: number) => domainAt(cluster[i]!.domain, level)
        const all = new Set(cluster.map((_, i) => at(i))).size
        const copies = copiesOf(placement, hash, text, count, level)
        expect(copies[0]).toBe(placement.owner(hash, text))
        expect(new Set(copies).size).toBe(count)
        expect(new Set(copies.map(at)).size).toBe(Math.min(count, all))
      }
      const zones = copiesOf(placement, hash, text, count, 'zone')
      const racks = new Set(places.map((place) => domainAt(place, 'rack'))).size
      expect(new Set(zones.map((i) => domainAt(places[i]!, 'rack'))).size).toBe(Math.min(count, racks))
    }),
  )
})

function byCode(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
