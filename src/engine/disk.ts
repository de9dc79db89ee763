// A node's disk: the record as last written, and a journal of how to undo what was written since the last sync.
// Losing unsynced writes costs as much as there are of them, however long the log is.

import { clone } from './clone.ts'
import type { Json } from './json.ts'

type Record_ = Record<string, unknown>

/** How to take one write back. */
type Undo =
  | { readonly op: 'write'; readonly key: string; readonly before: unknown }
  | { readonly op: 'append'; readonly key: string }
  | { readonly op: 'truncate'; readonly key: string; readonly removed: readonly unknown[] }

export interface DiskState {
  /** Writes since the start or the last crash. */
  writes: number
  /** How many of them the process was told are durable. */
  synced: number
  /** How many of them a sync has been asked for. */
  asked: number
  /** How many the sync in progress covers; 0 when none is. */
  syncing: number
  /** One undo per write that a crash would destroy, oldest first. */
  journal: Undo[]
}

export function freshDisk(): DiskState {
  return { writes: 0, synced: 0, asked: 0, syncing: 0, journal: [] }
}

export function writeField(disk: DiskState, record: Record_, key: string, value: unknown): void {
  disk.journal.push({ op: 'write', key, before: record[key] })
  record[key] = value
  disk.writes++
}

export function appendItem(disk: DiskState, record: Record_, key: string, item: unknown): void {
  disk.journal.push({ op: 'append', key })
  ;(record[key] as unknown[]).push(typeof item === 'object' ? Object.freeze(item) : item)
  disk.writes++
}

export function truncateLog(disk: DiskState, record: Record_, key: string, length: number): void {
  const removed = (record[key] as unknown[]).splice(length)
  if (removed.length === 0) return
  disk.journal.push({ op: 'truncate', key, removed })
  disk.writes++
}

/** What was written up to `writes` is durable: it can no longer be undone. */
export function markDurable(disk: DiskState, writes: number): void {
  const newer = disk.writes - writes
  disk.journal = newer <= 0 ? [] : disk.journal.slice(Math.max(0, disk.journal.length - newer))
}

/** Power is lost: takes back every write that was not durable. Gives how many there were. */
export function losePower(disk: DiskState, record: Record_): number {
  const lost = disk.journal.length
  for (let i = lost - 1; i >= 0; i--) undo(record, disk.journal[i]!)
  Object.assign(disk, freshDisk())
  return lost
}

function undo(record: Record_, entry: Undo): void {
  if (entry.op === 'write') record[entry.key] = entry.before
  else if (entry.op === 'append') (record[entry.key] as unknown[]).pop()
  else (record[entry.key] as unknown[]).push(...entry.removed)
}

/** Leading items of each log that a crash would leave in place. */
export function durableLengths(disk: DiskState, record: Readonly<Record_>): Record<string, number> {
  const lengths: Record<string, number> = {}
  for (const key in record) if (Array.isArray(record[key])) lengths[key] = (record[key] as unknown[]).length
  const now = { ...lengths }
  for (let i = disk.journal.length - 1; i >= 0; i--) {
    const entry = disk.journal[i]!
    if (entry.op === 'append') now[entry.key]!--
    if (entry.op === 'truncate') now[entry.key]! += entry.removed.length
    // Of a log written as a whole, nothing is known to be on disk.
    const left = entry.op === 'write' ? 0 : Math.max(0, now[entry.key]!)
    if (entry.key in lengths) lengths[entry.key] = Math.min(lengths[entry.key]!, left)
  }
  return lengths
}

export function saveDisk(disk: DiskState): DiskState {
  return { ...disk, journal: disk.journal.map((entry) => clone(entry)) }
}

/** A scenario's disk, or a formatted one, as a record of the node's own. */
export function ownRecord(record: Json): Record_ {
  const own = clone(record) as Record_
  for (const key in own) {
    const field = own[key]
    if (Array.isArray(field)) for (const item of field) Object.freeze(item)
  }
  return own
}
