// Consequences as numbers, up to the playhead: those that every system has, and those of the one on show.

import type { Sim } from '../sim/define.ts'
import type { Operation } from '../sim/engineTypes.ts'
import { count, duration, harm, type Metric } from '../sim/metric.ts'
import { type Chronicle, withoutLeaderUs } from './chronicle.ts'

type Wrong = ReturnType<Sim['wrong']>

/** One of the system's own takes the place of a general one with its title, or with the title that it names. */
export function metricsOf(general: readonly Metric[], own: readonly Metric[]): readonly Metric[] {
  const titles = general.map(({ title }) => title)
  const placeOf = ({ insteadOf, title }: Metric) => insteadOf ?? title
  return [
    ...general.map((metric) => own.find((one) => placeOf(one) === metric.title) ?? metric),
    ...own.filter((one) => !titles.includes(placeOf(one))),
  ]
}

export function generalMetrics(
  history: readonly Operation[],
  wrong: Wrong,
  chronicle: Chronicle,
  messagesSent: number,
  nowUs: number,
): readonly Metric[] {
  const writes = history.filter(({ f }) => f !== 'read')
  const answered = writes.filter(({ outcome }) => outcome === 'ok')
  const broken = Object.keys(wrong).map((id) => history[Number(id)])
  const stale = broken.filter((operation) => operation?.f === 'read').length
  const latencies = answered.map(({ invokedUs, completedUs }) => (completedUs ?? invokedUs) - invokedUs)
  const leads = chronicle.lanes.some(({ style }) => style === 'leads')
  const allAnswered = history.filter(({ outcome }) => outcome === 'ok').length
  const perOperation = allAnswered === 0 ? null : Math.round(messagesSent / allAnswered)
  return [
    ...(leads ? [duration('without a leader', withoutLeaderUs(chronicle, nowUs))] : []),
    count('writes answered', answered.length, writes.length),
    harm('stale reads', stale),
    harm('acknowledged writes lost', broken.length - stale),
    duration('slowest write', latencies.length === 0 ? null : Math.max(...latencies)),
    count('messages per operation', perOperation),
  ]
}
