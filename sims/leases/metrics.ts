// What a lock with a TTL costs, and what it is worth: for how long two believed that they have it, what that did to the file,
// how long one waits for it, and how long nobody has it when its holder is dead.

import type { PictureView } from '../../src/sim/define.ts'
import { count, duration, harm, type Metric, percentile } from '../../src/sim/metric.ts'
import { soFar, type Truth } from './observer/truth.ts'

export function metrics({ truth, nowUs }: PictureView): readonly Metric[] {
  const { overlap, idle, waits, refused, lost }: Truth = truth
  return [
    { ...count('overlapping holders', overlap.count), insteadOf: 'stale reads' },
    { ...harm('updates lost', lost), insteadOf: 'acknowledged writes lost' },
    duration('two believed they had it', overlap.count === 0 ? null : soFar(overlap, nowUs)),
    count('refused by the storage', refused),
    { ...duration('wait for the lock p50', percentile(waits, 0.5)), insteadOf: 'slowest write' },
    duration('wait for the lock p99', percentile(waits, 0.99)),
    duration('idle after a holder’s death', idle.deaths === 0 ? null : soFar(idle, nowUs)),
  ]
}
