// Where the literature gives exact values, ours are these: MurmurHash3, MD5, jump hash and Ketama.

import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { mix32, murmur3 } from '../../../../sims/hashing/placement/hash.ts'
import { jumpHash } from '../../../../sims/hashing/placement/jump.ts'
import { ketama, ketamaHash } from '../../../../sims/hashing/placement/ketama.ts'
import { md5 } from '../../../../sims/hashing/placement/md5.ts'
import { member } from './clusters.ts'

test.each([
  ['', 0, 0],
  ['', 1, 0x514e28b7],
  ['', 0xffffffff, 0x81f16f39],
  ['\0\0\0\0', 0, 0x2362f9de],
  ['a', 0x9747b28c, 0x7fa09ea6],
  ['aa', 0x9747b28c, 0x5d211726],
  ['aaa', 0x9747b28c, 0x283e0130],
  ['aaaa', 0x9747b28c, 0x5a97808a],
  ['abc', 0, 0xb3dd93fa],
  ['abc', 0x9747b28c, 0xc84a62dd],
  ['Hello, world!', 0x9747b28c, 0x24884cba],
  ['ππππππππ', 0x9747b28c, 0xd58063c1],
  ['The quick brown fox jumps over the lazy dog', 0x9747b28c, 0x2fa826cd],
])('MurmurHash3 of %j seeded with %d is %d', (text, seed, expected) => {
  expect(murmur3(text, seed)).toBe(expected)
})

test('mixing loses nothing: numbers next to each other stay different', () => {
  expect(new Set(Array.from({ length: 100_000 }, (_, i) => mix32(i))).size).toBe(100_000)
})

/** RFC 1321, A.5, and the lengths around a block's end. */
test.each([
  ['', 'd41d8cd98f00b204e9800998ecf8427e'],
  ['a', '0cc175b9c0f1b6a831c399e269772661'],
  ['abc', '900150983cd24fb0d6963f7d28e17f72'],
  ['message digest', 'f96b697d7cb7938d525a2f31aaf161d0'],
  ['abcdefghijklmnopqrstuvwxyz', 'c3fcd3d76192e4007dfb496cca67e13b'],
  ['ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789', 'd174ab98d277d9f5a5611c2c9f419d9f'],
  ['1234567890'.repeat(8), '57edf4a22be3c955ac49da2e2107b67a'],
])('MD5 of %j', (text, expected) => {
  expect(hex(md5(text))).toBe(expected)
})

test('MD5 of every length around the end of a block, beside another implementation', () => {
  for (let length = 0; length < 200; length++) {
    const text = 'é'.repeat(length >> 3) + 'x'.repeat(length)
    expect(hex(md5(text))).toBe(createHash('md5').update(text).digest('hex'))
  }
})

test('jump hash of key 1 among 1 to 19 buckets, and of keys 0 to 19 among 100', () => {
  const growing = Array.from({ length: 19 }, (_, i) => jumpHash(0, 1, i + 1))
  expect(growing).toEqual([0, 0, 0, 0, 0, 0, ...Array(11).fill(6), 17, 17])
  const keys = Array.from({ length: 20 }, (_, key) => jumpHash(0, key, 100))
  expect(keys).toEqual([0, 55, 62, 8, 45, 59, 86, 97, 82, 59, 73, 37, 17, 56, 86, 21, 90, 37, 38, 83])
})

test('jump hash of 64-bit keys is that of the paper’s code in whole numbers of any size', () => {
  for (let i = 0; i < 2_000; i++) {
    const [high, low] = [mix32(2 * i), mix32(2 * i + 1)]
    const buckets = 1 + (mix32(i) % 5_000)
    expect(jumpHash(high, low, buckets)).toBe(jumpByPaper((BigInt(high) << 32n) | BigInt(low), buckets))
  }
})

test('Ketama hashes a key and finds its server as memcached’s clients do', () => {
  expect(ketamaHash('VDEAAAAA')).toBe(0xfffcd1b5)
  const servers = [10000, 10001, 10002, 10003].map((port) => member(`127.0.0.1:${port}`))
  const ring = ketama(servers)
  expect(ring.tokens.at.length).toBe(640)
  const serverOf = (key: string) => servers[ring.owner(ketamaHash(key), key)]!.id
  expect(serverOf('dustin')).toBe('127.0.0.1:10000')
  expect(serverOf('noelani')).toBe('127.0.0.1:10002')
})

/** Figure 1 of Lamping and Veach, with BigInt for the 64 bits. */
function jumpByPaper(key: bigint, buckets: number): number {
  let [k, b, j] = [key, -1, 0]
  while (j < buckets) {
    b = j
    k = (k * 2862933555777941757n + 1n) & 0xffffffffffffffffn
    j = Math.floor((b + 1) * (2 ** 31 / Number((k >> 33n) + 1n)))
  }
  return b
}

function hex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
