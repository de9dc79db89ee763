// What this system is measured by: how far each read model lags, how stale reads were, what was lost or applied twice,
// and how long a rebuild took.

import type { Operation } from '../../src/engine/observer.ts'
import type { PictureView } from '../../src/sim/define.ts'
import { count, duration, harm, type Metric, percentile, share } from '../../src/sim/metric.ts'
import { type Lag, lagsIn } from './lag.ts'
import type { Truth } from './observer/truth.ts'

export function metrics(view: PictureView): readonly Metric[] {
  const truth: Truth = view.truth
  const stale = truth.wrong.filter(({ word }) => word === 'stale')
  const memos = Object.values(truth.models)
  const lost = memos.reduce((all, memo) => all + memo.lost, 0)
  const twice = memos.reduce((all, memo) => all + memo.twice, 0)
  const writes = tookUs(view.history, ({ f }) => f !== 'read')
  const reads = tookUs(view.history, ({ f }) => f === 'read')
  const isBroken = stale.length > 0
  return [
    { ...share('stale reads', truth.reads === 0 ? null : stale.length / truth.reads), isBroken },
    { ...harm('events lost', lost), insteadOf: 'acknowledged writes lost' },
    { ...duration('write p99', percentile(writes, 0.99)), insteadOf: 'slowest write' },
    harm('events twice', twice),
    harm('wrong reads', truth.wrong.length - stale.length),
    ...lagsIn(view).flatMap(lagMetrics),
    duration('stalest by', isBroken ? Math.max(...stale.map(({ behindUs = 0 }) => behindUs)) : null),
    ...rebuild(truth),
    duration('write p50', percentile(writes, 0.5)),
    duration('read p50', percentile(reads, 0.5)),
    duration('read p99', percentile(reads, 0.99)),
  ]
}

function lagMetrics({ id, events, us }: Lag): readonly Metric[] {
  return [count(`${id} lacks events`, events), duration(`${id} lags`, us)]
}

function rebuild({ models }: Truth): readonly Metric[] {
  const took = Object.values(models).flatMap(({ rebuildUs }) => (rebuildUs < 0 ? [] : [rebuildUs]))
  return took.length === 0 ? [] : [duration('rebuild took', Math.max(...took))]
}

function tookUs(
  history: readonly Operation[],
  isMeant: (operation: Operation) => boolean,
): readonly number[] {
  return history
    .filter((operation) => isMeant(operation) && operation.outcome === 'ok')
    .map(({ invokedUs, completedUs }) => (completedUs ?? invokedUs) - invokedUs)
}
