// The deterministic world: pops the next event, hands it to the node's process, and folds it into the fingerprint.
// Synchronous and single-threaded; it knows no protocol. A run is a pure function of its specification.

import { assert } from './assert.ts'
import { createContext } from './context.ts'
import { appendItem, durableLengths, markDurable, ownRecord, truncateLog, writeField } from './disk.ts'
import { type Distribution, sample } from './distribution.ts'
import { BOOT, DELIVER, EventQueue, LOSE, SYNCED, TIMER, VOID, WALL } from './eventQueue.ts'
import { applyIntervention } from './faults.ts'
import { Fingerprint } from './fingerprint.ts'
import type { ActiveFault, Intervention, Receipt } from './intervention.ts'
import type { Json, Scalar } from './json.ts'
import { configureLink, drawLatencyUs, type LinkState, type NetworkOptions, openLink } from './network.ts'
import { type Flight, monotonicUs, Node, simulatedDelayUs, type Timer } from './node.ts'
import type { Observer, Operation, Violation } from './observer.ts'
import type {
  AnyProcess,
  Ctx,
  Message,
  NodeId,
  NodeState,
  Order,
  Outcome,
  Request,
  Settings,
} from './process.ts'
import { createStreams, type Streams } from './random.ts'
import { restoreWorld, type Snapshot, snapshotWorld } from './snapshot.ts'
import type { LossReason, Trace } from './trace.ts'

export interface WorldSpec {
  readonly seed: string
  readonly nodes: readonly { readonly id: NodeId; readonly process: AnyProcess; readonly disk?: Json }[]
  readonly settings: Settings
  /** Rules left out from the start. */
  readonly broken: readonly string[]
  readonly network: (settings: Settings) => NetworkOptions
  readonly disk: (settings: Settings) => { readonly sync: Distribution }
  // biome-ignore lint/suspicious/noExplicitAny: an observer's state is its own
  readonly observer: Observer<any> | null
  readonly interventions: readonly Intervention[]
}

// biome-ignore lint/suspicious/noExplicitAny: the state of any process
type State = NodeState<any, any>

export interface WorldOptions {
  readonly trace?: Trace | null
  /** The microscope: runs a handler on a stand-in for the node's state. Messages sent then are copies. */
  readonly around?: ((state: State, run: (state: State) => void) => void) | null
}

/** Trace codes of the kinds of row; the order of ROW_KINDS. */
const ROW_BOOT = 0
const ROW_DELIVER = 1
const ROW_LOST = 2
const ROW_TIMER = 3
const ROW_SYNCED = 4
export const ROW_INTERVENTION = 5

const SERVED = 1
export const HELD = 2

/** Begins a world at time 0 with every node about to boot. */
export function createWorld(spec: WorldSpec, options: WorldOptions = {}): World {
  return new World(spec, options)
}

export class World {
  readonly spec: WorldSpec
  readonly nodes: readonly Node[]
  readonly indexOf: Readonly<Record<NodeId, number>>
  readonly queue = new EventQueue()
  readonly interventions: readonly Intervention[]
  trace: Trace | null
  readonly around: WorldOptions['around']

  nowUs = 0
  seq = 0
  /** Events so far; the current one is `row`. */
  rows = 0
  row = -1
  /** Events that have happened at exactly `nowUs`. */
  eventsAtNow = 0
  nextIntervention = 0
  /** Infinity when there is none left. */
  interventionUs = Number.POSITIVE_INFINITY
  messages = 0
  print = new Fingerprint()
  streams: Streams
  links: (LinkState | undefined)[] = []
  /** How many messages each link carried, by link index; kept apart so that links can be opened late. */
  sentOn: number[] = []
  settings: Settings
  broken: Record<string, boolean>
  network: NetworkOptions
  sync: Distribution
  faults: ActiveFault[] = []
  receipts: Record<string, Receipt> = {}
  /** Slots of messages held by a person. */
  held: number[] = []
  isHolding = false
  history: Operation[] = []
  violations: Violation[] = []
  truth: unknown = null
  private readonly contexts: readonly Ctx[]
  private readonly report = {
    violate: (invariant: string, a?: Scalar, b?: Scalar, c?: Scalar, d?: Scalar) =>
      this.violate(invariant, a, b, c, d),
    note: (code: string, a?: Scalar, b?: Scalar, c?: Scalar, d?: Scalar) =>
      this.trace?.note(-1, code, a, b, c, d),
  }

  constructor(spec: WorldSpec, options: WorldOptions) {
    this.spec = spec
    this.trace = options.trace ?? null
    this.around = options.around ?? null
    this.settings = spec.settings
    this.broken = Object.fromEntries(spec.broken.map((rule) => [rule, true]))
    this.network = spec.network(spec.settings)
    this.sync = spec.disk(spec.settings).sync
    this.streams = createStreams(spec.seed)
    this.interventions = inOrder(spec.interventions)
    this.interventionUs = this.interventions[0]?.atUs ?? Number.POSITIVE_INFINITY
    this.nodes = spec.nodes.map(
      ({ id, process }, index) => new Node(id, index, process, peersOf(spec, id, process.name)),
    )
    this.indexOf = Object.fromEntries(this.nodes.map((node) => [node.id, node.index]))
    assert(Object.keys(this.indexOf).length === this.nodes.length, 'node ids are unique')
    this.contexts = this.nodes.map((node) => createContext(this, node))
    for (const node of this.nodes) this.start(node, spec.nodes[node.index]!.disk)
    this.truth = spec.observer?.start(this.nodes) ?? null
  }

  // Running.

  /** Runs the next event or intervention; false when nothing is left. */
  step(): boolean {
    return this.next(Number.POSITIVE_INFINITY)
  }

  /** No event happens before this moment; null when none will ever. */
  nextUs(): number | null {
    const us = Math.min(
      this.queue.size > 0 ? this.queue.topUs() : Number.POSITIVE_INFINITY,
      this.interventionUs,
    )
    return us === Number.POSITIVE_INFINITY ? null : us
  }

  /** Runs all that happens up to and including `us`, and stands there. Gives the number of events. */
  advanceTo(us: number): number {
    const before = this.rows
    while (this.next(us));
    if (us > this.nowUs) {
      this.nowUs = us
      this.eventsAtNow = 0
    }
    return this.rows - before
  }

  fingerprint(): string {
    return this.print.toString()
  }

  snapshot(): Snapshot {
    return snapshotWorld(this)
  }

  /** Puts this world where the snapshot was taken. The interventions before that point must be the same. */
  restore(snapshot: Snapshot): void {
    restoreWorld(this, snapshot)
  }

  // Looking.

  inFlight(): readonly Flight[] {
    const flights: Flight[] = []
    const see = (slot: number) => {
      const flight = this.flightIn(slot)
      if (flight !== null) flights.push(flight)
    }
    this.queue.forEach(see)
    this.held.forEach(see)
    for (const node of this.nodes) node.inbox.forEach(see)
    return flights.sort((a, b) => a.id - b.id || a.arrivesUs - b.arrivesUs)
  }

  timersOf(id: NodeId): readonly { readonly name: string; readonly setUs: number; readonly dueUs: number }[] {
    const armed = this.nodes[this.indexOf[id]!]!.timers.filter((timer) => timer.isArmed)
    return armed.map(({ name, setUs, dueUs }) => ({ name, setUs, dueUs }))
  }

  /** Writes that a crash would destroy, and the leading items of each log that it would leave. */
  unsynced(id: NodeId): {
    readonly writes: number
    readonly syncedLengths: Readonly<Record<string, number>>
  } {
    const node = this.nodes[this.indexOf[id]!]!
    return {
      writes: node.diskState.journal.length,
      syncedLengths: durableLengths(node.diskState, node.state.disk),
    }
  }

  // What contexts do.

  send(node: Node, to: NodeId, message: Message): void {
    const receiver = this.indexOf[to]
    assert(receiver !== undefined && receiver !== node.index, `${node.id} cannot send to ${to}`)
    const copy = this.around ? (JSON.parse(JSON.stringify(message)) as Message) : message
    const { asked, synced } = node.diskState
    if (asked > synced) node.outbox.push({ to: receiver, message: copy, writes: asked })
    else this.transmit(node.index, receiver, copy)
  }

  setTimer(node: Node, name: string, delayUs: number): void {
    this.armTimer(node, node.timerIndex(name), this.nowUs + simulatedDelayUs(node.clock, delayUs))
  }

  armTimer(node: Node, index: number, dueUs: number): void {
    const timer = node.timers[index]!
    timer.isArmed = true
    timer.dueUs = dueUs
    timer.setUs = this.nowUs
    timer.cause = this.row
    timer.seq = this.seq++
    // An entry that comes up before the deadline can stay: it is moved on when it does.
    if (timer.slot < 0 || timer.slotUs > dueUs) this.queueTimer(node, index, timer)
  }

  clearTimer(node: Node, name: string): void {
    node.timers[node.timerIndex(name)]!.isArmed = false
  }

  write(node: Node, key: string, value: unknown): void {
    writeField(node.diskState, node.state.disk, key, value)
  }

  append(node: Node, key: string, item: unknown): void {
    appendItem(node.diskState, node.state.disk, key, item)
  }

  truncate(node: Node, key: string, length: number): void {
    truncateLog(node.diskState, node.state.disk, key, length)
  }

  askSync(node: Node): void {
    const disk = node.diskState
    disk.asked = disk.writes
    if (disk.asked > disk.synced && disk.syncing === 0) this.beginSync(node)
  }

  invoke(node: Node, { f, key, value }: Request): number {
    const id = this.history.length
    this.print.int(id)
    this.history.push({
      id,
      client: node.id,
      f,
      key,
      value,
      invokedUs: this.nowUs,
      invokedRow: this.row,
      completedUs: null,
      completedRow: null,
      outcome: 'pending',
      result: null,
    })
    return id
  }

  complete(id: number, outcome: Outcome, result: Json): void {
    const operation = this.history[id]!
    this.print.text(outcome)
    this.print.value(result)
    Object.assign(operation, { completedUs: this.nowUs, completedRow: this.row, outcome, result })
    Object.freeze(operation)
  }

  note(node: Node, code: string, a?: Scalar, b?: Scalar, c?: Scalar, d?: Scalar): void {
    this.trace?.note(node.index, code, a, b, c, d)
  }

  monotonicUs(node: Node): number {
    return monotonicUs(node.clock, this.nowUs)
  }

  // What faults do; the commands themselves are in faults.ts.

  beginRow(atUs: number, kind: number, node: number, cause: number, message: number, label: string): void {
    this.moveTo(atUs)
    this.row = this.rows++
    this.eventsAtNow++
    this.print.number(atUs)
    this.print.int((kind << 16) | node)
    if (this.trace !== null) this.trace.row(atUs, kind, node, cause, message, label)
  }

  /** Starts or restarts a node from its disk. */
  boot(node: Node): void {
    node.up = true
    this.refreshPlain(node)
    const memory = node.code.boot(node.state.disk, this.contexts[node.index]!)
    node.state = { disk: node.state.disk, memory }
    this.observe(node)
  }

  order(node: Node, order: Order): void {
    node.code.onOrder?.(node.state, order, this.contexts[node.index]!)
  }

  /** Runs a handler on the node's state, or under the microscope on its stand-in. */
  handle(node: Node, run: (state: State) => void): void {
    if (!this.around) {
      run(node.state)
      return
    }
    const real = node.state
    this.around(real, (standIn) => {
      node.state = standIn
      run(standIn)
    })
    node.state = real
  }

  observe(node: Node): void {
    const { observer } = this.spec
    if (observer !== null && this.truth !== null) observer.after(this.truth, this, node.index, this.report)
  }

  refreshPlain(node: Node): void {
    node.isPlain = node.up && !node.paused && node.serviceUs === 0
  }

  receipt(fault: string | null): Receipt | null {
    return fault === null ? null : (this.receipts[fault] ?? null)
  }

  /** Recomputes every open link after faults or settings changed. */
  refreshLinks(): void {
    this.isHolding = this.held.length > 0 || this.faults.some(({ command }) => command.kind === 'hold')
    for (const link of this.links) if (link !== undefined) configureLink(link, this.network, this.faults)
  }

  linkBetween(from: number, to: number): LinkState {
    const at = from * this.nodes.length + to
    const link = this.links[at]
    return link ?? this.openLinkAt(at, from, to)
  }

  /** The message is gone; the current row says so. */
  lose(slot: number, reason: LossReason, fault: string | null): void {
    const receipt = this.receipt(fault)
    if (receipt !== null) receipt.messages++
    this.trace?.lost(this.queue.message[slot]!, this.row, reason, fault)
    this.queue.release(slot)
  }

  /** Releases what waited for a paused node, in the order it came. */
  flushInbox(node: Node): void {
    const waiting = node.inbox
    node.inbox = []
    for (const slot of waiting) this.requeue(slot, this.nowUs)
  }

  requeue(slot: number, atUs: number): void {
    if (this.queue.kind[slot] === TIMER) {
      const timer = this.nodes[this.queue.node[slot]!]!.timers[this.queue.ref[slot]!]!
      if (timer.slot === slot) timer.slotUs = atUs
    }
    this.queue.push(atUs, this.seq++, slot)
  }

  // One event.

  private moveTo(atUs: number): void {
    if (atUs === this.nowUs) return
    assert(atUs > this.nowUs, `time runs forwards: ${atUs} after ${this.nowUs}`)
    this.nowUs = atUs
    this.eventsAtNow = 0
  }

  /** The next event at or before the limit; false when there is none. */
  private next(limitUs: number): boolean {
    const { queue } = this
    for (;;) {
      if ((queue.size === 0 || queue.topUs() >= this.interventionUs) && this.isInterventionDue()) {
        if (this.interventionUs > limitUs) return false
        this.intervene()
        return true
      }
      if (queue.size === 0) return false
      const atUs = queue.topUs()
      if (atUs > limitUs) return false
      if (this.happen(queue.pop(), atUs)) return true
    }
  }

  /** The queue's first entry is not earlier than the next intervention: is it the intervention's turn? */
  private isInterventionDue(): boolean {
    const next = this.interventions[this.nextIntervention]
    if (next === undefined) return false
    if (this.queue.size === 0 || this.queue.topUs() > next.atUs) return true
    const happened = this.nowUs === next.atUs ? this.eventsAtNow : 0
    return happened >= (next.after ?? 0)
  }

  private intervene(): void {
    const intervention = this.interventions[this.nextIntervention++]!
    this.interventionUs = this.interventions[this.nextIntervention]?.atUs ?? Number.POSITIVE_INFINITY
    applyIntervention(this, intervention)
  }

  /** Makes one queue entry happen; false if it was a leftover and nothing happened. */
  private happen(slot: number, atUs: number): boolean {
    const { queue } = this
    const kind = queue.kind[slot]!
    if (kind === DELIVER) return this.deliver(slot, atUs)
    if (kind === TIMER) return this.fire(slot, atUs)
    if (this.isStale(slot, atUs)) {
      this.skip(slot, atUs)
      return false
    }
    const node = this.nodes[queue.node[slot]!]!
    if (kind === LOSE || kind === WALL) this.dieOnTheWay(slot, atUs, kind)
    else if (kind === SYNCED) this.finishSync(slot, atUs, node)
    else if (kind === BOOT) this.firstBoot(slot, atUs, node)
    else this.deferredOrder(slot, atUs, node)
    return true
  }

  /** True for entries that are no events: cancelled, overtaken by a re-armed timer, or waiting elsewhere. */
  private isStale(slot: number, atUs: number): boolean {
    const { queue } = this
    const kind = queue.kind[slot]!
    const node = this.nodes[queue.node[slot]!]!
    switch (kind) {
      case TIMER: {
        const timer = node.timers[queue.ref[slot]!]!
        return timer.slot !== slot || !timer.isArmed || timer.dueUs > atUs || this.mustWait(node, slot)
      }
      case DELIVER:
        return this.mustWait(node, slot) || (this.isHolding && this.isHeld(slot))
      case SYNCED:
        return node.epoch !== queue.ref[slot] || this.mustWait(node, slot)
      case WALL:
        return this.linkBetween(queue.peer[slot]!, node.index).cutBy === null
      case VOID:
        return true
      default:
        return false
    }
  }

  private mustWait(node: Node, slot: number): boolean {
    if (node.isPlain || !node.up) return false
    return (
      node.paused ||
      (node.serviceUs > 0 && (this.queue.flags[slot]! & SERVED) === 0 && this.queue.kind[slot] !== SYNCED)
    )
  }

  private isHeld(slot: number): boolean {
    const { queue } = this
    if ((queue.flags[slot]! & HELD) !== 0) return true
    return this.linkBetween(queue.peer[slot]!, queue.node[slot]!).heldBy !== null
  }

  /** Puts a leftover where it belongs: later, aside, or away. */
  private skip(slot: number, atUs: number): void {
    const { queue } = this
    const kind = queue.kind[slot]!
    const node = this.nodes[queue.node[slot]!]!
    if (kind === WALL) {
      queue.kind[slot] = DELIVER
      this.requeue(slot, queue.dueUs[slot]!)
      return
    }
    if (kind === DELIVER && this.isHolding && this.isHeld(slot)) {
      this.hold(slot)
      return
    }
    if (kind === TIMER && this.skipTimer(slot, atUs, node)) return
    if (kind === VOID || (kind === SYNCED && node.epoch !== queue.ref[slot])) {
      queue.release(slot)
      return
    }
    if (node.paused) this.park(slot, node)
    else this.serveLater(slot, atUs, node)
  }

  /** True if the timer's entry needed no more than this; false if the node must wait for it. */
  private skipTimer(slot: number, atUs: number, node: Node): boolean {
    const timer = node.timers[this.queue.ref[slot]!]!
    if (timer.slot !== slot) {
      this.queue.release(slot)
      return true
    }
    if (!timer.isArmed) {
      timer.slot = -1
      this.queue.release(slot)
      return true
    }
    if (timer.dueUs <= atUs) return false
    this.queue.cause[slot] = timer.cause
    this.queue.flags[slot] = 0
    timer.slotUs = timer.dueUs
    this.queue.push(timer.dueUs, timer.seq, slot)
    return true
  }

  private park(slot: number, node: Node): void {
    node.inbox.push(slot)
    const receipt = this.receipt(this.faultOn(node, 'pause'))
    if (receipt === null) return
    if (this.queue.kind[slot] === TIMER) receipt.timers++
    else receipt.messages++
  }

  private serveLater(slot: number, atUs: number, node: Node): void {
    const startUs = Math.max(atUs, node.busyUntilUs)
    node.busyUntilUs = startUs + node.serviceUs
    this.queue.flags[slot]! |= SERVED
    const receipt = this.receipt(this.faultOn(node, 'slow'))
    if (receipt !== null && this.queue.kind[slot] === TIMER) receipt.timers++
    else if (receipt !== null) receipt.messages++
    this.requeue(slot, node.busyUntilUs)
  }

  faultOn(node: Node, kind: 'pause' | 'slow' | 'crash'): string | null {
    return this.faults.find(({ command }) => command.kind === kind && command.node === node.id)?.id ?? null
  }

  hold(slot: number): void {
    this.held.push(slot)
    const { queue } = this
    const fault = this.linkBetween(queue.peer[slot]!, queue.node[slot]!).heldBy
    const receipt = this.receipt(fault)
    if (receipt !== null) receipt.messages++
  }

  private deliver(slot: number, atUs: number): boolean {
    const { queue } = this
    const node = this.nodes[queue.node[slot]!]!
    if (!node.isPlain || this.isHolding) {
      if (this.isStale(slot, atUs)) {
        this.skip(slot, atUs)
        return false
      }
      if (!node.up) {
        this.beginRow(atUs, ROW_LOST, node.index, queue.cause[slot]!, queue.message[slot]!, 'down')
        this.lose(slot, 'down', this.faultOn(node, 'crash'))
        return true
      }
    }
    const message = queue.payload[slot] as Message
    const id = queue.message[slot]!
    const from = this.nodes[queue.peer[slot]!]!
    this.beginRow(atUs, ROW_DELIVER, node.index, queue.cause[slot]!, id, message.type)
    this.print.int(id)
    if (this.trace !== null) this.trace.delivered(id, this.row)
    queue.release(slot)
    if (this.around)
      this.handle(node, (state) => node.code.onMessage(state, from.id, message, this.contexts[node.index]!))
    else node.code.onMessage(node.state, from.id, message, this.contexts[node.index]!)
    this.observe(node)
    return true
  }

  private fire(slot: number, atUs: number): boolean {
    const { queue } = this
    const node = this.nodes[queue.node[slot]!]!
    const timer = node.timers[queue.ref[slot]!]!
    if (
      timer.slot !== slot ||
      !timer.isArmed ||
      timer.dueUs > atUs ||
      (!node.isPlain && this.isStale(slot, atUs))
    ) {
      this.skip(slot, atUs)
      return false
    }
    timer.isArmed = false
    timer.slot = -1
    this.beginRow(atUs, ROW_TIMER, node.index, timer.cause, -1, timer.name)
    this.print.text(timer.name)
    queue.release(slot)
    if (this.around)
      this.handle(node, (state) => node.code.onTimer(state, timer.name, this.contexts[node.index]!))
    else node.code.onTimer(node.state, timer.name, this.contexts[node.index]!)
    this.observe(node)
    return true
  }

  private dieOnTheWay(slot: number, atUs: number, kind: number): void {
    const { queue } = this
    const link = this.linkBetween(queue.peer[slot]!, queue.node[slot]!)
    const reason = kind === WALL ? 'cut' : 'loss'
    this.beginRow(atUs, ROW_LOST, queue.node[slot]!, queue.cause[slot]!, queue.message[slot]!, reason)
    this.lose(slot, reason, kind === WALL ? link.cutBy : link.lossBy)
  }

  private finishSync(slot: number, atUs: number, node: Node): void {
    const { queue } = this
    this.beginRow(atUs, ROW_SYNCED, node.index, queue.cause[slot]!, -1, '')
    queue.release(slot)
    this.completeSync(node)
    this.handle(node, (state) => node.code.onSynced?.(state, this.contexts[node.index]!))
    this.observe(node)
  }

  private firstBoot(slot: number, atUs: number, node: Node): void {
    this.queue.release(slot)
    this.beginRow(atUs, ROW_BOOT, node.index, -1, -1, '')
    this.boot(node)
  }

  private deferredOrder(slot: number, atUs: number, node: Node): void {
    const { order, id } = this.queue.payload[slot] as DeferredOrder
    this.beginRow(atUs, ROW_INTERVENTION, node.index, this.queue.cause[slot]!, -1, id)
    this.queue.release(slot)
    if (node.up) this.handle(node, (state) => node.code.onOrder?.(state, order, this.contexts[node.index]!))
    this.observe(node)
  }

  // Messages.

  private transmit(from: number, to: number, message: Message): void {
    const link = this.linkBetween(from, to)
    const latencyUs = drawLatencyUs(link)
    const lossDraw = link.lossDraw()
    const duplicateDraw = link.duplicateDraw()
    const dueUs = this.nowUs + latencyUs
    const slot = this.launch(from, to, message, link.nth++, dueUs)
    this.print.record(message as unknown as Record<string, unknown>)
    const isLost = lossDraw < link.loss
    if (isLost || link.cutBy !== null) this.doom(slot, isLost ? LOSE : WALL, latencyUs)
    else this.queue.push(dueUs, this.seq++, slot)
    if (link.latencyBy !== null) this.receipts[link.latencyBy]!.messages++
    if (duplicateDraw < link.duplicate && !isLost && link.cutBy === null) this.double(slot, link, latencyUs)
  }

  /** Fills a slot with a message that is on its way; the caller queues it. */
  launch(from: number, to: number, message: Message, nth: number, dueUs: number): number {
    const { queue } = this
    const slot = queue.allocate()
    const id = this.messages++
    queue.kind[slot] = DELIVER
    queue.node[slot] = to
    queue.peer[slot] = from
    queue.cause[slot] = this.row
    queue.message[slot] = id
    queue.nth[slot] = nth
    queue.sentUs[slot] = this.nowUs
    queue.dueUs[slot] = dueUs
    queue.payload[slot] = message
    if (this.trace !== null) this.trace.sent(id, from, to, nth, this.row, this.nowUs, dueUs, message)
    return slot
  }

  private doom(slot: number, kind: number, latencyUs: number): void {
    this.queue.kind[slot] = kind
    this.queue.push(this.nowUs + half(latencyUs), this.seq++, slot)
  }

  /** The network delivers it twice: the copy takes half as long again. */
  private double(slot: number, link: LinkState, latencyUs: number): void {
    const { queue } = this
    const dueUs = this.nowUs + latencyUs + half(latencyUs) + 1
    const copy = this.launch(
      queue.peer[slot]!,
      queue.node[slot]!,
      queue.payload[slot] as Message,
      queue.nth[slot]!,
      dueUs,
    )
    queue.push(dueUs, this.seq++, copy)
    const receipt = this.receipt(link.duplicateBy)
    if (receipt !== null) receipt.messages++
  }

  private flightIn(slot: number): Flight | null {
    const { queue } = this
    const kind = queue.kind[slot]!
    if (kind !== DELIVER && kind !== WALL && kind !== LOSE) return null
    const from = this.nodes[queue.peer[slot]!]!.id
    const to = this.nodes[queue.node[slot]!]!.id
    const sentUs = queue.sentUs[slot]!
    const arrivesUs = queue.dueUs[slot]!
    const middleUs = sentUs + Math.floor((arrivesUs - sentUs) / 2)
    return {
      id: queue.message[slot]!,
      ref: { from, to, nth: queue.nth[slot]! },
      from,
      to,
      message: queue.payload[slot] as Message,
      sentUs,
      arrivesUs,
      isHeld: this.held.includes(slot),
      doom: kind === DELIVER ? null : { atUs: middleUs, why: kind === WALL ? 'cut' : 'loss' },
    }
  }

  private openLinkAt(at: number, from: number, to: number): LinkState {
    const link = openLink(this.nodes[from]!.id, this.nodes[to]!.id, this.streams, this.sentOn[at] ?? 0)
    configureLink(link, this.network, this.faults)
    this.links[at] = link
    return link
  }

  // Timers and disks.

  private queueTimer(node: Node, index: number, timer: Timer): void {
    const { queue } = this
    const slot = queue.allocate()
    queue.kind[slot] = TIMER
    queue.node[slot] = node.index
    queue.ref[slot] = index
    timer.slot = slot
    timer.slotUs = timer.dueUs
    queue.push(timer.dueUs, timer.seq, slot)
  }

  private beginSync(node: Node): void {
    const disk = node.diskState
    disk.syncing = disk.asked
    const u = this.streams.open(`sync ${node.id}`)()
    const durationUs = node.isLying ? 0 : node.syncUs >= 0 ? node.syncUs : sample(this.sync, u)
    if (durationUs === 0) {
      this.completeSync(node)
      return
    }
    const { queue } = this
    const slot = queue.allocate()
    queue.kind[slot] = SYNCED
    queue.node[slot] = node.index
    queue.ref[slot] = node.epoch
    queue.cause[slot] = this.row
    queue.push(this.nowUs + durationUs, this.seq++, slot)
  }

  /** What was waiting for this sync leaves; if more was asked for meanwhile, the next sync begins. */
  private completeSync(node: Node): void {
    const disk = node.diskState
    disk.synced = disk.syncing
    disk.syncing = 0
    if (!node.isLying) markDurable(disk, disk.synced)
    const { outbox } = node
    let released = 0
    while (released < outbox.length && outbox[released]!.writes <= disk.synced) {
      const waiting = outbox[released++]!
      this.transmit(node.index, waiting.to, waiting.message)
    }
    if (released > 0) outbox.splice(0, released)
    if (disk.asked > disk.synced) this.beginSync(node)
  }

  private start(node: Node, disk: Json | undefined): void {
    node.state = { disk: ownRecord(disk ?? node.code.format()), memory: null }
    const slot = this.queue.allocate()
    this.queue.kind[slot] = BOOT
    this.queue.node[slot] = node.index
    this.queue.cause[slot] = -1
    this.queue.push(0, this.seq++, slot)
  }

  private violate(invariant: string, a?: Scalar, b?: Scalar, c?: Scalar, d?: Scalar): void {
    if (this.violations.some((violation) => violation.invariant === invariant)) return
    const params = [a, b, c, d].filter((param) => param !== undefined)
    this.violations.push({ invariant, row: this.row, atUs: this.nowUs, params })
  }
}

/** An order given to a paused node: it hears it when it goes on. */
export interface DeferredOrder {
  readonly id: string
  readonly order: Order
}

function half(us: number): number {
  return Math.floor(us / 2)
}

/** Sorted by time, then by place among that microsecond's events; equal ones keep the order of the list. */
function inOrder(list: readonly Intervention[]): readonly Intervention[] {
  return [...list].sort((x, y) => x.atUs - y.atUs || (x.after ?? 0) - (y.after ?? 0))
}

function peersOf(spec: WorldSpec, id: NodeId, process: string): readonly NodeId[] {
  return spec.nodes
    .filter((other) => other.id !== id && other.process.name === process)
    .map((other) => other.id)
}
