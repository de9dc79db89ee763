// A replica and its master. The replica reports every heartbeat; the master answers with the configuration in force, and
// each answer is a lease: until it runs out the replica may act in its place, and the master gives the place to nobody
// else (Gray and Cheriton, "Leases", SOSP 1989). A fence ends an epoch: who has promised to obey a higher one accepts
// nothing from a lower, so what an old primary still sends comes to nothing.

import { catchUp } from './apply.ts'
import { onChainProgress } from './chain.ts'
import { missing, sendAgain, sendNews } from './hops.ts'
import { lastEpoch } from './log.ts'
import type { Fence, View } from './messages.ts'
import { onBackupProgress, storedBy } from './primaryBackup.ts'
import { promise } from './replication.ts'
import { settingsOf } from './settings.ts'
import { configurationOf, isFirst, isReader, persist, type ReplicaCtx, type State } from './state.ts'

/** The name of the master's process. */
export const MASTER = 'master'

export function report(state: State, ctx: ReplicaCtx): void {
  const { disk, memory } = state
  const isInForce = configurationOf(state) !== null
  const to = ctx.group(MASTER)[0]
  if (to === undefined) return
  persist(state, ctx)
  ctx.send(to, {
    type: 'Report',
    epoch: disk.epoch,
    length: disk.log.length,
    lastEpoch: lastEpoch(disk.log),
    matched: isInForce ? memory.matched : -1,
    isReady: isReady(state, ctx),
    cannotLead: cannotLead(state, ctx),
    missing: missing(state, ctx).join(' '),
    sentUs: ctx.now(),
  })
}

/** As the first, before it counts: enough members have everything that it began with, and can do without it. */
function isReady(state: State, ctx: ReplicaCtx): boolean {
  const { memory } = state
  const configuration = configurationOf(state)
  if (configuration === null || memory.isActive || !isFirst(state, ctx.id)) return false
  if (cannotLead(state, ctx)) return false
  if (configuration.shape === 'star') return storedBy(state, configuration.acks, ctx) >= memory.inherited
  return configuration.members.length === 1 || memory.tailMatch >= memory.inherited
}

/**
 * Before it restarted, the first may have sent entries of this epoch that it no longer knows of; and where reads are
 * answered, answers may have been given from what it no longer knows to be committed.
 */
function cannotLead(state: State, ctx: ReplicaCtx): boolean {
  const { bootEpoch, configuration } = state.memory
  return bootEpoch === configuration?.epoch && (isFirst(state, ctx.id) || isReader(state, ctx.id))
}

/** Every heartbeat. */
export function onTick(state: State, ctx: ReplicaCtx): void {
  sendAgain(state, ctx)
  report(state, ctx)
  ctx.setTimer('tick', settingsOf(ctx).heartbeatUs)
}

export function onFence(state: State, m: Fence, ctx: ReplicaCtx): void {
  if (m.epoch < state.disk.epoch || defies(state, m.epoch, ctx)) return
  if (m.epoch > state.disk.epoch) ctx.note('fenced', m.epoch, state.disk.epoch)
  promise(state, m.epoch, ctx)
  report(state, ctx)
}

export function onView(state: State, m: View, ctx: ReplicaCtx): void {
  const { memory } = state
  if (m.epoch < state.disk.epoch || defies(state, m.epoch, ctx)) return
  memory.isDefiant = false
  promise(state, m.epoch, ctx)
  if (memory.configuration?.epoch !== m.epoch) adopt(state, m, ctx)
  memory.spares = m.spares
  if (m.isActive && !memory.isActive && !cannotLead(state, ctx)) activate(state, ctx)
  if (m.sentUs >= 0) extendLease(state, m, ctx)
  sendNews(state, ctx)
}

/** With the rule of fencing left out, who acts as the first goes on whatever he hears. */
function defies(state: State, epoch: number, ctx: ReplicaCtx): boolean {
  const { memory } = state
  const isOverruled = memory.configuration !== null && epoch > memory.configuration.epoch
  if (ctx.broken.noFencing !== true || !memory.isActive || !isFirst(state, ctx.id) || !isOverruled)
    return false
  if (!memory.isDefiant) ctx.note('defies', epoch, memory.configuration!.epoch)
  memory.isDefiant = true
  return true
}

function adopt(state: State, { epoch, members, shape, acks, leaseUs }: View, ctx: ReplicaCtx): void {
  const { disk, memory } = state
  memory.configuration = Object.freeze({ epoch, members, shape, acks, leaseUs })
  memory.isActive = false
  memory.isAsync = false
  memory.inherited = 0
  memory.hops = {}
  memory.integrating = {}
  memory.toShip = []
  memory.shippable = disk.log.length
  if (!isFirst(state, ctx.id)) {
    memory.waiting = []
    ctx.note('follows', members[0]!, epoch, placeIn(state, ctx))
    return
  }
  memory.matched = disk.log.length
  memory.inherited = disk.log.length
  if (disk.verifiedEpoch < epoch) ctx.write('verifiedEpoch', epoch)
  ctx.note('takesOver', epoch, disk.log.length, acks)
}

/** "primary", "middle", "spare" … */
export function placeIn(state: Pick<State, 'disk' | 'memory'>, ctx: { readonly id: string }): Place {
  const configuration = configurationOf(state)
  const at = configuration?.members.indexOf(ctx.id) ?? -1
  if (configuration === null || at < 0) return 'spare'
  if (configuration.shape === 'star') return at === 0 ? 'primary' : 'backup'
  if (at === 0) return 'head'
  return at === configuration.members.length - 1 ? 'tail' : 'middle'
}

export type Place = 'primary' | 'backup' | 'head' | 'middle' | 'tail' | 'spare'

/** The master has noted that this configuration can do without the one before: now it counts. */
function activate(state: State, ctx: ReplicaCtx): void {
  const { memory } = state
  memory.isActive = true
  if (isFirst(state, ctx.id))
    ctx.note(
      'activated',
      memory.configuration!.epoch,
      placeIn(state, ctx),
      memory.configuration!.members.length,
    )
  if (isFirst(state, ctx.id) || isReader(state, ctx.id)) catchUp(state, ctx)
  onBackupProgress(state, ctx)
  onChainProgress(state, ctx)
}

// The lease.

/** It runs from when the report was sent, so that it ends before the master thinks it does. */
function extendLease(state: State, m: View, ctx: ReplicaCtx): void {
  const { memory } = state
  const untilUs = m.sentUs + m.leaseUs
  if (untilUs <= memory.leaseUntilUs) return
  if (memory.leaseUntilUs >= 0 && memory.leaseUntilUs <= ctx.now()) ctx.note('leaseBack', m.epoch)
  memory.leaseUntilUs = untilUs
  memory.cutOffFromUs = Math.max(memory.cutOffFromUs, untilUs)
  if (untilUs > ctx.now()) ctx.setTimer('lease', untilUs - ctx.now())
}

/** Nothing came from the master for a lease: for all it knows it has been replaced. */
export function noteLeaseOut(state: State, ctx: ReplicaCtx): void {
  const acts = state.memory.isActive && (isFirst(state, ctx.id) || isReader(state, ctx.id))
  ctx.note(acts ? 'leaseOut' : 'cutOff', state.disk.epoch, settingsOf(ctx).leaseUs)
}
