// Consequences as numbers, up to the playhead.

import type { Operation } from '../sim/engineTypes.ts'
import { milliseconds } from '../sim/words.ts'
import { type Chronicle, withoutLeaderUs } from './chronicle.ts'
import type { Frame } from './frame.ts'

type Metric = Frame['metrics'][number]
type Wrong = Readonly<Record<number, { readonly word: string; readonly truth: string }>>

export function metricsOf(
  history: readonly Operation[],
  wrong: Wrong,
  chronicle: Chronicle,
  messagesSent: number,
  nowUs: number,
): Metric[] {
  const writes = history.filter(({ f }) => f !== 'read')
  const answered = writes.filter(({ outcome }) => outcome === 'ok')
  const broken = Object.keys(wrong).map((id) => history[Number(id)])
  const stale = broken.filter((operation) => operation?.f === 'read').length
  const lost = broken.length - stale
  const slowestUs = Math.max(
    0,
    ...answered.map(({ invokedUs, completedUs }) => (completedUs ?? invokedUs) - invokedUs),
  )
  const leads = chronicle.lanes.some(({ style }) => style === 'leads')
  return [
    ...(leads ? [plain('without a leader', `${milliseconds(withoutLeaderUs(chronicle, nowUs))} ms`)] : []),
    plain('writes answered', `${answered.length} of ${writes.length}`),
    counted('stale reads', stale),
    counted('acknowledged writes lost', lost),
    plain('slowest write', answered.length === 0 ? 'none yet' : `${milliseconds(slowestUs)} ms`),
    plain(
      'messages per write',
      answered.length === 0 ? 'none yet' : String(Math.round(messagesSent / answered.length)),
    ),
  ]
}

function plain(title: string, value: string): Metric {
  return { title, value, isBroken: false }
}

function counted(title: string, count: number): Metric {
  return { title, value: String(count), isBroken: count > 0 }
}
