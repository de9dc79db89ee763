// What a person can change about the register, its network, its disk and its clients.

import type { Distribution } from '../../src/engine/distribution.ts'
import type { Settings } from '../../src/engine/process.ts'
import type { SettingSpec } from '../../src/sim/define.ts'

/** SKELETON: one field per setting. Times are in microseconds and end in `Us`. */
export interface RegisterSettings {
  readonly latencyMinUs: number
  readonly latencyMaxUs: number
  readonly diskSyncUs: number
  readonly retryUs: number
  readonly workloadEveryUs: number
}

export function settingsOf(ctx: { readonly settings: Settings }): RegisterSettings {
  return ctx.settings as unknown as RegisterSettings
}

const MS = 1000

export const settings: readonly SettingSpec[] = [
  {
    key: 'latencyMinUs',
    title: 'Network latency, at least',
    help: 'One way.',
    type: 'time',
    default: 1 * MS,
    min: 0,
    max: 10_000 * MS,
  },
  {
    key: 'latencyMaxUs',
    title: 'Network latency, at most',
    help: 'One way. Messages may overtake each other.',
    type: 'time',
    default: 3 * MS,
    min: 0,
    max: 10_000 * MS,
  },
  {
    key: 'diskSyncUs',
    title: 'Disk sync takes',
    help: 'Until a write is durable. Answers wait for it.',
    type: 'time',
    default: 10 * MS,
    min: 1,
    max: 10_000 * MS,
  },
  {
    key: 'retryUs',
    title: 'Client waits',
    help: 'Without an answer for this long, it asks again with the same number.',
    type: 'time',
    default: 50 * MS,
    min: 1 * MS,
    max: 60_000 * MS,
  },
  {
    key: 'workloadEveryUs',
    title: 'Clients think for',
    help: 'Mean pause between operations that clients send by themselves. 0: they wait to be told.',
    type: 'time',
    default: 0,
    min: 0,
    max: 60_000 * MS,
  },
]

/** Under these the clients are busy by themselves; sweeps run with them. */
export const traffic: Settings = { workloadEveryUs: 30 * MS }

/** SKELETON: values that random runs draw from, so that every corner is visited. */
export const swarm = {
  diskSyncUs: [1, 1 * MS, 10 * MS, 40 * MS],
  latencyMaxUs: [1 * MS, 3 * MS, 30 * MS],
}

export function network(all: Settings): { latency: Distribution; loss: number; duplicate: number } {
  const { latencyMinUs, latencyMaxUs } = settingsOf({ settings: all })
  const latency = {
    kind: 'uniform',
    minUs: latencyMinUs,
    maxUs: Math.max(latencyMinUs, latencyMaxUs),
  } as const
  return { latency, loss: 0, duplicate: 0 }
}

export function disk(all: Settings): { sync: Distribution } {
  return { sync: { kind: 'constant', us: settingsOf({ settings: all }).diskSyncUs } }
}
