// Queue entries that come up and are no event: cancelled ones, timers set anew, messages that pass a wall that no
// longer stands, and whatever must wait because its node is paused or slow or its link is held.

import { DELIVER, SYNCED, TIMER, VOID, WALL } from './eventQueue.ts'
import type { Node } from './node.ts'
import type { Message } from './process.ts'
import { countMessage, countTimer, faultOn } from './receipts.ts'
import { settleEarly } from './timers.ts'
import { linkBetween } from './transport.ts'
import type { World } from './world.ts'

/** Bits of a slot's flags: a slow node has served it; a person holds it; a person lets it pass every hold. */
export const SERVED = 1
export const HELD = 2
export const FREED = 4

/** True if the entry is no event at this moment. */
export function isLeftover(world: World, slot: number, atUs: number): boolean {
  const { queue } = world
  const node = world.nodes[queue.node[slot]!]!
  switch (queue.kind[slot]!) {
    case TIMER: {
      const timer = node.timers[queue.ref[slot]!]!
      return !timer.isArmed || timer.dueUs > atUs || mustWait(world, node, slot)
    }
    case DELIVER:
      return mustWait(world, node, slot) || isHeld(world, slot)
    case SYNCED:
      return node.epoch !== queue.ref[slot] || node.paused
    case WALL:
      return linkBetween(world, queue.peer[slot]!, node.index).cutBy === null
    default:
      return queue.kind[slot] === VOID
  }
}

/** Puts a leftover where it belongs: later, aside, or away. */
export function settle(world: World, slot: number, atUs: number): void {
  const { queue } = world
  const node = world.nodes[queue.node[slot]!]!
  const kind = queue.kind[slot]!
  if (kind === VOID || (kind === SYNCED && node.epoch !== queue.ref[slot])) queue.release(slot)
  else if (kind === WALL) passTheWall(world, slot)
  else if (kind === DELIVER && isHeld(world, slot)) hold(world, slot)
  else if (kind === TIMER && settleEarly(world, node.timers[queue.ref[slot]!]!, slot, atUs)) return
  else if (node.paused) park(world, slot, node)
  else serveLater(world, slot, atUs, node)
}

function mustWait(world: World, node: Node, slot: number): boolean {
  if (node.isPlain || !node.up) return false
  return node.paused || ((world.queue.flags[slot]! & SERVED) === 0 && serviceUs(world, node, slot) > 0)
}

/** How long the event takes the node: its own work, and what a fault adds to everything. */
function serviceUs({ queue, settings }: World, node: Node, slot: number): number {
  if (queue.kind[slot] !== DELIVER || node.code.serviceUs === undefined) return node.serviceUs
  return node.serviceUs + node.code.serviceUs(queue.payload[slot] as Message, settings)
}

function isHeld(world: World, slot: number): boolean {
  const { queue } = world
  if (!world.isHolding || (queue.flags[slot]! & FREED) !== 0) return false
  if ((queue.flags[slot]! & HELD) !== 0) return true
  return linkBetween(world, queue.peer[slot]!, queue.node[slot]!).heldBy !== null
}

/** The cut was mended before the message came to it. */
function passTheWall(world: World, slot: number): void {
  world.queue.kind[slot] = DELIVER
  requeue(world, slot, world.queue.dueUs[slot]!)
}

function hold(world: World, slot: number): void {
  world.held.push(slot)
  const { heldBy } = linkBetween(world, world.queue.peer[slot]!, world.queue.node[slot]!)
  countMessage(world, heldBy, world.queue.message[slot]!)
}

function park(world: World, slot: number, node: Node): void {
  node.inbox.push(slot)
  countWait(world, slot, node, faultOn(world, node, 'pause'))
}

/** A node that is slow, or has work that takes time, takes one event at a time; others queue behind it. */
function serveLater(world: World, slot: number, atUs: number, node: Node): void {
  const startUs = Math.max(atUs, node.busyUntilUs)
  node.busyUntilUs = startUs + serviceUs(world, node, slot)
  world.queue.flags[slot]! |= SERVED
  countWait(world, slot, node, faultOn(world, node, 'slow'))
  requeue(world, slot, node.busyUntilUs)
}

function countWait(world: World, slot: number, node: Node, fault: string | null): void {
  const { queue } = world
  if (queue.kind[slot] === TIMER) countTimer(world, fault, node, node.timers[queue.ref[slot]!]!.name)
  else if (queue.kind[slot] === DELIVER) countMessage(world, fault, queue.message[slot]!)
}

/** Releases what waited for a paused node, in the order it came. */
export function flushInbox(world: World, node: Node): void {
  const waiting = node.inbox
  node.inbox = []
  for (const slot of waiting) requeue(world, slot, world.nowUs)
}

function requeue(world: World, slot: number, atUs: number): void {
  const { queue } = world
  if (queue.kind[slot] === TIMER) world.nodes[queue.node[slot]!]!.timers[queue.ref[slot]!]!.slotUs = atUs
  queue.push(atUs, world.seq++, slot)
}
