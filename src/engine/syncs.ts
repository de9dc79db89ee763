// Making writes durable takes time. One sync runs at a time and covers all writes asked for when it began; messages
// sent meanwhile wait for the sync that covers them, so that nothing is promised before it is on disk.

import { markDurable } from './disk.ts'
import { sample } from './distribution.ts'
import { SYNCED } from './eventQueue.ts'
import type { Node } from './node.ts'
import { countWrites, faultOn } from './receipts.ts'
import { transmit } from './transport.ts'
import type { World } from './world.ts'

export function askSync(world: World, node: Node): void {
  const disk = node.diskState
  disk.asked = disk.writes
  if (disk.asked > disk.synced && disk.syncing === 0) beginSync(world, node)
}

/** One draw per sync, whatever the disk makes of it. It ends in an event of its own, also if it takes no time. */
function beginSync(world: World, node: Node): void {
  const disk = node.diskState
  disk.syncing = disk.asked
  const u = node.draw(world.streams, 'sync')
  const durationUs = node.isLying ? 0 : node.syncUs >= 0 ? node.syncUs : sample(world.sync, u)
  if (node.isLying || node.syncUs >= 0) countAsked(world, node)
  const { queue } = world
  const slot = queue.allocate()
  queue.kind[slot] = SYNCED
  queue.node[slot] = node.index
  queue.ref[slot] = node.epoch
  queue.cause[slot] = world.row
  queue.push(world.nowUs + durationUs, world.seq++, slot)
}

/** The writes that a lying or a slow disk was asked to sync. */
function countAsked(world: World, node: Node): void {
  const { syncing, synced } = node.diskState
  countWrites(world, faultOn(world, node, node.isLying ? 'lyingDisk' : 'slowDisk'), node, syncing - synced)
}

/** What was waiting for this sync leaves; if more was asked for meanwhile, the next sync begins. */
export function completeSync(world: World, node: Node): void {
  const disk = node.diskState
  disk.synced = disk.syncing
  disk.syncing = 0
  if (!node.isLying) markDurable(disk, disk.synced)
  const { outbox } = node
  let released = 0
  while (released < outbox.length && outbox[released]!.writes <= disk.synced) {
    const waiting = outbox[released++]!
    transmit(world, node.index, waiting.to, waiting.message, waiting.cause)
  }
  if (released > 0) node.outbox = released === outbox.length ? [] : outbox.slice(released)
  if (disk.asked > disk.synced) beginSync(world, node)
}
