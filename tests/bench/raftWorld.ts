// Raft on the engine, as the benchmarks run it: five servers and a client that writes about every 20 ms, heartbeats
// of 50 ms, messages of 5 to 15 ms. The hand-written floor in handRaft.ts has the same mix.

import { sim } from '../../sims/raft/sim.ts'
import { Trace } from '../../src/engine/trace.ts'
import { createWorld, type World, type WorldSpec } from '../../src/engine/world.ts'
import { defaultSettings } from '../../src/sim/build.ts'

export interface RaftOptions {
  readonly trace: boolean
  readonly invariants: boolean
}

export function raftSpec(options: Pick<RaftOptions, 'invariants'>): WorldSpec {
  const ids = ['n1', 'n2', 'n3', 'n4', 'n5']
  const servers = ids.map((id) => ({ id, process: sim.processes.server! }))
  return {
    seed: '1',
    nodes: [...servers, { id: 'c1', process: sim.processes.client! }],
    settings: { ...defaultSettings(sim), workloadEveryUs: 20_000, workloadReads: 0 },
    broken: [],
    network: sim.network,
    disk: sim.disk,
    observer: options.invariants ? sim.observer : null,
    interventions: [],
  }
}

export function raftWorld(options: RaftOptions): World {
  const spec = raftSpec(options)
  const trace = options.trace ? new Trace(spec.nodes.map(({ id }) => id)) : null
  return createWorld(spec, { trace })
}

/** Runs that many events, and gives how many there were. */
export function runRaft(events: number, options: RaftOptions): number {
  const world = raftWorld(options)
  while (world.rows < events) world.step()
  if (world.violations.length > 0) throw new Error(`${world.violations[0]!.invariant} is broken`)
  return world.rows
}
