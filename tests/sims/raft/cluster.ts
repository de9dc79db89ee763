// A Raft cluster on the real engine, for tests.

import { client } from '../../../sims/raft/client.ts'
import { observer } from '../../../sims/raft/observer.ts'
import { raft } from '../../../sims/raft/raft.ts'
import { defaults, type RaftSettings } from '../../../sims/raft/settings.ts'
import type { Command, Intervention } from '../../../src/engine/intervention.ts'
import type { Json } from '../../../src/engine/json.ts'
import type { NodeView } from '../../../src/engine/observer.ts'
import { Trace } from '../../../src/engine/trace.ts'
import { createWorld, type World } from '../../../src/engine/world.ts'
import { evenNetwork, steadyDisk } from '../../../src/sim/commonSettings.ts'

export interface Options {
  readonly seed?: string
  readonly servers?: number
  readonly clients?: number
  readonly settings?: Partial<RaftSettings>
  readonly broken?: readonly string[]
  readonly interventions?: readonly Intervention[]
  readonly disks?: Readonly<Record<string, Json>>
  readonly isTraced?: boolean
}

export function cluster(options: Options = {}): World {
  const { servers = 3, clients = 1, disks = {} } = options
  const names = (letter: string, count: number) =>
    Array.from({ length: count }, (_, i) => `${letter}${i + 1}`)
  const place = (id: string, process: typeof raft | typeof client) =>
    disks[id] === undefined ? { id, process } : { id, process, disk: disks[id] }
  const nodes = [
    ...names('n', servers).map((id) => place(id, raft)),
    ...names('c', clients).map((id) => place(id, client)),
  ]
  return createWorld(
    {
      seed: options.seed ?? '1',
      nodes,
      settings: { ...defaults, ...options.settings },
      broken: options.broken ?? [],
      network: evenNetwork,
      disk: steadyDisk,
      observer,
      interventions: options.interventions ?? [],
    },
    { trace: options.isTraced === true ? new Trace(nodes.map(({ id }) => id)) : null },
  )
}

export type Step = readonly [ms: number, command: Command]

/** Interventions with ids, from moments in ms. */
export function plan(...steps: readonly Step[]): Intervention[] {
  return steps.map(([ms, command], i) => ({ id: `i${i + 1}`, atUs: Math.round(ms * 1000), do: command }))
}

export const tell = (node: string, name: string, order: Record<string, Json> = {}): Command => ({
  kind: 'tell',
  node,
  order: { name, ...order },
})
export const crash = (node: string): Command => ({ kind: 'crash', node })
export const restart = (node: string): Command => ({ kind: 'restart', node })

/** Cuts a node off from all others, both ways. */
export function isolate(node: string, others: readonly string[]): Command {
  return {
    kind: 'cut',
    name: `${node} cut off`,
    links: others.flatMap((o) => [[node, o] as const, [o, node] as const]),
  }
}

export function servers(world: World): NodeView[] {
  return world.nodes.filter((node) => node.process === 'server')
}

export function leaderOf(world: World): NodeView | null {
  const leaders = servers(world).filter((node) => node.up && node.memory.role === 'leader')
  return leaders.sort((a, b) => b.disk.currentTerm - a.disk.currentTerm)[0] ?? null
}

export function termsOf(node: NodeView): number[] {
  return node.disk.log.map((entry: { term: number }) => entry.term)
}

export interface Told {
  readonly node: string
  readonly code: string
  readonly params: readonly unknown[]
}

/** Every note so far, in order. */
export function notesOf(world: World): Told[] {
  const trace = world.trace!
  return Array.from({ length: trace.notesFrom(trace.rows) }, (_, i) => trace.noteAtIndex(i))
}

export function notesWith(world: World, code: string): Told[] {
  return notesOf(world).filter((note) => note.code === code)
}
