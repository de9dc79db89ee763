// What scenarios of the store have in common: nodes and clients, orders, and claims about promises.

import type { Command, Intervention } from '../../../src/engine/intervention.ts'
import type { Json } from '../../../src/engine/json.ts'
import type { NodeView, Operation } from '../../../src/engine/observer.ts'
import type { Claim, ScenarioNode, Story, StoryNote } from '../../../src/sim/scenario.ts'
import type { Level } from '../messages.ts'
import { preferenceList } from '../ring.ts'
import type { Disk } from '../state.ts'
import { resultOf, type Version } from '../versions.ts'

export { promisesHold } from '../../../src/sim/claims.ts'

export const MS = 1000

/** Empty nodes and idle clients. */
export function topology(nodes: number, clients: number): ScenarioNode[] {
  return stocked(nodes, clients, {})
}

/** Nodes whose three copies of these keys are the same from the beginning, and idle clients. */
export function stocked(
  nodes: number,
  clients: number,
  values: Readonly<Record<string, Json>>,
): ScenarioNode[] {
  const ring = Array.from({ length: nodes }, (_, i) => `n${i + 1}`)
  const version = (value: Json, n: number): Version => ({ value, writer: 'c0', n, stamp: 1, seen: { c0: n } })
  const dataOf = (node: string) =>
    Object.fromEntries(
      Object.entries(values)
        .map(([key, value], i) => [key, [version(value, i + 1)]] as const)
        .filter(([key]) => preferenceList(ring, key, 3).includes(node)),
    )
  return [
    ...ring.map((id) => ({
      id,
      process: 'replica',
      disk: { data: dataOf(id), hints: [] } as unknown as Json,
    })),
    ...Array.from({ length: clients }, (_, i) => ({ id: `c${i + 1}`, process: 'client' })),
  ]
}

function tell(id: string, atMs: number, node: string, order: Readonly<Record<string, Json>>): Intervention {
  return { id, atUs: Math.round(atMs * MS), do: { kind: 'tell', node, order: order as never } }
}

export interface How {
  /** The node it asks from now on. */
  readonly to?: string
  readonly level?: Level
}

export function write(id: string, atMs: number, client: string, key: string, value: Json, how: How = {}) {
  return tell(id, atMs, client, { name: 'write', key, value, ...how })
}

export function read(id: string, atMs: number, client: string, key: string, how: How = {}) {
  return tell(id, atMs, client, { name: 'read', key, ...how })
}

export function at(id: string, atMs: number, command: Command): Intervention {
  return { id, atUs: atMs * MS, do: command }
}

export function nodeNamed(story: Story, id: string): NodeView {
  const node = story.nodes.find((one) => one.id === id)
  if (node === undefined) throw new Error(`assertion failed: the story has no node ${id}`)
  return node
}

/** What a node has under a key, as a reader would be told: null for nothing. */
export function copyAt(story: Story, id: string, key: string): Json {
  const disk: Disk = nodeNamed(story, id).disk
  return resultOf(disk.data[key] ?? [], 'siblings')
}

/** The nth operation of a client, from 0. */
export function operation(story: Story, client: string, nth = 0): Operation | undefined {
  return story.history.filter((each) => each.client === client)[nth]
}

/** The nth time that something was noted at a node, from 0. */
export function noted(
  story: Story,
  code: string,
  node: string,
  fromUs = 0,
  where: (note: StoryNote) => boolean = () => true,
): StoryNote | null {
  return story.first(code, (note) => note.node === node && where(note), fromUs)
}

/** Row of the first such note after another; null if there was no other. */
export function rowAfter(
  story: Story,
  earlier: StoryNote | null,
  code: string,
  where: (note: StoryNote) => boolean = () => true,
): number | null {
  if (earlier === null) return null
  return story.first(code, (note) => note.row > earlier.row && where(note), earlier.atUs)?.row ?? null
}

export function breaks(invariant: string, title: string): Claim {
  return {
    text: `It breaks: ${title}`,
    holds: (story) => story.violations.some((violation) => violation.invariant === invariant),
  }
}
