// The set of configurations that a search has been in: which operations are placed, and the states they led to. What is
// kept of each is compared in full, so that two are never taken for one.

const FIRST_SLOTS = 1 << 10
const FIRST_WORDS = 1 << 13

/** Set bits, with the range of words that says everything: those before it are full, those after it empty. */
export class Bits {
  readonly words: Int32Array
  low = 0
  high = -1

  constructor(size: number) {
    this.words = new Int32Array((size + 31) >>> 5)
  }

  set(bit: number): void {
    const word = bit >>> 5
    this.words[word]! |= 1 << (bit & 31)
    this.high = Math.max(this.high, word)
    while (this.low < this.words.length && this.words[this.low] === -1) this.low++
  }

  clear(bit: number): void {
    const word = bit >>> 5
    this.words[word]! &= ~(1 << (bit & 31))
    this.low = Math.min(this.low, word)
    while (this.high >= 0 && this.words[this.high] === 0) this.high--
  }
}

/** What a hash of a set is made of: one number for each of its members, by exclusive or. */
export function mix(value: number): number {
  let hash = Math.imul(value + 0x9e3779b9, 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 15), 0xc2b2ae35)
  return hash ^ (hash >>> 13)
}

export class Configurations {
  private slots = new Int32Array(FIRST_SLOTS).fill(-1)
  private pool = new Int32Array(FIRST_WORDS)
  private used = 0
  private count = 0

  /** True if it was not there. The arrays are copied. `hash` is the same for equal configurations. */
  add(hash: number, sets: readonly Bits[], states: Int32Array): boolean {
    const begin = this.used
    this.write(hash, sets, states)
    const slot = this.slotOf(begin)
    if (this.slots[slot] !== -1) {
      this.used = begin
      return false
    }
    this.slots[slot] = begin
    this.count++
    if (this.count * 2 > this.slots.length) this.grow()
    return true
  }

  /** A record: its hash, its length, for each set the range and the words in it, and the states. */
  private write(hash: number, sets: readonly Bits[], states: Int32Array): void {
    const most = sets.reduce((sum, { words }) => sum + words.length + 2, 2 + states.length)
    while (this.used + most > this.pool.length) this.pool = enlarged(this.pool)
    const { pool, used: begin } = this
    let at = begin + 2
    for (const { words, low, high } of sets) {
      pool[at++] = low
      pool[at++] = high
      for (let word = low; word <= high; word++) pool[at++] = words[word]!
    }
    for (let i = 0; i < states.length; i++) pool[at++] = states[i]!
    pool[begin] = hash
    pool[begin + 1] = at - begin
    this.used = at
  }

  /** Where the record stands, or would stand. */
  private slotOf(begin: number): number {
    const { slots, pool } = this
    const mask = slots.length - 1
    let slot = pool[begin]! & mask
    while (slots[slot] !== -1 && !this.isSame(slots[slot]!, begin)) slot = (slot + 1) & mask
    return slot
  }

  private isSame(a: number, b: number): boolean {
    const { pool } = this
    const length = pool[a + 1]!
    for (let i = 0; i < length; i++) if (pool[a + i] !== pool[b + i]) return false
    return true
  }

  private grow(): void {
    const old = this.slots
    this.slots = new Int32Array(old.length * 2).fill(-1)
    for (const begin of old) if (begin !== -1) this.slots[this.slotOf(begin)] = begin
  }
}

function enlarged(words: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(words.length * 2)
  larger.set(words)
  return larger
}
