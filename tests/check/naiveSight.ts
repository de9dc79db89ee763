// Session guarantees and causal consistency as they are defined: there are an order of the writes and a choice of what each
// read sees, or a causal order and for each read an order of its past, such that everybody was told what follows from
// them. All of them are tried.

import type { History } from '../../src/check/history.ts'
import type { Json } from '../../src/engine/json.ts'
import { inItsProcess } from './naive.ts'

/** A read or a write; a compare-and-set that took place is one after the other. */
interface Side {
  readonly at: number
  readonly kind: 'read' | 'write'
  readonly key: string
  /** What it wrote, or what it was told. */
  readonly value: Json
  readonly isAppend: boolean
}

interface Sides {
  readonly all: readonly Side[]
  readonly before: (a: Side, b: Side) => boolean
  readonly hasLists: boolean
}

function sidesOf(history: History, initial: Json): Sides {
  const operations = history.filter(({ outcome }) => outcome !== 'fail')
  const hasLists = Array.isArray(initial)
  const all: Side[] = []
  const operationOf: number[] = []
  const add = (index: number, kind: Side['kind'], value: Json, isAppend = false) => {
    all.push({ at: all.length, kind, key: operations[index]!.key, value, isAppend })
    operationOf.push(index)
  }
  operations.forEach(({ f, input, output, outcome }, index) => {
    if (f === 'write') add(index, 'write', input)
    if (f === 'append') add(index, 'write', input, true)
    if (f === 'read' && outcome === 'ok') add(index, 'read', hasLists && output === null ? [] : output)
    if (f !== 'cas' || output === false) return
    const [expected, fresh] = input as readonly [Json, Json]
    if (outcome === 'ok') add(index, 'read', expected)
    add(index, 'write', fresh)
  })
  const before = (a: Side, b: Side) => {
    const [i, j] = [operationOf[a.at]!, operationOf[b.at]!]
    return i === j ? a.at < b.at : inItsProcess(operations[i]!, operations[j]!)
  }
  return { all, before, hasLists }
}

const same = (a: Json, b: Json) => JSON.stringify(a) === JSON.stringify(b)

/** What a read of one key shows of these writes, in this order. */
function shown(writes: readonly Side[], hasLists: boolean): Json {
  if (hasLists) return writes.map(({ value }) => value)
  return writes.at(-1)?.value ?? null
}

export type Guarantee = 'read-your-writes' | 'monotonic-reads' | 'monotonic-writes' | 'writes-follow-reads'

export function naiveGuarantee(history: History, initial: Json, guarantee: Guarantee): boolean {
  const { all, before, hasLists } = sidesOf(history, initial)
  const reads = all.filter(({ kind }) => kind === 'read')
  const writes = all.filter(({ kind }) => kind === 'write')
  const pairs = reads.flatMap((read) =>
    writes.filter(({ key }) => key === read.key).map((write) => [write, read] as const),
  )
  for (const order of permutations(writes)) {
    const isOwnOrder = writes.every((a) =>
      writes.every((b) => a.key !== b.key || !before(a, b) || order.indexOf(a) < order.indexOf(b)),
    )
    if (!isOwnOrder) continue
    for (let bits = 0; bits < 2 ** pairs.length; bits++) {
      const sees = (read: Side, write: Side) =>
        pairs.some(([w, r], i) => w === write && r === read && ((bits >> i) & 1) === 1)
      const seen = (read: Side) => order.filter((write) => sees(read, write))
      if (!reads.every((read) => same(shown(seen(read), hasLists), read.value))) continue
      const sights = pairs.filter(([write, read]) => sees(read, write))
      if (isCyclic(all, (a, b) => before(a, b) || sights.some(([w, r]) => w === a && r === b))) continue
      if (obeys(guarantee, { all, before, hasLists }, order, seen)) return true
    }
  }
  return false
}

function obeys(
  guarantee: Guarantee,
  { all, before, hasLists }: Sides,
  order: readonly Side[],
  seen: (read: Side) => readonly Side[],
): boolean {
  const reads = all.filter(({ kind }) => kind === 'read')
  if (guarantee === 'read-your-writes')
    return reads.every((r) => order.every((w) => w.key !== r.key || !before(w, r) || seen(r).includes(w)))
  if (guarantee === 'monotonic-reads')
    return reads.every((r) =>
      reads.every((r0) => r0.key !== r.key || !before(r0, r) || seen(r0).every((w) => seen(r).includes(w))),
    )
  const shows = (read: Side) => (hasLists ? seen(read) : seen(read).slice(-1))
  const depends =
    guarantee === 'monotonic-writes'
      ? before
      : closure(order, (w1, w2) => w1 !== w2 && reads.some((r) => shows(r).includes(w1) && before(r, w2)))
  return order.every((w1) =>
    order.every((w2) => {
      if (!depends(w1, w2)) return true
      if (w1.key === w2.key && order.indexOf(w1) >= order.indexOf(w2)) return false
      const firsts = reads.filter((r) => shows(r).includes(w2))
      return firsts.every((first) =>
        reads.every((r) => {
          const isLater = before(first, r)
          if (w1.key === r.key && (r === first || isLater) && !seen(r).includes(w1)) return false
          return !(isLater && w1.key === w2.key && r.key === w1.key) || seen(r).includes(w2)
        }),
      )
    }),
  )
}

export type Causality = 'causal' | 'causal-convergence' | 'causal-memory'

/** Every partial order with that of each process, and with each value before whoever was told it, is tried. */
export function naiveCausal(history: History, initial: Json, causality: Causality): boolean {
  const sides = sidesOf(history, initial)
  const { all, before } = sides
  const least = all.map((a) => all.map((b) => before(a, b) || tells(a, b)))
  return someOrder(closed(least), (causes) => {
    const past = (side: Side) => all.filter((other) => causes[other.at]![side.at])
    if (causality === 'causal-convergence')
      return permutations(all).some(
        (order) =>
          isExtension(order, causes) &&
          all.every((side) =>
            explains(
              order.filter((each) => each === side || past(side).includes(each)),
              [side],
              sides,
            ),
          ),
      )
    return all.every((side) => {
      const mine = causality === 'causal' ? [side] : [...all.filter((other) => before(other, side)), side]
      return permutations([...past(side), side]).some(
        (order) => isExtension(order, causes) && explains(order, mine, sides),
      )
    })
  })
}

function tells(a: Side, b: Side): boolean {
  if (a.kind !== 'write' || b.kind !== 'read' || a.key !== b.key) return false
  return same(a.value, b.value) || (Array.isArray(b.value) && b.value.some((item) => same(item, a.value)))
}

/** Those among `who` were told what comes before them in the order. */
function explains(order: readonly Side[], who: readonly Side[], { hasLists }: Sides): boolean {
  return who.every((side) => {
    if (side.kind === 'write') return true
    const earlier = order.slice(0, order.indexOf(side))
    const writes = earlier.filter(({ kind, key }) => kind === 'write' && key === side.key)
    return same(shown(writes, hasLists), side.value)
  })
}

function isExtension(order: readonly Side[], causes: readonly (readonly boolean[])[]): boolean {
  return order.every((a, i) => order.slice(0, i).every((b) => !causes[a.at]![b.at]))
}

/** Whether some strict partial order that contains this one will do. */
function someOrder(
  relation: readonly (readonly boolean[])[],
  isRight: (relation: readonly (readonly boolean[])[]) => boolean,
  tried = new Set<string>(),
): boolean {
  const name = relation.map((row) => row.map(Number).join('')).join('')
  if (tried.has(name)) return false
  tried.add(name)
  if (relation.some((row, i) => row[i])) return false
  if (isRight(relation)) return true
  return relation.some((row, i) =>
    row.some((has, j) => {
      if (has || i === j) return false
      const more = relation.map((each) => [...each])
      more[i]![j] = true
      return someOrder(closed(more), isRight, tried)
    }),
  )
}

function closed(relation: readonly (readonly boolean[])[]): boolean[][] {
  const all = relation.map((row) => [...row])
  for (const k of all.keys())
    for (const i of all.keys()) for (const j of all.keys()) all[i]![j] ||= all[i]![k]! && all[k]![j]!
  return all
}

function closure(sides: readonly Side[], relation: (a: Side, b: Side) => boolean) {
  const reach = closed(sides.map((a) => sides.map((b) => relation(a, b))))
  return (a: Side, b: Side) => reach[sides.indexOf(a)]![sides.indexOf(b)]!
}

function isCyclic(sides: readonly Side[], relation: (a: Side, b: Side) => boolean): boolean {
  return closed(sides.map((a) => sides.map((b) => relation(a, b)))).some((row, i) => row[i])
}

function permutations<T>(items: readonly T[]): readonly (readonly T[])[] {
  if (items.length === 0) return [[]]
  return items.flatMap((item, i) =>
    permutations([...items.slice(0, i), ...items.slice(i + 1)]).map((rest) => [item, ...rest]),
  )
}
