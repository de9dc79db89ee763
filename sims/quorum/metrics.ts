// What this store is measured by: how long operations took, who was answered on which side of a cut, how stale reads were,
// and how far its copies are from agreeing.

import type { Operation } from '../../src/engine/observer.ts'
import type { PictureView } from '../../src/sim/define.ts'
import { count, duration, type Metric, percentile } from '../../src/sim/metric.ts'
import { newestOf } from './copiesTable.ts'
import { keysIn } from './keysShown.ts'
import type { Truth } from './observer/truth.ts'
import { preferenceList } from './ring.ts'
import { settingsIn } from './settings.ts'
import { type Disk, versionsAt } from './state.ts'
import { hasAll } from './versions.ts'

export function metrics(view: PictureView): readonly Metric[] {
  const { wrong }: Truth = view.truth
  const reads = latencies(view.history, 'read')
  const writes = latencies(view.history, 'write')
  const replicas = view.nodes.filter(({ process }) => process === 'replica')
  const [first, ...sides] = availability(view)
  return [
    ...(first === undefined ? [] : [{ ...first, insteadOf: 'writes answered' }]),
    ...sides,
    { ...duration('write p50', percentile(writes, 0.5)), insteadOf: 'slowest write' },
    duration('write p99', percentile(writes, 0.99)),
    count('divergent keys', divergentKeys(view, replicas)),
    count(
      'hints waiting',
      replicas.reduce((sum, { disk }) => sum + (disk as Disk).hints.length, 0),
    ),
    ...(settingsIn(view.settings).conflicts === 'lww' ? [] : [count('siblings', siblings(replicas))]),
    duration('read p50', percentile(reads, 0.5)),
    duration('read p99', percentile(reads, 0.99)),
    ...staleness(wrong),
  ]
}

/** The worst of the stale reads. */
function staleness(wrong: Truth['wrong']): readonly Metric[] {
  const versions = Math.max(0, ...wrong.map((each) => each.versions ?? 0))
  if (versions === 0) return []
  const behindUs = Math.max(...wrong.map((each) => each.behindUs ?? 0))
  return [count('versions behind', versions), duration('longest behind', behindUs)]
}

/** Of operations that were answered, in µs. */
function latencies(history: readonly Operation[], f: string): readonly number[] {
  return history.flatMap((operation) =>
    operation.f === f && operation.outcome === 'ok' && operation.completedUs !== null
      ? [operation.completedUs - operation.invokedUs]
      : [],
  )
}

/** Answered of asked: of all operations, and of those asked on each side of a cut. */
function availability({ history, truth }: PictureView): readonly Metric[] {
  const { larger, smaller }: Truth['sides'] = (truth as Truth).sides
  const over = history.filter(({ outcome }) => outcome !== 'pending')
  const all = count('answered', over.filter(({ outcome }) => outcome === 'ok').length, over.length)
  if (larger.asked + smaller.asked === 0) return [all]
  return [
    all,
    count('answered on the larger side', larger.answered, larger.asked),
    count('answered on the smaller side', smaller.answered, smaller.asked),
  ]
}

/** Keys of which the copies are not all the same. */
function divergentKeys(view: PictureView, replicas: PictureView['nodes']): number {
  const { n, conflicts } = settingsIn(view.settings)
  const ring = replicas.map(({ id }) => id)
  return keysIn(replicas).filter((key) => {
    const all = newestOf(replicas, key, conflicts)
    const home = preferenceList(ring, key, Math.min(n, ring.length))
    return replicas.some(
      ({ id, disk }) => home.includes(id) && !hasAll(versionsAt(disk as Disk, key), all, conflicts),
    )
  }).length
}

/** The most siblings that any copy keeps of a key. */
function siblings(replicas: PictureView['nodes']): number {
  const counts = replicas.flatMap(({ disk }) =>
    Object.values((disk as Disk).data).map((versions) => (versions.length > 1 ? versions.length : 0)),
  )
  return Math.max(0, ...counts)
}
