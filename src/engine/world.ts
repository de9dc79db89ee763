// The deterministic world: pops the next event, hands it to the node's process, and folds it into the fingerprint.
// Synchronous and single-threaded; it knows no protocol. A run is a pure function of its specification.

import { assert, fail } from './assert.ts'
import { NodeContext } from './context.ts'
import { durableLengths, ownRecord } from './disk.ts'
import type { Distribution } from './distribution.ts'
import { BOOT, DELIVER, EventQueue, LOSE, SYNCED, TIMER, WALL } from './eventQueue.ts'
import { applyIntervention } from './faults.ts'
import { Fingerprint } from './fingerprint.ts'
import { type ActiveFault, type Intervention, inOrder, type Receipt } from './intervention.ts'
import type { Json, Scalar } from './json.ts'
import { isLeftover, settle } from './leftovers.ts'
import type { LinkState, NetworkOptions } from './network.ts'
import { type Flight, Node } from './node.ts'
import type { Observer, Operation, Report, Violation } from './observer.ts'
import type { AnyProcess, Message, NodeId, NodeState, Order, Settings } from './process.ts'
import { createStreams, type Streams } from './random.ts'
import { faultOn, type Witness } from './receipts.ts'
import { restoreWorld, type Snapshot, snapshotWorld } from './snapshot.ts'
import { completeSync } from './syncs.ts'
import {
  ROW_BOOT,
  ROW_DELIVER,
  ROW_INTERVENTION,
  ROW_LOST,
  ROW_SYNCED,
  ROW_TIMER,
  type Trace,
} from './trace.ts'
import { flights, linkBetween, lose } from './transport.ts'

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
  readonly witness?: Witness | null
}

/** An order given to a paused node: it hears it when it goes on. */
export interface DeferredOrder {
  readonly id: string
  readonly order: Order
}

/** Begins a world at time 0 with every node about to boot. */
export function createWorld(spec: WorldSpec, options: WorldOptions = {}): World {
  return new World(spec, options)
}

export class World {
  readonly spec: WorldSpec
  readonly nodes: readonly Node[]
  readonly indexOf: Readonly<Record<NodeId, number>>
  readonly interventions: readonly Intervention[]
  readonly around: WorldOptions['around']
  readonly witness: Witness | null
  readonly queue = new EventQueue()
  readonly print = new Fingerprint()
  trace: Trace | null

  nowUs = 0
  seq = 0
  /** Events so far; the current one is `row`. */
  rows = 0
  row = -1
  /** Events that have happened at exactly `nowUs`. */
  eventsAtNow = 0
  nextIntervention = 0
  /** Infinity when there is none left. */
  interventionUs: number
  messages = 0
  streams: Streams
  /** By index of the sender, and of the receiver. Most pairs of a large system have none. */
  links: LinkState[][] = []
  /** How many messages each link had carried when the world was restored, by its name. */
  sentOn: Readonly<Record<string, number>> = {}
  settings: Settings
  broken: Readonly<Record<string, boolean>>
  network: NetworkOptions
  sync: Distribution
  faults: ActiveFault[] = []
  /** When a person last did something other than to tell a node something. */
  disturbedUs = 0
  receipts: Record<string, Receipt> = {}
  /** Slots of messages held by a person. */
  held: number[] = []
  isHolding = false
  history: Operation[] = []
  violations: Violation[] = []
  truth: unknown
  private readonly report: Report
  private readonly groups = new Map<string, readonly NodeId[]>()

  constructor(spec: WorldSpec, options: WorldOptions) {
    this.spec = spec
    this.trace = options.trace ?? null
    this.around = options.around ?? null
    this.witness = options.witness ?? null
    this.settings = spec.settings
    this.broken = Object.fromEntries(spec.broken.map((rule) => [rule, true]))
    this.network = spec.network(spec.settings)
    this.sync = spec.disk(spec.settings).sync
    this.streams = createStreams(spec.seed)
    this.interventions = inOrder(spec.interventions)
    this.interventionUs = this.interventions[0]?.atUs ?? Number.POSITIVE_INFINITY
    this.nodes = spec.nodes.map(({ id, process }, i) => new Node(id, i, process))
    this.indexOf = Object.fromEntries(this.nodes.map((node) => [node.id, node.index]))
    assert(Object.keys(this.indexOf).length === this.nodes.length, 'node ids are unique')
    this.report = {
      violate: (invariant, ...params) => this.violate(invariant, params),
      note: (code, a, b, c, d) => this.trace?.note(-1, code, a, b, c, d),
    }
    for (const node of this.nodes) this.prepare(node, spec.nodes[node.index]!.disk)
    this.truth = spec.observer?.start(this.nodes) ?? null
  }

  /** Every node that runs that process, in order. Asked for by each node of it: there may be a thousand. */
  group(process: string): readonly NodeId[] {
    let ids = this.groups.get(process)
    if (ids === undefined) {
      ids = this.nodes.filter((node) => node.process === process).map(({ id }) => id)
      this.groups.set(process, ids)
    }
    return ids
  }

  /** Runs the next event or intervention at or before the limit; false when there is none. */
  step(limitUs = Number.POSITIVE_INFINITY): boolean {
    return this.next(limitUs)
  }

  /** No event happens before this moment; null when none will ever. */
  nextUs(): number | null {
    const us = Math.min(this.queue.topUs(), this.interventionUs)
    return us === Number.POSITIVE_INFINITY ? null : us
  }

  /** Runs all that happens up to and including `us`, and stands there. Gives the number of events. */
  advanceTo(us: number): number {
    const before = this.rows
    while (this.next(us));
    this.moveTo(Math.max(us, this.nowUs))
    return this.rows - before
  }

  /** Sixteen hexadecimal digits over every event so far. */
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

  inFlight(): readonly Flight[] {
    return flights(this)
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

  /** An event begins: it has a row, and the fingerprint knows of it. `which` tells the message or timer apart. */
  beginRow(atUs: number, kind: number, node: number, cause: number, which: number, label: string): void {
    if (atUs !== this.nowUs) this.moveTo(atUs)
    this.row = this.rows++
    this.eventsAtNow++
    this.print.number(atUs)
    this.print.int(((kind << 16) | node) + Math.imul(which, 0x01000193))
    if (this.trace !== null) this.trace.row(atUs, kind, node, cause, which, label)
  }

  /** Starts or restarts a node from its disk. */
  boot(node: Node): void {
    node.up = true
    node.refreshPlain()
    const memory = node.code.boot(node.state.disk, node.ctx)
    node.state = { disk: node.state.disk, memory }
    this.observe(node)
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
    if (observer !== null) observer.after(this.truth, this, node.index, this.report)
  }

  private moveTo(us: number): void {
    if (us < this.nowUs) fail(`time runs backwards: ${us} after ${this.nowUs}`)
    if (us > this.nowUs) this.eventsAtNow = 0
    this.nowUs = us
  }

  /** The next event at or before the limit; false when there is none. */
  private next(limitUs: number): boolean {
    const { queue } = this
    for (;;) {
      const atUs = queue.topUs()
      if (atUs >= this.interventionUs && this.isInterventionDue(atUs)) {
        if (this.interventionUs > limitUs) return false
        this.intervene()
        return true
      }
      if (atUs > limitUs || atUs === Number.POSITIVE_INFINITY) return false
      if (this.happen(queue.pop(), atUs)) return true
    }
  }

  /** The queue's first entry, at `topUs`, is not earlier than the next intervention: is it the intervention's turn? */
  private isInterventionDue(topUs: number): boolean {
    const next = this.interventions[this.nextIntervention]
    if (next === undefined || topUs > next.atUs) return next !== undefined
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
    const kind = this.queue.kind[slot]!
    if (kind === DELIVER) return this.deliver(slot, atUs)
    if (kind === TIMER) return this.fire(slot, atUs)
    if (isLeftover(this, slot, atUs)) {
      settle(this, slot, atUs)
      return false
    }
    const node = this.nodes[this.queue.node[slot]!]!
    if (kind === LOSE || kind === WALL) this.dieOnTheWay(slot, atUs, kind)
    else if (kind === SYNCED) this.finishSync(slot, atUs, node)
    else if (kind === BOOT) this.firstBoot(slot, atUs, node)
    else this.hearOrder(slot, atUs, node)
    return true
  }

  private deliver(slot: number, atUs: number): boolean {
    const { queue } = this
    const node = this.nodes[queue.node[slot]!]!
    if ((!node.isPlain || this.isHolding) && isLeftover(this, slot, atUs)) {
      settle(this, slot, atUs)
      return false
    }
    if (!node.up) {
      this.beginRow(atUs, ROW_LOST, node.index, queue.cause[slot]!, queue.message[slot]!, 'down')
      lose(this, slot, 'down', faultOn(this, node, 'crash'))
      return true
    }
    const message = queue.payload[slot] as Message
    const id = queue.message[slot]!
    const from = this.nodes[queue.peer[slot]!]!.id
    this.beginRow(atUs, ROW_DELIVER, node.index, queue.cause[slot]!, id, message.type)
    if (this.trace !== null) this.trace.delivered(id, this.row)
    queue.release(slot)
    if (this.around) this.handle(node, (state) => node.code.onMessage(state, from, message, node.ctx))
    else node.code.onMessage(node.state, from, message, node.ctx)
    this.observe(node)
    return true
  }

  private fire(slot: number, atUs: number): boolean {
    const { queue } = this
    const node = this.nodes[queue.node[slot]!]!
    const timer = node.timers[queue.ref[slot]!]!
    if (!timer.isArmed || timer.dueUs > atUs || (!node.isPlain && isLeftover(this, slot, atUs))) {
      settle(this, slot, atUs)
      return false
    }
    timer.isArmed = false
    timer.isQueued = false
    node.lastTimer = queue.ref[slot]!
    this.beginRow(atUs, ROW_TIMER, node.index, timer.cause, node.lastTimer, timer.name)
    if (this.around) this.handle(node, (state) => node.code.onTimer(state, timer.name, node.ctx))
    else node.code.onTimer(node.state, timer.name, node.ctx)
    this.observe(node)
    return true
  }

  private dieOnTheWay(slot: number, atUs: number, kind: number): void {
    const { queue } = this
    const link = linkBetween(this, queue.peer[slot]!, queue.node[slot]!)
    const reason = kind === WALL ? 'cut' : 'loss'
    this.beginRow(atUs, ROW_LOST, queue.node[slot]!, queue.cause[slot]!, queue.message[slot]!, reason)
    lose(this, slot, reason, kind === WALL ? link.cutBy : link.lossBy)
  }

  private finishSync(slot: number, atUs: number, node: Node): void {
    this.beginRow(atUs, ROW_SYNCED, node.index, this.queue.cause[slot]!, -1, '')
    this.queue.release(slot)
    completeSync(this, node)
    if (node.code.onSynced === undefined) return
    this.handle(node, (state) => node.code.onSynced?.(state, node.ctx))
    this.observe(node)
  }

  private firstBoot(slot: number, atUs: number, node: Node): void {
    this.queue.release(slot)
    this.beginRow(atUs, ROW_BOOT, node.index, -1, -1, '')
    this.boot(node)
  }

  private hearOrder(slot: number, atUs: number, node: Node): void {
    const { id, order } = this.queue.payload[slot] as DeferredOrder
    this.beginRow(atUs, ROW_INTERVENTION, node.index, this.queue.cause[slot]!, -1, id)
    this.queue.release(slot)
    this.handle(node, (state) => node.code.onOrder?.(state, order, node.ctx))
    this.observe(node)
  }

  private prepare(node: Node, disk: Json | undefined): void {
    const { queue } = this
    node.ctx = new NodeContext(this, node)
    node.state = { disk: ownRecord(disk ?? node.code.format()), memory: null }
    const slot = queue.allocate()
    queue.kind[slot] = BOOT
    queue.node[slot] = node.index
    queue.cause[slot] = -1
    queue.push(0, this.seq++, slot)
  }

  private violate(invariant: string, params: readonly (Scalar | undefined)[]): void {
    if (this.violations.some((violation) => violation.invariant === invariant)) return
    const known = params.filter((param) => param !== undefined)
    this.violations.push({ invariant, row: this.row, atUs: this.nowUs, params: known })
  }
}
