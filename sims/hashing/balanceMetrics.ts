// How evenly keys and requests lie on the nodes, beside what theory expects, and what the latest change moves.

import type { PictureView } from '../../src/sim/define.ts'
import { count, harm, type Metric, share } from '../../src/sim/metric.ts'
import { allKeys } from './keys.ts'
import { type Layout, movesOfLayouts, ownersOf, type View } from './layout.ts'
import { servedLately } from './pace.ts'
import { type Evenness, evenness, heirsShare, leastMoved } from './placement/measure.ts'
import type { Memory } from './state.ts'

/** The layout that is announced, and the one before the latest change; null if there has been none. */
export interface Change {
  readonly before: Layout | null
  readonly now: Layout
}

/** What everybody looks at first. */
export function balanceMetrics({ nodes, nowUs }: PictureView, change: Change): readonly Metric[] {
  const { before, now } = change
  const moved = before === null ? null : movesOfLayouts(before, now)
  const loads = now.members.map(({ id }) => servedLately(nodes.find((node) => node.id === id)!.memory, nowUs))
  const isIdle = loads.every((load) => load === 0)
  return [
    { ...share('keys moved', moved === null ? null : moved.moved / moved.keys), insteadOf: 'slowest write' },
    {
      ...share('at best', before === null ? null : leastMoved(before.members, now.members)),
      insteadOf: 'messages per operation',
    },
    count('max/mean keys', evennessOf(now).maxOverMean),
    count('max/mean load', isIdle ? null : evenness(loads, now.members).maxOverMean),
    ...heirs(change),
  ]
}

/** Of the keys that members are the first to keep. */
function evennessOf(layout: Layout): Evenness {
  const counts = new Map(layout.members.map(({ id }) => [id, 0]))
  for (const key of allKeys(layout.posts)) {
    const id = ownersOf(layout, key)[0]!
    counts.set(id, counts.get(id)! + 1)
  }
  return evenness([...counts.values()], layout.members)
}

/** Of the keys of a node that went, those that its busiest heir has now. */
function heirs({ before, now }: Change): readonly Metric[] {
  const went = (before?.members ?? []).filter(({ id }) => now.members.every((member) => member.id !== id))
  if (before === null || went.length === 0) return []
  const moved = movesOfLayouts(before, now)
  return [share('busiest heir takes', Math.max(...went.map(({ id }) => heirsShare(moved, id))))]
}

/** Standard deviation over mean of the keys that members are the first to keep. */
export function spreadMetrics(layout: Layout): readonly Metric[] {
  const expected = expectedSpread(layout, allKeys(layout.posts).length)
  return [
    count('sd/mean keys', evennessOf(layout).sdOverMean),
    ...(expected === null ? [] : [count('in theory', expected)]),
  ]
}

const DRAWN: ReadonlySet<Layout['scheme']> = new Set(['ring', 'modulo', 'rendezvous', 'jump', 'maglev'])

/**
 * Of shares that are Beta(v, (n-1)v) the square is (n-1)/(nv+1); that so many keys fall by chance adds (n-1)/K. null where
 * shares are dealt and not drawn, or differ by intention.
 */
export function expectedSpread(
  { scheme, members, tokens, partitionBy }: Pick<Layout, 'scheme' | 'members' | 'tokens' | 'partitionBy'>,
  keys: number,
): number | null {
  const n = members.length
  const isEven = members.every(({ weight }) => weight === members[0]!.weight)
  if (!isEven || partitionBy !== 'post' || !DRAWN.has(scheme)) return null
  const points = Math.max(1, Math.round(tokens * members[0]!.weight))
  const square = scheme === 'ring' ? (n - 1) / (n * points + 1) : 0
  return Math.sqrt(square * (1 - 1 / keys) + (n - 1) / keys)
}

/** What the move costs, where nodes keep what they have on disk. */
export function transferMetrics({ nodes }: PictureView, change: Change): readonly Metric[] {
  const stores = nodes.filter(({ process }) => process === 'store')
  if (stores.length === 0) return []
  const sum = (of: (memory: Memory) => number) =>
    stores.reduce((total, { memory }) => total + (memory === null ? 0 : of(memory)), 0)
  return [
    count('kB moved', sum(({ takenBytes }) => takenBytes) / 1000),
    ...copiesMoved(change),
    count(
      'handed on',
      sum(({ forwarded }) => forwarded),
    ),
  ]
}

/** Of all copies that there are to be, those on nodes that did not keep the key before. */
function copiesMoved({ before, now }: Change): readonly Metric[] {
  if (before === null || Math.max(before.copies, now.copies) === 1) return []
  const keys = allKeys(now.posts)
  const all = keys.flatMap((key) => ownersOf(now, key))
  const come = keys.flatMap((key) => ownersOf(now, key).filter((id) => !ownersOf(before, key).includes(id)))
  return [count('copies moved', come.length, all.length)]
}

/** Keys that are on no disk, and keys of which most copies are gone; while keys move, by the layout they come from. */
export function lossMetrics({ nodes }: PictureView, { now, was }: View): readonly Metric[] {
  const stores = nodes.filter(({ process }) => process === 'store')
  if (stores.length === 0) return []
  const layout = was ?? now
  const has = (id: string, key: string) => key in (stores.find((node) => node.id === id)?.disk.data ?? {})
  const keys = allKeys(layout.posts)
  const lost = keys.filter((key) => stores.every(({ disk }) => !(key in disk.data)))
  if (layout.copies === 1) return [harm('keys gone', lost.length)]
  const few = keys.filter((key) => {
    const owners = ownersOf(layout, key)
    return 2 * owners.filter((id) => has(id, key)).length <= owners.length
  })
  return [harm('keys gone', lost.length), count('without a majority', few.length)]
}
