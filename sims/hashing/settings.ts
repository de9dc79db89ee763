// What a person can change about the store: how keys are placed, what copies are for, what moving costs, the network,
// and what its clients do. How keys are placed, the directory takes up within a moment and announces.

import type { Settings } from '../../src/engine/process.ts'
import { common } from '../../src/sim/commonSettings.ts'
import type { SettingSpec } from '../../src/sim/define.ts'
import type { PartitionBy, QueryBy } from './keys.ts'
import type { Policy } from './layout.ts'
import type { Apart } from './placement/copies.ts'
import type { SchemeId } from './placement/placement.ts'
import { SCHEMES } from './placement/schemes.ts'

export interface StoreSettings {
  readonly scheme: SchemeId
  readonly tokens: number
  readonly parts: number
  readonly epsilon: number
  readonly copies: number
  readonly isSpread: boolean
  readonly apart: Apart
  readonly writes: Policy
  readonly reads: Policy
  readonly readFrom: 'first' | 'any'
  readonly partitionBy: PartitionBy
  readonly posts: number
  readonly meanwhile: 'forward' | 'wait' | 'miss'
  readonly removeAfterUs: number
  readonly recordBytes: number
  readonly bytesPerSecond: number
  readonly chunkKeys: number
  readonly serviceUs: number
  readonly databaseUs: number
  readonly latencyMinUs: number
  readonly latencyMaxUs: number
  readonly lossProbability: number
  readonly diskSyncUs: number
  readonly clientTimeoutUs: number
  readonly clientRetries: number
  readonly workloadEveryUs: number
  readonly workloadReads: number
  readonly workloadQueries: number
  readonly queryBy: QueryBy
  readonly crowd: 'even' | 'celebrity' | 'recent'
  readonly crowdShare: number
  readonly salts: number
  readonly clientCacheUs: number
}

const MS = 1000

const POLICIES = [
  { value: 'one', title: 'One copy' },
  { value: 'majority', title: 'A majority of copies' },
  { value: 'all', title: 'All copies' },
] as const

const placing: readonly SettingSpec[] = [
  {
    key: 'scheme',
    title: 'Keys are placed by',
    type: 'choice',
    default: 'ring',
    choices: SCHEMES.map(({ id, title }) => ({ value: id, title })),
    help: 'Which node has which key. A change moves keys while the store runs.',
  },
  {
    key: 'tokens',
    title: 'Virtual nodes',
    type: 'count',
    default: 64,
    min: 1,
    max: 500,
    help: 'Points on the ring for a node of weight 1.',
  },
  {
    key: 'parts',
    title: 'Parts',
    type: 'count',
    default: 48,
    min: 1,
    max: 512,
    help: 'Equal parts of the circle, or ranges of keys, for schemes that deal parts out.',
  },
  {
    key: 'epsilon',
    title: 'Above the fair share, at most',
    type: 'share',
    default: 0.25,
    min: 0,
    max: 1,
    help: 'For bounded loads: a full node passes further parts on.',
  },
  {
    key: 'copies',
    title: 'Copies of each key',
    type: 'count',
    default: 1,
    min: 1,
    max: 5,
    help: 'On as many nodes, or on all if there are fewer.',
  },
  {
    key: 'isSpread',
    title: 'Copies are kept apart',
    type: 'switch',
    default: true,
    help: 'Copies pass over nodes that fail together with one that has a copy already.',
  },
  {
    key: 'apart',
    title: 'What fails together',
    type: 'choice',
    default: 'host',
    choices: [
      { value: 'host', title: 'a host' },
      { value: 'rack', title: 'a rack of hosts' },
      { value: 'zone', title: 'a zone of racks' },
    ],
    help: 'Copies stand on different ones, as long as there are enough of them.',
  },
  {
    key: 'writes',
    title: 'A write waits for',
    type: 'choice',
    default: 'majority',
    choices: POLICIES,
    help: 'How many copies must be on disk before the client is told.',
  },
  {
    key: 'reads',
    title: 'A read asks',
    type: 'choice',
    default: 'majority',
    choices: POLICIES,
    help: 'How many copies are compared; the newest is the answer.',
  },
  {
    key: 'partitionBy',
    title: 'Partition key',
    type: 'choice',
    default: 'post',
    choices: [
      { value: 'post', title: 'The post' },
      { value: 'user', title: 'Its user' },
      { value: 'region', title: 'Its user’s region' },
      { value: 'day', title: 'Its day' },
    ],
    help: 'What of a post is hashed, or put in order. Posts that share it stay together.',
  },
]

const moving: readonly SettingSpec[] = [
  {
    key: 'posts',
    title: 'Posts at the start',
    type: 'count',
    default: 120,
    min: 10,
    max: 600,
    help: 'What the store holds. Matters only at the start.',
  },
  {
    key: 'meanwhile',
    title: 'A read of a key on its way',
    type: 'choice',
    default: 'forward',
    choices: [
      { value: 'forward', title: 'asks who had it before' },
      { value: 'wait', title: 'waits until it is there' },
      { value: 'miss', title: 'finds nothing (unsafe)' },
    ],
    help: 'What a node does that is to have the key and has not got it yet.',
  },
  {
    key: 'removeAfterUs',
    title: 'The directory removes silent nodes after',
    type: 'time',
    default: 0,
    min: 0,
    max: 60_000 * MS,
    help: '0: never by itself. It asks every node now and then, and a silent one may only be slow.',
  },
  {
    key: 'recordBytes',
    title: 'Bytes of a post',
    type: 'count',
    default: 10_000,
    min: 1,
    max: 10_000_000,
    help: 'What each moved key costs.',
  },
  {
    key: 'bytesPerSecond',
    title: 'Bandwidth for moving',
    type: 'count',
    default: 4_000_000,
    min: 1_000,
    max: 1_000_000_000,
    help: 'Bytes a second. A node that sends or takes keys serves nobody else meanwhile.',
  },
  {
    key: 'chunkKeys',
    title: 'Keys moved at once',
    type: 'count',
    default: 8,
    min: 1,
    max: 100,
    help: 'A node is busy with so many before it looks at other requests again.',
  },
]

const machines: readonly SettingSpec[] = [
  {
    key: 'serviceUs',
    title: 'A request takes',
    type: 'time',
    default: 1 * MS,
    min: 0,
    max: 1_000 * MS,
    help: 'Of a node’s time. Further requests wait their turn.',
  },
  {
    key: 'databaseUs',
    title: 'A request to the database takes',
    type: 'time',
    default: 8 * MS,
    min: 0,
    max: 1_000 * MS,
    help: 'Where nodes are caches: what a miss costs the database behind them.',
  },
  common('latencyMinUs', { default: 2 * MS }),
  common('latencyMaxUs', { default: 5 * MS }),
  common('lossProbability'),
  common('diskSyncUs'),
]

const clients: readonly SettingSpec[] = [
  common('clientTimeoutUs', {
    default: 200 * MS,
    help: 'Without an answer for this long, a client asks another copy’s node.',
  }),
  common('clientRetries', { default: 6 }),
  {
    key: 'readFrom',
    title: 'Clients ask',
    type: 'choice',
    default: 'first',
    choices: [
      { value: 'first', title: 'the first node of the key' },
      { value: 'any', title: 'any node with a copy' },
    ],
    help: 'Spreading reads over copies helps only if a read need not ask all of them.',
  },
  common('workloadEveryUs'),
  common('workloadReads', {
    default: 0.7,
    help: 'Of the operations on a key that clients send by themselves.',
  }),
  {
    key: 'workloadQueries',
    title: 'Share of queries',
    type: 'share',
    default: 0,
    min: 0,
    max: 1,
    help: 'Of all operations: queries over many keys.',
  },
  {
    key: 'queryBy',
    title: 'Queries ask for',
    type: 'choice',
    default: 'recent',
    choices: [
      { value: 'recent', title: 'the latest posts' },
      { value: 'user', title: 'the posts of a user' },
    ],
    help: 'How many nodes must be asked depends on the partition key.',
  },
  {
    key: 'crowd',
    title: 'The crowd',
    type: 'choice',
    default: 'even',
    choices: [
      { value: 'even', title: 'reads everything alike' },
      { value: 'celebrity', title: 'reads one post' },
      { value: 'recent', title: 'reads the latest posts' },
    ],
    help: 'Which keys the clients prefer.',
  },
  {
    key: 'crowdShare',
    title: 'Share of the crowd',
    type: 'share',
    default: 0.6,
    min: 0,
    max: 1,
    help: 'Of all operations: those that go where the crowd goes.',
  },
  {
    key: 'salts',
    title: 'Names of the celebrity’s post',
    type: 'count',
    default: 1,
    min: 1,
    max: 8,
    help: 'Salting: it is written under all of them, and read under any.',
  },
  {
    key: 'clientCacheUs',
    title: 'Clients remember for',
    type: 'time',
    default: 0,
    min: 0,
    max: 60_000 * MS,
    help: 'A cache in front: what a client has read is answered from its own memory, new or not. 0: nothing is.',
  },
]

export const settings: readonly SettingSpec[] = [...placing, ...moving, ...machines, ...clients]

/** Under these the clients are busy by themselves; sweeps run with them. */
export const traffic: Settings = { workloadEveryUs: 60 * MS, clientTimeoutUs: 100 * MS }

/** Values that random runs draw from, so that every corner is visited. */
export const swarm = {
  scheme: ['ring', 'ring', 'ring', ...SCHEMES.map(({ id }) => id)],
  tokens: [1, 8, 64, 64],
  copies: [1, 1, 2, 3, 3],
  isSpread: [true, true, false],
  apart: ['host', 'rack', 'zone'],
  posts: [12, 40],
  meanwhile: ['forward', 'forward', 'wait'],
  removeAfterUs: [0, 500 * MS, 1_000 * MS],
  bytesPerSecond: [400_000, 4_000_000, 100_000_000],
  serviceUs: [0, 1 * MS, 3 * MS],
  diskSyncUs: [200, 1 * MS, 20 * MS],
  workloadEveryUs: [20 * MS, 60 * MS],
  workloadReads: [0.3, 0.7],
  crowd: ['even', 'celebrity'],
  readFrom: ['first', 'any'],
} as const
