// Jump consistent hash. Lamping and Veach, "A Fast, Minimal Memory, Consistent Hash Algorithm", 2014.
//
// The key's own random numbers say at which sizes of the cluster it would have moved; the last of these below the
// present size is its place. No memory, nearly perfect balance, and 1/(n+1) moves; but nodes have numbers and no
// names, so only the last may come or go. A node that leaves in the middle renumbers those after it.

import { mix32 } from './hash.ts'
import { assertMembers, fromThere, type Scheme } from './placement.ts'

export const jump: Scheme = {
  id: 'jump',
  title: 'Jump hash',
  paper: 'Lamping and Veach, 2014',
  moves: 'atEnd',
  isWeighted: false,
  deal: null,
  place(members) {
    assertMembers(members)
    const { length } = members
    return {
      members,
      owner: (hash) => jumpHash(0, hash, length),
      preference(hash) {
        // The paper knows no copies: a second one is placed as another key, passing over who has the first.
        const places: number[] = []
        for (let copy = 0, key = hash; places.length < length && copy < 8 * length; copy++) {
          const place = jumpHash(0, key, length)
          if (!places.includes(place)) places.push(place)
          key = mix32(key + 1)
        }
        const others = fromThere(places[0]!, length).filter((place) => !places.includes(place))
        return [...places, ...others]
      },
    }
  },
}

/** Bucket of a 64-bit key, given as its two halves, among `buckets`; the paper's figure 1. */
export function jumpHash(high: number, low: number, buckets: number): number {
  let [hi, lo] = [high >>> 0, low >>> 0]
  let bucket = -1
  let next = 0
  while (next < buckets) {
    bucket = next
    // key * 2862933555777941757 + 1, on halves: the product of the low ones, and what else reaches the high one.
    const product = timesPlusOne(lo)
    hi = (product.carry + Math.imul(hi, LOW) + Math.imul(lo, HIGH)) >>> 0
    lo = product.low
    next = Math.floor((bucket + 1) * (2_147_483_648 / ((hi >>> 1) + 1)))
  }
  return bucket
}

/** The halves of 2862933555777941757. */
const HIGH = 0x27bb2ee6
const LOW = 0x87b0b0fd
const LOW_TOP = LOW >>> 16
const LOW_END = LOW & 0xffff
const product = { low: 0, carry: 0 }

/** `lo` times the low half, plus one: 64 bits from products of 16 bits, which are exact. */
function timesPlusOne(lo: number): { readonly low: number; readonly carry: number } {
  const [top, end] = [lo >>> 16, lo & 0xffff]
  const ends = end * LOW_END + 1
  const middle = top * LOW_END + (ends >>> 16)
  const across = end * LOW_TOP + (middle & 0xffff)
  product.low = ((across << 16) | (ends & 0xffff)) >>> 0
  product.carry = top * LOW_TOP + Math.floor(middle / 65_536) + Math.floor(across / 65_536)
  return product
}
