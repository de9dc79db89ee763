// What scenarios of replication have in common: who takes part, and the usual deeds.

import type { Intervention, Link } from '../../../src/engine/intervention.ts'
import type { Json } from '../../../src/engine/json.ts'
import { nodeNamed } from '../../../src/sim/claims.ts'
import { MS, tell } from '../../../src/sim/deeds.ts'
import type { ScenarioNode, Story } from '../../../src/sim/scenario.ts'

export { breaks, isOk, nodeNamed, operation, promisesHold } from '../../../src/sim/claims.ts'
export { crash, MS, restart, tell } from '../../../src/sim/deeds.ts'

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

/** How long each answered operation of a client took. */
export function latenciesUs(story: Story, client: string): readonly number[] {
  return story.history
    .filter((one) => one.client === client && one.completedUs !== null)
    .map(({ invokedUs, completedUs }) => (completedUs ?? invokedUs) - invokedUs)
}

export function valueAt(story: Story, id: string, key: string): Json {
  return nodeNamed(story, id).memory?.machine.cells[key]?.value ?? null
}

export const nothingLost = {
  text: 'No acknowledged write is lost',
  holds: (story: Story) => story.count('writeLost') + story.count('writeDropped') === 0,
}
