// Consequences as numbers: what they are, how they read, and how two of them differ. One vocabulary for all systems.

import { milliseconds } from './words.ts'

export interface Metric {
  /** "stale reads" */
  readonly title: string
  /** Microseconds, a count, or a share between 0 and 1; null while there is nothing to measure. */
  readonly amount: number | null
  readonly unit: 'us' | 'count' | 'share'
  /** The whole that a count is part of: 3 of 5. */
  readonly of?: number
  /** It tells of something that should not be. */
  readonly isBroken: boolean
  /** Title of a general metric in whose place it stands; its own when left out. */
  readonly insteadOf?: string
}

export function duration(title: string, amount: number | null): Metric {
  return { title, amount, unit: 'us', isBroken: false }
}

export function count(title: string, amount: number | null, of?: number): Metric {
  return { title, amount, unit: 'count', ...(of === undefined ? {} : { of }), isBroken: false }
}

export function share(title: string, amount: number | null): Metric {
  return { title, amount, unit: 'share', isBroken: false }
}

/** A count of what should not happen at all. */
export function harm(title: string, amount: number): Metric {
  return { title, amount, unit: 'count', isBroken: amount > 0 }
}

/** The value at or below which a share of the values lie (nearest rank); null of none. */
export function percentile(values: readonly number[], at: number): number | null {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(sorted.length * at) - 1)] ?? null
}

/** "1,412 ms", "3 of 5", "97.4 %", "none yet" */
export function metricText({ amount, unit, of }: Metric): string {
  if (amount === null) return 'none yet'
  return of === undefined
    ? amountText(amount, unit)
    : `${amountText(amount, unit)} of ${amountText(of, unit)}`
}

/** "+170 ms", "−1"; empty where there is nothing to tell apart. */
export function metricDifference(here: Metric, there: Metric | undefined): string {
  if (there === undefined || here.amount === null || there.amount === null) return ''
  const difference = here.amount - there.amount
  if (difference === 0) return ''
  return `${difference > 0 ? '+' : '\u2212'}${amountText(Math.abs(difference), here.unit)}`
}

function amountText(amount: number, unit: Metric['unit']): string {
  if (unit === 'us') return `${milliseconds(amount)} ms`
  if (unit === 'share') return `${rounded(amount * 100, 1)} %`
  return rounded(amount, 2)
}

/** At most so many decimals, with a thousands comma. */
function rounded(value: number, decimals: number): string {
  const [whole = '0', rest] = String(Number(value.toFixed(decimals))).split('.')
  return whole.replace(/\B(?=(\d{3})+$)/g, ',') + (rest === undefined ? '' : `.${rest}`)
}
