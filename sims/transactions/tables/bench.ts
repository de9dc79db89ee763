// One order on so many sites, in a world where every message takes the same time: for counting, and for crashing at each of
// its moments.

import type { Distribution } from '../../../src/engine/distribution.ts'
import type { Intervention } from '../../../src/engine/intervention.ts'
import type { Json } from '../../../src/engine/json.ts'
import type { Settings } from '../../../src/engine/process.ts'
import { Trace } from '../../../src/engine/trace.ts'
import { createWorld, type World } from '../../../src/engine/world.ts'
import { client } from '../client.ts'
import { observer } from '../observer/observer.ts'
import { diskWith } from '../scenarios/cluster.ts'
import { settings as specs } from '../settings.ts'
import { siteNamed } from '../site.ts'

export const LATENCY_US = 10_000
export const SYNC_US = 1_000
export const ASKED_US = 100_000

export interface Bench {
  readonly sites: number
  /** One, k1, if left out; c1 asks the first. */
  readonly coordinators?: number
  readonly seed?: string
  readonly settings: Settings
  readonly broken?: readonly string[]
  /** The last site has nothing left, and votes no. */
  readonly isRefused?: boolean
  /** What c1 asks for. */
  readonly wish?: string
  readonly interventions?: readonly Intervention[]
}

const participant = siteNamed('participant')
const coordinator = siteNamed('coordinator')

export function benchWorld(bench: Bench): { readonly world: World; readonly trace: Trace } {
  const { sites, coordinators = 1, isRefused = false, wish = 'order' } = bench
  const defaults = Object.fromEntries(specs.map((spec) => [spec.key, spec.default]))
  const latency: Distribution = { kind: 'constant', us: LATENCY_US }
  const nodes = [
    ...Array.from({ length: coordinators }, (_, i) => ({ id: `k${i + 1}`, process: coordinator })),
    ...Array.from({ length: sites }, (_, i) => ({
      id: `p${i + 1}`,
      process: participant,
      disk: rowsOf(isRefused && i === sites - 1, i),
    })),
    { id: 'c1', process: client },
  ]
  const trace = new Trace(nodes.map(({ id }) => id))
  const asked: Intervention = {
    id: 'order',
    atUs: ASKED_US,
    do: { kind: 'tell', node: 'c1', order: { name: wish } },
  }
  const world = createWorld(
    {
      seed: bench.seed ?? '1',
      nodes,
      settings: { ...defaults, workloadKeys: sites, ...bench.settings },
      broken: bench.broken ?? [],
      network: () => ({ latency, loss: 0, duplicate: 0 }),
      disk: () => ({ sync: { kind: 'constant', us: SYNC_US } }),
      observer,
      interventions: [asked, ...(bench.interventions ?? [])],
    },
    { trace },
  )
  return { world, trace }
}

function rowsOf(isEmpty: boolean, place: number): Json {
  const left = isEmpty ? 0 : 100
  return diskWith({ item: left, slot: left, c1: left, shop: 0, [`a${place + 1}`]: 100 })
}
