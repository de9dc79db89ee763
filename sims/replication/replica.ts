// A replica: one copy of the data, in primary-backup replication or in a chain. This is where to begin to read.
//
// Primary-backup (Alsberg and Day, "A Principle for Resilient Sharing of Distributed Resources", 1976; Budhiraja, Marzullo,
// Schneider and Toueg, "The Primary-Backup Approach", 1993): one replica takes all writes, puts them into its log and sends
// them to the others. How many of them must have a write before the client is told OK is the whole question: none, and
// a failover loses what was only here; all, and the slowest sets the pace. A chain (van Renesse and Schneider, OSDI 2004)
// sends each write from head to tail instead, and answers at the tail.
//
// Who is primary is decided by a master that is not replicated here, as both papers and most systems have it. It is told
// by silence that a replica is gone, and silence has many causes: dead, slow, paused, cut off. So it never assumes. Every
// configuration has an epoch. To make a new one the master first fences the old: replicas promise to obey no lower epoch
// and say what they have. Enough of them must answer that no acknowledged write can be missing among them, and the leases
// of the others must have run out. It promotes the one that has most, and that one brings the others to its own log before
// it answers anybody; only then does the new configuration count. This is Lamport, Malkhi and Zhou's "Vertical Paxos and
// Primary-Backup Replication" (PODC 2009).
//
// A replica that hears nothing from the master cannot know whether it was replaced. It may refuse, or answer from what it
// has and take writes of its own, to be reconciled later: the choice of CAP, as a setting.
//
// How to read on:
//   messages.ts       what is said            log.ts, machine.ts   what is kept
//   state.ts          a replica's state       views.ts             reports, fences, leases
//   requests.ts       clients                 replication.ts       from one replica to the next (hops.ts)
//   primaryBackup.ts  when a write is done    chain.ts             the same in a chain
//   apply.ts          following the log       alone.ts             cut off (conflicts.ts)
//   master.ts         who is primary (failover.ts)
//   observer.ts       what was promised, checked        rules.ts   the rules that can be left out

import type { NodeId, Process } from '../../src/engine/process.ts'
import { goAlone, handOver, onHandedOver, onHandover } from './alone.ts'
import { commit, onApplyTimer } from './apply.ts'
import { onChainProgress } from './chain.ts'
import type { ReplicationMessage } from './messages.ts'
import { onBackupProgress, onPatienceTimer } from './primaryBackup.ts'
import { onAppend, onAppended, onShipTimer } from './replication.ts'
import { onRequest } from './requests.ts'
import { settingsOf } from './settings.ts'
import {
  type Disk,
  flush,
  freshDisk,
  freshMemory,
  type Memory,
  noteSynced,
  type ReplicaCtx,
  type State,
} from './state.ts'
import { MASTER, noteLeaseOut, onFence, onTick, onView } from './views.ts'

export const replica: Process<Disk, Memory, ReplicationMessage> = {
  name: 'replica',

  /** Of what comes in, requests and copies take time; what only keeps the replicas in step does not. */
  serviceUs(message, settings) {
    const { queryUs, updateUs, copyUs } = settingsOf({ settings })
    if (message.type === 'Request') return message.op === 'read' ? queryUs : updateUs
    return message.type === 'Append' && message.entries.length > 0 ? copyUs : 0
  },

  format: freshDisk,

  /** It knows its log, and that what it once knew to be committed still is. Its place it must be told. */
  boot(disk, ctx) {
    const nowUs = ctx.now()
    const memory = freshMemory(disk.epoch, disk.log.length, nowUs + settingsOf(ctx).leaseUs)
    if (disk.epoch > 0) ctx.note('restarted', disk.epoch, disk.log.length, disk.committed)
    commit({ disk, memory }, Math.min(disk.committed, disk.log.length), ctx)
    ctx.setTimer('tick', 0)
    return memory
  },

  onMessage(state, from, message, ctx) {
    receive(state, from, message, ctx)
    flush(state, ctx) // whatever was written and not promised to anyone goes to disk as well
  },

  onTimer(state, timer, ctx) {
    if (timer === 'tick') {
      onTick(state, ctx)
      handOver(state, ctx)
    }
    if (timer === 'lease') {
      noteLeaseOut(state, ctx)
      goAlone(state, ctx)
    }
    if (timer === 'apply') onApplyTimer(state, ctx)
    if (timer === 'ship') onShipTimer(state, ctx)
    if (timer === 'patience') onPatienceTimer(state, ctx)
    flush(state, ctx)
  },

  onOrder(state, order, ctx) {
    const master = ctx.group(MASTER)[0]
    if (order.name !== 'promote' || master === undefined) return ctx.note('orderUnknown', order.name)
    ctx.note('asksForPromotion', state.disk.epoch)
    ctx.send(master, { type: 'Promote' })
  },

  /** Where a write is done when it is on one's own disk. */
  onSynced(state, ctx) {
    noteSynced(state, ctx)
    onBackupProgress(state, ctx)
    onChainProgress(state, ctx)
    flush(state, ctx)
  },
}

function receive(state: State, from: NodeId, message: ReplicationMessage, ctx: ReplicaCtx): void {
  switch (message.type) {
    case 'Request':
      return onRequest(state, from, message, ctx)
    case 'Append':
      return onAppend(state, from, message, ctx)
    case 'Appended':
      return onAppended(state, from, message, ctx)
    case 'Fence':
      return onFence(state, message, ctx)
    case 'View':
      return onView(state, message, ctx)
    case 'Handover':
      return onHandover(state, from, message, ctx)
    case 'HandedOver':
      return onHandedOver(state, from, message, ctx)
    case 'Report':
    case 'Promote':
    case 'Reply':
      return
    default:
      return unreachable(message)
  }
}

function unreachable(value: never): never {
  throw new Error(`unknown message: ${JSON.stringify(value)}`)
}
