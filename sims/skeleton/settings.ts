// What a person can change about the register, its network, its disk and its clients.

import type { Settings } from '../../src/engine/process.ts'
import { common } from '../../src/sim/commonSettings.ts'
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
  common('latencyMinUs', { default: 1 * MS }),
  common('latencyMaxUs', { default: 3 * MS }),
  common('diskSyncUs', { default: 10 * MS }),
  {
    key: 'retryUs',
    title: 'Client waits',
    help: 'Without an answer for this long, it asks again with the same number.',
    type: 'time',
    default: 50 * MS,
    min: 1 * MS,
    max: 60_000 * MS,
  },
  common('workloadEveryUs'),
]

/** Under these the clients are busy by themselves; sweeps run with them. */
export const traffic: Settings = { workloadEveryUs: 30 * MS }

/** SKELETON: values that random runs draw from, so that every corner is visited. */
export const swarm = {
  diskSyncUs: [1, 1 * MS, 10 * MS, 40 * MS],
  latencyMaxUs: [1 * MS, 3 * MS, 30 * MS],
}
