// Latency and service-time distributions. A sample takes one uniform draw and inverts the distribution,
// never rejects, so the number of draws is the same whatever comes out. Bit-exact: only our own ln and exp.

import { exp, ln } from './ln.ts'

export type Distribution =
  | { readonly kind: 'constant'; readonly us: number }
  | { readonly kind: 'uniform'; readonly minUs: number; readonly maxUs: number }
  /** `minUs` plus an exponential tail, so that the mean is `meanUs`. */
  | { readonly kind: 'exponential'; readonly minUs: number; readonly meanUs: number }
  | { readonly kind: 'lognormal'; readonly medianUs: number; readonly sigma: number }
  /** `slowShare` of samples take `slowUs`, the others `fastUs`; each ±10 %. */
  | { readonly kind: 'bimodal'; readonly fastUs: number; readonly slowUs: number; readonly slowShare: number }
  /** At least `minUs`; the share of samples above t is `minUs / t` to the power `shape`: a heavy tail. All `plusUs` later. */
  | { readonly kind: 'pareto'; readonly minUs: number; readonly shape: number; readonly plusUs?: number }
  /** `share` of samples are of the first kind, the others of the second. */
  | {
      readonly kind: 'mixture'
      readonly share: number
      readonly first: Distribution
      readonly second: Distribution
    }

/** Nothing takes longer than an hour: the far tail of a wide lognormal is beyond every integer. */
export const LONGEST_SAMPLE_US = 3_600_000_000

/** e to this is beyond the longest sample, and still a number. */
const FAR = 600

/** Whole microseconds, from 0 to the longest, for a uniform draw `u` in [0, 1). */
export function sample(d: Distribution, u: number): number {
  const us = invert(d, u)
  return us < 0 ? 0 : us > LONGEST_SAMPLE_US ? LONGEST_SAMPLE_US : us
}

function invert(d: Distribution, u: number): number {
  switch (d.kind) {
    case 'constant':
      return d.us
    case 'uniform':
      return d.minUs + Math.floor(u * (d.maxUs - d.minUs + 1))
    case 'exponential':
      return d.minUs + Math.floor(-ln(1 - u) * (d.meanUs - d.minUs))
    case 'lognormal':
      return Math.floor(d.medianUs * exp(d.sigma * normalQuantile(u)))
    case 'bimodal': {
      const isSlow = u < d.slowShare
      const rest = isSlow ? u / d.slowShare : (u - d.slowShare) / (1 - d.slowShare)
      return Math.floor((isSlow ? d.slowUs : d.fastUs) * (0.9 + 0.2 * rest))
    }
    case 'pareto':
      return (d.plusUs ?? 0) + Math.floor(d.minUs * exp(Math.min(FAR, -ln(1 - u) / d.shape)))
    case 'mixture':
      return u < d.share ? invert(d.first, u / d.share) : invert(d.second, (u - d.share) / (1 - d.share))
  }
}

/** The longest a sample can usefully be expected to take, for drawing and for bounds: the 99th percentile. */
export function typicalMaxUs(d: Distribution): number {
  if (d.kind === 'mixture') return Math.max(typicalMaxUs(d.first), typicalMaxUs(d.second))
  return sample(d, d.kind === 'bimodal' ? 0.5 * d.slowShare : 0.99)
}

/** Acklam's rational approximation of the inverse normal distribution function (relative error under 1.2e-9). */
function normalQuantile(u: number): number {
  const p = Math.min(Math.max(u, 1e-12), 1 - 1e-12)
  if (p < 0.02425) return tail(Math.sqrt(-2 * ln(p)))
  if (p > 1 - 0.02425) return -tail(Math.sqrt(-2 * ln(1 - p)))
  const q = p - 0.5
  const r = q * q
  const top =
    (((((-39.69683028665376 * r + 220.9460984245205) * r - 275.9285104469687) * r + 138.357751867269) * r -
      30.66479806614716) *
      r +
      2.506628277459239) *
    q
  const bottom =
    ((((-54.47609879822406 * r + 161.5858368580409) * r - 155.6989798598866) * r + 66.80131188771972) * r -
      13.28068155288572) *
      r +
    1
  return top / bottom
}

function tail(q: number): number {
  const top =
    ((((-0.007784894002430293 * q - 0.3223964580411365) * q - 2.400758277161838) * q - 2.549732539343734) *
      q +
      4.374664141464968) *
      q +
    2.938163982698783
  const bottom =
    (((0.007784695709041462 * q + 0.3224671290700398) * q + 2.445134137142996) * q + 3.754408661907416) * q +
    1
  return top / bottom
}
