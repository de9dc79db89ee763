// Numbers of placement as they are printed, everywhere alike.

import { withCommas } from '../shared/time.ts'

/** "18.9 %" */
export function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`
}

/** "240 kB", "1.2 MB" */
export function bytesText(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`
  if (bytes < 1_000_000) return `${withCommas(Math.round(bytes / 100) / 10)} kB`
  return `${withCommas(Math.round(bytes / 100_000) / 10)} MB`
}

/** "60 of 250 kB", and "250 kB" when that is all. */
export function partText(bytes: number, of: number): string {
  const all = bytesText(of)
  if (bytes === of) return all
  const [, unit = ''] = all.split(' ')
  const units: Readonly<Record<string, number>> = { B: 1, kB: 1_000, MB: 1_000_000 }
  return `${withCommas(Math.round((10 * bytes) / units[unit]!) / 10)} of ${all}`
}

/** "1.23": times the fair share. */
export function times(ratio: number): string {
  return ratio.toFixed(2)
}

export function counted(value: number): string {
  return withCommas(value)
}

/** "+12", "−3", "0" */
export function signed(value: number): string {
  return value > 0 ? `+${withCommas(value)}` : withCommas(value)
}
