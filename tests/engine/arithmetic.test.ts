// Our own ln and exp, and the distributions made of them. Math.log and Math.exp judge them here and nowhere else:
// they are good to an ulp, but not the same in every engine, so no result is compared with them bit by bit.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Distribution, LONGEST_SAMPLE_US, sample, typicalMaxUs } from '../../src/engine/distribution.ts'
import { Fingerprint } from '../../src/engine/fingerprint.ts'
import { exp, ln } from '../../src/engine/ln.ts'
import { createStreams } from '../../src/engine/random.ts'

const RUNS = { numRuns: 20_000 }

/** Distance in units in the last place of the expected value. */
function ulps(actual: number, expected: number): number {
  const exponent = Math.floor(Math.log2(Math.abs(expected)))
  return Math.abs(actual - expected) / 2 ** (exponent - 52)
}

test('ln is within 2 ulp of the logarithm, from the smallest normal double to the largest', () => {
  const positive = fc.double({ min: 2.3e-308, max: 1.7e308, noNaN: true, noDefaultInfinity: true })
  fc.assert(
    fc.property(fc.oneof(positive, fc.double({ min: 1e-9, max: 4, noNaN: true })), (x) => {
      if (x !== 1) expect(ulps(ln(x), Math.log(x))).toBeLessThanOrEqual(2)
    }),
    RUNS,
  )
  expect(ln(1)).toBe(0)
})

test('exp is within 2 ulp of the exponential', () => {
  fc.assert(
    fc.property(fc.double({ min: -700, max: 700, noNaN: true }), (x) => {
      expect(ulps(exp(x), Math.exp(x))).toBeLessThanOrEqual(2)
    }),
    RUNS,
  )
  expect(exp(0)).toBe(1)
})

test('ln and exp give the same bits wherever this runs', () => {
  const draw = createStreams('pinned').open('arithmetic')
  const print = new Fingerprint()
  for (let i = 0; i < 100_000; i++) {
    print.bits(ln(1 - draw()))
    print.bits(exp(60 * draw() - 30))
  }
  // Another value means that another machine would show another run. It may only change with ln.ts itself.
  expect(print.toString()).toBe('0803c9d692cbd933')
})

const us = fc.nat(1_000_000)
const share = fc.double({ min: 0, max: 1, noNaN: true })
const plain: fc.Arbitrary<Distribution> = fc.oneof(
  fc.record({ kind: fc.constant('constant' as const), us }),
  fc.record({ kind: fc.constant('uniform' as const), minUs: us, maxUs: us }),
  fc.record({ kind: fc.constant('exponential' as const), minUs: us, meanUs: us }),
  fc.record({
    kind: fc.constant('lognormal' as const),
    medianUs: us,
    sigma: fc.double({ min: 0, max: 4, noNaN: true }),
  }),
  fc.record({
    kind: fc.constant('bimodal' as const),
    fastUs: us,
    slowUs: us,
    slowShare: share,
  }),
  fc.record({
    kind: fc.constant('pareto' as const),
    minUs: us,
    shape: fc.double({ min: 0.1, max: 100, noNaN: true }),
  }),
)
const distributions: fc.Arbitrary<Distribution> = fc.oneof(
  plain,
  fc.record({ kind: fc.constant('mixture' as const), share, first: plain, second: plain }),
)
const draws = fc.oneof(
  fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
  fc.constantFrom(0, 2 ** -32, 0.5, 1 - 2 ** -32, 1 - 2 ** -53),
)

test('a sample is a whole number of microseconds within bounds, also where a person mixed up the bounds', () => {
  fc.assert(
    fc.property(distributions, draws, (distribution, u) => {
      const sampleUs = sample(distribution, u)
      expect(Number.isSafeInteger(sampleUs)).toBe(true)
      expect(sampleUs).toBeGreaterThanOrEqual(0)
      expect(sampleUs).toBeLessThanOrEqual(LONGEST_SAMPLE_US)
    }),
    RUNS,
  )
})

test('a sample grows with its draw, so that one draw says it all', () => {
  const ordered = distributions.filter(
    (d) =>
      !(
        d.kind === 'bimodal' ||
        d.kind === 'mixture' ||
        (d.kind === 'uniform' && d.maxUs < d.minUs) ||
        (d.kind === 'exponential' && d.meanUs < d.minUs)
      ),
  )
  fc.assert(
    fc.property(ordered, draws, draws, (distribution, u, v) => {
      expect(sample(distribution, Math.min(u, v))).toBeLessThanOrEqual(sample(distribution, Math.max(u, v)))
    }),
    RUNS,
  )
})

const EVENLY = Array.from({ length: 20_000 }, (_, i) => (i + 0.5) / 20_000)

function samplesOf(distribution: Distribution): number[] {
  return EVENLY.map((u) => sample(distribution, u))
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

test('uniform reaches both bounds and nothing beyond', () => {
  const values = samplesOf({ kind: 'uniform', minUs: 7, maxUs: 11 })
  expect([...new Set(values)].sort((a, b) => a - b)).toEqual([7, 8, 9, 10, 11])
  for (const value of [7, 8, 9, 10, 11]) expect(values.filter((each) => each === value).length).toBe(4000)
})

test('exponential has its minimum and its mean', () => {
  const values = samplesOf({ kind: 'exponential', minUs: 2000, meanUs: 10_000 })
  expect(Math.min(...values)).toBe(2000)
  expect(Math.abs(mean(values) - 10_000)).toBeLessThan(10)
})

test('lognormal has its median, and two thirds within one sigma of it', () => {
  const values = samplesOf({ kind: 'lognormal', medianUs: 10_000, sigma: 0.5 })
  expect(values[10_000]).toBe(10_000)
  const inside = values.filter((us) => us > 10_000 / Math.exp(0.5) && us < 10_000 * Math.exp(0.5))
  expect(inside.length / values.length).toBeCloseTo(0.6827, 3)
  expect(Math.abs(mean(values) / (10_000 * Math.exp(0.125)) - 1)).toBeLessThan(0.001)
})

test('bimodal has its shares, each within a tenth', () => {
  const values = samplesOf({ kind: 'bimodal', fastUs: 1000, slowUs: 50_000, slowShare: 0.05 })
  const slow = values.filter((us) => us > 10_000)
  expect(slow.length).toBe(1000)
  expect([Math.min(...slow), Math.max(...slow)].map((us) => Math.round(us / 1000))).toEqual([45, 55])
  const fast = values.filter((us) => us < 10_000)
  expect(Math.min(...fast)).toBe(900)
  expect(Math.max(...fast)).toBeLessThan(1100)
})

test('pareto has its minimum and its tail', () => {
  const values = samplesOf({ kind: 'pareto', minUs: 1000, shape: 2 })
  expect(Math.min(...values)).toBe(1000)
  const above = (us: number) => values.filter((each) => each >= us).length / values.length
  expect([2000, 5000, 10_000].map(above)).toEqual([0.25, 0.04, 0.01])
  const far = samplesOf({ kind: 'pareto', minUs: 1000, shape: 2, plusUs: 75_000 })
  expect(far).toEqual(values.map((us) => us + 75_000))
})

test('a mixture has its shares, and each part is as it is alone', () => {
  const first = { kind: 'uniform', minUs: 0, maxUs: 999 } as const
  const second = { kind: 'exponential', minUs: 10_000, meanUs: 30_000 } as const
  const values = samplesOf({ kind: 'mixture', share: 0.25, first, second })
  const fast = values.filter((us) => us < 1000)
  expect(fast.length).toBe(5000)
  expect(Math.abs(mean(fast) - 499.5)).toBeLessThan(1)
  expect(Math.abs(mean(values.filter((us) => us >= 10_000)) - 30_000)).toBeLessThan(50)
  const nested = samplesOf({
    kind: 'mixture',
    share: 0.5,
    first: { kind: 'constant', us: 1 },
    second: {
      kind: 'mixture',
      share: 0.5,
      first: { kind: 'constant', us: 2 },
      second: { kind: 'constant', us: 3 },
    },
  })
  expect([1, 2, 3].map((us) => nested.filter((each) => each === us).length)).toEqual([10_000, 5000, 5000])
})

test('the typical longest sample is longer than nearly all', () => {
  const kinds: readonly Distribution[] = [
    { kind: 'constant', us: 5 },
    { kind: 'uniform', minUs: 5, maxUs: 9000 },
    { kind: 'exponential', minUs: 5, meanUs: 9000 },
    { kind: 'lognormal', medianUs: 9000, sigma: 0.4 },
    { kind: 'pareto', minUs: 9000, shape: 2 },
    {
      kind: 'mixture',
      share: 0.3,
      first: { kind: 'constant', us: 5 },
      second: { kind: 'exponential', minUs: 5, meanUs: 900 },
    },
  ]
  for (const distribution of kinds) {
    const longer = samplesOf(distribution).filter((us) => us > typicalMaxUs(distribution))
    expect(longer.length / EVENLY.length).toBeLessThanOrEqual(0.0101)
  }
})
