// A thousand transactions at once over a hundred rows, against ten at once on the same rows: how many wait for each other must
// not slow the engine. And against Raft, for what an event of a protocol usually costs.

import { diskWith } from '../../sims/transactions/scenarios/cluster.ts'
import { sim } from '../../sims/transactions/sim.ts'
import { createWorld, type World } from '../../src/engine/world.ts'
import { defaultSettings } from '../../src/sim/build.ts'
import { atLeast, type Contestant, type Figure, race, told } from './measure.ts'
import { raftWorld } from './raftWorld.ts'

const EVENTS = 40_000
/** Until all clients have begun. What it takes to set up a thousand of them says nothing of the rate. */
const FIRST_EVENTS = 20_000
const ROWS = 100
const SITES = 4
const THINK_US = 100_000
/** As busy as the engine is with few of them, give or take what the machine does meanwhile. */
const GOAL = 1 / 2

export function measure(): readonly Figure[] {
  const watched = ratios(true)
  const bare = ratios(false)
  return [
    atLeast('1,000 transactions at once, promises watched, to ten at once', watched.toFew, GOAL),
    told('… to Raft, its promises watched', `× ${watched.toRaft.toFixed(2)}`),
    atLeast('1,000 transactions at once, headless, to ten at once', bare.toFew, GOAL),
    told('… to Raft, headless', `× ${bare.toRaft.toFixed(2)}`),
  ]
}

function ratios(invariants: boolean): { readonly toFew: number; readonly toRaft: number } {
  const what = invariants ? 'every promise watched' : 'headless'
  const [, raft = 1, many = 0] = race(`Transactions over ${ROWS} rows, ${what}`, [
    underWay('ten at once', () => transactionsWorld(10, invariants)),
    underWay('Raft', () => raftWorld({ trace: false, invariants })),
    underWay('a thousand at once', () => transactionsWorld(1_000, invariants)),
  ])
  return { toFew: many, toRaft: many / raft }
}

function underWay(name: string, create: () => World): Contestant {
  let world: World
  return {
    name,
    prepare() {
      world = create()
      advance(world, FIRST_EVENTS)
    },
    run: () => advance(world, EVENTS),
  }
}

/** Runs that many events more, and gives how many there were. */
function advance(world: World, events: number): number {
  const before = world.rows
  while (world.rows < before + events) world.step()
  if (world.violations.length > 0) throw new Error(`${world.violations[0]!.invariant} is broken`)
  return world.rows - before
}

/** Each client has one transaction under way, and asks for the next soon after. */
function transactionsWorld(clients: number, invariants: boolean): World {
  return createWorld({
    seed: '1',
    nodes: [
      { id: 'k1', process: sim.processes.coordinator! },
      ...Array.from({ length: SITES }, (_, i) => ({
        id: `p${i + 1}`,
        process: sim.processes.participant!,
        disk: diskWith(rowsOf(i)),
      })),
      ...Array.from({ length: clients }, (_, i) => ({ id: `c${i + 1}`, process: sim.processes.client! })),
    ],
    settings: {
      ...defaultSettings(sim),
      ...{ workload: 'transfers', workloadReads: 0, workloadKeys: ROWS, workloadEveryUs: THINK_US },
    },
    broken: [],
    network: sim.network,
    disk: sim.disk,
    observer: invariants ? sim.observer : null,
    interventions: [],
  })
}

function rowsOf(site: number): Readonly<Record<string, number>> {
  const own = Array.from({ length: ROWS / SITES }, (_, i) => `a${i * SITES + site + 1}`)
  return Object.fromEntries(own.map((name) => [name, 1_000]))
}
