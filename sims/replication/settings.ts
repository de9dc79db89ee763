// What a person can change about the replicas, their master, the network, the disks and the clients, and from that what
// a write has to wait for.

import type { Settings } from '../../src/engine/process.ts'
import { common } from '../../src/sim/commonSettings.ts'
import type { SettingSpec } from '../../src/sim/define.ts'

export interface ReplicationSettings {
  readonly protocol: 'primaryBackup' | 'chain'
  readonly acks: 'none' | 'one' | 'k' | 'all'
  readonly acksNeeded: number
  readonly semiSyncTimeoutUs: number
  readonly reads: 'primary' | 'anywhere'
  readonly session: 'none' | 'token'
  readonly failover: 'caughtUp' | 'fastest' | 'byHand'
  readonly whenCutOff: 'refuse' | 'answer'
  readonly conflicts: 'siblings' | 'lastWriter' | 'merge'
  readonly shipDelayUs: number
  readonly applyDelayUs: number
  readonly leaseUs: number
  readonly heartbeatUs: number
  readonly latencyMinUs: number
  readonly latencyMaxUs: number
  readonly lossProbability: number
  readonly duplicateProbability: number
  readonly diskSyncUs: number
  readonly queryUs: number
  readonly updateUs: number
  readonly copyUs: number
  readonly clientTimeoutUs: number
  readonly clientRetries: number
  readonly workloadEveryUs: number
  readonly workloadReads: number
  readonly workloadKeys: number
}

export function settingsOf(from: { readonly settings: Settings }): ReplicationSettings {
  return from.settings as unknown as ReplicationSettings
}

/** Replicas besides the one that took it that must have a write on disk before its client is told. */
export function acksFor(
  { protocol, acks, acksNeeded, semiSyncTimeoutUs }: ReplicationSettings,
  members: number,
  replicas: number,
): number {
  if (protocol === 'chain' || acks === 'all') return members - 1
  const wanted = acks === 'none' ? 0 : acks === 'one' ? 1 : acksNeeded
  // Who falls back when nobody answers need not wait for replicas that are not there.
  return Math.min(wanted, (semiSyncTimeoutUs > 0 ? members : replicas) - 1)
}

const MS = 1000

export const settings: readonly SettingSpec[] = [
  {
    key: 'protocol',
    title: 'Replication',
    type: 'choice',
    default: 'primaryBackup',
    choices: [
      { value: 'primaryBackup', title: 'Primary and backups: one takes the writes and sends them to all' },
      { value: 'chain', title: 'Chain: writes enter at the head, answers leave at the tail' },
    ],
    help: 'How a write travels from replica to replica.',
  },
  {
    key: 'acks',
    title: 'Acknowledge a write after',
    type: 'choice',
    default: 'one',
    choices: [
      { value: 'none', title: 'no backup has it: asynchronous (a failover may lose it)' },
      { value: 'one', title: 'one backup has it on disk: semi-synchronous' },
      { value: 'k', title: 'k backups have it on disk' },
      { value: 'all', title: 'all backups have it on disk: synchronous' },
    ],
    help: 'What the primary waits for before it tells the client OK. In a chain it is always all.',
  },
  {
    key: 'acksNeeded',
    title: 'k, if k backups must have it',
    type: 'count',
    default: 2,
    min: 1,
    max: 20,
    help: 'More than there are backups means all of them.',
  },
  {
    key: 'semiSyncTimeoutUs',
    title: 'Falls back to asynchronous after',
    type: 'time',
    default: 0,
    min: 0,
    max: 60_000 * MS,
    help: 'How long the primary waits for backups before it answers without them, as MySQL does. 0: it waits for ever.',
  },
  {
    key: 'reads',
    title: 'Reads',
    type: 'choice',
    default: 'primary',
    choices: [
      { value: 'primary', title: 'at the primary, in a chain at the tail' },
      { value: 'anywhere', title: 'at the nearest replica, from what it has (may be old)' },
    ],
    help: 'Who answers a read. A single read can be told otherwise.',
  },
  {
    key: 'session',
    title: 'Sessions',
    type: 'choice',
    default: 'none',
    choices: [
      { value: 'none', title: 'none: each read stands alone' },
      {
        value: 'token',
        title: 'a client brings how far it has seen, and the replica waits until it is there',
      },
    ],
    help: 'Whether a client finds its own writes at a replica that lags behind.',
  },
  {
    key: 'failover',
    title: 'When the primary is silent',
    type: 'choice',
    default: 'caughtUp',
    choices: [
      { value: 'caughtUp', title: 'the master promotes the replica that has most' },
      { value: 'fastest', title: 'the master promotes the first that answers (may lack writes)' },
      { value: 'byHand', title: 'the master waits until you promote one' },
    ],
    help: 'Which replica becomes the next primary.',
  },
  {
    key: 'whenCutOff',
    title: 'A replica that is cut off',
    type: 'choice',
    default: 'refuse',
    choices: [
      { value: 'refuse', title: 'refuses: consistent, but not available' },
      { value: 'answer', title: 'answers, and takes writes of its own: available, but not consistent' },
    ],
    help: 'The choice of CAP, for whoever has lost touch with the master.',
  },
  {
    key: 'conflicts',
    title: 'Conflicts at the heal',
    type: 'choice',
    default: 'siblings',
    choices: [
      { value: 'siblings', title: 'keep both, and let the next reader see both' },
      { value: 'lastWriter', title: 'the later clock wins, the other write is gone' },
      { value: 'merge', title: 'lists are united; for anything else both are kept' },
    ],
    help: 'What becomes of a key that was written on both sides of a cut.',
  },
  {
    key: 'shipDelayUs',
    title: 'Primary sends after',
    type: 'time',
    default: 0,
    min: 0,
    max: 60_000 * MS,
    help: 'How long a write waits at the primary before it is sent to the backups: the lag of asynchronous replication.',
  },
  {
    key: 'applyDelayUs',
    title: 'Backups apply after',
    type: 'time',
    default: 0,
    min: 0,
    max: 60_000 * MS,
    help: 'How long a write that a backup has waits before its reads show it.',
  },
  {
    key: 'leaseUs',
    title: 'Lease',
    type: 'time',
    default: 150 * MS,
    min: 10 * MS,
    max: 60_000 * MS,
    help: 'How long a replica may act after the master last answered it. The master waits a quarter longer.',
  },
  {
    key: 'heartbeatUs',
    title: 'Heartbeat every',
    type: 'time',
    default: 50 * MS,
    min: 1 * MS,
    max: 10_000 * MS,
    help: 'How often replicas report to the master, and send again what was not acknowledged.',
  },
  common('latencyMinUs'),
  common('latencyMaxUs'),
  common('lossProbability'),
  common('duplicateProbability'),
  common('diskSyncUs'),
  {
    key: 'queryUs',
    title: 'Handling a read takes',
    type: 'time',
    default: 0,
    min: 0,
    max: 1_000 * MS,
    help: 'A replica does one thing at a time; what else comes in waits its turn.',
  },
  {
    key: 'updateUs',
    title: 'Handling a write takes',
    type: 'time',
    default: 0,
    min: 0,
    max: 1_000 * MS,
    help: 'At the primary, or at the head of the chain.',
  },
  {
    key: 'copyUs',
    title: 'Handling a copy takes',
    type: 'time',
    default: 0,
    min: 0,
    max: 1_000 * MS,
    help: 'At a backup, or further down the chain.',
  },
  common('clientTimeoutUs', {
    help: 'Without an answer for this long, a client asks the next replica, with the same serial number.',
  }),
  common('clientRetries'),
  common('workloadEveryUs'),
  common('workloadReads'),
  common('workloadKeys'),
]
