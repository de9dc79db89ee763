// The rolling hash of a run's every event: time, kind, node, and what was sent, asked and answered. Two 32-bit
// lanes of integer multiplications, so it is the same in every JavaScript engine. Equal fingerprints mean equal runs.

const LANE_A = 0x9e3779b1 | 0
const LANE_B = 0x85ebca6b | 0
const TWO_32 = 4294967296
const scratch = new Float64Array(1)
const scratchBits = new Uint32Array(scratch.buffer)
/** The same few texts come again and again: types of messages, keys, clients. Each place keeps the last it saw. */
const PLACES = 256
const recentTexts: string[] = new Array(PLACES).fill('')
const recentHashes = new Int32Array(PLACES).fill(hashText(''))

export class Fingerprint {
  a = 0x811c9dc5 | 0
  b = 0x1b873593 | 0

  /** Folds one 32-bit integer in. */
  int(x: number): void {
    const a = Math.imul(this.a ^ x, LANE_A)
    this.a = a ^ (a >>> 15)
    const b = Math.imul(this.b + x, LANE_B)
    this.b = b ^ (b >>> 13)
  }

  number(x: number): void {
    if ((x | 0) === x) this.int(x)
    else this.bits(x)
  }

  /** Integers beyond 32 bits and fractions, by their IEEE bits; low word first on every machine we run on. */
  bits(x: number): void {
    scratch[0] = x
    this.int(scratchBits[0]! | 0)
    this.int(scratchBits[1]! | 0)
  }

  text(s: string): void {
    const place = (31 * s.length + s.charCodeAt(s.length >> 1)) & (PLACES - 1)
    if (recentTexts[place] !== s) {
      recentTexts[place] = s
      recentHashes[place] = hashText(s)
    }
    this.int(recentHashes[place]!)
  }

  /** Any JSON value, keys in the order they were written. */
  value(v: unknown): void {
    if (typeof v === 'number') this.number(v)
    else if (typeof v === 'string') this.text(v)
    else if (typeof v === 'boolean') this.int(v ? 0x7f4a7c15 : 0x2545f491)
    else if (v === null || v === undefined) this.int(0x5bd1e995)
    else if (Array.isArray(v)) this.array(v)
    else this.record(v as Record<string, unknown>)
  }

  /** A value that came from outside: the same whatever the order in which its keys were written. */
  canonical(v: unknown): void {
    this.value(sorted(v))
  }

  array(items: readonly unknown[]): void {
    this.int(items.length)
    for (let i = 0; i < items.length; i++) this.value(items[i])
  }

  record(fields: Readonly<Record<string, unknown>>): void {
    // Most fields are small integers: the lanes stay at hand for them.
    let { a, b } = this
    for (const key in fields) {
      const v = fields[key]
      if (typeof v === 'number' && (v | 0) === v) {
        a = Math.imul(a ^ v, LANE_A)
        a ^= a >>> 15
        b = Math.imul(b + v, LANE_B)
        b ^= b >>> 13
        continue
      }
      this.a = a
      this.b = b
      this.value(v)
      a = this.a
      b = this.b
    }
    this.a = a
    this.b = b
  }

  /** Sixteen hexadecimal digits. */
  toString(): string {
    return hex(this.a) + hex(this.b)
  }
}

function hex(x: number): string {
  return ((x + TWO_32) % TWO_32).toString(16).padStart(8, '0')
}

function hashText(s: string): number {
  let h = 0x811c9dc5 | 0
  for (let i = 0; i < s.length; i++) h = Math.imul(h ^ s.charCodeAt(i), 0x01000193)
  return h
}

function sorted(v: unknown): unknown {
  if (typeof v !== 'object' || v === null) return v
  if (Array.isArray(v)) return v.map(sorted)
  const keys = Object.keys(v).sort()
  return keys.flatMap((key) => [key, sorted((v as Readonly<Record<string, unknown>>)[key])])
}
