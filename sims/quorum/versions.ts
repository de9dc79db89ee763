// What is stored under a key: versions. Each names the write that made it (the client's session and its serial number),
// what its writer had seen (a version vector), and a stamp. One version replaces another if its writer had seen it;
// those that did not know of each other are siblings. Where the last writer wins, the higher stamp replaces the lower.
//
// The vector counts writes of sessions, not of nodes: a session does one thing at a time and has always seen its own
// earlier writes, so "it has seen the third write of c1" says that it has seen the first two as well. A vector of nodes
// would order two writes that one node took from two clients at once. And a request that the network doubles makes the
// same version twice, which is one version.

import type { Json } from '../../src/engine/json.ts'

/** By session: the serial number of the latest write seen. */
export type Seen = Readonly<Record<string, number>>

/** Frozen. */
export interface Version {
  readonly value: Json
  /** The session that wrote it, and its serial number there. */
  readonly writer: string
  readonly n: number
  /** One higher than the highest that its writer knew of; or µs of a clock, if that rule is left out. */
  readonly stamp: number
  /** What its writer had seen, and this write itself. */
  readonly seen: Seen
}

/** Who settles a conflict: nobody (readers get siblings), the client that reads it, a rule of the store, or the stamp. */
export type Conflicts = 'siblings' | 'client' | 'rule' | 'lww'

/** A version of its own: it shares nothing with the state it was made from, so it can be frozen and sent. */
export function versionOf(made: Version): Version {
  const { value, seen, ...rest } = made
  return Object.freeze({ ...rest, value: frozenCopy(value), seen: Object.freeze({ ...seen }) })
}

function frozenCopy(value: Json): Json {
  return Array.isArray(value) ? (Object.freeze(value.map(frozenCopy)) as Json[]) : value
}

export const NO_VERSIONS: readonly Version[] = Object.freeze([])

/** "c1:3" */
export function nameOf({ writer, n }: Pick<Version, 'writer' | 'n'>): string {
  return `${writer}:${n}`
}

export function isSame(a: Version, b: Version): boolean {
  return a.writer === b.writer && a.n === b.n
}

/** Did the writer of `a` know of `b`, or is it the same write? */
export function covers(a: { readonly seen: Seen }, b: Pick<Version, 'writer' | 'n'>): boolean {
  return Object.hasOwn(a.seen, b.writer) && a.seen[b.writer]! >= b.n
}

/** The order of the last writer: by stamp, then by name, so that no two writes are equal. Negative: `a` loses. */
export function inStampOrder(a: Version, b: Version): number {
  if (a.stamp !== b.stamp) return a.stamp - b.stamp
  if (a.writer !== b.writer) return a.writer < b.writer ? -1 : 1
  return a.n - b.n
}

/** Both lists as one, without what is replaced; `into` itself if `more` brings nothing. */
export function merged(
  into: readonly Version[],
  more: readonly Version[],
  conflicts: Conflicts,
): readonly Version[] {
  let result = into
  for (const version of more) result = withVersion(result, version, conflicts)
  return result
}

function withVersion(list: readonly Version[], version: Version, conflicts: Conflicts): readonly Version[] {
  if (list.some((each) => replaces(each, version, conflicts))) return list
  const kept = list.filter((each) => !replaces(version, each, conflicts))
  return [...kept, version].sort(inStampOrder)
}

/** Is `b` needless where `a` is? */
export function replaces(a: Version, b: Version, conflicts: Conflicts): boolean {
  return conflicts === 'lww' ? inStampOrder(a, b) >= 0 : covers(a, b)
}

/** Has this list everything of the other, or something that replaces it? */
export function hasAll(list: readonly Version[], others: readonly Version[], conflicts: Conflicts): boolean {
  return others.every((other) => list.some((each) => replaces(each, other, conflicts)))
}

/** What somebody knows who knows all of these. */
export function seenIn(versions: readonly { readonly seen: Seen }[]): Seen {
  const seen: Record<string, number> = {}
  for (const version of versions)
    for (const writer of Object.keys(version.seen))
      seen[writer] = Math.max(Object.hasOwn(seen, writer) ? seen[writer]! : 0, version.seen[writer]!)
  return seen
}

export function highestStamp(versions: readonly Version[]): number {
  return versions.reduce((highest, { stamp }) => Math.max(highest, stamp), 0)
}

/** A rule that an application might have: of sets the union, of anything else the largest. */
export function mergedValue(values: readonly Json[]): Json {
  if (values.every((value) => Array.isArray(value))) return union(values as Json[][])
  return values.reduce<Json>(
    (largest, value) => (Number(value) > Number(largest) ? value : largest),
    values[0] ?? null,
  )
}

function union(sets: readonly Json[][]): Json {
  const texts = new Map(sets.flat().map((item) => [JSON.stringify(item), item]))
  return [...texts.keys()].sort().map((text) => texts.get(text)!)
}

/** What a reader is given: nothing, the value, or every sibling. */
export function resultOf(versions: readonly Version[], conflicts: Conflicts): Json {
  if (versions.length === 0) return null
  const values = versions.map(({ value }) => value)
  if (conflicts === 'rule') return mergedValue(values)
  return values.length === 1 ? values[0]! : values
}

/** A value in a word: "7", "[eggs milk]". */
export function textOf(value: Json): string {
  return Array.isArray(value) ? `[${value.map(textOf).join(' ')}]` : String(value)
}

/** "7", "1 | 2", "nothing" */
export function shown(versions: readonly Version[]): string {
  return versions.length === 0 ? 'nothing' : versions.map(({ value }) => textOf(value)).join(' | ')
}

/** A number that differs between neighbours: between a write and the next, and between two writers. 0 for none. */
export function toneOf(stamp: number, writer: string): number {
  return stamp === 0 ? 0 : stamp + Number(/\d+/.exec(writer)?.[0] ?? 0)
}
