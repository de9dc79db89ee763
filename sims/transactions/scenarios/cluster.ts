// What scenarios of transactions have in common: who takes part, what rows hold, and the usual deeds.

import type { Intervention } from '../../../src/engine/intervention.ts'
import type { Json } from '../../../src/engine/json.ts'
import type { Operation } from '../../../src/engine/observer.ts'
import { nodeNamed } from '../../../src/sim/claims.ts'
import { MS, tell } from '../../../src/sim/deeds.ts'
import type { ScenarioNode, Story } from '../../../src/sim/scenario.ts'
import { type Disk, isSite, type Memory, type Row } from '../state.ts'

export { breaks, by, isOk, nodeNamed, operation, promisesHold } from '../../../src/sim/claims.ts'
export { crash, MS, restart, tell } from '../../../src/sim/deeds.ts'

/** Everybody has its epoch on disk by then. */
export const READY_MS = 20

/** In the order in which an order uses them. */
export const SHOP = ['stock', 'card', 'courier'] as const

export type Rows = Readonly<Record<string, number>>

/** Coordinators, participants with their rows, and idle clients, who share the coordinators. */
export function topology(
  rows: Readonly<Record<string, Rows>>,
  clients: number,
  coordinators = 1,
): ScenarioNode[] {
  return [
    ...Array.from({ length: coordinators }, (_, i) => ({ id: `k${i + 1}`, process: 'coordinator' })),
    ...Object.keys(rows).map((id) => ({ id, process: 'participant', disk: diskWith(rows[id]!) })),
    ...Array.from({ length: clients }, (_, i) => ({ id: `c${i + 1}`, process: 'client' })),
  ]
}

export function diskWith(values: Rows): Json {
  const rows: Record<string, Row> = {}
  for (const key of Object.keys(values)) rows[key] = { value: values[key]!, by: '' }
  const disk: Disk = { rows, log: [], epoch: 0 }
  return disk as unknown as Json
}

/** Stock, card and courier, with an account on each for transfers. */
export function shop(items: number): Readonly<Record<string, Rows>> {
  return {
    stock: { item: items, a1: 100 },
    card: { c1: 1_000, c2: 1_000, c3: 1_000, shop: 0, a2: 100 },
    courier: { slot: 50, a3: 100 },
  }
}

export function order(id: string, atMs: number, client: string): Intervention {
  return tell(id, atMs, client, { name: 'order' })
}

/** The nth message of a link dies, or waits, on its way. */
export function onMessage(
  id: string,
  atMs: number,
  act: 'drop' | 'hold' | 'deliver',
  from: string,
  to: string,
  nth = 0,
): Intervention {
  return { id, atUs: atMs * MS, do: { kind: 'message', act, message: { from, to, nth } } }
}

/** Messages take about 10 ms, so that deeds between them can be timed in every seed. */
export const STEADY = { latencyMinUs: 9_500, latencyMaxUs: 10_500 } as const

/** Nobody loses patience before the one who died is back. */
export const PATIENT = {
  ...STEADY,
  lockTimeoutUs: 2_000 * MS,
  voteTimeoutUs: 2_500 * MS,
  clientTimeoutUs: 1_500 * MS,
} as const

// Asking a story.

export function valueAt(story: Story, id: string, key: string): number | null {
  const memory: Memory | null = nodeNamed(story, id).memory
  return memory?.rows[key]?.value ?? null
}

/** Nobody holds anything any more, and nobody is in doubt. */
export function isQuiet(story: Story): boolean {
  return story.nodes
    .filter(isSite)
    .every(({ memory }) => memory !== null && Object.keys((memory as Memory).tasks).length === 0)
}

/** How long it took to be answered; null if it was not. */
export function tookUs(one: Operation | null): number | null {
  return one === null || one.completedUs === null ? null : one.completedUs - one.invokedUs
}

export const paidOnce = {
  text: 'One item is gone, and c1 has paid once',
  holds: (story: Story) => valueAt(story, 'stock', 'item') === 4 && valueAt(story, 'card', 'c1') === 960,
}
