// Anti-entropy's trees (§4.7): four children under the root, four leaves under each, and in each leaf the keys whose hash
// ends in its number. Two nodes whose hashes of a place agree have the same there and need not say what.

import { hashOf } from './ring.ts'
import type { Version } from './versions.ts'

const FAN = 4
const DEPTH = 2

export type Data = Readonly<Record<string, readonly Version[]>>

export function isLeaf(path: string): boolean {
  return path.length === DEPTH
}

/** Paths of the places below one. */
export function childrenOf(path: string): readonly string[] {
  return Array.from({ length: FAN }, (_, i) => `${path}${i}`)
}

/** "31": the leaf under child 3 of the root, and under child 1 of that. */
function leafOf(key: string): string {
  const hash = hashOf(key)
  return `${Math.floor(hash / FAN) % FAN}${hash % FAN}`
}

export function keysUnder(data: Data, path: string): readonly string[] {
  return Object.keys(data)
    .filter((key) => leafOf(key).startsWith(path))
    .sort()
}

/** The hashes of the four places below a path. They do not depend on the order in which keys came to be there. */
export function hashesUnder(
  data: Data,
  path: string,
  fingerprint: (key: string) => number,
): readonly number[] {
  return childrenOf(path).map((child) =>
    keysUnder(data, child).reduce((sum, key) => (sum + fingerprint(key)) >>> 0, 0),
  )
}

/** One number for a key and its versions. Hashes of keys are summed, so numbers of neighbours must have nothing in common. */
export function fingerprintOf(key: string, versions: readonly Version[]): number {
  return versions.reduce(
    (hash, { writer, n, stamp }) => spread(hash ^ hashOf(`${writer}:${n}:${stamp}`)),
    spread(hashOf(key)),
  )
}

/** Every bit changes about half of all bits (the end of MurmurHash3). */
function spread(hash: number): number {
  const first = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  const second = Math.imul(first ^ (first >>> 13), 0xc2b2ae35)
  return (second ^ (second >>> 16)) >>> 0
}
