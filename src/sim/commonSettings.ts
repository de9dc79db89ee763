// What every system lets people change about its network, its disks and its clients: said once, in the same words, so
// that a setting means the same everywhere. A system that needs another default or another sentence says only that.

import type { Distribution } from '../engine/distribution.ts'
import type { Settings } from '../engine/process.ts'
import type { SettingSpec } from './define.ts'

const MS = 1000

const COMMON = {
  latencyMinUs: {
    title: 'Network latency, at least',
    type: 'time',
    default: 5 * MS,
    min: 0,
    max: 10_000 * MS,
    help: 'One way. Each message takes a random time between these two.',
  },
  latencyMaxUs: {
    title: 'Network latency, at most',
    type: 'time',
    default: 15 * MS,
    min: 0,
    max: 10_000 * MS,
    help: 'One way. Messages may overtake each other.',
  },
  lossProbability: {
    title: 'Messages lost',
    type: 'share',
    default: 0,
    min: 0,
    max: 1,
    help: 'The share of messages that never arrive.',
  },
  duplicateProbability: {
    title: 'Messages duplicated',
    type: 'share',
    default: 0,
    min: 0,
    max: 1,
    help: 'The share of messages that arrive twice.',
  },
  diskSyncUs: {
    title: 'Disk sync takes',
    type: 'time',
    default: 1 * MS,
    min: 1,
    max: 10_000 * MS,
    help: 'Until a write is durable. Answers that depend on it wait.',
  },
  clientTimeoutUs: {
    title: 'Client waits',
    type: 'time',
    default: 300 * MS,
    min: 1 * MS,
    max: 60_000 * MS,
    help: 'Without an answer for this long, a client asks the next server, with the same serial number.',
  },
  clientRetries: {
    title: 'Client retries',
    type: 'count',
    default: 10,
    min: 0,
    max: 1000,
    help: 'After so many retries a client gives up: a write may still take effect.',
  },
  workloadEveryUs: {
    title: 'Clients think for',
    type: 'time',
    default: 0,
    min: 0,
    max: 60_000 * MS,
    help: 'Mean pause between operations that clients send by themselves, from their start. 0: they wait to be told.',
  },
  workloadReads: {
    title: 'Share of reads',
    type: 'share',
    default: 0.5,
    min: 0,
    max: 1,
    help: 'Of the operations that clients send by themselves.',
  },
  workloadKeys: {
    title: 'Keys',
    type: 'count',
    default: 3,
    min: 1,
    max: 1000,
    help: 'How many keys the clients use by themselves.',
  },
} as const

interface Differing {
  readonly default?: number
  readonly min?: number
  readonly help?: string
}

/** A setting that other systems have too, with what is different here. */
export function common(key: keyof typeof COMMON, differing: Differing = {}): SettingSpec {
  return { key, ...COMMON[key], ...differing }
}

/** Latencies drawn evenly between the two settings; what is no setting here never happens. */
export function evenNetwork(settings: Settings): {
  readonly latency: Distribution
  readonly loss: number
  readonly duplicate: number
} {
  const { latencyMinUs, latencyMaxUs, lossProbability = 0, duplicateProbability = 0 } = numbersOf(settings)
  return {
    latency: { kind: 'uniform', minUs: latencyMinUs!, maxUs: Math.max(latencyMinUs!, latencyMaxUs!) },
    loss: lossProbability,
    duplicate: duplicateProbability,
  }
}

/** A disk that takes the same time for every sync. */
export function steadyDisk(settings: Settings): { readonly sync: Distribution } {
  return { sync: { kind: 'constant', us: numbersOf(settings).diskSyncUs! } }
}

function numbersOf(settings: Settings): Readonly<Record<string, number>> {
  return settings as Readonly<Record<string, number>>
}
