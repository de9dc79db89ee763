// What the store is measured by: balance and movement, misses, what queries ask, and how long answers take.

import type { Operation } from '../../src/engine/observer.ts'
import type { PictureView } from '../../src/sim/define.ts'
import { count, duration, harm, type Metric, percentile, share } from '../../src/sim/metric.ts'
import { balanceMetrics, lossMetrics, spreadMetrics, transferMetrics } from './balanceMetrics.ts'
import type { CacheMemory } from './cache.ts'
import type { ClientMemory } from './clientState.ts'
import type { DatabaseMemory } from './database.ts'
import { lately, perSecond } from './pace.ts'
import { halfDone } from './pairs.ts'
import { viewIn } from './picture.ts'
import { beforeOf } from './ringPicture.ts'
import type { Truth } from './truth.ts'

/** Operations of the last so many µs: a hump should be seen while it lasts. */
const LATELY_US = 500_000

export function metrics(view: PictureView): readonly Metric[] {
  const truth: Truth = view.truth
  return [
    writesAnswered(view.history),
    {
      ...harm('writes lost', truth.wrong.filter(({ word }) => word === 'lost').length),
      insteadOf: 'acknowledged writes lost',
    },
    ...pairs(view),
    ...hits(view),
    ...placementMetrics(view),
  ]
}

function pairs({ nodes, history }: PictureView): readonly Metric[] {
  return history.some(({ f }) => f === 'both') ? [harm('half done', halfDone(nodes, history).length)] : []
}

/** What matters most first: on a narrow page the rest is told elsewhere. */
function placementMetrics(all: PictureView): readonly Metric[] {
  const view = viewIn(all)
  if (view === null) return [...queries(all), ...latencies(all)]
  const change = { before: beforeOf(all, view), now: view.now }
  return [
    ...balanceMetrics(all, change),
    ...queries(all),
    ...latencies(all),
    ...lossMetrics(all, view),
    ...transferMetrics(all, change),
    ...misses(all),
    ...spreadMetrics(view.now),
  ]
}

/** A query over many keys writes nothing. */
function writesAnswered(history: readonly Operation[]): Metric {
  const writes = history.filter(({ f }) => f === 'write' || f === 'both')
  return count('writes answered', writes.filter(isAnswered).length, writes.length)
}

/** What caches had, in all and lately, and what the database behind them is asked. */
function hits({ nodes, nowUs }: PictureView): readonly Metric[] {
  if (nodes.every(({ process }) => process !== 'cache')) return []
  const caches = nodes.flatMap(({ process, memory }) =>
    process === 'cache' && memory !== null ? [memory as CacheMemory] : [],
  )
  const sum = (of: (memory: CacheMemory) => number) => caches.reduce((total, memory) => total + of(memory), 0)
  const ratio = (found: number, of: number) => (of === 0 ? null : found / of)
  const database = nodes.find(({ process }) => process === 'database')?.memory as DatabaseMemory | null
  return [
    share(
      'hit ratio',
      ratio(
        sum(({ hits: found }) => found),
        sum(({ reads }) => reads),
      ),
    ),
    share(
      'lately',
      ratio(
        sum(({ hitPace }) => lately(hitPace, nowUs)),
        sum(({ readPace }) => lately(readPace, nowUs)),
      ),
    ),
    count('database asked a second', database === null ? null : perSecond(database.pace, nowUs)),
  ]
}

/** Reads that were told there is nothing, where everything that is read has been there from the start. */
function misses({ nodes, history }: PictureView): readonly Metric[] {
  if (nodes.every(({ process }) => process !== 'store')) return []
  const missed = history.filter((one) => one.f === 'read' && isAnswered(one) && one.result === null)
  return [count('misses', missed.length)]
}

function queries(view: PictureView): readonly Metric[] {
  const shards = view.nodes
    .filter(({ process }) => process === 'client')
    .map(({ memory }) => (memory as ClientMemory | null)?.shards ?? 0)
  const asked = Math.max(0, ...shards)
  const times = latelyTook(view, ({ f }) => f === 'query')
  if (asked === 0) return []
  return [count('shards per query', asked), duration('query p99', percentile(times, 0.99))]
}

function latencies(view: PictureView): readonly Metric[] {
  const times = latelyTook(view, () => true)
  return [duration('p50', percentile(times, 0.5)), duration('p99', percentile(times, 0.99))]
}

function latelyTook(
  { history, nowUs }: PictureView,
  isMeant: (operation: Operation) => boolean,
): readonly number[] {
  return history
    .filter((operation) => isAnswered(operation) && isMeant(operation))
    .filter(({ completedUs }) => completedUs! > nowUs - LATELY_US)
    .map(({ invokedUs, completedUs }) => completedUs! - invokedUs)
}

function isAnswered({ outcome, completedUs }: Operation): boolean {
  return outcome === 'ok' && completedUs !== null
}
