// The log that replicas share: its entries, and what it can be asked. It counts from 1; only this file knows that the
// array counts from 0.

import type { Json } from '../../src/engine/json.ts'
import type { NodeId } from '../../src/engine/process.ts'

/** A write, and the epoch in which it was taken. Frozen. */
export interface Entry {
  readonly epoch: number
  readonly op: 'write' | 'append' | 'wipe' | 'snapshot' | 'restore' | 'resolve'
  readonly key: string
  readonly value: Json
  /** The client's name and its number for this write; for what a replica wrote alone, the replica's. */
  readonly clientId: string
  readonly sequenceNum: number
  /** The node that waits for the answer; the tail of a chain tells it. Empty for none. */
  readonly client: NodeId
  /** When it was taken, by the wall clock of who took it. */
  readonly stampUs: number
  /** resolve: ids of the writes that it takes in, and of those whose effect it drops. */
  readonly takes?: readonly string[]
  readonly drops?: readonly string[]
}

/** "c1#3": names a write wherever it turns up. */
export function idOf({
  clientId,
  sequenceNum,
}: {
  readonly clientId: string
  readonly sequenceNum: number
}): string {
  return `${clientId}#${sequenceNum}`
}

export function entryAt(log: readonly Entry[], index: number): Entry {
  return log[index - 1]!
}

/** Epoch of the entry at an index; 0 before the first and after the last. */
export function epochAt(log: readonly Entry[], index: number): number {
  return index < 1 || index > log.length ? 0 : log[index - 1]!.epoch
}

export function lastEpoch(log: readonly Entry[]): number {
  return epochAt(log, log.length)
}

/** Entries after an index, at most `most` of them. */
export function entriesAfter(log: readonly Entry[], index: number, most: number): readonly Entry[] {
  return index >= log.length ? NONE : log.slice(index, index + most)
}

const NONE: readonly Entry[] = Object.freeze([])

/**
 * Whether one log has everything that another may have acknowledged: of two logs the one whose last entry is of the
 * higher epoch, and of two with the same epoch the longer one, for an epoch has one writer.
 */
export function compareLogs(a: LogEnd, b: LogEnd): number {
  return a.lastEpoch - b.lastEpoch || a.length - b.length
}

export interface LogEnd {
  readonly length: number
  readonly lastEpoch: number
}
