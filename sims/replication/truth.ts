// What the observer knows: every write that ever took effect, in order; which of them clients were told of; and who was in
// charge. From it each answer is judged: how many versions and how long it is behind. No replica can see any of it.

import type { Json } from '../../src/engine/json.ts'
import type { Report } from '../../src/engine/observer.ts'
import type { NodeId } from '../../src/engine/process.ts'
import type { WrongAnswer } from '../../src/sim/picture.ts'
import { shown } from './machine.ts'
import type { Level } from './messages.ts'

/** A write that took effect, or was acknowledged. Frozen; a newer one takes its place. */
export interface Known {
  readonly id: string
  /** Its operation in the history; -1 for none. */
  readonly operation: number
  /** Where it stands in the log; 0 while it stands in none. */
  readonly index: number
  /** When it took effect; -1 for never. */
  readonly sinceUs: number
  /** When a client was first told of it, by an acknowledgement or by a read; -1 for never. */
  readonly toldUs: number
  readonly isAcknowledged: boolean
  /** It was acknowledged while durability was promised. */
  readonly isSafe: boolean
  /** Whoever is in charge does not have it any more. */
  readonly isLost: boolean
}

/** A value of a key, from some moment on. Frozen. */
export interface Version {
  readonly id: string
  readonly value: Json
}

export interface ReplicaMemo {
  up: boolean
  commitIndex: number
  applied: number
  matched: number
  answers: number
  alone: number
  isInCharge: boolean
}

export interface ClientMemo {
  finished: number
  operation: number
  level: Level
  /** Latest version of the operation's key that some client, or this one, had been told of when it began. */
  floor: number
  ownFloor: number
  seenFloor: number
  isCutOff: boolean
}

export interface Wrong extends WrongAnswer {
  readonly operation: number
  readonly word: 'stale' | 'lost' | 'dropped'
}

/** Operations asked for and answered, by clients that could reach the master's side and by those that could not. */
export interface Tally {
  asked: number
  answered: number
}

export interface Truth {
  /** By index of the node; null for nodes of another kind. */
  replicas: (ReplicaMemo | null)[]
  clients: (ClientMemo | null)[]
  /** Who last took charge, and in which epoch. */
  chief: NodeId
  chiefEpoch: number
  /** By id. */
  writes: Record<string, Known>
  /** By key, in the order in which they took effect. */
  versions: Record<string, Version[]>
  /** By key: values when a snapshot was last taken. */
  snapshot: Record<string, Version>
  /** Ids by index - 1 of what some replica first took to be committed there. */
  committed: string[]
  /** By client and key: the latest version it wrote, and the latest it read. */
  own: Record<string, Record<string, number>>
  seen: Record<string, Record<string, number>>
  /** Answers known to be wrong. */
  wrong: Wrong[]
  reads: number
  reached: Tally
  cutOff: Tally
}

export function freshTruth(): Omit<Truth, 'replicas' | 'clients'> {
  return {
    chief: '',
    chiefEpoch: 0,
    writes: {},
    versions: {},
    snapshot: {},
    committed: [],
    own: {},
    seen: {},
    wrong: [],
    reads: 0,
    reached: { asked: 0, answered: 0 },
    cutOff: { asked: 0, answered: 0 },
  }
}

export function freshReplicaMemo(): ReplicaMemo {
  return {
    up: false,
    commitIndex: 0,
    applied: 0,
    matched: -1,
    answers: 0,
    alone: 0,
    isInCharge: false,
  }
}

export function freshClientMemo(): ClientMemo {
  return {
    finished: -1,
    operation: -1,
    level: 'strong',
    floor: 0,
    ownFloor: 0,
    seenFloor: 0,
    isCutOff: false,
  }
}

// Versions count from 1; 0 is before the first.

export function versionsOf(truth: Truth, key: string): readonly Version[] {
  return Object.hasOwn(truth.versions, key) ? truth.versions[key]! : []
}

/** Place of a write among the versions of a key; 0 if it is none of them. Without an id: where there was nothing. */
export function placeOf(truth: Truth, key: string, id: string): number {
  const isIt = (version: Version) => (id === '' ? version.value === null : version.id === id)
  return versionsOf(truth, key).findLastIndex(isIt) + 1
}

export function isLost(truth: Truth, id: string): boolean {
  return truth.writes[id]?.isLost === true
}

/** The latest version that is not lost, among the first `upTo`; null before the first. */
export function latest(truth: Truth, key: string, upTo = Number.MAX_SAFE_INTEGER): Version | null {
  return (
    versionsOf(truth, key)
      .slice(0, upTo)
      .findLast(({ id }) => !isLost(truth, id)) ?? null
  )
}

/** Place of the latest version that some client was told of. */
export function latestTold(truth: Truth, key: string): number {
  const isTold = ({ id }: Version) => (truth.writes[id]?.toldUs ?? -1) >= 0 && !isLost(truth, id)
  return versionsOf(truth, key).findLastIndex(isTold) + 1
}

export function addVersion(truth: Truth, key: string, id: string, value: Json, report: Report): void {
  const before = latest(truth, key)?.value ?? null
  if (!Object.hasOwn(truth.versions, key)) truth.versions[key] = []
  truth.versions[key]!.push(Object.freeze({ id, value }))
  if (JSON.stringify(before) !== JSON.stringify(value)) tellTruth(key, value, report)
}

/** From now on this is so. */
export function tellTruth(key: string, value: Json, report: Report): void {
  if (value === null) report.note('gone', key)
  else report.note('truth', key, shown(value))
}

/** Changes what is known of a write, or begins to know of it. */
export function know(truth: Truth, id: string, change: Partial<Known>): Known {
  const known = truth.writes[id] ?? UNKNOWN
  const next = Object.freeze({ ...known, id, ...change })
  truth.writes[id] = next
  return next
}

const UNKNOWN: Omit<Known, 'id'> = {
  operation: -1,
  index: 0,
  sinceUs: -1,
  toldUs: -1,
  isAcknowledged: false,
  isSafe: false,
  isLost: false,
}
