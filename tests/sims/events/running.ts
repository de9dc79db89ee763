// Runs of the log with two read models and two clients, for tests that say what happens and when.

import { sim } from '../../../sims/events/sim.ts'
import type { ProjectorDisk, ProjectorMemory } from '../../../sims/events/state.ts'
import type { WriterDisk, WriterMemory } from '../../../sims/events/writer.ts'
import type { Command, Intervention } from '../../../src/engine/intervention.ts'
import type { Json } from '../../../src/engine/json.ts'
import type { NodeView } from '../../../src/engine/observer.ts'
import type { Settings } from '../../../src/engine/process.ts'
import { Trace } from '../../../src/engine/trace.ts'
import { createWorld, type World } from '../../../src/engine/world.ts'
import { storyOf } from '../../../src/sim/story.ts'
import { specOf } from '../running.ts'

export const MS = 1000

export type Deed = readonly [atMs: number, command: Command]

export function tell(node: string, name: string, more: Readonly<Record<string, Json>> = {}): Command {
  return { kind: 'tell', node, order: { name, ...more } }
}

export const deposit = (client: string, amount: number, key = 'x') => tell(client, 'deposit', { key, amount })
export const withdraw = (client: string, amount: number) => tell(client, 'withdraw', { key: 'x', amount })
export const read = (client: string, level = 'model') => tell(client, 'read', { key: 'x', level })
export const crash = (node: string): Command => ({ kind: 'crash', node })
export const restart = (node: string): Command => ({ kind: 'restart', node })

/** Messages take 10 ms. */
const STEADY = { latencyMinUs: 10 * MS, latencyMaxUs: 10 * MS }

export function runOf(settings: Settings, deeds: readonly Deed[], rules: readonly string[] = []) {
  const scenario = sim.scenarios[0]!
  const add = deeds.map(
    ([atMs, command], i): Intervention => ({ id: `d${i}`, atUs: Math.round(atMs * MS), do: command }),
  )
  const without = scenario.interventions.map(({ id }) => id)
  const spec = specOf(sim, scenario, '1', { settings: { ...STEADY, ...settings }, without, rules, add })
  const trace = new Trace(spec.nodes.map(({ id }) => id))
  const world: World = createWorld(spec, { trace })
  let nowMs = 0
  return {
    world,
    until(atMs: number) {
      nowMs = atMs
      world.advanceTo(atMs * MS)
    },
    story: () => storyOf(world, trace, nowMs * MS),
  }
}

export type Run = ReturnType<typeof runOf>

function nodeOf({ world }: Run, id: string): NodeView {
  return world.nodes.find((node) => node.id === id)!
}

export function modelOf(
  run: Run,
  id = 'r1',
): { readonly disk: ProjectorDisk; readonly memory: ProjectorMemory } {
  return nodeOf(run, id)
}

export function writerOf(run: Run): { readonly disk: WriterDisk; readonly memory: WriterMemory } {
  return nodeOf(run, 'w')
}

export const brokenIn = ({ world }: Run) => world.violations.map(({ invariant }) => invariant)
