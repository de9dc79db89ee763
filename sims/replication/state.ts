// A replica's state: what its disk keeps, what it believes about the configuration, and what it knows of the replicas
// that it sends to.

import type { Json } from '../../src/engine/json.ts'
import type { Ctx, NodeId, NodeState } from '../../src/engine/process.ts'
import type { Entry } from './log.ts'
import { freshMachine, type Machine } from './machine.ts'
import type { Configuration, Level, Op, ReplicationMessage } from './messages.ts'

export interface Disk {
  /** The highest epoch it has promised to obey. */
  readonly epoch: number
  /** The epoch in which its log was last found to be that of its configuration. */
  readonly verifiedEpoch: number
  readonly log: readonly Entry[]
  /** Entries that it knew to be committed when it last wrote. */
  readonly committed: number
  /** What it took while it was cut off and has not handed over yet. */
  readonly alone: readonly AloneWrite[]
  /** Writes it ever took alone; numbers the next. */
  readonly aloneCount: number
}

/** A write that was taken without the others. Frozen. */
export interface AloneWrite {
  readonly number: number
  readonly op: 'write' | 'append'
  readonly key: string
  readonly value: Json
  readonly clientId: string
  readonly sequenceNum: number
  readonly stampUs: number
  /** What the key then held here. */
  readonly result: Json
  /** Entries up to here were known to be committed. */
  readonly after: number
}

/** What a replica knows of one that it sends to. */
export interface Hop {
  /** The next entry to send. */
  next: number
  /** Its log is the same up to here. */
  match: number
  /** The last entry on its way to it. */
  sent: number
  /** What it knows to be committed. */
  committed: number
  /** When it last answered, or was first sent to, on our clock. */
  heardUs: number
}

/** A client that waits until its write is committed. */
export interface WaitingWrite {
  readonly client: NodeId
  readonly clientId: string
  readonly sequenceNum: number
  readonly op: Op
  readonly key: string
  readonly value: Json
  readonly level: Level
  readonly sinceUs: number
}

/** A read that waits until this replica has followed the log far enough. */
export interface WaitingRead {
  readonly client: NodeId
  readonly sequenceNum: number
  readonly key: string
  readonly seen: number
}

export interface Memory {
  /** Its epoch when it started: it must not lead that one, for it has forgotten what it had promised. */
  readonly bootEpoch: number
  /** The latest it was told; in force only while it is of the epoch on disk. */
  configuration: Configuration | null
  /** The master has confirmed it: clients may be answered. */
  isActive: boolean
  /** It was primary, and was fenced off with the rule of fencing left out: it goes on as before. */
  isDefiant: boolean
  spares: readonly NodeId[]
  /** Until when the master's last answer allows it to act, on its own clock. */
  leaseUntilUs: number
  /** From when on it counts as cut off: when the lease runs out, or a while after it started. */
  cutOffFromUs: number
  /** Up to where its log was found to be that of this epoch; -1 before anyone looked. */
  matched: number
  /** Length of the log of the first of its configuration, as far as it was told. */
  firstLength: number
  /** As the first of its configuration: length of its log when it took it over. */
  inherited: number
  /** Leading entries of its log that are on disk, and those that the sync under way covers; -1 if none is. */
  durable: number
  syncing: number
  /** In a chain: what is at the tail, as far as it was told. */
  tailMatch: number
  commitIndex: number
  machine: Machine
  hops: Record<NodeId, Hop>
  waiting: WaitingWrite[]
  reads: WaitingRead[]
  /** Delayed work: entries become visible, or are sent on, at these moments of its own clock. */
  toApply: { readonly index: number; readonly atUs: number }[]
  toShip: { readonly index: number; readonly atUs: number }[]
  /** Entries that are old enough to be sent. */
  shippable: number
  /** It no longer waits for acknowledgements. */
  isAsync: boolean
  /** Of each replica: the highest number of a handover that stands in the log. */
  integrating: Record<NodeId, number>
  /** Answers it gave as the one that may act, and the epoch of the last: what the observer looks at. */
  answers: number
  answerEpoch: number
}

export type State = NodeState<Disk, Memory>
export type ReplicaCtx = Ctx<Disk, ReplicationMessage>

export function freshDisk(): Disk {
  return { epoch: 0, verifiedEpoch: 0, log: [], committed: 0, alone: [], aloneCount: 0 }
}

export function freshMemory(bootEpoch: number, durable: number, cutOffFromUs: number): Memory {
  return {
    bootEpoch,
    configuration: null,
    isActive: false,
    isDefiant: false,
    spares: [],
    leaseUntilUs: -1,
    cutOffFromUs,
    matched: -1,
    firstLength: 0,
    inherited: 0,
    durable,
    syncing: -1,
    tailMatch: 0,
    commitIndex: 0,
    machine: freshMachine(),
    hops: {},
    waiting: [],
    reads: [],
    toApply: [],
    toShip: [],
    shippable: 0,
    isAsync: false,
    integrating: {},
    answers: 0,
    answerEpoch: 0,
  }
}

// Its place in the configuration.

/** The configuration, while nothing newer was promised. */
export function configurationOf({ disk, memory }: Pick<State, 'disk' | 'memory'>): Configuration | null {
  const { configuration, isDefiant } = memory
  return configuration !== null && (configuration.epoch === disk.epoch || isDefiant) ? configuration : null
}

/** It is the primary, or the head of the chain; whether it may act is another question. */
export function isFirst(state: Pick<State, 'disk' | 'memory'>, id: NodeId): boolean {
  return configurationOf(state)?.members[0] === id
}

/** It is where reads are answered: the primary, or the tail of the chain. */
export function isReader(state: Pick<State, 'disk' | 'memory'>, id: NodeId): boolean {
  const configuration = configurationOf(state)
  return configuration !== null && readerOf(configuration) === id
}

export function readerOf({ members, shape }: Configuration): NodeId {
  return shape === 'chain' ? members[members.length - 1]! : members[0]!
}

/** Members that it sends entries to. */
export function membersAfter({ members, shape }: Configuration, id: NodeId): readonly NodeId[] {
  const place = members.indexOf(id)
  if (shape === 'chain') return place < 0 ? [] : members.slice(place + 1, place + 2)
  return place === 0 ? members.slice(1) : []
}

/** Everyone it sends entries to: members, and from the primary or the tail also those who want to join. */
export function targetsOf(state: State, ctx: ReplicaCtx): readonly NodeId[] {
  const configuration = configurationOf(state)
  if (configuration === null) return []
  const members = membersAfter(configuration, ctx.id)
  const spares = state.memory.spares.filter((id) => id !== ctx.id)
  return readerOf(configuration) === ctx.id ? [...members, ...spares] : members
}

// What it may do.

/**
 * The master promotes nobody else before this has run out. A restarted replica has no lease: it forgot it.
 */
export function hasLease(state: State, ctx: ReplicaCtx): boolean {
  return ctx.now() < state.memory.leaseUntilUs
}

/** It may speak for all: its configuration is confirmed and in force, and nobody can have taken its place. */
export function mayAct(state: State, ctx: ReplicaCtx): boolean {
  const { isActive, commitIndex, inherited } = state.memory
  if (!isActive || commitIndex < inherited || configurationOf(state) === null) return false
  return hasLease(state, ctx) || ctx.broken.ignoresLease === true || state.memory.isDefiant
}

/** It hears nothing from the master: for all it knows the others go on without it. */
export function isCutOff({ memory }: State, ctx: ReplicaCtx): boolean {
  return ctx.now() >= memory.cutOffFromUs
}

// Its disk.

/** What is sent from now on leaves when everything written so far is on disk. */
export function persist(state: State, ctx: ReplicaCtx): void {
  if (ctx.broken.answersBeforeSync !== true) flush(state, ctx)
}

/** Makes everything written so far durable. */
export function flush({ disk, memory }: State, ctx: ReplicaCtx): void {
  if (memory.syncing < 0 && !ctx.isSynced) memory.syncing = disk.log.length
  ctx.sync()
}

/** A sync is finished: what stood in the log when it began is durable, and the next may have begun. */
export function noteSynced({ disk, memory }: State, ctx: ReplicaCtx): void {
  memory.durable = Math.max(memory.durable, Math.min(memory.syncing, disk.log.length))
  memory.syncing = ctx.isSynced ? -1 : disk.log.length
}

/** Leading entries that may count as being on this replica's disk. */
export function durableLength({ disk, memory }: State, ctx: ReplicaCtx): number {
  return ctx.broken.answersBeforeSync === true ? disk.log.length : memory.durable
}

/** Removes everything after an index, also from what was noted about it. */
export function cutLog({ disk, memory }: State, length: number, ctx: ReplicaCtx): void {
  ctx.truncate('log', length)
  memory.durable = Math.min(memory.durable, length)
  memory.syncing = Math.min(memory.syncing, length)
  memory.commitIndex = Math.min(memory.commitIndex, length)
  memory.toApply = memory.toApply.filter(({ index }) => index <= length)
  if (disk.committed > length) ctx.write('committed', length)
  if (memory.machine.applied > length) memory.machine = freshMachine()
}
