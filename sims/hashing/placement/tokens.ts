// Points on a circle of 2^32, sorted, and the first of them at or after a hash. The circle is cut into equal stretches
// with about two points each, so that a lookup begins next to what it looks for.

/** Columns: `at` is where a point lies, `of` the index of the member it belongs to. */
export interface Tokens {
  readonly at: Uint32Array
  readonly of: Uint16Array
  /** For each stretch: the first point in it or after it. */
  readonly firstIn: Int32Array
  /** A hash shifted right by this is its stretch. */
  readonly shift: number
}

export interface Point {
  readonly at: number
  readonly of: number
}

/** More members than this would not fit behind a point's place in one exact number. */
export const MOST_MEMBERS = 65_536
const CIRCLE = 4_294_967_296

/** Sorted by place; of two points at one place the member that is listed first comes first. */
export function sortedTokens(points: readonly Point[]): Tokens {
  return inOrder(Float64Array.from(points, ({ at, of }) => packed(at, of)))
}

/** A place and the index of its member as one exact number, ordered by place and then by member. */
export function packed(at: number, of: number): number {
  return at * MOST_MEMBERS + of
}

/** Tokens of packed numbers, in whatever order these are; they are sorted in place. */
export function inOrder(order: Float64Array): Tokens {
  order.sort()
  const at = new Uint32Array(order.length)
  const of = new Uint16Array(order.length)
  for (let i = 0; i < order.length; i++) {
    at[i] = Math.floor(order[i]! / MOST_MEMBERS)
    of[i] = order[i]! % MOST_MEMBERS
  }
  return { at, of, ...stretches(at) }
}

function stretches(at: Uint32Array): Pick<Tokens, 'firstIn' | 'shift'> {
  let bits = 1
  while (bits < 20 && 2 << bits < at.length) bits++
  const shift = 32 - bits
  const firstIn = new Int32Array(1 << bits)
  for (let stretch = 0, i = 0; stretch < firstIn.length; stretch++) {
    while (i < at.length && at[i]! >>> shift < stretch) i++
    firstIn[stretch] = i
  }
  return { firstIn, shift }
}

/** Index of the first point at or after the hash, going round. */
export function firstAtOrAfter({ at, firstIn, shift }: Tokens, hash: number): number {
  let i = firstIn[hash >>> shift]!
  while (i < at.length && at[i]! < hash) i++
  return i === at.length ? 0 : i
}

/** The tokens of these and of more members, without sorting the old ones again. */
export function merged(tokens: Tokens, more: Tokens): Tokens {
  const count = tokens.at.length + more.at.length
  const at = new Uint32Array(count)
  const of = new Uint16Array(count)
  let [i, j] = [0, 0]
  for (let k = 0; k < count; k++) {
    const isOld = j === more.at.length || (i < tokens.at.length && isBefore(tokens, i, more, j))
    const from = isOld ? tokens : more
    const index = isOld ? i++ : j++
    at[k] = from.at[index]!
    of[k] = from.of[index]!
  }
  return { at, of, ...stretches(at) }
}

function isBefore(a: Tokens, i: number, b: Tokens, j: number): boolean {
  return a.at[i] === b.at[j] ? a.of[i]! < b.of[j]! : a.at[i]! < b.at[j]!
}

/** The tokens of the members that have a new index; the others' are taken out. -1 stands for none. */
export function renumbered(tokens: Tokens, newIndex: readonly number[]): Tokens {
  const at = new Uint32Array(tokens.at.length)
  const of = new Uint16Array(tokens.of.length)
  let count = 0
  for (let i = 0; i < tokens.at.length; i++) {
    const index = newIndex[tokens.of[i]!]!
    if (index < 0) continue
    at[count] = tokens.at[i]!
    of[count++] = index
  }
  const left = at.subarray(0, count)
  return { at: left, of: of.subarray(0, count), ...stretches(left) }
}

/** The share of the circle that ends at the points of each member. */
export function sharesOf({ at, of }: Tokens, members: number): number[] {
  const lengths = new Array<number>(members).fill(0)
  for (let i = 0; i < at.length; i++) {
    const before = i === 0 ? at[at.length - 1]! - CIRCLE : at[i - 1]!
    lengths[of[i]!]! += at[i]! - before
  }
  return lengths.map((length) => length / CIRCLE)
}

/** Members in the order in which their points come, from a point on. */
export function walk({ of }: Tokens, from: number, members: number): readonly number[] {
  const met: number[] = []
  const isMet = new Uint8Array(members)
  for (let step = 0; step < of.length && met.length < members; step++) {
    const member = of[(from + step) % of.length]!
    if (isMet[member] === 1) continue
    isMet[member] = 1
    met.push(member)
  }
  return met
}
