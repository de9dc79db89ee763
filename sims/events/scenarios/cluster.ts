// What scenarios of the log have in common: who takes part, what there is at the start, and the usual deeds.

import type { Intervention } from '../../../src/engine/intervention.ts'
import type { Json } from '../../../src/engine/json.ts'
import type { Operation } from '../../../src/engine/observer.ts'
import { nodeNamed } from '../../../src/sim/claims.ts'
import { MS, tell } from '../../../src/sim/deeds.ts'
import type { ScenarioNode, Story } from '../../../src/sim/scenario.ts'
import { type Event, folded } from '../log.ts'
import type { ReadModel } from '../readModel.ts'
import { type ProjectorDisk, shownBy } from '../state.ts'
import { type WriterDisk, withEvent } from '../writer.ts'

export { breaks, by, isOk, nodeNamed, operation, promisesHold } from '../../../src/sim/claims.ts'
export { crash, MS, restart, tell } from '../../../src/sim/deeds.ts'

/** The writer, read models and idle clients; the first client reads the first model, the second the second. */
export function topology(projectors: number, clients: number, log: readonly Event[] = []): ScenarioNode[] {
  const models = Array.from({ length: projectors }, (_, i) => ({ id: `r${i + 1}`, process: 'projector' }))
  const people = Array.from({ length: clients }, (_, i) => ({ id: `c${i + 1}`, process: 'client' }))
  const w = { id: 'w', process: 'writer' }
  if (log.length === 0) return [w, ...models, ...people]
  const disk = modelOf(log) as unknown as Json
  return [
    { ...w, disk: writerOf(log) as unknown as Json },
    ...models.map((node) => ({ ...node, disk })),
    ...people,
  ]
}

/** So many deposits of earlier days, on three accounts in turn. */
export function history(events: number): readonly Event[] {
  return Array.from({ length: events }, (_, i) => ({
    n: i + 1,
    kind: 'deposited',
    key: ['x', 'y', 'z'][i % 3]!,
    amount: 10,
    client: 'c0',
    request: i + 1,
    atUs: 0,
  }))
}

function writerOf(log: readonly Event[]): WriterDisk {
  return { log, snapshot: log.reduce(withEvent, { balances: {}, last: {}, upTo: 0 }) }
}

function modelOf(log: readonly Event[]): ProjectorDisk {
  const upTo = log.length
  const model: ReadModel = { balances: folded(log), upTo, made: [[1, upTo]], generation: 0 }
  return { model, offset: upTo, old: null, isRebuilding: false, stopAt: null }
}

export function deposit(id: string, atMs: number, client: string, amount: number, key = 'x'): Intervention {
  return tell(id, atMs, client, { name: 'deposit', key, amount })
}

export function withdraw(id: string, atMs: number, client: string, amount: number): Intervention {
  return tell(id, atMs, client, { name: 'withdraw', key: 'x', amount })
}

export function read(id: string, atMs: number, client: string): Intervention {
  return tell(id, atMs, client, { name: 'read', key: 'x' })
}

export function drop(id: string, atMs: number, from: string, to: string, nth: number): Intervention {
  return { id, atUs: atMs * MS, do: { kind: 'message', act: 'drop', message: { from, to, nth } } }
}

/** Messages take about 10 ms, so that deeds between them can be timed in every seed. */
export const STEADY = { latencyMinUs: 9_500, latencyMaxUs: 10_500 } as const

/** Syncs take so long that a crash fits between two of them. */
export const SLOW_DISK = { ...STEADY, diskSyncUs: 20 * MS, applyUs: 10 * MS } as const

// Asking a story.

export function logOf(story: Story): readonly Event[] {
  return (nodeNamed(story, 'w').disk as WriterDisk).log
}

/** What a read model shows of x at the end. */
export function shownAt(story: Story, id: string): number {
  return shownBy(nodeNamed(story, id).disk as ProjectorDisk).balances.x ?? 0
}

export function offsetAt(story: Story, id: string): number {
  return (nodeNamed(story, id).disk as ProjectorDisk).offset
}

/** How long it took to be answered; 0 if it was not. */
export function tookUs(one: Operation | null): number {
  return one === null || one.completedUs === null ? 0 : one.completedUs - one.invokedUs
}
