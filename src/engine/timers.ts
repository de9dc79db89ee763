// A node's timers by name, one live deadline each. A timer that is set later than its queue entry leaves the entry
// where it is and is moved on when the entry comes up: election timers are re-armed far more often than they fire.

import { TIMER, VOID } from './eventQueue.ts'
import { type Node, simulatedDelayUs, type Timer } from './node.ts'
import { countTimer, faultOn } from './receipts.ts'
import type { World } from './world.ts'

/** Arms the named timer `delayUs` from now on the node's own clock. */
export function setTimer(world: World, node: Node, name: string, delayUs: number): void {
  if (node.clock.driftPpm !== 0) countTimer(world, faultOn(world, node, 'clock'), node, name)
  armTimer(world, node, node.timerIndex(name), world.nowUs + simulatedDelayUs(node.clock, delayUs))
}

export function clearTimer(node: Node, name: string): void {
  node.timers[node.timerIndex(name)]!.isArmed = false
}

/** Arms a timer for a moment of simulated time. */
export function armTimer(world: World, node: Node, index: number, dueUs: number): void {
  const timer = node.timers[index]!
  timer.isArmed = true
  timer.dueUs = dueUs
  timer.setUs = world.nowUs
  timer.cause = world.row
  timer.seq = world.seq++
  if (!timer.isQueued || timer.slotUs >= dueUs) enqueue(world, node, index, timer)
}

function enqueue(world: World, node: Node, index: number, timer: Timer): void {
  const { queue } = world
  if (timer.slot < 0 || timer.isQueued) {
    if (timer.isQueued) queue.kind[timer.slot] = VOID
    timer.slot = queue.allocate()
    queue.kind[timer.slot] = TIMER
    queue.node[timer.slot] = node.index
    queue.ref[timer.slot] = index
  }
  timer.isQueued = true
  timer.slotUs = timer.dueUs
  queue.flags[timer.slot] = 0
  queue.push(timer.dueUs, timer.seq, timer.slot)
}

/** A timer's entry that came up too early, or for nothing. False if it is due and something else holds it up. */
export function settleEarly(world: World, timer: Timer, slot: number, atUs: number): boolean {
  if (!timer.isArmed) {
    timer.isQueued = false
    return true
  }
  if (timer.dueUs <= atUs) return false
  world.queue.flags[slot] = 0
  timer.slotUs = timer.dueUs
  world.queue.push(timer.dueUs, timer.seq, slot)
  return true
}
