// What a person can change about the store, its network, its disks and its clients.

import type { NetworkOptions } from '../../src/engine/network.ts'
import type { Settings } from '../../src/engine/process.ts'
import { common, evenNetwork } from '../../src/sim/commonSettings.ts'
import type { SettingSpec } from '../../src/sim/define.ts'
import { type Fit, legsOf } from './fits.ts'
import type { Conflicts } from './versions.ts'

export interface QuorumSettings {
  readonly n: number
  readonly r: number
  readonly w: number
  readonly asks: 'all' | 'enough'
  readonly whenCutOff: 'refuse' | 'answer'
  readonly conflicts: Conflicts
  readonly writeBack: boolean
  readonly hints: boolean
  readonly exchangeEveryUs: number
  readonly handoffAfterUs: number
  readonly giveUpAfterUs: number
  readonly latencies: 'uniform' | Fit
  readonly latencyMinUs: number
  readonly latencyMaxUs: number
  readonly lossProbability: number
  readonly duplicateProbability: number
  readonly diskSyncUs: number
  readonly clientTimeoutUs: number
  readonly anyCoordinator: boolean
  readonly workloadEveryUs: number
  readonly workloadReads: number
  readonly workloadKeys: number
}

const MS = 1000

export const settings: readonly SettingSpec[] = [
  {
    key: 'n',
    title: 'N: copies of a key',
    type: 'count',
    default: 3,
    min: 1,
    max: 9,
    help: 'A key is kept by the N nodes that follow its place on the ring; never by more than there are.',
  },
  {
    key: 'r',
    title: 'R: answers a read needs',
    type: 'count',
    default: 2,
    min: 1,
    max: 9,
    help: 'All N copies are asked, and the first R answers decide.',
  },
  {
    key: 'w',
    title: 'W: answers a write needs',
    type: 'count',
    default: 2,
    min: 1,
    max: 9,
    help: 'All N copies are sent it, and W must have it on disk. With R+W > N a read meets every finished write.',
  },
  {
    key: 'asks',
    title: 'Who is asked',
    type: 'choice',
    default: 'all',
    choices: [
      { value: 'all', title: 'All N, and the quickest decide' },
      { value: 'enough', title: 'As many as are needed, drawn by lot' },
    ],
    help: 'Fewer messages, but one that is slow or down is waited for; and copies that are not sent a write learn it later.',
  },
  {
    key: 'whenCutOff',
    title: 'When cut off',
    type: 'choice',
    default: 'refuse',
    choices: [
      { value: 'refuse', title: 'Refuse: without a quorum of the N there is no answer' },
      { value: 'answer', title: 'Answer: others stand in, and whoever is there decides' },
    ],
    help: 'CAP in one switch. It is about operations at the level of the settings; others ask for themselves.',
  },
  {
    key: 'conflicts',
    title: 'Writes that did not know of each other',
    type: 'choice',
    default: 'lww',
    choices: [
      { value: 'lww', title: 'The last writer wins: the higher stamp stays' },
      { value: 'siblings', title: 'Siblings: both stay, and readers get both' },
      { value: 'client', title: 'Siblings, and who reads them writes back their union' },
      { value: 'rule', title: 'Siblings, and a rule of the store makes one answer of them' },
    ],
    help: 'The rule takes the union of sets, and the larger of two numbers.',
  },
  {
    key: 'writeBack',
    title: 'Write back before a read returns',
    type: 'switch',
    default: true,
    help: 'What a read found is stored on W copies before the reader is told, so that no later read finds less.',
  },
  {
    key: 'hints',
    title: 'Hinted handoff',
    type: 'switch',
    default: true,
    help: 'A copy that cannot be delivered is kept by another node, and brought home when its owner is back.',
  },
  {
    key: 'exchangeEveryUs',
    title: 'Anti-entropy every',
    type: 'time',
    default: 1_000 * MS,
    min: 0,
    max: 60_000 * MS,
    help: 'How often a node compares hash trees with another and exchanges what differs. 0: never.',
  },
  {
    key: 'handoffAfterUs',
    title: 'Stand-ins are asked after',
    type: 'time',
    default: 60 * MS,
    min: 1 * MS,
    max: 60_000 * MS,
    help: 'A node that has not answered for so long is taken for unreachable.',
  },
  {
    key: 'giveUpAfterUs',
    title: 'Coordinator gives up after',
    type: 'time',
    default: 200 * MS,
    min: 1 * MS,
    max: 60_000 * MS,
    help: 'Then it refuses, or answers with what it has.',
  },
  {
    key: 'latencies',
    title: 'Latencies',
    type: 'choice',
    default: 'uniform',
    choices: [
      { value: 'uniform', title: 'Between the two below' },
      { value: 'ssd', title: 'As measured: LinkedIn, solid state disks' },
      { value: 'disk', title: 'As measured: LinkedIn, spinning disks' },
      { value: 'ymmr', title: 'As measured: Yammer' },
    ],
    help: 'The fits of Bailis and others (2012): writes, acknowledgements, reads and answers each take their own time.',
  },
  common('latencyMinUs'),
  common('latencyMaxUs'),
  common('lossProbability'),
  common('duplicateProbability'),
  common('diskSyncUs', { min: 0 }),
  common('clientTimeoutUs', {
    default: 500 * MS,
    help: 'Without an answer for this long it gives up. It never asks twice: a write may have taken effect or not.',
  }),
  {
    key: 'anyCoordinator',
    title: 'Clients ask any node',
    type: 'switch',
    default: false,
    help: 'For each operation a node is drawn. Otherwise a client keeps to its own.',
  },
  common('workloadEveryUs'),
  common('workloadReads'),
  common('workloadKeys'),
]

/** The settings as this system knows them. */
export function settingsIn(settings: Settings): QuorumSettings {
  return settings as unknown as QuorumSettings
}

export function network(settings: Settings): NetworkOptions {
  const { latencies } = settingsIn(settings)
  const even = evenNetwork(settings)
  return latencies === 'uniform' ? even : { ...even, legs: () => legsOf(latencies) }
}

/** What makes clients busy by themselves, for sweeps. */
export const traffic: Settings = { workloadEveryUs: 60 * MS }

/** What a run of chaos draws from. Every value of these keeps every promise that it makes. */
export const swarm: Readonly<Record<string, readonly (number | boolean | string)[]>> = {
  workloadEveryUs: [20 * MS, 60 * MS, 250 * MS],
  asks: ['all', 'all', 'enough'],
  whenCutOff: ['refuse', 'refuse', 'answer'],
  conflicts: ['lww', 'lww', 'siblings', 'client', 'rule'],
  r: [2, 2, 2, 3, 1],
  w: [2, 2, 3, 1],
  writeBack: [true, true, false],
  hints: [true, true, false],
  anyCoordinator: [false, true],
  exchangeEveryUs: [200 * MS, 1_000 * MS, 0],
  latencyMaxUs: [6 * MS, 15 * MS, 30 * MS],
  diskSyncUs: [200, 1_000, 30_000],
  workloadKeys: [1, 3, 6],
}
