// Numbers read the same everywhere, and their difference is exact.
import { expect, test } from 'vitest'
import {
  count,
  duration,
  harm,
  type Metric,
  metricDifference,
  metricText,
  percentile,
  share,
} from '../../src/sim/metric.ts'

test.each<[Metric, string]>([
  [duration('slowest write', 1_412_300), '1,412 ms'],
  [duration('slowest write', null), 'none yet'],
  [count('writes answered', 3, 5), '3 of 5'],
  [count('events', 12_345), '12,345'],
  [count('messages per operation', 8.256), '8.26'],
  [share('consistent', 0.9736), '97.4 %'],
  [harm('stale reads', 0), '0'],
])('%j reads %s', (metric, text) => {
  expect(metricText(metric)).toBe(text)
})

test.each<[Metric, Metric | undefined, string]>([
  [duration('a', 370_000), duration('a', 200_000), '+170 ms'],
  [harm('a', 0), harm('a', 1), '\u22121'],
  [count('a', 3, 5), count('a', 3, 4), ''],
  [duration('a', null), duration('a', 5), ''],
  [count('a', 1), undefined, ''],
])('%j less %j is %s', (here, there, text) => {
  expect(metricDifference(here, there)).toBe(text)
})

test('a percentile is the nearest rank, and none of nothing', () => {
  const values = Array.from({ length: 100 }, (_, i) => 100 - i)
  expect([0.5, 0.99, 1, 0].map((at) => percentile(values, at))).toEqual([50, 99, 100, 1])
  expect(percentile([], 0.5)).toBeNull()
})
