// What transactions cost: locks held in doubt and waited for, how many were committed and aborted, how long they took, and how
// many forced writes each took.

import type { PictureView } from '../../src/sim/define.ts'
import { count, duration, harm, type Metric, percentile } from '../../src/sim/metric.ts'
import { cardsOf, isAdrift } from './observer/payments.ts'
import { halfUs } from './observer/sagas.ts'
import { spentUs } from './observer/spans.ts'
import { oversold, type Truth } from './observer/truth.ts'
import { isProvider, isSagaIn, settingsOf } from './state.ts'

export function metrics(view: PictureView): readonly Metric[] {
  const { truth, nowUs, history, settings } = view
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
    ...(view.nodes.some(isProvider) ? chargeMetrics(view) : []),
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

/** What customers were charged against what is booked, and what nobody knows yet. */
function chargeMetrics({ truth, nowUs, nodes }: PictureView): readonly Metric[] {
  const { open, doubleCharges }: Truth = truth
  const cards = cardsOf(truth, nodes)
  const sum = (of: 'paid' | 'booked') => cards.reduce((total, card) => total + card[of], 0)
  return [
    count('charges unresolved', Object.values(open).filter(({ kind }) => kind === 'unknown').length),
    harm('double charges', doubleCharges),
    { ...count('booked of what was charged', sum('booked'), sum('paid')), isBroken: isAdrift(truth, nodes) },
    duration('charges unresolved for', spentUs(truth, 'unknown', nowUs)),
  ]
}
