// What replication is measured by: what was lost and how stale reads were, how long writes took, who was answered on
// which side of a cut, and which keys have come apart.

import type { Operation } from '../../src/engine/observer.ts'
import type { PictureView } from '../../src/sim/define.ts'
import { count, duration, harm, type Metric, percentile } from '../../src/sim/metric.ts'
import { divergentKeys, replicasIn } from './replicas.ts'
import { settingsOf } from './settings.ts'
import type { Truth } from './truth.ts'

export function metrics(view: PictureView): readonly Metric[] {
  const truth: Truth = view.truth
  const staleReads = truth.wrong.filter(({ word }) => word === 'stale')
  const stale = staleReads.length
  const latencies = writeLatencies(view.history)
  const keys = divergentKeys(replicasIn(view), Object.keys(truth.versions)).length
  return [
    { ...count('stale reads', stale, truth.reads), isBroken: stale > 0 },
    ...(stale === 0 ? [] : [duration('stalest by', most(staleReads.map(({ behindUs = 0 }) => behindUs)))]),
    harm('acknowledged writes lost', truth.wrong.length - stale),
    { ...duration('write p50', percentile(latencies, 0.5)), insteadOf: 'slowest write' },
    duration('write p99', percentile(latencies, 0.99)),
    ...availability(truth),
    ...(keys > 0 || settingsOf(view).whenCutOff === 'answer' ? [harm('divergent keys', keys)] : []),
  ]
}

function most(values: readonly number[]): number {
  return Math.max(0, ...values)
}

function writeLatencies(history: readonly Operation[]): readonly number[] {
  return history
    .filter(({ f, outcome }) => f !== 'read' && outcome === 'ok')
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
    { ...count('answered cut off', cutOff.answered, cutOff.asked), insteadOf: 'messages per write' },
  ]
}
