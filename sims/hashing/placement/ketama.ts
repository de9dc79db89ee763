// A ring as memcached's clients have it. Richard Jones, libketama, Last.fm 2007; points and hashes as in spymemcached's
// KetamaNodeLocator and libmemcached's MEMCACHED_DISTRIBUTION_CONSISTENT_KETAMA.
//
// For k from 0 to 39 the MD5 of "host:port-k" gives four points, 160 a server. A key's hash is the first four bytes of
// its MD5, low byte first, and its server that of the first point at or after it.

import { md5 } from './md5.ts'
import { assertMembers, type Member } from './placement.ts'
import { type Ring, ringOf } from './ring.ts'
import { type Point, sortedTokens } from './tokens.ts'

const DIGESTS = 40

/** Members' ids are what libketama hashes: "127.0.0.1:10000". Keys are looked up by `ketamaHash`. */
export function ketama(members: readonly Member[]): Ring {
  assertMembers(members)
  const points = members.flatMap(({ id }, of) => pointsOf(id, of))
  return ringOf(members, sortedTokens(points), { tokens: 4 * DIGESTS, salt: 0 })
}

export function ketamaHash(key: string): number {
  return littleEndian(md5(key), 0)
}

function pointsOf(id: string, of: number): Point[] {
  return Array.from({ length: DIGESTS }, (_, k) => md5(`${id}-${k}`)).flatMap((digest) =>
    [0, 4, 8, 12].map((from) => ({ at: littleEndian(digest, from), of })),
  )
}

function littleEndian(bytes: Uint8Array, from: number): number {
  const [a = 0, b = 0, c = 0, d = 0] = bytes.subarray(from, from + 4)
  return (a | (b << 8) | (c << 16) | (d << 24)) >>> 0
}
