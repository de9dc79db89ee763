// Nodes for the inspector, and what one event changed in them. State is copied, because the world goes on with its
// own; long logs are cut to their ends, because a frame must stay small.

import { enablePatches, type Patch, produceWithPatches } from 'immer'
import type { Snapshot } from '../engine/snapshot.ts'
import { createWorld, type World, type WorldSpec } from '../engine/world.ts'
import type { Json, NodeView } from '../sim/engineTypes.ts'
import { statusOf } from './clusterOf.ts'
import type { FieldChange, InspectedNode } from './frame.ts'

enablePatches()

/** Items of a log that the inspector shows. */
const MOST_ITEMS = 30

export function inspectNodes(world: World): InspectedNode[] {
  return world.nodes.map((node) => ({
    id: node.id,
    process: node.process,
    status: statusOf(node),
    disk: clipped(node.disk),
    memory: clipped(node.memory),
    unsyncedWrites: world.unsynced(node.id).writes,
    timers: world.timersOf(node.id).map(({ name, dueUs }) => ({ name, dueUs })),
  }))
}

/** A copy of plain state; of a long list only the end, after a word on how much is left out. */
export function clipped(value: unknown): Json {
  if (typeof value !== 'object' || value === null) return (value ?? null) as Json
  if (Array.isArray(value)) {
    const hidden = value.length - MOST_ITEMS
    const shown = (hidden > 0 ? value.slice(hidden) : value).map(clipped)
    return hidden > 0 ? [`… ${hidden} before`, ...shown] : shown
  }
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, clipped(part)]))
}

/**
 * Runs one event again, alone, with its handler working on an immer draft: the patches are the fields it changed.
 * It keeps a world of its own, so the one on show is never touched.
 */
export class Microscope {
  private readonly world: World
  private found: { before: unknown; patches: readonly Patch[] } | null = null

  constructor(spec: WorldSpec) {
    this.world = createWorld(spec, { around: (state, run) => this.watch(state, run) })
  }

  /** What the event after this moment changes. */
  look(before: Snapshot): readonly FieldChange[] {
    const { world } = this
    world.restore(before)
    const was = world.nodes.map(({ up, paused }) => statusOf({ up, paused }))
    this.found = null
    world.step()
    const changes = world.nodes.flatMap((node, i) => statusChange(node, was[i]!))
    return [...changes, ...this.patchedFields()]
  }

  private watch<S>(state: S, run: (state: S) => void): void {
    const [, patches] = produceWithPatches(state, (draft) => {
      run(draft as S)
    })
    this.found = { before: state, patches }
  }

  private patchedFields(): FieldChange[] {
    if (this.found === null) return []
    const { patches, before: state } = this.found
    // The engine puts the real state back after the handler ran, so the handled node is known by identity.
    const node = this.world.nodes.find((candidate) => candidate.state === state)
    return merged(patches).map(({ path, value }) => ({
      node: node?.id ?? '',
      path: dotted(path),
      before: clipped(valueAt(state, path)),
      after: clipped(value),
    }))
  }
}

function statusChange(node: NodeView, was: string): FieldChange[] {
  const is = statusOf(node)
  return is === was ? [] : [{ node: node.id, path: 'status', before: was, after: is }]
}

interface Patched {
  readonly path: readonly (string | number)[]
  readonly value: unknown
}

/** One change per field: a list that was cut and then appended to is told once, item by item. */
function merged(patches: readonly Patch[]): Patched[] {
  const byPath = new Map<string, Patched>()
  for (const { path, op, value } of patches) {
    byPath.set(path.join('.'), { path, value: op === 'remove' ? null : value })
  }
  return [...byPath.values()]
}

function valueAt(state: unknown, path: readonly (string | number)[]): unknown {
  let value = state
  for (const key of path) value = (value as Record<string | number, unknown> | null | undefined)?.[key]
  return value ?? null
}

/** "disk.log[3].term" */
function dotted(path: readonly (string | number)[]): string {
  return path.map((key, i) => (typeof key === 'number' ? `[${key}]` : i === 0 ? key : `.${key}`)).join('')
}

/** State of one node, or of all by name, in full; null for an unknown one. */
export function stateOf({ nodes }: World, node?: string): unknown {
  const copy = ({ disk, memory }: { disk: unknown; memory: unknown }) => structuredClone({ disk, memory })
  if (node === undefined) return Object.fromEntries(nodes.map((each) => [each.id, copy(each)]))
  const found = nodes.find(({ id }) => id === node)
  return found === undefined ? null : copy(found)
}
