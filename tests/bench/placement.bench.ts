// Placement: how fast each scheme finds a key's node among a hundred, beside each other and beside the packages most
// used for it; how long a ring takes to build and to grow; and placing a million keys anew.

import { createRequire } from 'node:module'
import { murmur3 } from '../../sims/hashing/placement/hash.ts'
import { jumpHash } from '../../sims/hashing/placement/jump.ts'
import { ketama, ketamaHash } from '../../sims/hashing/placement/ketama.ts'
import { hashedKeys, type Keys, movesBetween } from '../../sims/hashing/placement/measure.ts'
import {
  DEFAULT_OPTIONS,
  type Member,
  type PlacementOptions,
} from '../../sims/hashing/placement/placement.ts'
import { placeOnRing } from '../../sims/hashing/placement/ring.ts'
import { placed, SCHEMES } from '../../sims/hashing/placement/schemes.ts'
import { sim } from '../../sims/hashing/sim.ts'
import { createLocalLab } from '../../src/lab/local.ts'
import { below, type Contestant, type Figure, median, race, ratesOf, told } from './measure.ts'

const NODES = 100
const KEYS = 200_000
const MANY_KEYS = 1_000_000

const OPTIONS: PlacementOptions = {
  ...DEFAULT_OPTIONS,
  parts: 1_024,
  starts: ['', ...Array.from({ length: 399 }, (_, i) => `user:${(i + 1) * 2_500}`).sort()],
}

export async function measure(): Promise<readonly Figure[]> {
  const keys = keysFor(KEYS)
  const rates = ratesOf(
    `Lookup of a hashed key, ${NODES} nodes`,
    SCHEMES.map((scheme) => lookups(scheme.id, keys, placed(scheme, nodes(NODES), OPTIONS).placement.owner)),
    'lookups',
  )
  besidePackages(keys)
  return [
    {
      name: 'Ring of 100 nodes × 100 tokens, lookups a second',
      value: `${((rates[0]?.rate ?? 0) / 1e6).toFixed(1)} M`,
      goal: 'at least 5 M',
      isMet: (rates[0]?.rate ?? 0) >= 5e6,
    },
    below(
      'Building that ring',
      millisecondsOf(() => placeOnRing(nodes(NODES), OPTIONS)),
      5,
      'ms',
    ),
    growing(),
    replacing(),
    ...(await comparing()),
  ]
}

function nodes(count: number): Member[] {
  return Array.from({ length: count }, (_, i) => ({
    id: `10.0.0.${i + 1}:11211`,
    weight: 1,
    domain: `host${i}`,
  }))
}

function keysFor(count: number): Keys {
  return hashedKeys(
    Array.from({ length: count }, (_, i) => `user:${i}`),
    0,
  )
}

function lookups(
  name: string,
  { hashes, texts }: Keys,
  owner: (hash: number, key: string) => number,
): Contestant {
  return {
    name,
    run() {
      let sum = 0
      for (let i = 0; i < hashes.length; i++) sum += owner(hashes[i]!, texts[i]!)
      return sum < 0 ? 0 : hashes.length
    },
  }
}

interface HashRing {
  get(key: string): string
}

/** From the text of a key to the name of its node, by the same method where there is one. */
function besidePackages({ texts }: Keys): void {
  const require = createRequire(import.meta.url)
  const Hashring = require('hashring') as new (servers: readonly string[]) => HashRing
  const jumphash = require('jumphash') as (key: number, buckets: number) => number
  const members = nodes(NODES)
  const theirs = new Hashring(members.map(({ id }) => id))
  const like = ketama(members)
  const ours = placeOnRing(members, OPTIONS)
  assertSame(
    texts,
    (key) => members[like.owner(ketamaHash(key), key)]!.id,
    (key) => theirs.get(key),
  )
  race(
    'From a key’s text to its node on a ring, 100 nodes',
    [
      textLookups('npm hashring (Ketama)', texts, (key) => theirs.get(key)),
      textLookups('our Ketama', texts, (key) => members[like.owner(ketamaHash(key), key)]!.id),
      textLookups('our ring, MurmurHash3', texts, (key) => members[ours.owner(murmur3(key), key)]!.id),
    ],
    'lookups',
  )
  race(
    'Jump hash of a whole number, 100 buckets',
    [
      numbers('npm jumphash', (key) => jumphash(key, NODES)),
      numbers('ours', (key) => jumpHash(0, key, NODES)),
    ],
    'lookups',
  )
}

/** A race between two that answer differently would mean nothing. */
function assertSame(texts: readonly string[], a: (key: string) => string, b: (key: string) => string): void {
  for (const key of texts.slice(0, 2_000))
    if (a(key) !== b(key)) throw new Error(`${key} is on ${a(key)} or on ${b(key)}`)
}

function textLookups(name: string, texts: readonly string[], nodeOf: (key: string) => string): Contestant {
  return {
    name,
    run() {
      let length = 0
      for (const key of texts) length += nodeOf(key).length
      return length < 0 ? 0 : texts.length
    },
  }
}

function numbers(name: string, bucketOf: (key: number) => number): Contestant {
  const count = 20_000
  return {
    name,
    run() {
      let sum = 0
      for (let key = 0; key < count; key++) sum += bucketOf(key)
      return sum < 0 ? 0 : count
    },
  }
}

/** One more node, onto the ring that is there. */
function growing(): Figure {
  const ring = placeOnRing(nodes(NODES), OPTIONS)
  const more = nodes(NODES + 1)
  const anew = millisecondsOf(() => placeOnRing(more, OPTIONS))
  const grown = millisecondsOf(() => placeOnRing(more, OPTIONS, ring))
  return below('Adding a node to it, beside building it anew', grown / anew, 0.5, '×')
}

function replacing(): Figure {
  const keys = keysFor(MANY_KEYS)
  const ring = placeOnRing(nodes(10), OPTIONS)
  const ms = millisecondsOf(() => {
    const grown = placeOnRing(nodes(11), OPTIONS, ring)
    return movesBetween(ring, grown, keys)
  }, 5)
  return below('A million keys placed before and after a join, and compared', ms, 2_000, 'ms')
}

/** As the page asks for it, of the lab of a run: every scheme on a million keys, before and after a join. */
async function comparing(): Promise<readonly Figure[]> {
  const lab = createLocalLab([sim])
  await lab.open('#/hashing/node-joins')
  const took: number[] = []
  for (const { id } of SCHEMES) {
    const ask = { scheme: id, nodes: 10, tokens: null, keys: MANY_KEYS, change: 'join' } as const
    const begin = process.hrtime.bigint()
    if ((await lab.placing(ask)) === null) throw new Error(`${id} was not compared`)
    took.push(Number(process.hrtime.bigint() - begin) / 1e6)
  }
  const all = took.reduce((sum, ms) => sum + ms, 0)
  return [
    below('All schemes on a million keys and the same join, 10 nodes', all, 2_000, 'ms'),
    told('…', SCHEMES.map(({ id }, i) => `${id} ${took[i]!.toFixed(0)}`).join(', ')),
  ]
}

/** Median of some runs, after as many that are not counted. */
function millisecondsOf(work: () => unknown, runs = 20): number {
  for (let i = 0; i < runs; i++) work()
  return median(
    Array.from({ length: runs }, () => {
      const begin = process.hrtime.bigint()
      work()
      return Number(process.hrtime.bigint() - begin) / 1e6
    }),
  )
}
