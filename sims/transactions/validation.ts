// Optimistic concurrency: a participant does its part without locks, and remembers which version of each row it saw. When it
// is asked to vote it looks again. If each row is as it was and nobody has it locked, it locks them all and may say yes; if
// not, somebody else was quicker, and it says no. From the yes on the locks stay as they do anywhere, so all rows that a
// transaction saw are locked, and as they were seen, at the moment when the last of its sites says yes.
// After Kung and Robinson 1981 (backward validation), with locks from the vote on as Härder 1984 has it.

import type { NodeId } from '../../src/engine/process.ts'
import { acquire, holderOf, isOpen } from './locks.ts'
import type { Op } from './messages.ts'
import { keysOf, modeOf } from './rows.ts'
import { type Memory, type SiteCtx, type State, settingsOf, type Task } from './state.ts'

export function isOptimistic(ctx: Pick<SiteCtx, 'settings'>): boolean {
  return settingsOf(ctx).concurrency === 'validation'
}

/** By row: who wrote what stands there now. No transaction writes a row twice, so that names a version. */
export function versionsOf({ rows }: Memory, ops: readonly Op[]): Readonly<Record<string, string>> {
  return Object.fromEntries(keysOf(ops).map((key) => [key, rows[key]?.by ?? '']))
}

export interface Conflict {
  readonly why: 'changed' | 'locked'
  readonly key: string
  /** Who was quicker. */
  readonly by: string
}

/** What keeps a transaction that took no locks from a yes; null if nothing does, or if it has its locks. */
export function conflictOf({ memory }: State, { ops, versions }: Task, ctx: SiteCtx): Conflict | null {
  if (versions === undefined) return null
  const { rows, locks } = memory
  for (const key of keysOf(ops)) {
    const by = rows[key]?.by ?? ''
    if (by !== versions[key] && ctx.broken.noValidation !== true) return { why: 'changed', key, by }
    if (!isOpen(locks, key, modeOf(ops, key))) return { why: 'locked', key, by: holderOf(locks, key) }
  }
  return null
}

/** Nothing stands against it: nobody may change what it saw until it ends. */
export function lockValidated({ memory }: State, { tx, ops, versions }: Task, ctx: SiteCtx): void {
  if (versions === undefined) return
  for (const key of keysOf(ops))
    acquire(memory.locks, key, { tx, mode: modeOf(ops, key), sinceUs: ctx.now() })
  ctx.note('validates', tx, keysOf(ops).length)
}

/**
 * Whoever only read may leave at its vote if it had locks while everybody worked, or if nobody writes: then all that was read
 * stood at one moment, the end of the work. Else two that each read what the other writes could both pass (write skew).
 */
export function mayLeaveAtVote({ effects, writers, versions }: Task, ctx: SiteCtx): boolean {
  return effects.length === 0 && readersLeave(writers, versions !== undefined, ctx)
}

/** Have those that only read nothing to do with how it ends? */
export function readersLeave(writers: readonly NodeId[], isFree: boolean, ctx: SiteCtx): boolean {
  return settingsOf(ctx).readOnly && (!isFree || writers.length === 0)
}

/** Rows that were only read and must be locked again after a crash; undefined where reads were locked from the start. */
export function readsToKeep({ ops, versions }: Task): readonly string[] | undefined {
  return versions === undefined ? undefined : keysOf(ops).filter((key) => modeOf(ops, key) === 'shared')
}
