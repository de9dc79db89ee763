// What each intervention does to the world. Every one is an event of its own, with a row and a receipt.

import { freshDisk, losePower, ownRecord } from './disk.ts'
import { DELIVER, LOSE, ORDER, TIMER, VOID, WALL } from './eventQueue.ts'
import type { ActiveFault, Command, Intervention, MessageRef } from './intervention.ts'
import { FREED, flushInbox, HELD, SERVED } from './leftovers.ts'
import { isSamePlace } from './network.ts'
import { monotonicUs, type Node } from './node.ts'
import type { Message, NodeId } from './process.ts'
import { createStreams } from './random.ts'
import { countMessage, countTimer, countUnsent, countWrites } from './receipts.ts'
import { armTimer } from './timers.ts'
import { ROW_INTERVENTION } from './trace.ts'
import { launch, linkBetween, lose, middleUs, refreshLinks, sentOnLinks } from './transport.ts'
import type { DeferredOrder, World } from './world.ts'

type Of<K extends Command['kind']> = Extract<Command, { kind: K }>

export function applyIntervention(world: World, intervention: Intervention): void {
  const { id, atUs, do: command } = intervention
  const node = 'node' in command ? nodeOf(world, command.node) : null
  world.beginRow(atUs, ROW_INTERVENTION, node?.index ?? 0, -1, -1, id)
  world.print.canonical(command)
  world.receipts[id] = { messages: 0, timers: 0, writes: 0 }
  if (command.kind !== 'tell') world.disturbedUs = atUs
  apply(world, id, command, node)
  if (node !== null) world.observe(node)
}

function apply(world: World, id: string, command: Command, node: Node | null): void {
  switch (command.kind) {
    case 'crash':
      return crash(world, id, command, node!)
    case 'restart':
      return endFaults(world, isOn('crash', command.node))
    case 'pause':
      return pause(world, id, command, node!)
    case 'resume':
      return endFaults(world, isOn('pause', command.node))
    case 'message':
      return touchMessage(world, id, command)
    case 'tell':
      return tell(world, id, command, node!)
    case 'align':
      return align(world, id, command)
    case 'set':
      return set(world, command)
    case 'dice':
      return takeOtherDice(world, command)
    case 'rule':
      world.broken = { ...world.broken, [command.rule]: command.broken }
      return
    case 'heal':
      return command.fault === undefined ? healAll(world) : endFaults(world, ({ id }) => id === command.fault)
    default:
      return beginFault(world, id, command)
  }
}

/** Puts a persistent fault in force; one of the same kind on the same place makes way for it. */
function beginFault(world: World, id: string, command: Command): void {
  world.faults = world.faults.filter((fault) => !isSamePlace(fault.command, command))
  world.faults.push({ id, sinceUs: world.nowUs, command })
  enforce(world, command)
}

function endFaults(world: World, isOver: (fault: ActiveFault) => boolean): void {
  const over = world.faults.filter(isOver)
  if (over.length === 0) return
  world.faults = world.faults.filter((fault) => !over.includes(fault))
  for (const { command } of over) lift(world, command)
  refreshLinks(world)
  releaseHeld(world)
  for (const node of world.nodes) if (over.some((fault) => isOn('crash', node.id)(fault))) world.boot(node)
}

/** Ends every fault, and lets go of what a person holds message by message. */
function healAll(world: World): void {
  for (const slot of world.held) world.queue.flags[slot]! &= ~HELD
  endFaults(world, () => true)
  releaseHeld(world)
}

function isOn(kind: Command['kind'], node: NodeId): (fault: ActiveFault) => boolean {
  return ({ command }) => command.kind === kind && 'node' in command && command.node === node
}

/** Makes the world agree with a fault that has just begun. */
function enforce(world: World, command: Command): void {
  switch (command.kind) {
    case 'slow':
      return setServiceTime(nodeOf(world, command.node), command.serviceUs)
    case 'slowDisk':
      nodeOf(world, command.node).syncUs = command.syncUs
      return
    case 'lyingDisk':
      nodeOf(world, command.node).isLying = true
      return
    case 'clock':
      return setClock(world, nodeOf(world, command.node), command.offsetUs, command.driftPpm)
    case 'cut':
      refreshLinks(world)
      return stopAtTheWall(world)
    default:
      return refreshLinks(world)
  }
}

/** Makes the world agree with a fault that has just ended. */
function lift(world: World, command: Command): void {
  if (!('node' in command)) return
  const node = nodeOf(world, command.node)
  if (command.kind === 'slow') setServiceTime(node, 0)
  if (command.kind === 'slowDisk') node.syncUs = -1
  if (command.kind === 'lyingDisk') node.isLying = false
  if (command.kind === 'clock') setClock(world, node, 0, 0)
  if (command.kind === 'pause') resume(world, node)
}

// Nodes.

/** Power off: memory, timers, unsent messages and unsynced writes are gone; the disk keeps the rest. */
function crash(world: World, id: string, command: Of<'crash'>, node: Node): void {
  if (node.up) countWrites(world, id, node, losePower(node.diskState, node.state.disk))
  if (command.loseDisk) wipe(node)
  if (!node.up) return
  for (const waiting of node.outbox) countUnsent(world, id, node, waiting)
  for (const timer of node.timers) if (timer.isArmed) countTimer(world, id, node, timer.name)
  node.up = false
  node.epoch++
  node.outbox = []
  node.busyUntilUs = 0
  node.state = { disk: node.state.disk, memory: null }
  for (const timer of node.timers) timer.isArmed = false
  world.faults = world.faults.filter((fault) => !isOn('pause', node.id)(fault))
  node.paused = false
  node.refreshPlain()
  dropInbox(world, node, id)
  dropServed(world, node, id)
  world.faults.push({ id, sinceUs: world.nowUs, command })
}

function wipe(node: Node): void {
  node.state = { disk: ownRecord(node.code.format()), memory: node.state.memory }
  Object.assign(node.diskState, freshDisk())
}

/** What waited for a paused node dies with it. */
function dropInbox(world: World, node: Node, id: string): void {
  const { queue } = world
  for (const slot of node.inbox) {
    if (queue.kind[slot] === DELIVER) lose(world, slot, 'crashed', id)
    else if (queue.kind[slot] === TIMER) node.timers[queue.ref[slot]!]!.isQueued = false
    else queue.release(slot)
  }
  node.inbox = []
}

/** So do messages that have come and wait their turn. */
function dropServed(world: World, node: Node, id: string): void {
  const { queue } = world
  const come: number[] = []
  queue.forEach((slot) => {
    const isIts = queue.kind[slot] === DELIVER && queue.node[slot] === node.index
    if (isIts && (queue.flags[slot]! & SERVED) !== 0) come.push(slot)
  })
  for (const slot of come.sort((a, b) => queue.message[a]! - queue.message[b]!))
    lose(world, takeOut(world, slot), 'crashed', id)
}

function pause(world: World, id: string, command: Of<'pause'>, node: Node): void {
  if (!node.up || node.paused) return
  node.paused = true
  node.refreshPlain()
  world.faults.push({ id, sinceUs: world.nowUs, command })
}

function resume(world: World, node: Node): void {
  node.paused = false
  node.refreshPlain()
  flushInbox(world, node)
}

function setServiceTime(node: Node, serviceUs: number): void {
  node.serviceUs = serviceUs
  // What only the fault made it wait for it need not wait for any more.
  if (node.code.serviceUs === undefined) node.busyUntilUs = 0
  node.refreshPlain()
}

function setClock(world: World, node: Node, offsetUs: number, driftPpm: number): void {
  const { clock } = node
  clock.baseUs = monotonicUs(clock, world.nowUs)
  clock.sinceUs = world.nowUs
  clock.driftPpm = driftPpm
  clock.offsetUs = offsetUs
}

function tell(world: World, id: string, { order }: Of<'tell'>, node: Node): void {
  if (!node.up) return
  if (!node.paused) {
    world.handle(node, (state) => node.code.onOrder?.(state, order, node.ctx))
    return
  }
  const { queue } = world
  const slot = queue.allocate()
  queue.kind[slot] = ORDER
  queue.node[slot] = node.index
  queue.cause[slot] = world.row
  queue.payload[slot] = { id, order } satisfies DeferredOrder
  node.inbox.push(slot)
}

function align(world: World, id: string, command: Of<'align'>): void {
  for (const nodeId of command.nodes) {
    const node = nodeOf(world, nodeId)
    const index = node.timerIndex(command.timer)
    if (!node.timers[index]!.isArmed) continue
    armTimer(world, node, index, world.nowUs + command.inUs)
    countTimer(world, id, node, command.timer)
  }
}

function set(world: World, { key, value }: Of<'set'>): void {
  world.settings = { ...world.settings, [key]: value }
  world.network = world.spec.network(world.settings)
  world.sync = world.spec.disk(world.settings).sync
  refreshLinks(world)
}

/** Every stream begins anew under another seed; links go on counting their messages. */
function takeOtherDice(world: World, { salt }: Of<'dice'>): void {
  world.sentOn = sentOnLinks(world)
  world.links = []
  world.streams = createStreams(`${world.spec.seed}~${salt}`)
  for (const node of world.nodes) node.draws = []
}

// Messages in flight.

/** Messages that have not passed the middle of a link that is now cut will meet the wall there. */
function stopAtTheWall(world: World): void {
  const { queue } = world
  const doomed: number[] = []
  queue.forEach((slot) => {
    if (queue.kind[slot] !== DELIVER || (queue.flags[slot]! & HELD) !== 0) return
    const isCut = linkBetween(world, queue.peer[slot]!, queue.node[slot]!).cutBy !== null
    if (isCut && middleUs(world, slot) > world.nowUs) doomed.push(slot)
  })
  for (const slot of doomed.sort((a, b) => queue.message[a]! - queue.message[b]!)) {
    world.queue.push(middleUs(world, slot), world.seq++, replace(world, slot, WALL))
  }
}

/** Moves a queued message to a fresh slot of another kind; the old entry is void. */
function replace(world: World, slot: number, kind: number): number {
  const { queue } = world
  const fresh = queue.allocate()
  queue.kind[fresh] = kind
  queue.node[fresh] = queue.node[slot]!
  queue.peer[fresh] = queue.peer[slot]!
  queue.cause[fresh] = queue.cause[slot]!
  queue.message[fresh] = queue.message[slot]!
  queue.nth[fresh] = queue.nth[slot]!
  queue.sentUs[fresh] = queue.sentUs[slot]!
  queue.dueUs[fresh] = queue.dueUs[slot]!
  queue.payload[fresh] = queue.payload[slot]
  queue.kind[slot] = VOID
  return fresh
}

function touchMessage(world: World, id: string, { act, message }: Of<'message'>): void {
  const slot = findMessage(world, message)
  if (slot < 0) return
  if (act === 'drop') return lose(world, takeOut(world, slot), 'dropped', id)
  countMessage(world, id, world.queue.message[slot]!)
  if (act === 'duplicate') return duplicate(world, slot)
  const fresh = takeOut(world, slot)
  if (act === 'hold') return holdMessage(world, fresh)
  world.queue.flags[fresh] = FREED
  world.queue.dueUs[fresh] = world.nowUs
  world.trace?.rescheduled(world.queue.message[fresh]!, world.nowUs)
  world.queue.push(world.nowUs, world.seq++, fresh)
}

function holdMessage(world: World, slot: number): void {
  world.queue.flags[slot]! |= HELD
  world.held.push(slot)
  world.isHolding = true
}

/** First copy in flight of the message, wherever it waits; -1 if it is not under way. */
function findMessage(world: World, ref: MessageRef): number {
  const { queue } = world
  const from = nodeOf(world, ref.from).index
  const to = nodeOf(world, ref.to).index
  let found = -1
  const see = (slot: number) => {
    const kind = queue.kind[slot]!
    const isMessage = kind === DELIVER || kind === WALL || kind === LOSE
    const isIt =
      isMessage && queue.nth[slot] === ref.nth && queue.peer[slot] === from && queue.node[slot] === to
    if (isIt && (found < 0 || queue.message[slot]! < queue.message[found]!)) found = slot
  }
  queue.forEach(see)
  world.held.forEach(see)
  for (const node of world.nodes) node.inbox.forEach(see)
  return found
}

/** Takes the message from wherever it waits and gives a fresh, healthy slot for it. */
function takeOut(world: World, slot: number): number {
  const fresh = replace(world, slot, DELIVER)
  const heldAt = world.held.indexOf(slot)
  if (heldAt >= 0) world.held.splice(heldAt, 1)
  const node = world.nodes[world.queue.node[slot]!]!
  const parkedAt = node.inbox.indexOf(slot)
  if (parkedAt >= 0) node.inbox.splice(parkedAt, 1)
  if (heldAt >= 0 || parkedAt >= 0) world.queue.release(slot)
  return fresh
}

/** A copy follows half the remaining way behind. */
function duplicate(world: World, slot: number): void {
  const { queue } = world
  const remainingUs = Math.max(0, queue.dueUs[slot]! - world.nowUs)
  const dueUs = world.nowUs + remainingUs + Math.floor(remainingUs / 2) + 1
  const message = queue.payload[slot] as Message
  const [from, to] = [queue.peer[slot]!, queue.node[slot]!]
  const copy = launch(world, from, to, message, queue.nth[slot]!, dueUs, world.row)
  const wallUs = middleUs(world, copy)
  const meetsWall = linkBetween(world, from, to).cutBy !== null && wallUs > world.nowUs
  if (meetsWall) queue.kind[copy] = WALL
  queue.push(meetsWall ? wallUs : dueUs, world.seq++, copy)
}

/** Held messages go on if their link is free again and nobody holds them one by one. */
function releaseHeld(world: World): void {
  const { queue } = world
  const waiting = world.held
  world.held = []
  for (const slot of waiting) {
    const isLinkHeld = linkBetween(world, queue.peer[slot]!, queue.node[slot]!).heldBy !== null
    const isHeldByHand = (queue.flags[slot]! & HELD) !== 0
    if (isLinkHeld || isHeldByHand) world.held.push(slot)
    else letGo(world, slot)
  }
  refreshLinks(world)
}

function letGo(world: World, slot: number): void {
  const { queue } = world
  const dueUs = Math.max(world.nowUs, queue.dueUs[slot]!)
  queue.dueUs[slot] = dueUs
  world.trace?.rescheduled(queue.message[slot]!, dueUs)
  queue.push(dueUs, world.seq++, slot)
}

function nodeOf(world: World, id: NodeId): Node {
  const index = world.indexOf[id]
  if (index === undefined) throw new Error(`unknown node: ${id}`)
  return world.nodes[index]!
}
