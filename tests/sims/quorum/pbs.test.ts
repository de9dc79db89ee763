// Runs of the store beside the model that Bailis and others drew by lot (WARS, VLDB 2012, §4): for every copy one time each
// for the write to arrive, its acknowledgement, the read to arrive and its answer. The model here shares nothing with the
// store: its dice, its distributions and its rule for what is consistent are written down again.

import { expect, test } from 'vitest'
import { type Fit, legsOf } from '../../../sims/quorum/fits.ts'
import { measure } from '../../../sims/quorum/tables/trials.ts'
import { percentile } from '../../../src/sim/metric.ts'

const COPIES = 3
const MODEL_TRIALS = 100_000
const STORE_TRIALS = 20_000

type Draw = (dice: () => number) => number

/** In ms: that share from a Pareto distribution, the rest from an exponential one. Table 3. */
const fit =
  (share: number, least: number, shape: number, rate: number): Draw =>
  (dice) =>
    dice() < share ? least * (1 - dice()) ** (-1 / shape) : -Math.log(1 - dice()) / rate

const SSD = fit(0.9122, 0.235, 10, 1.66)
const YMMR = fit(0.982, 1.5, 3.8, 0.0217)
const LEGS: Readonly<Record<Fit, readonly [write: Draw, other: Draw]>> = {
  ssd: [SSD, SSD],
  disk: [fit(0.38, 1.05, 1.51, 0.183), SSD],
  ymmr: [fit(0.939, 3, 3.35, 0.0028), YMMR],
}

/** Mulberry32. */
function diceOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

interface Found {
  readonly readsMs: number[]
  readonly writesMs: number[]
  consistent: number
}

/** A write, and a read that begins so long after it was acknowledged. */
function model(profile: Fit, r: number, w: number, afterMs: number): Found {
  const dice = diceOf(1)
  const [writeLeg, otherLeg] = LEGS[profile]
  const found: Found = { readsMs: [], writesMs: [], consistent: 0 }
  for (let trial = 0; trial < MODEL_TRIALS; trial++) {
    const copies = Array.from({ length: COPIES }, () => ({
      written: writeLeg(dice),
      acknowledged: otherLeg(dice),
      asked: otherLeg(dice),
      answered: otherLeg(dice),
    }))
    const acknowledgements = copies.map((copy) => copy.written + copy.acknowledged).sort((a, b) => a - b)
    const writeMs = acknowledgements[w - 1]!
    const first = [...copies].sort((a, b) => a.asked + a.answered - b.asked - b.answered).slice(0, r)
    found.writesMs.push(writeMs)
    found.readsMs.push(first.at(-1)!.asked + first.at(-1)!.answered)
    if (first.some((copy) => copy.written <= writeMs + afterMs + copy.asked)) found.consistent++
  }
  return found
}

test.each<[Fit, number, number, number]>([
  ['ssd', 1, 1, 0],
  ['disk', 1, 1, 0],
  ['disk', 2, 1, 5],
  ['ymmr', 1, 2, 10],
  ['ymmr', 2, 2, 0],
])('%s, R=%d W=%d, %d ms later: the store does what the model says', (profile, r, w, afterMs) => {
  const { readsMs, writesMs, consistent } = model(profile, r, w, afterMs)
  const { behind, readsUs, writesUs } = measure({
    seed: 'beside the model',
    n: COPIES,
    r,
    w,
    asks: 'all',
    pauseUs: afterMs * 1000,
    pairs: STORE_TRIALS,
    moreWrites: 0,
    moreReads: 0,
    nodes: COPIES + 1,
    coordinators: ['n4'],
    legs: () => legsOf(profile),
  })
  const share = (100 * behind.filter((versions) => versions === 0).length) / STORE_TRIALS
  expect(Math.abs(share - (100 * consistent) / MODEL_TRIALS)).toBeLessThan(0.7)
  for (const at of [0.3, 0.5, 0.9]) {
    expect(percentile(readsUs, at)! / 1000 / percentile(readsMs, at)!).toBeCloseTo(1, 1.5)
    expect(percentile(writesUs, at)! / 1000 / percentile(writesMs, at)!).toBeCloseTo(1, 1.5)
  }
})

test('where R+W is more than N, no read of the model misses its write either', () => {
  expect(model('disk', 2, 2, 0).consistent).toBe(MODEL_TRIALS)
  expect(model('disk', 3, 1, 0).consistent).toBe(MODEL_TRIALS)
})
