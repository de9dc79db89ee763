// Marks along a run: how its fingerprint begins after 8, 12, 16, 24, 32 … events. Runs that part have the same marks
// until they do, so a link written by another version can say from where on it differs.

import { grouped } from './result.ts'

/** Base64 digits of one mark: of 260,000 different runs, one is taken for the same. */
const LENGTH = 3
const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** No run that can be opened has more. */
export const MOST_MARKS = 48

/** After how many events the nth mark is taken, from n = 0. */
export function markedAt(n: number): number {
  return (n % 2 === 0 ? 8 : 12) * 2 ** Math.floor(n / 2)
}

/** The mark of a fingerprint of 16 hex digits. */
export function markOf(fingerprint: string): string {
  const bits = Number.parseInt(fingerprint.slice(0, 5), 16) >>> 2
  return [bits >>> 12, bits >>> 6, bits].map((six) => DIGITS.charAt(six & 63)).join('')
}

/** Marks as a link carries them; null if the text is none. */
export function readMarks(text: string): readonly string[] | null {
  const isWhole = text.length % LENGTH === 0 && text.length <= LENGTH * MOST_MARKS
  return isWhole && /^[\w-]*$/.test(text) ? (text.match(/.{3}/g) ?? []) : null
}

/**
 * From where on a run is another than the one that was written down, in words: `given` are the marks written down,
 * `own` those of the run; by event `by` they are known to differ. Null while nothing but the marks is known and they
 * are the same.
 */
export function partingWords(
  given: readonly string[],
  own: readonly string[],
  by: number | null,
): string | null {
  const both = Math.min(given.length, own.length)
  const first = given.findIndex((mark, n) => n < both && mark !== own[n])
  const differsBy = first < 0 ? by : markedAt(first)
  if (differsBy === null) return null
  const same = (first < 0 ? both : first) - 1
  const until = same < 0 ? '' : `the same up to event ${grouped(markedAt(same))}, `
  return `${until}different by event ${grouped(differsBy)}`
}
