// Replicas under a measured load: the same processes as everywhere, with clients made for the purpose.

import type { Intervention } from '../../../src/engine/intervention.ts'
import type { AnyProcess, Settings } from '../../../src/engine/process.ts'
import { createWorld, type World } from '../../../src/engine/world.ts'
import { evenNetwork, steadyDisk } from '../../../src/sim/commonSettings.ts'
import { master } from '../master.ts'
import { replica } from '../replica.ts'
import { settings as specs } from '../settings.ts'

export interface Bench {
  readonly seed: string
  readonly replicas: number
  readonly clients: number
  readonly client: AnyProcess
  readonly settings: Settings
  readonly interventions: readonly Intervention[]
}

/** A world without an observer: nothing is judged, only counted. */
export function benchWorld({ seed, replicas, clients, client, settings, interventions }: Bench): World {
  const defaults = Object.fromEntries(specs.map((spec) => [spec.key, spec.default]))
  return createWorld({
    seed,
    nodes: [
      ...Array.from({ length: replicas }, (_, i) => ({ id: `n${i + 1}`, process: replica })),
      { id: 'm', process: master },
      ...Array.from({ length: clients }, (_, i) => ({ id: `c${i + 1}`, process: client })),
    ],
    settings: { ...defaults, ...settings },
    broken: [],
    network: evenNetwork,
    disk: steadyDisk,
    observer: null,
    interventions,
  })
}

/** Every replica has its place by then. */
export const READY_US = 1_000_000
