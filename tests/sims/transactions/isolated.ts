// What the transactions of a run read and wrote, put together from outside, for the checker of isolation: which version a part
// saw when it did its work, and in which order committed versions came to stand.

import { isSite, type LogRecord, type Memory, type Task } from '../../../sims/transactions/state.ts'
import type { Read, TransactionHistory } from '../../../src/check/transactions/history.ts'
import type { NodeView } from '../../../src/engine/observer.ts'
import type { World } from '../../../src/engine/world.ts'

/** Plays the world to its end and gives what its transactions did. */
export function playedHistory(world: World, endUs: number): TransactionHistory {
  const notes = freshNotes()
  const seen = world.nodes.map(() => 0)
  while (world.step(endUs))
    world.nodes.forEach((node, i) => {
      if (isSite(node)) seen[i] = look(notes, node, seen[i]!)
    })
  return historyOf(notes)
}

interface Notes {
  /** By transaction and site: versions seen, by row, and the life of the task that saw them. */
  readonly reads: Map<
    string,
    Map<string, { readonly sinceUs: number; readonly versions: Map<string, string> }>
  >
  readonly writers: Map<string, string[]>
  readonly committed: Set<string>
}

function freshNotes(): Notes {
  return { reads: new Map(), writers: new Map(), committed: new Set() }
}

function look(notes: Notes, node: NodeView, from: number): number {
  const log: readonly LogRecord[] = node.disk.log
  for (const record of log.slice(Math.min(from, log.length))) noteRecord(notes, record)
  const memory: Memory | null = node.memory
  for (const tx of memory?.touched ?? []) {
    const task = memory!.tasks[tx]
    if (task?.phase === 'worked') noteReads(notes, node.id, task, memory!)
  }
  for (const known of Object.values(memory?.requests ?? {}))
    if (known.outcome === 'commit') notes.committed.add(known.tx)
  return log.length
}

function noteRecord({ writers, committed }: Notes, record: LogRecord): void {
  if (record.role !== 'participant' || record.kind !== 'commit') return
  committed.add(record.tx)
  for (const { key } of record.effects) {
    const known = writers.get(key) ?? []
    if (!known.includes(record.tx)) writers.set(key, [...known, record.tx])
  }
}

function noteReads({ reads }: Notes, site: string, task: Task, { rows }: Memory): void {
  const sites = reads.get(task.tx) ?? new Map()
  reads.set(task.tx, sites)
  if (sites.get(site)?.sinceUs === task.sinceUs) return
  sites.set(site, {
    sinceUs: task.sinceUs,
    versions: new Map(task.ops.map(({ key }) => [key, rows[key]?.by ?? ''])),
  })
}

function historyOf({ reads, writers, committed }: Notes): TransactionHistory {
  const names = [...new Set([...reads.keys(), ...[...writers.values()].flat()])]
  const place = new Map(names.map((name, i) => [name, i]))
  return {
    transactions: names.map((name) => ({
      name,
      isCommitted: committed.has(name),
      reads: [...(reads.get(name)?.values() ?? [])].flatMap(({ versions }) => readsOf(versions, place)),
      writes: [...writers.keys()].filter((key) => writers.get(key)!.includes(name)),
    })),
    installed: new Map([...writers].map(([key, all]) => [key, all.map((name) => place.get(name)!)])),
  }
}

function readsOf(versions: ReadonlyMap<string, string>, place: ReadonlyMap<string, number>): readonly Read[] {
  return [...versions].map(([key, by]) => ({
    key,
    version: by === '' ? null : { writer: place.get(by)!, nth: 0 },
  }))
}
