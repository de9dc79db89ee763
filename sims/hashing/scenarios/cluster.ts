// What scenarios of the store have in common: clusters with hosts or zones, orders, and claims.

import type { Intervention } from '../../../src/engine/intervention.ts'
import type { Operation } from '../../../src/engine/observer.ts'
import { nodeNamed } from '../../../src/sim/claims.ts'
import { MS } from '../../../src/sim/deeds.ts'
import type { ScenarioNode, Story } from '../../../src/sim/scenario.ts'
import type { DirectoryDisk, Seat } from '../directory.ts'
import { allKeys } from '../keys.ts'
import { type Layout, ownersOf, type View } from '../layout.ts'

export { nodeNamed, promisesHold } from '../../../src/sim/claims.ts'
export { MS } from '../../../src/sim/deeds.ts'

export interface Cluster {
  /** Members at the start: n1, n2 … */
  readonly nodes: number
  /** Nodes that are there and are no members: they are numbered on. */
  readonly spares?: number
  readonly clients: number
  /** What each node fails with, where that is more than itself: "a", "a", "b", "b" … */
  readonly domains?: readonly string[]
  /** What each node weighs, where that is not 1. */
  readonly weights?: Readonly<Record<string, number>>
}

/** Nodes that keep keys, the directory, and clients. */
export function topology(cluster: Cluster): ScenarioNode[] {
  return [...keepers(cluster, 'store'), directory(cluster), ...clients(cluster)]
}

/** Caches, the directory, the database behind them, and clients. */
export function cacheTopology(cluster: Cluster): ScenarioNode[] {
  const database = { id: 'db', process: 'database' }
  return [...keepers(cluster, 'cache'), directory(cluster), database, ...clients(cluster)]
}

function keepers({ nodes, spares = 0 }: Cluster, process: string): ScenarioNode[] {
  return Array.from({ length: nodes + spares }, (_, i) => ({ id: `n${i + 1}`, process }))
}

function directory({ nodes, spares = 0, domains = [], weights = {} }: Cluster): ScenarioNode {
  const seats = Array.from({ length: nodes + spares }, (_, i): Seat => {
    const id = `n${i + 1}`
    return { id, weight: weights[id] ?? 1, domain: domains[i] ?? id, isSpare: i >= nodes }
  })
  return { id: 'dir', process: 'directory', disk: { seats, view: null } as never }
}

function clients({ clients: count }: Cluster): ScenarioNode[] {
  return Array.from({ length: count }, (_, i) => ({ id: `c${i + 1}`, process: 'client' }))
}

// Interventions.

export function join(id: string, atMs: number, node: string): Intervention {
  return { id, atUs: atMs * MS, do: { kind: 'tell', node, order: { name: 'join' } } }
}

export function leave(id: string, atMs: number, node: string): Intervention {
  return { id, atUs: atMs * MS, do: { kind: 'tell', node, order: { name: 'leave' } } }
}

export function crash(id: string, atMs: number, node: string, loseDisk = false): Intervention {
  return { id, atUs: atMs * MS, do: { kind: 'crash', node, ...(loseDisk ? { loseDisk: true } : {}) } }
}

export function set(id: string, atMs: number, key: string, value: number | boolean | string): Intervention {
  return { id, atUs: atMs * MS, do: { kind: 'set', key, value } }
}

/** Everything takes the node longer, and whatever else comes waits. */
export function slow(id: string, atMs: number, node: string, eachMs: number): Intervention {
  return { id, atUs: atMs * MS, do: { kind: 'slow', node, serviceUs: eachMs * MS } }
}

/** Tells the directory: to remove a node, to split a range, to weigh a node otherwise. */
export function direct(
  id: string,
  atMs: number,
  name: string,
  more: Readonly<Record<string, string | number>>,
): Intervention {
  return { id, atUs: atMs * MS, do: { kind: 'tell', node: 'dir', order: { name, ...more } } }
}

// What stories are asked.

export function viewOf(story: Story): View {
  const { view }: DirectoryDisk = nodeNamed(story, 'dir').disk
  if (view === null) throw new Error('assertion failed: the directory has announced a view')
  return view
}

/** How long answered operations took that were begun in a stretch of time, µs. */
export function latencies(
  { history }: Story,
  fromMs: number,
  untilMs: number,
  isMeant: (operation: Operation) => boolean = () => true,
): readonly number[] {
  return history
    .filter(({ invokedUs }) => invokedUs >= fromMs * MS && invokedUs < untilMs * MS)
    .filter((operation) => operation.outcome === 'ok' && isMeant(operation))
    .map(({ invokedUs, completedUs }) => completedUs! - invokedUs)
}

const ANSWERS: ReadonlySet<string> = new Set(['hasIt', 'wroteIt', 'found', 'wrote', 'foundNothing'])

/** Of all that clients were answered in a stretch of time, or answered themselves, the share of the busiest node. */
export function busiestShare({ notes }: Story, fromMs: number, untilMs: number): number {
  const counts: Record<string, number> = {}
  const now = notes.filter(({ atUs }) => atUs >= fromMs * MS && atUs < untilMs * MS)
  for (const { node, code } of now) if (ANSWERS.has(code)) counts[node] = (counts[node] ?? 0) + 1
  const answers = Object.values(counts)
  const total = answers.reduce((sum, count) => sum + count, 0)
  return Math.max(0, ...answers) / (total + now.filter(({ code }) => code === 'remembers').length)
}

/** Of all keys, the share that the node is the first to keep. */
export function shareOf(layout: Layout, id: string): number {
  const keys = allKeys(layout.posts)
  return keys.filter((key) => ownersOf(layout, key)[0] === id).length / keys.length
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

export function breaks(invariant: string, title: string) {
  return {
    text: `It breaks: ${title}`,
    holds: (story: Story) => story.violations.some((violation) => violation.invariant === invariant),
  }
}
