// What a person can change: when a projector commits its offset, how fast it works, what reads ask for, the network and
// the clients.

import type { Settings } from '../../src/engine/process.ts'
import { common } from '../../src/sim/commonSettings.ts'
import type { SettingSpec } from '../../src/sim/define.ts'

/** When the offset is committed: before the events are applied, after it, or in one record with what they made. */
export type Commit = 'before' | 'after' | 'together'

/** Whatever the read model has; at least what the reader wrote; or the writer itself. */
export type Level = 'model' | 'own' | 'writer'

export interface EventsSettings {
  readonly commit: Commit
  readonly looksAtNumber: boolean
  readonly batch: number
  readonly applyUs: number
  readonly fetchUs: number
  readonly rebuild: 'inPlace' | 'beside'
  readonly snapshotEvery: number
  readonly reads: Level
  readonly latencyMaxUs: number
  readonly lossProbability: number
  readonly diskSyncUs: number
  readonly clientTimeoutUs: number
  readonly clientRetries: number
  readonly workloadEveryUs: number
  readonly workloadReads: number
  readonly workloadKeys: number
}

export function settingsOf(ctx: { readonly settings: Settings }): EventsSettings {
  return ctx.settings as unknown as EventsSettings
}

const MS = 1000

const projecting: readonly SettingSpec[] = [
  {
    key: 'commit',
    title: 'The offset is committed',
    type: 'choice',
    default: 'together',
    choices: [
      { value: 'together', title: 'in one record with the model' },
      { value: 'after', title: 'after the events are applied' },
      { value: 'before', title: 'before the events are applied (unsafe)' },
    ],
    help: 'After a crash a projector goes on behind the offset that its disk has.',
  },
  {
    key: 'looksAtNumber',
    title: 'Looks at the number of an event',
    type: 'switch',
    default: true,
    help: 'The model knows the number of its last event, and what comes again has no effect.',
  },
  {
    key: 'batch',
    title: 'Events taken at once',
    type: 'count',
    default: 10,
    min: 1,
    max: 1000,
    help: 'A projector asks for at most so many, and brings them to disk together.',
  },
  {
    key: 'applyUs',
    title: 'Applying an event takes',
    type: 'time',
    default: 1 * MS,
    min: 0,
    max: 10_000 * MS,
    help: 'A projector’s time. Rebuilding takes as long for each event.',
  },
  {
    key: 'fetchUs',
    title: 'A projector asks again after',
    type: 'time',
    default: 100 * MS,
    min: 1 * MS,
    max: 60_000 * MS,
    help: 'If the log has nothing new, or a message was lost.',
  },
  {
    key: 'rebuild',
    title: 'A read model is rebuilt',
    type: 'choice',
    default: 'inPlace',
    choices: [
      { value: 'inPlace', title: 'in its place' },
      { value: 'beside', title: 'beside the old one' },
    ],
    help: 'Beside: readers are shown the old one until the new one is ready.',
  },
]

const writing: readonly SettingSpec[] = [
  {
    key: 'snapshotEvery',
    title: 'The writer’s snapshot after',
    type: 'count',
    default: 20,
    min: 0,
    max: 100_000,
    help: 'So many events. It starts from the last one and what follows it. 0: from the whole log.',
  },
]

const clients: readonly SettingSpec[] = [
  {
    key: 'reads',
    title: 'A read asks',
    type: 'choice',
    default: 'model',
    choices: [
      { value: 'model', title: 'a read model, whatever it has' },
      { value: 'own', title: 'a read model that has one’s own writes' },
      { value: 'writer', title: 'the writer' },
    ],
    help: 'Single reads can ask for something else.',
  },
  common('clientTimeoutUs', {
    default: 200 * MS,
    help: 'Without an answer for this long, a client asks again with the same number; a read asks the next model, and for its own writes the writer last.',
  }),
  common('clientRetries'),
  common('workloadEveryUs'),
  common('workloadReads'),
  common('workloadKeys', { help: 'How many accounts the clients use by themselves.' }),
]

export const settings: readonly SettingSpec[] = [
  ...projecting,
  ...writing,
  common('latencyMinUs'),
  common('latencyMaxUs'),
  common('lossProbability'),
  common('duplicateProbability'),
  common('diskSyncUs'),
  ...clients,
]

/** Under these the clients are busy by themselves; sweeps run with them. */
export const traffic: Settings = { workloadEveryUs: 60 * MS }

/** Values that random runs draw from. */
export const swarm = {
  commit: ['together', 'after', 'after', 'before'],
  looksAtNumber: [true, true, true, false],
  batch: [1, 3, 10],
  applyUs: [0, 1 * MS, 20 * MS],
  rebuild: ['inPlace', 'beside'],
  snapshotEvery: [0, 3, 20],
  reads: ['model', 'own', 'own', 'writer'],
  diskSyncUs: [200, 1 * MS, 20 * MS],
  latencyMaxUs: [6 * MS, 15 * MS, 40 * MS],
  workloadEveryUs: [15 * MS, 60 * MS, 200 * MS],
  workloadReads: [0.2, 0.5],
}
