// What scenarios of replication have in common: who takes part, and the usual deeds.

import type { Intervention, Link } from '../../../src/engine/intervention.ts'
import type { Json } from '../../../src/engine/json.ts'
import type { NodeView, Operation } from '../../../src/engine/observer.ts'
import type { ScenarioNode, Story } from '../../../src/sim/scenario.ts'

export const MS = 1000

/** Everyone has found its place by then, in every seed. */
export const READY_MS = 150

/** Replicas, their master, and idle clients. n1 becomes primary, for nobody has more than it. */
export function topology(replicas: number, clients: number): ScenarioNode[] {
  return [
    ...Array.from({ length: replicas }, (_, i) => ({ id: `n${i + 1}`, process: 'replica' })),
    { id: 'm', process: 'master' },
    ...Array.from({ length: clients }, (_, i) => ({ id: `c${i + 1}`, process: 'client' })),
  ]
}

export interface Wish {
  /** The replica to ask. */
  readonly to?: string
  readonly level?: 'strong' | 'available' | 'eventual'
}

export function write(
  id: string,
  atMs: number,
  client: string,
  key: string,
  value: Json,
  wish: Wish = {},
): Intervention {
  return tell(id, atMs, client, { name: 'write', key, value, ...wish })
}

export function append(id: string, atMs: number, client: string, key: string, value: Json): Intervention {
  return tell(id, atMs, client, { name: 'append', key, value })
}

export function read(id: string, atMs: number, client: string, key: string, wish: Wish = {}): Intervention {
  return tell(id, atMs, client, { name: 'read', key, ...wish })
}

export function tell(
  id: string,
  atMs: number,
  node: string,
  order: { readonly name: string; readonly [key: string]: Json },
): Intervention {
  return { id, atUs: atMs * MS, do: { kind: 'tell', node, order } }
}

export function crash(id: string, atMs: number, node: string): Intervention {
  return { id, atUs: atMs * MS, do: { kind: 'crash', node } }
}

export function restart(id: string, atMs: number, node: string): Intervention {
  return { id, atUs: atMs * MS, do: { kind: 'restart', node } }
}

export function slowDisk(id: string, atMs: number, node: string, syncMs: number): Intervention {
  return { id, atUs: atMs * MS, do: { kind: 'slowDisk', node, syncUs: syncMs * MS } }
}

export function cut(id: string, atMs: number, name: string, links: readonly Link[]): Intervention {
  return { id, atUs: atMs * MS, do: { kind: 'cut', name, links } }
}

export function healAll(id: string, atMs: number): Intervention {
  return { id, atUs: atMs * MS, do: { kind: 'heal' } }
}

// Asking a story.

export function nodeNamed(story: Story, id: string): NodeView {
  const node = story.nodes.find((one) => one.id === id)
  if (node === undefined) throw new Error(`assertion failed: the story has no node ${id}`)
  return node
}

/** The nth operation of a client, from 0. */
export function operation(story: Story, client: string, nth: number): Operation | null {
  return story.history.filter((one) => one.client === client)[nth] ?? null
}

export function isOk(story: Story, client: string, nth: number): boolean {
  return operation(story, client, nth)?.outcome === 'ok'
}

/** How long each answered operation of a client took. */
export function latenciesUs(story: Story, client: string): readonly number[] {
  return story.history
    .filter((one) => one.client === client && one.completedUs !== null)
    .map(({ invokedUs, completedUs }) => (completedUs ?? invokedUs) - invokedUs)
}

export function valueAt(story: Story, id: string, key: string): Json {
  return nodeNamed(story, id).memory?.machine.cells[key]?.value ?? null
}

export const promisesHold = {
  text: 'Every promise that is made holds',
  holds: (story: Story) => story.violations.length === 0,
}

export function breaks(invariant: string, text: string) {
  return {
    text: `It breaks a promise: ${text}`,
    holds: (story: Story) => story.violations.some((violation) => violation.invariant === invariant),
  }
}

export const nothingLost = {
  text: 'No acknowledged write is lost',
  holds: (story: Story) => story.count('writeLost') + story.count('writeDropped') === 0,
}
