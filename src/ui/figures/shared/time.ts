// Simulated time as it is printed: whole microseconds in, milliseconds with a thousands comma out.

import { ticks } from 'd3-array'

/** "1,412" from 1412: no Intl, so that every browser prints the same. */
export function withCommas(value: number): string {
  const [whole = '0', part] = String(Math.abs(value)).split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  return (value < 0 ? '−' : '') + grouped + (part === undefined ? '' : `.${part}`)
}

/** "1,412 ms"; a tenth only when the moment is not a whole millisecond and `tenths` asks for it. */
export function milliseconds(us: number, options: { readonly tenths?: boolean } = {}): string {
  const value = options.tenths ? Math.round(us / 100) / 10 : Math.round(us / 1000)
  return `${withCommas(value)} ms`
}

export interface Tick {
  readonly us: number
  /** "1,200"; null for the small ones between. */
  readonly label: string | null
}

/** Ticks of a time axis: some `about` labelled ones at round milliseconds, four small ones between. */
export function timeTicks(fromUs: number, toUs: number, about: number): readonly Tick[] {
  if (!(toUs > fromUs)) return []
  const large = ticks(fromUs / 1000, toUs / 1000, Math.max(1, about))
  const step = large.length > 1 ? (large[1] ?? 0) - (large[0] ?? 0) : (toUs - fromUs) / 1000
  const small = step / 5
  const result: Tick[] = []
  for (let i = Math.ceil(fromUs / 1000 / small - 1e-9); i * small * 1000 <= toUs + 1e-6; i++) {
    const ms = Math.round(i * small * 1000) / 1000
    result.push({ us: ms * 1000, label: i % 5 === 0 ? withCommas(ms) : null })
  }
  return result
}
