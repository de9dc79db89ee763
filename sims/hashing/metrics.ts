// What the store is measured by: balance, movement, misses, and how long answers take.

import type { Operation } from '../../src/engine/observer.ts'
import type { PictureView } from '../../src/sim/define.ts'
import { count, duration, harm, type Metric, percentile, share } from '../../src/sim/metric.ts'
import type { CacheMemory } from './cache.ts'
import type { ClientMemory } from './clientState.ts'
import { viewIn } from './picture.ts'
import { evenness } from './placement/measure.ts'
import type { Memory } from './state.ts'
import type { Truth } from './truth.ts'

type Node = PictureView['nodes'][number]

/** Operations of the last so many µs: a hump should be seen while it lasts. */
const LATELY_US = 500_000

export function metrics(view: PictureView): readonly Metric[] {
  const truth: Truth = view.truth
  const nodes = view.nodes.filter(({ process }) => process === 'store' || process === 'cache')
  const moved = truth.keys === 0 ? null : truth.moved / truth.keys
  return [
    writesAnswered(view.history),
    {
      ...harm('writes lost', truth.wrong.filter(({ word }) => word === 'lost').length),
      insteadOf: 'acknowledged writes lost',
    },
    { ...share('keys moved', moved), insteadOf: 'slowest write' },
    { ...share('at best', truth.keys === 0 ? null : truth.ideal), insteadOf: 'messages per write' },
    count('max/mean keys', overFair(view, nodes, keysOn)),
    count('max/mean load', overFair(view, nodes, servedBy)),
    ...moves(nodes),
    ...hits(nodes),
    ...queries(view),
    ...latencies(view),
  ]
}

/** A query over many keys writes nothing. */
function writesAnswered(history: readonly Operation[]): Metric {
  const writes = history.filter(({ f }) => f === 'write')
  return count('writes answered', writes.filter(isAnswered).length, writes.length)
}

/** Loads over what is fair for the weights of the members; null while there are none. */
function overFair(view: PictureView, nodes: readonly Node[], load: (node: Node) => number): number | null {
  const members = viewIn(view)?.now.members ?? []
  const loads = members.map(({ id }) => load(nodes.find((node) => node.id === id)!))
  if (loads.every((each) => each === 0)) return null
  return evenness(loads, members).maxOverMean
}

function keysOn({ process, disk, memory }: Node): number {
  const held = process === 'store' ? disk.data : ((memory as CacheMemory | null)?.entries ?? {})
  return Object.keys(held).length
}

function servedBy({ memory }: Node): number {
  return (memory as { served: number } | null)?.served ?? 0
}

function moves(nodes: readonly Node[]): readonly Metric[] {
  const memories = nodes.flatMap(({ process, memory }) =>
    process === 'store' && memory !== null ? [memory as Memory] : [],
  )
  if (memories.length === 0) return []
  const bytes = memories.reduce((total, { takenBytes }) => total + takenBytes, 0)
  const forwarded = memories.reduce((total, memory) => total + memory.forwarded, 0)
  return [count('kB moved', bytes / 1000), count('handed on', forwarded)]
}

function hits(nodes: readonly Node[]): readonly Metric[] {
  const caches = nodes.flatMap(({ process, memory }) =>
    process === 'cache' && memory !== null ? [memory as CacheMemory] : [],
  )
  const reads = caches.reduce((total, memory) => total + memory.reads, 0)
  if (caches.length === 0) return []
  const found = caches.reduce((total, memory) => total + memory.hits, 0)
  return [share('hit ratio', reads === 0 ? null : found / reads)]
}

function queries(view: PictureView): readonly Metric[] {
  const asked = view.nodes.flatMap(({ process, memory }) => {
    const finished = process === 'client' ? (memory as ClientMemory | null)?.finished : null
    const isQuery = finished != null && view.history[finished.operation]?.f === 'query'
    return isQuery ? [finished.nodes] : []
  })
  return asked.length === 0 ? [] : [count('nodes a query', Math.max(...asked))]
}

function latencies({ history, nowUs }: PictureView): readonly Metric[] {
  const took = history.filter(isAnswered).filter(({ completedUs }) => completedUs! > nowUs - LATELY_US)
  const times = took.map(({ invokedUs, completedUs }) => completedUs! - invokedUs)
  return [duration('p50', percentile(times, 0.5)), duration('p99', percentile(times, 0.99))]
}

function isAnswered({ outcome, completedUs }: Operation): boolean {
  return outcome === 'ok' && completedUs !== null
}
