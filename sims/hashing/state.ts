// What a node of the store keeps, on disk and in memory, and what of the settings it goes by.

import type { Ctx, NodeId, NodeState, Settings } from '../../src/engine/process.ts'
import type { View } from './layout.ts'
import type { Get, Item, Put, StoreMessage } from './messages.ts'
import { counted, type Pace, STILL } from './pace.ts'
import type { StoreSettings } from './settings.ts'

/** What a key holds. Frozen. Of two, the one of the higher version is newer; the tag decides between equals. */
export interface Rec {
  readonly version: number
  /** Names the write: its client and number. */
  readonly tag: string
  readonly value: number
}

/** A copy that is meant for another node, until that one is back. */
export interface Hint {
  readonly id: number
  readonly to: NodeId
  readonly key: string
  readonly rec: Rec
}

export interface Disk {
  /** When the disk was first used, plus one; 0 for an empty one. */
  readonly born: number
  readonly view: View | null
  readonly data: Readonly<Record<string, Rec>>
  readonly hints: readonly Hint[]
  /** It was told to leave, and is not to ask for its place again. */
  readonly hasLeft: boolean
}

/** A request of a client that this node answers for all copies. */
export interface Op {
  readonly id: number
  readonly request: Get | Put
  readonly epoch: number
  /** Newest that any copy has; for a write, what is being written. */
  best: Rec | null
  /** What each copy has said: its record, or null for nothing. A write has only those that have stored it. */
  heard: Record<NodeId, Rec | null>
  isAnswered: boolean
  /** When it is looked at again: hints are left for who is silent. */
  dueUs: number
}

/** What a former owner has of what is to be this node's. */
export interface Source {
  /** null until it has said. */
  items: readonly Item[] | null
  /** Keys asked for and not come yet. */
  asked: readonly string[]
}

export interface Pull {
  readonly epoch: number
  readonly sources: Record<NodeId, Source>
  /** How often in a row it has asked again without hearing anything. */
  silences: number
  isReady: boolean
}

/** A message of a later epoch, kept until its view is here; or a request that waits for its key. */
export interface Parked<M = StoreMessage> {
  readonly from: NodeId
  readonly message: M
}

export interface Memory {
  ops: Op[]
  /** Numbers of operations begin above those of an earlier life. */
  lastOp: number
  pull: Pull | null
  parked: Parked[]
  /** Requests for keys that have not come yet, where reads wait for them. */
  waiting: Parked<Get | Put>[]
  /** Since it started: requests served, requests handed on, keys taken over and their bytes, hints brought home. */
  served: number
  servedPace: Pace
  forwarded: number
  takenKeys: number
  takenBytes: number
  hintsHome: number
}

export type State = NodeState<Disk, Memory>
export type StoreCtx = Ctx<Disk, StoreMessage>

export function freshMemory(nowUs: number): Memory {
  return {
    ops: [],
    lastOp: nowUs,
    pull: null,
    parked: [],
    waiting: [],
    served: 0,
    servedPace: STILL,
    forwarded: 0,
    takenKeys: 0,
    takenBytes: 0,
    hintsHome: 0,
  }
}

/** A request that this node answers or hands on. */
export function countServed(memory: Pick<Memory, 'served' | 'servedPace'>, nowUs: number): void {
  memory.served++
  memory.servedPace = counted(memory.servedPace, nowUs)
}

export function settingsOf(ctx: { readonly settings: Settings }): StoreSettings {
  return ctx.settings as unknown as StoreSettings
}

export const NOTHING: Rec = Object.freeze({ version: 0, tag: '', value: 0 })

/** What every key holds before anybody has written it. */
export const FIRST: Rec = Object.freeze({ version: 1, tag: '', value: 0 })

export function isNewer(a: Item | Rec | null, b: Item | Rec | null): boolean {
  if (a === null || b === null) return a !== null
  return a.version === b.version ? a.tag > b.tag : a.version > b.version
}

export function recordOf({ version, tag, value }: Rec): Rec {
  return Object.freeze({ version, tag, value })
}

export function dataAt({ data }: Disk, key: string): Rec | null {
  return data[key] ?? null
}

/** Puts records on disk that are newer than what is there. Gives how many were. */
export function keep(
  { disk }: State,
  records: readonly { readonly key: string; readonly rec: Rec }[],
  ctx: StoreCtx,
): number {
  const newer = records.filter(({ key, rec }) => isNewer(rec, dataAt(disk, key)))
  if (newer.length === 0) return 0
  const added = Object.fromEntries(newer.map(({ key, rec }) => [key, rec]))
  ctx.write('data', { ...disk.data, ...added })
  return newer.length
}

/** What is promised from now on leaves when everything written so far is durable. */
export function persist(ctx: StoreCtx): void {
  if (ctx.broken.answersBeforeSync !== true) ctx.sync()
}
