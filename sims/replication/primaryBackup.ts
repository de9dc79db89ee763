// What is the primary's own: when a write counts as done. Alsberg and Day (1976) let the client be told when two hosts
// have it; here it is none, one, k or all of the backups. With a timeout it falls back to none when they do not answer,
// and returns when they do, as MySQL's semisynchronous replication does (rpl_semi_sync_source_timeout).

import { commit } from './apply.ts'
import { settingsOf } from './settings.ts'
import {
  configurationOf,
  durableLength,
  isFirst,
  membersAfter,
  type ReplicaCtx,
  type State,
} from './state.ts'

/** How long it waits where it should wait for ever, with that rule left out. */
const IMPATIENCE_US = 60_000

/** A backup has more, or its own disk has. */
export function onBackupProgress(state: State, ctx: ReplicaCtx): void {
  const { memory } = state
  const configuration = configurationOf(state)
  if (configuration?.shape !== 'star' || !isFirst(state, ctx.id) || !memory.isActive) return
  if (memory.isAsync && storedBy(state, configuration.acks, ctx) >= state.disk.log.length) {
    memory.isAsync = false
    ctx.note('waitsAgain', configuration.acks)
  }
  const acks = memory.isAsync ? 0 : configuration.acks
  const index = Math.min(durableLength(state, ctx), storedBy(state, acks, ctx))
  if (index <= memory.commitIndex) return
  ctx.note('committed', index, acks, copies(state, index, ctx))
  commit(state, index, ctx)
}

/** The highest entry that so many backups have; none of them need have the whole log. */
export function storedBy(state: State, backups: number, ctx: ReplicaCtx): number {
  if (backups === 0) return state.disk.log.length
  const matches = matchesOf(state, ctx).sort((a, b) => b - a)
  return matches[backups - 1] ?? 0
}

function matchesOf(state: State, ctx: ReplicaCtx): number[] {
  const configuration = configurationOf(state)
  if (configuration === null) return []
  return membersAfter(configuration, ctx.id).map((id) => state.memory.hops[id]?.match ?? 0)
}

/** Backups that have an entry. */
function copies(state: State, index: number, ctx: ReplicaCtx): number {
  return matchesOf(state, ctx).filter((match) => match >= index).length
}

// Falling back.

/** A write was taken: from now on the primary waits for it to be acknowledged. */
export function beginPatience(state: State, ctx: ReplicaCtx): void {
  const us = patienceUs(ctx)
  if (us > 0 && state.memory.waiting.length === 1) ctx.setTimer('patience', us)
}

function patienceUs(ctx: ReplicaCtx): number {
  if (ctx.broken.fallsBackSilently === true) return IMPATIENCE_US
  return settingsOf(ctx).semiSyncTimeoutUs
}

/** Nobody acknowledged the oldest write in time: it is answered without. */
export function onPatienceTimer(state: State, ctx: ReplicaCtx): void {
  const { memory } = state
  const oldest = memory.waiting[0]
  const us = patienceUs(ctx)
  if (oldest === undefined || us === 0 || configurationOf(state)?.shape !== 'star') return
  const leftUs = oldest.sinceUs + us - ctx.now()
  if (leftUs > 0) return ctx.setTimer('patience', leftUs)
  if (!isFirst(state, ctx.id) || !memory.isActive) return
  memory.isAsync = true
  ctx.note(ctx.broken.fallsBackSilently === true ? 'answersAnyway' : 'fallsBack', us)
  onBackupProgress(state, ctx)
}
