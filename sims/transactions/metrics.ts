// What transactions cost: locks held in doubt and waited for, how many were committed and aborted, how long they took, and how
// many forced writes each took.

import type { PictureView } from '../../src/sim/define.ts'
import { count, duration, harm, type Metric, percentile } from '../../src/sim/metric.ts'
import { halfUs } from './observer/sagas.ts'
import { spentUs } from './observer/spans.ts'
import { oversold, type Truth } from './observer/truth.ts'
import { isSagaIn, settingsOf } from './state.ts'

export function metrics({ truth, nowUs, history, settings }: PictureView): readonly Metric[] {
  const { committed, aborted, parted, conflicts, forced }: Truth = truth
  const isSaga = isSagaIn(settingsOf({ settings }))
  const latencies = history.flatMap(({ f, outcome, invokedUs, completedUs }) =>
    f !== 'audit' && outcome === 'ok' && completedUs !== null ? [completedUs - invokedUs] : [],
  )
  const ended = committed + aborted
  return [
    { ...count('committed', committed, ended), insteadOf: 'writes answered' },
    { ...harm('audits wrong', truth.wrong.length), insteadOf: 'stale reads' },
    { ...count(isSaga ? 'undone' : 'aborted', aborted), insteadOf: 'acknowledged writes lost' },
    ...(isSaga ? [] : [harm('ended both ways', parted)]),
    harm('oversold items', oversold(truth)),
    duration('rows blocked in doubt', spentUs(truth, 'doubts', nowUs)),
    duration('done by half', halfUs(truth, nowUs)),
    duration('waited for locks', spentUs(truth, 'waits', nowUs)),
    duration('rows locked', spentUs(truth, 'locks', nowUs)),
    { ...duration('latency p99', percentile(latencies, 0.99)), insteadOf: 'slowest write' },
    duration('latency p50', percentile(latencies, 0.5)),
    ...(isSaga ? [] : [count('aborted in conflict', conflicts)]),
    count('forced writes per transaction', ended === 0 ? null : forced / ended),
  ]
}
