// The default hash of keys and tokens: MurmurHash3 (Austin Appleby, 2011, x86, 32 bits). Well mixed, fast, and nothing
// but integer multiplications, so every machine places every key alike.

const C1 = 0xcc9e2d51
const C2 = 0x1b873593

/** 32 bits of the text's UTF-8 bytes, as a number from 0 to 2^32 - 1. */
export function murmur3(text: string, seed = 0): number {
  const { length } = text
  let h = seed | 0
  let word = 0
  for (let i = 0; i < length; i++) {
    const byte = text.charCodeAt(i)
    if (byte > 0x7f) return murmur3Bytes(utf8(text), seed)
    word |= byte << ((i & 3) << 3)
    if ((i & 3) === 3) {
      h = Math.imul(rotated(h ^ scrambled(word), 13), 5) + 0xe6546b64
      word = 0
    }
  }
  if ((length & 3) !== 0) h ^= scrambled(word)
  return mix32(h ^ length)
}

function murmur3Bytes(bytes: Uint8Array, seed: number): number {
  let h = seed | 0
  const whole = bytes.length & ~3
  for (let i = 0; i < whole; i += 4) {
    const word = bytes[i]! | (bytes[i + 1]! << 8) | (bytes[i + 2]! << 16) | (bytes[i + 3]! << 24)
    h = Math.imul(rotated(h ^ scrambled(word), 13), 5) + 0xe6546b64
  }
  let rest = 0
  for (let i = bytes.length - 1; i >= whole; i--) rest = (rest << 8) | bytes[i]!
  if (bytes.length > whole) h ^= scrambled(rest)
  return mix32(h ^ bytes.length)
}

function scrambled(word: number): number {
  const k = Math.imul(word, C1)
  return Math.imul((k << 15) | (k >>> 17), C2)
}

function rotated(x: number, by: number): number {
  return (x << by) | (x >>> (32 - by))
}

/** Murmur's last step: every bit of 32 reaches every other, and no two numbers become one. */
export function mix32(x: number): number {
  let h = x
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

/** The bytes of a text as UTF-8. */
export function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}
