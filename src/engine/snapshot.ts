// A world as a plain value, and back. A snapshot shares what is immutable (log entries, messages, finished
// operations), so taking one costs as much as the state that can still change.

import { clone } from './clone.ts'
import { type DiskState, saveDisk } from './disk.ts'
import { TIMER, VOID } from './eventQueue.ts'
import type { ActiveFault, Receipt } from './intervention.ts'
import { settleDraws } from './network.ts'
import type { ClockState, Node, Timer, Waiting } from './node.ts'
import type { Operation, Violation } from './observer.ts'
import type { Settings } from './process.ts'
import { createStreams, type StreamState } from './random.ts'
import { eachLink, sentOnLinks } from './transport.ts'
import type { World } from './world.ts'

/** One queue entry. Where it waits: in the queue, aside (held), or in a paused node's inbox. */
interface SavedEvent {
  readonly atUs: number
  readonly place: 'queue' | 'held' | 'inbox'
  readonly seq: number
  readonly kind: number
  readonly node: number
  readonly peer: number
  readonly ref: number
  readonly cause: number
  readonly message: number
  readonly nth: number
  readonly sentUs: number
  readonly dueUs: number
  readonly flags: number
  readonly payload: unknown
}

interface SavedNode {
  readonly disk: unknown
  readonly memory: unknown
  readonly diskState: DiskState
  readonly timers: readonly Timer[]
  readonly outbox: readonly Waiting[]
  readonly clock: ClockState
  readonly up: boolean
  readonly paused: boolean
  readonly epoch: number
  readonly serviceUs: number
  readonly busyUntilUs: number
  readonly syncUs: number
  readonly isLying: boolean
}

export interface Snapshot {
  readonly nowUs: number
  readonly rows: number
  readonly row: number
  readonly seq: number
  readonly eventsAtNow: number
  readonly nextIntervention: number
  readonly messages: number
  readonly print: readonly [number, number]
  /** What the streams are seeded by: the run's seed, or other dice since. */
  readonly dice: string
  readonly streams: Readonly<Record<string, StreamState>>
  readonly sentOn: Readonly<Record<string, number>>
  readonly settings: Settings
  readonly broken: Readonly<Record<string, boolean>>
  readonly faults: readonly ActiveFault[]
  readonly disturbedUs: number
  readonly receipts: Readonly<Record<string, Receipt>>
  readonly events: readonly SavedEvent[]
  readonly nodes: readonly SavedNode[]
  readonly history: readonly Operation[]
  readonly violations: readonly Violation[]
  readonly truth: unknown
}

export function snapshotWorld(world: World): Snapshot {
  eachLink(world, settleDraws)
  const { nowUs, rows, row, seq, eventsAtNow, nextIntervention, messages, settings, broken } = world
  return {
    nowUs,
    rows,
    row,
    seq,
    eventsAtNow,
    nextIntervention,
    messages,
    settings,
    broken,
    print: [world.print.a, world.print.b],
    dice: world.streams.seed,
    streams: world.streams.save(),
    sentOn: sentOnLinks(world),
    faults: world.faults.slice(),
    disturbedUs: world.disturbedUs,
    receipts: clone(world.receipts),
    events: saveEvents(world),
    nodes: world.nodes.map(saveNode),
    history: clone(world.history),
    violations: world.violations.slice(),
    truth: clone(world.truth),
  }
}

export function restoreWorld(world: World, saved: Snapshot): void {
  const { nowUs, rows, row, seq, eventsAtNow, nextIntervention, messages, settings, broken } = saved
  Object.assign(world, { nowUs, rows, row, seq, eventsAtNow, nextIntervention, messages, settings, broken })
  world.interventionUs = world.interventions[nextIntervention]?.atUs ?? Number.POSITIVE_INFINITY
  world.print.a = saved.print[0]
  world.print.b = saved.print[1]
  world.streams = createStreams(saved.dice, saved.streams)
  world.network = world.spec.network(settings)
  world.sync = world.spec.disk(settings).sync
  world.links = []
  world.sentOn = saved.sentOn
  world.faults = saved.faults.slice()
  world.disturbedUs = saved.disturbedUs
  world.receipts = clone(saved.receipts) as Record<string, Receipt>
  world.history = clone(saved.history) as Operation[]
  world.violations = saved.violations.slice()
  world.truth = clone(saved.truth)
  world.held = []
  for (const [i, node] of saved.nodes.entries()) restoreNode(world.nodes[i]!, node)
  restoreEvents(world, saved.events)
  // Opened links would be opened late anyway; those under a hold must be known at once.
  world.isHolding = world.held.length > 0 || saved.faults.some(({ command }) => command.kind === 'hold')
}

function saveNode(node: Node): SavedNode {
  return {
    disk: clone(node.state.disk),
    memory: clone(node.state.memory),
    diskState: saveDisk(node.diskState),
    timers: node.timers.map((timer) => ({ ...timer })),
    outbox: node.outbox.slice(),
    clock: { ...node.clock },
    up: node.up,
    paused: node.paused,
    epoch: node.epoch,
    serviceUs: node.serviceUs,
    busyUntilUs: node.busyUntilUs,
    syncUs: node.syncUs,
    isLying: node.isLying,
  }
}

function restoreNode(node: Node, saved: SavedNode): void {
  const { disk, memory, timers, outbox, clock, diskState, ...rest } = saved
  Object.assign(node, rest)
  node.state = { disk: clone(disk) as object, memory: clone(memory) }
  node.diskState = saveDisk(diskState)
  node.setTimers(timers)
  node.outbox = outbox.slice()
  node.inbox = []
  node.draws = []
  node.clock = { ...clock }
  node.refreshPlain()
}

function saveEvents(world: World): SavedEvent[] {
  const events: SavedEvent[] = []
  world.queue.forEach((slot, atUs) => {
    if (isLive(world, slot)) events.push(saveEvent(world, slot, atUs, 'queue'))
  })
  for (const slot of world.held) events.push(saveEvent(world, slot, 0, 'held'))
  for (const node of world.nodes)
    for (const slot of node.inbox) events.push(saveEvent(world, slot, 0, 'inbox'))
  return events
}

/** Void entries and those of disarmed timers carry nothing. */
function isLive(world: World, slot: number): boolean {
  const { queue } = world
  if (queue.kind[slot] === VOID) return false
  return queue.kind[slot] !== TIMER || world.nodes[queue.node[slot]!]!.timers[queue.ref[slot]!]!.isArmed
}

function saveEvent(world: World, slot: number, atUs: number, place: SavedEvent['place']): SavedEvent {
  const { queue } = world
  return {
    atUs,
    place,
    seq: queue.seq[slot]!,
    kind: queue.kind[slot]!,
    node: queue.node[slot]!,
    peer: queue.peer[slot]!,
    ref: queue.ref[slot]!,
    cause: queue.cause[slot]!,
    message: queue.message[slot]!,
    nth: queue.nth[slot]!,
    sentUs: queue.sentUs[slot]!,
    dueUs: queue.dueUs[slot]!,
    flags: queue.flags[slot]!,
    payload: queue.payload[slot] ?? null,
  }
}

function restoreEvents(world: World, events: readonly SavedEvent[]): void {
  const { queue } = world
  queue.clear()
  for (const event of events) {
    const slot = queue.allocate()
    queue.kind[slot] = event.kind
    queue.node[slot] = event.node
    queue.peer[slot] = event.peer
    queue.ref[slot] = event.ref
    queue.cause[slot] = event.cause
    queue.message[slot] = event.message
    queue.nth[slot] = event.nth
    queue.sentUs[slot] = event.sentUs
    queue.dueUs[slot] = event.dueUs
    queue.flags[slot] = event.flags
    queue.payload[slot] = event.payload
    if (event.kind === TIMER)
      Object.assign(world.nodes[event.node]!.timers[event.ref]!, { slot, isQueued: true })
    if (event.place === 'queue') queue.push(event.atUs, event.seq, slot)
    else if (event.place === 'held') world.held.push(slot)
    else world.nodes[event.node]!.inbox.push(slot)
  }
}
