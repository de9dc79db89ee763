// Messages from the moment they are sent to the moment they arrive or die. A message's fate is decided when it is
// sent, except at a wall: a cut stands in the middle of its link and stops what reaches it while it stands.

import { fail } from './assert.ts'
import { sample } from './distribution.ts'
import { DELIVER, LOSE, WALL } from './eventQueue.ts'
import { configureLink, drawExtraUs, type LinkState, openLink } from './network.ts'
import type { Flight, Node } from './node.ts'
import type { Message, NodeId } from './process.ts'
import { countMessage } from './receipts.ts'
import type { LossReason } from './trace.ts'
import type { World } from './world.ts'

/** A process sends: the message leaves now, or when the syncs asked for before it are finished. */
export function send(world: World, node: Node, to: NodeId, message: Message): void {
  const receiver = world.indexOf[to]
  if (receiver === undefined || receiver === node.index) fail(`${node.id} cannot send to ${to}`)
  const sent = world.around ? (JSON.parse(JSON.stringify(message)) as Message) : message
  const { asked, synced } = node.diskState
  if (asked > synced) node.outbox.push({ to: receiver, message: sent, writes: asked, cause: world.row })
  else transmit(world, node.index, receiver, sent, world.row)
}

/** It leaves now; `cause` is the event that sent it, which a disk may have kept waiting. */
export function transmit(world: World, from: number, to: number, message: Message, cause: number): void {
  const link = linkBetween(world, from, to)
  const nth = link.nth++
  const extraUs = link.reorder > 0 ? drawExtraUs(link, nth) : 0
  const latency = link.legs === null ? link.latency : (link.legs[message.type] ?? link.latency)
  const latencyUs = sample(latency, link.latencyDraw()) + extraUs
  const isLost = link.loss > 0 && link.lossChance.drawFor(nth) < link.loss
  const isDoubled = link.duplicate > 0 && link.duplicateChance.drawFor(nth) < link.duplicate
  const dueUs = world.nowUs + latencyUs
  const slot = launch(world, from, to, message, nth, dueUs, cause)
  world.print.record(message as unknown as Record<string, unknown>)
  if (link.latencyBy !== null) countMessage(world, link.latencyBy, world.queue.message[slot]!)
  if (extraUs > 0) countMessage(world, link.reorderBy, world.queue.message[slot]!)
  if (isLost || link.cutBy !== null) doom(world, slot, isLost ? LOSE : WALL, latencyUs)
  else {
    world.queue.push(dueUs, world.seq++, slot)
    if (isDoubled) double(world, slot, link, latencyUs)
  }
}

/** Fills a slot with a message that is on its way; the caller queues it. */
export function launch(
  world: World,
  from: number,
  to: number,
  message: Message,
  nth: number,
  dueUs: number,
  cause: number,
): number {
  const { queue, nowUs, row } = world
  const slot = queue.allocate()
  const id = world.messages++
  queue.kind[slot] = DELIVER
  queue.node[slot] = to
  queue.peer[slot] = from
  queue.cause[slot] = cause
  queue.message[slot] = id
  queue.nth[slot] = nth
  queue.sentUs[slot] = nowUs
  queue.dueUs[slot] = dueUs
  queue.payload[slot] = message
  if (world.trace !== null) world.trace.sent(id, from, to, nth, row, dueUs, message)
  return slot
}

/** It dies half way, or meets the wall there. */
function doom(world: World, slot: number, kind: number, latencyUs: number): void {
  world.queue.kind[slot] = kind
  world.queue.push(world.nowUs + Math.floor(latencyUs / 2), world.seq++, slot)
}

/** The network delivers it twice: the copy takes half as long again. */
function double(world: World, slot: number, link: LinkState, latencyUs: number): void {
  const { queue } = world
  const dueUs = world.nowUs + latencyUs + Math.floor(latencyUs / 2) + 1
  const message = queue.payload[slot] as Message
  const [from, to] = [queue.peer[slot]!, queue.node[slot]!]
  const copy = launch(world, from, to, message, queue.nth[slot]!, dueUs, queue.cause[slot]!)
  queue.push(dueUs, world.seq++, copy)
  if (link.duplicateBy !== null) countMessage(world, link.duplicateBy, queue.message[copy]!)
}

/** The message in the slot is gone; the current row says so. */
export function lose(world: World, slot: number, reason: LossReason, fault: string | null): void {
  if (fault !== null) countMessage(world, fault, world.queue.message[slot]!)
  world.trace?.lost(world.queue.message[slot]!, world.row, reason, fault)
  world.queue.release(slot)
}

export function linkBetween(world: World, from: number, to: number): LinkState {
  return world.links[from]?.[to] ?? openBetween(world, from, to)
}

/** Links are opened when first used: most pairs of a large system never talk. */
function openBetween(world: World, from: number, to: number): LinkState {
  const [sender, receiver] = [world.nodes[from]!.id, world.nodes[to]!.id]
  const sent = world.sentOn[linkName(sender, receiver)] ?? 0
  const link = openLink(sender, receiver, world.streams, sent)
  configureLink(link, world.network, world.faults)
  world.links[from] ??= []
  world.links[from][to] = link
  return link
}

function linkName(from: NodeId, to: NodeId): string {
  return `${from}→${to}`
}

export function eachLink(world: World, visit: (link: LinkState) => void): void {
  // Neither visits what is missing.
  world.links.forEach((links) => {
    links.forEach(visit)
  })
}

/** How many messages each link has carried, by its name. */
export function sentOnLinks(world: World): Record<string, number> {
  const sent = { ...world.sentOn }
  eachLink(world, ({ from, to, nth }) => {
    sent[linkName(from, to)] = nth
  })
  return sent
}

/** Recomputes every open link after faults or settings changed. */
export function refreshLinks(world: World): void {
  world.isHolding = world.held.length > 0 || world.faults.some(({ command }) => command.kind === 'hold')
  eachLink(world, (link) => configureLink(link, world.network, world.faults))
}

/** Half way, where a cut stands. */
export function middleUs(world: World, slot: number): number {
  const sentUs = world.queue.sentUs[slot]!
  return sentUs + Math.floor((world.queue.dueUs[slot]! - sentUs) / 2)
}

/** Every message under way, wherever it waits, in the order of sending. */
export function flights(world: World): readonly Flight[] {
  const found: Flight[] = []
  const see = (slot: number) => {
    const flight = flightIn(world, slot)
    if (flight !== null) found.push(flight)
  }
  world.queue.forEach(see)
  world.held.forEach(see)
  for (const node of world.nodes) node.inbox.forEach(see)
  return found.sort((a, b) => a.id - b.id)
}

function flightIn(world: World, slot: number): Flight | null {
  const { queue } = world
  const kind = queue.kind[slot]!
  if (kind !== DELIVER && kind !== WALL && kind !== LOSE) return null
  const from = world.nodes[queue.peer[slot]!]!.id
  const to = world.nodes[queue.node[slot]!]!.id
  return {
    id: queue.message[slot]!,
    ref: { from, to, nth: queue.nth[slot]! },
    from,
    to,
    message: queue.payload[slot] as Message,
    sentUs: queue.sentUs[slot]!,
    arrivesUs: queue.dueUs[slot]!,
    isHeld: world.held.includes(slot),
    doom: kind === DELIVER ? null : { atUs: middleUs(world, slot), why: kind === WALL ? 'cut' : 'loss' },
  }
}
