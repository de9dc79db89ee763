// What replication is measured by: what was lost and how stale reads were, how long writes took, who was answered on
// which side of a cut, and which keys have come apart.

import type { Operation } from '../../src/engine/observer.ts'
import type { PictureView } from '../../src/sim/define.ts'
import { count, duration, harm, type Metric, percentile } from '../../src/sim/metric.ts'
import { keysShown } from './keysShown.ts'
import { replicasIn } from './replicas.ts'
import type { Truth } from './truth.ts'

export function metrics(view: PictureView): readonly Metric[] {
  const truth: Truth = view.truth
  const staleReads = truth.wrong.filter(({ word }) => word === 'stale')
  const stale = staleReads.length
  const writes = latencies(view.history, ({ f }) => f !== 'read')
  const reads = latencies(view.history, ({ f }) => f === 'read')
  const apart = keysShown(view, replicasIn(view)).filter(({ isApart }) => isApart).length
  return [
    { ...count('stale reads', stale, truth.reads), isBroken: stale > 0 },
    harm('acknowledged writes lost', truth.wrong.length - stale),
    { ...duration('write p50', percentile(writes, 0.5)), insteadOf: 'slowest write' },
    duration('write p99', percentile(writes, 0.99)),
    ...availability(truth),
    harm('divergent keys', apart),
    duration('read p50', percentile(reads, 0.5)),
    duration('stalest by', stale === 0 ? null : most(staleReads.map(({ behindUs = 0 }) => behindUs))),
  ]
}

function most(values: readonly number[]): number {
  return Math.max(0, ...values)
}

/** Of operations that were answered, in µs. */
function latencies(
  history: readonly Operation[],
  isMeant: (operation: Operation) => boolean,
): readonly number[] {
  return history
    .filter((operation) => isMeant(operation) && operation.outcome === 'ok')
    .map(({ invokedUs, completedUs }) => (completedUs ?? invokedUs) - invokedUs)
}

/** Once a cut has made two sides: what each asked, and how much of it was answered. */
function availability({ reached, cutOff }: Truth): readonly Metric[] {
  if (cutOff.asked === 0) return []
  return [
    {
      ...count('answered by the master’s side', reached.answered, reached.asked),
      insteadOf: 'writes answered',
    },
    count('answered by the other side', cutOff.answered, cutOff.asked),
  ]
}
