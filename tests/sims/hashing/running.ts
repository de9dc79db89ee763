// Small runs of the store for tests: a quiet cluster, what is told to it, and what is on its disks.

import type { ClientMemory } from '../../../sims/hashing/clientState.ts'
import type { DirectoryDisk } from '../../../sims/hashing/directory.ts'
import { allKeys } from '../../../sims/hashing/keys.ts'
import { ownersOf, type View } from '../../../sims/hashing/layout.ts'
import { type Cluster, topology } from '../../../sims/hashing/scenarios/cluster.ts'
import { sim } from '../../../sims/hashing/sim.ts'
import type { Disk, Memory } from '../../../sims/hashing/state.ts'
import type { Command, Intervention } from '../../../src/engine/intervention.ts'
import type { Settings } from '../../../src/engine/process.ts'
import { Trace } from '../../../src/engine/trace.ts'
import { createWorld, type World } from '../../../src/engine/world.ts'
import { pictureView } from '../../../src/lab/clusterOf.ts'
import { metricText } from '../../../src/sim/metric.ts'
import type { Story } from '../../../src/sim/scenario.ts'
import { storyOf } from '../../../src/sim/story.ts'
import { specOf } from '../running.ts'

export const MS = 1000

export interface Run {
  readonly world: World
  /** What has happened so far. */
  readonly story: () => Story
  readonly until: (ms: number) => void
}

/** Five nodes and a spare, two clients that wait to be told, forty posts; and whatever differs. */
export function runOf(
  settings: Settings,
  does: readonly (readonly [ms: number, command: Command])[] = [],
  cluster: Partial<Cluster> = {},
  rules: readonly string[] = [],
): Run {
  const scenario = {
    ...sim.scenarios[0]!,
    topology: topology({ nodes: 5, spares: 1, clients: 2, ...cluster }),
    settings: { posts: 40, workloadEveryUs: 0, clientTimeoutUs: 100 * MS, ...settings },
    interventions: [],
  }
  const add = does.map(([ms, command], i): Intervention => ({ id: `i${i}`, atUs: ms * MS, do: command }))
  const trace = new Trace(scenario.topology.map(({ id }) => id))
  const world = createWorld(specOf(sim, scenario, '1', { add, rules }), { trace })
  return {
    world,
    story: () => storyOf(world, trace, world.nowUs),
    until: (ms) => void world.advanceTo(ms * MS),
  }
}

export const tell = (
  node: string,
  name: string,
  more: Readonly<Record<string, string | number>> = {},
): Command => ({
  kind: 'tell',
  node,
  order: { name, ...more },
})
export const write = (key: string, value: number, client = 'c1') => tell(client, 'write', { key, value })
export const read = (key: string, client = 'c1') => tell(client, 'read', { key })
export const set = (key: string, value: string | number | boolean): Command => ({ kind: 'set', key, value })
export const crash = (node: string): Command => ({ kind: 'crash', node })
export const restart = (node: string): Command => ({ kind: 'restart', node })
export const cut = (...links: (readonly [string, string])[]): Command => ({
  kind: 'cut',
  name: 'apart',
  links,
})

function nodeOf({ world }: Run, id: string) {
  return world.nodes.find((node) => node.id === id)!
}

export const diskOf = (run: Run, id: string): Disk => nodeOf(run, id).disk
export const memoryOf = (run: Run, id: string): Memory => nodeOf(run, id).memory
export const clientOf = (run: Run, id: string): ClientMemory => nodeOf(run, id).memory
export const viewOf = (run: Run): View => (nodeOf(run, 'dir').disk as DirectoryDisk).view!
export const questionsOf = async ({ world }: Run) => (await sim.whyNot())(pictureView(world, null))

/** The numbers at the foot of the page, by title. */
export function numbersOf({ world }: Run): Readonly<Record<string, string>> {
  const metrics = sim.metrics!(pictureView(world, null))
  return Object.fromEntries(metrics.map((metric) => [metric.title, metricText(metric)]))
}

/** Keys whose copies are not exactly where the layout says. */
export function misplaced(run: Run): readonly string[] {
  const { now, was } = viewOf(run)
  if (was !== null) return ['keys still move']
  const stores = run.world.nodes.filter(({ process }) => process === 'store')
  return allKeys(now.posts).filter((key) => {
    const held = stores.filter(({ disk }) => key in disk.data).map(({ id }) => id)
    return held.sort().join() !== [...ownersOf(now, key)].sort().join()
  })
}
