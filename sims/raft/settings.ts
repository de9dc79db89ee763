// What a person can change about a Raft cluster, its network, its disks and its clients.

import type { Settings } from '../../src/engine/process.ts'
import { common } from '../../src/sim/commonSettings.ts'
import type { SettingSpec } from '../../src/sim/define.ts'

export interface RaftSettings {
  readonly electionMinUs: number
  readonly electionMaxUs: number
  readonly heartbeatUs: number
  readonly preVote: boolean
  readonly checkQuorum: boolean
  readonly reads: 'readIndex' | 'lease' | 'local'
  readonly maxEntriesPerMessage: number
  readonly latencyMinUs: number
  readonly latencyMaxUs: number
  readonly lossProbability: number
  readonly duplicateProbability: number
  readonly diskSyncUs: number
  readonly clientTimeoutUs: number
  readonly clientRetries: number
  readonly workloadEveryUs: number
  readonly workloadReads: number
  readonly workloadKeys: number
}

/** An entry of a log changes at most this far from the end in one event; observers rely on it. */
export const MOST_ENTRIES_PER_MESSAGE = 64

const MS = 1000

export const settings: readonly SettingSpec[] = [
  {
    key: 'electionMinUs',
    title: 'Election timeout, at least',
    type: 'time',
    default: 150 * MS,
    min: 1 * MS,
    max: 60_000 * MS,
    help: 'A follower that hears from no leader for a random time between these two stands for election.',
  },
  {
    key: 'electionMaxUs',
    title: 'Election timeout, at most',
    type: 'time',
    default: 300 * MS,
    min: 1 * MS,
    max: 60_000 * MS,
    help: 'The wider the range, the rarer two servers stand at once.',
  },
  {
    key: 'heartbeatUs',
    title: 'Heartbeat every',
    type: 'time',
    default: 50 * MS,
    min: 1 * MS,
    max: 10_000 * MS,
    help: 'How often a leader lets its followers hear from it. Well below the election timeout.',
  },
  {
    key: 'preVote',
    title: 'PreVote',
    type: 'switch',
    default: false,
    help: 'Before standing, a server asks whether it could win, and changes no term until it could.',
  },
  {
    key: 'checkQuorum',
    title: 'CheckQuorum',
    type: 'switch',
    default: false,
    help: 'A leader that hears from no majority steps down; servers that hear a leader ignore candidates.',
  },
  {
    key: 'reads',
    title: 'Reads',
    type: 'choice',
    default: 'readIndex',
    choices: [
      { value: 'readIndex', title: 'ReadIndex: the leader asks a majority first' },
      { value: 'lease', title: 'Lease: the leader trusts its clock (unsafe if clocks drift)' },
      { value: 'local', title: 'Local: whoever is asked answers (unsafe)' },
    ],
    help: 'How a read is answered without going through the log.',
  },
  {
    key: 'maxEntriesPerMessage',
    title: 'Entries per message, at most',
    type: 'count',
    default: 16,
    min: 1,
    max: MOST_ENTRIES_PER_MESSAGE,
    help: 'A follower far behind catches up in steps of this size.',
  },
  common('latencyMinUs'),
  common('latencyMaxUs'),
  common('lossProbability'),
  common('duplicateProbability'),
  common('diskSyncUs'),
  common('clientTimeoutUs'),
  common('clientRetries'),
  common('workloadEveryUs'),
  common('workloadReads'),
  common('workloadKeys'),
]

/** Every setting at its default. */
export const defaults = Object.fromEntries(
  settings.map((spec) => [spec.key, spec.default]),
) as unknown as RaftSettings & Settings

/** What makes clients busy by themselves, for sweeps. */
export const traffic: Settings = { workloadEveryUs: 40 * MS, workloadKeys: 2 }
