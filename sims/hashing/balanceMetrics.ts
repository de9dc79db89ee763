// How evenly keys and requests lie on the nodes, beside what theory expects, and what the latest change moved.

import type { PictureView } from '../../src/sim/define.ts'
import { count, harm, type Metric, share } from '../../src/sim/metric.ts'
import type { CacheMemory } from './cache.ts'
import { allKeys } from './keys.ts'
import { type Layout, movesOfLayouts, ownersOf, placedText, placementOf } from './layout.ts'
import { lately, STILL } from './pace.ts'
import { isKeeper, viewIn } from './picture.ts'
import { countsOf, evenness, hashedKeys, heirsShare, ownersOf as owned } from './placement/measure.ts'
import type { Memory } from './state.ts'
import type { Truth } from './truth.ts'

type Node = PictureView['nodes'][number]

export function balanceMetrics(view: PictureView): readonly Metric[] {
  const truth: Truth = view.truth
  const nodes = view.nodes.filter(isKeeper)
  const moved = truth.keys === 0 ? null : truth.moved / truth.keys
  const { now: layout, was } = viewIn(view) ?? { now: null, was: null }
  const before = was ?? truth.before
  return [
    { ...share('keys moved', moved), insteadOf: 'slowest write' },
    { ...share('at best', truth.keys === 0 ? null : truth.ideal), insteadOf: 'messages per operation' },
    count('max/mean keys', overFair(layout, nodes, keysOn)),
    count(
      'max/mean load',
      overFair(layout, nodes, (node) => servedLately(node, view.nowUs)),
    ),
    ...copiesMoved(before, layout),
    ...heirs(before, layout),
    ...spread(layout),
    ...moves(nodes),
    ...gone(nodes, was ?? layout),
  ]
}

/** The fullest over what is fair for the weights of the members; null while there are none. */
function overFair(
  layout: Layout | null,
  nodes: readonly Node[],
  load: (node: Node) => number,
): number | null {
  const members = layout?.members ?? []
  const loads = members.map(({ id }) => load(nodes.find((node) => node.id === id)!))
  if (loads.every((each) => each === 0)) return null
  return evenness(loads, members).maxOverMean
}

function keysOn({ process, disk, memory }: Node): number {
  const held = process === 'store' ? disk.data : ((memory as CacheMemory | null)?.entries ?? {})
  return Object.keys(held).length
}

function servedLately({ memory }: Node, nowUs: number): number {
  const { servedPace } = (memory as Pick<Memory, 'servedPace'> | null) ?? { servedPace: STILL }
  return lately(servedPace, nowUs)
}

/** Of all copies that there are to be, those on nodes that did not keep the key before. */
function copiesMoved(before: Layout | null, layout: Layout | null): readonly Metric[] {
  if (before === null || layout === null || Math.max(before.copies, layout.copies) === 1) return []
  const keys = allKeys(layout.posts)
  const all = keys.flatMap((key) => ownersOf(layout, key))
  const come = keys.flatMap((key) =>
    ownersOf(layout, key).filter((id) => !ownersOf(before, key).includes(id)),
  )
  return [count('copies moved', come.length, all.length)]
}

/** Of the keys of a node that went, those that its busiest heir has now. */
function heirs(before: Layout | null, layout: Layout | null): readonly Metric[] {
  if (before === null || layout === null) return []
  const went = before.members.filter(({ id }) => layout.members.every((member) => member.id !== id))
  if (went.length === 0) return []
  const moved = movesOfLayouts(before, layout)
  return [share('busiest heir takes', Math.max(...went.map(({ id }) => heirsShare(moved, id))))]
}

function keysOf(layout: Layout) {
  return hashedKeys(
    allKeys(layout.posts).map((key) => placedText(layout, key)),
    layout.salt,
  )
}

/** Standard deviation over mean of the keys that members are the first to keep. */
function spread(layout: Layout | null): readonly Metric[] {
  if (layout === null) return []
  const keys = keysOf(layout)
  const { sdOverMean } = evenness(
    countsOf(owned(placementOf(layout), keys), layout.members.length),
    layout.members,
  )
  const expected = expectedSpread(layout, keys.texts.length)
  return [count('sd/mean keys', sdOverMean), ...(expected === null ? [] : [count('in theory', expected)])]
}

/**
 * Of shares that are Beta(v, (n-1)v) the square is (n-1)/(nv+1); that so many keys fall by chance adds (n-1)/K. null where
 * shares are dealt and not drawn, or differ by intention.
 */
export function expectedSpread(
  { scheme, members, tokens, partitionBy }: Layout,
  keys: number,
): number | null {
  const n = members.length
  const isEven = members.every(({ weight }) => weight === members[0]!.weight)
  if (!isEven || partitionBy !== 'post' || !DRAWN.has(scheme)) return null
  const points = Math.max(1, Math.round(tokens * members[0]!.weight))
  const square = scheme === 'ring' ? (n - 1) / (n * points + 1) : 0
  return Math.sqrt(square * (1 - 1 / keys) + (n - 1) / keys)
}

const DRAWN: ReadonlySet<Layout['scheme']> = new Set(['ring', 'modulo', 'rendezvous', 'jump', 'maglev'])

function moves(nodes: readonly Node[]): readonly Metric[] {
  const memories = nodes.flatMap(({ process, memory }) =>
    process === 'store' && memory !== null ? [memory as Memory] : [],
  )
  if (memories.length === 0) return []
  const bytes = memories.reduce((total, { takenBytes }) => total + takenBytes, 0)
  const forwarded = memories.reduce((total, memory) => total + memory.forwarded, 0)
  return [count('kB moved', bytes / 1000), count('handed on', forwarded)]
}

/** Keys that are on no disk, and keys of which most copies are not there; while keys move, by the layout they come from. */
function gone(nodes: readonly Node[], layout: Layout | null): readonly Metric[] {
  const stores = nodes.filter(({ process }) => process === 'store')
  if (stores.length === 0 || layout === null) return []
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
