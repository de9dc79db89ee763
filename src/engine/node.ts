// One node of the world: its process and state, its disk, timers, clocks and what a person has done to it.

import { type DiskState, freshDisk } from './disk.ts'
import type { MessageRef } from './intervention.ts'
import type { AnyProcess, Ctx, Message, NodeId, NodeState } from './process.ts'
import type { Streams } from './random.ts'

/** One live deadline per name. Its queue entry may stand at an earlier time and is moved when it comes up. */
export interface Timer {
  readonly name: string
  isArmed: boolean
  dueUs: number
  setUs: number
  /** Order among equal times, fixed when the timer was set. */
  seq: number
  /** Its slot in the queue, kept between firings; -1 before the first. */
  slot: number
  isQueued: boolean
  /** When that entry comes up. */
  slotUs: number
  cause: number
}

/** A message that waits for a sync before it leaves. */
export interface Waiting {
  readonly to: number
  readonly message: Message
  /** Leaves when this many writes are synced. */
  readonly writes: number
  /** Row of the event that sent it. */
  readonly cause: number
}

/** Monotonic time runs `driftPpm` fast since `sinceUs`; the wall clock is `offsetUs` ahead of it. */
export interface ClockState {
  baseUs: number
  sinceUs: number
  driftPpm: number
  offsetUs: number
}

// biome-ignore lint/suspicious/noExplicitAny: the engine hands each process back its own state, whatever its type
type AnyState = NodeState<any, any>

export class Node {
  readonly id: NodeId
  readonly index: number
  readonly code: AnyProcess
  state: AnyState = { disk: {}, memory: null }
  /** Set once by the world, which the context belongs to. */
  ctx!: Ctx
  diskState: DiskState = freshDisk()
  timers: Timer[] = []
  /** Where this node's streams stand, by number of the purpose; forgotten when the world is restored. */
  draws: number[] = []
  private timerIndices = new Map<string, number>()
  lastTimer = 0
  outbox: Waiting[] = []
  /** Slots of events that wait while it is paused. */
  inbox: number[] = []
  clock: ClockState = { baseUs: 0, sinceUs: 0, driftPpm: 0, offsetUs: 0 }
  up = false
  paused = false
  /** Counts crashes, so that a sync begun before one never completes after it. */
  epoch = 0
  /** Time that a fault makes each event take; 0 for a healthy node. */
  serviceUs = 0
  busyUntilUs = 0
  /** Overrides the disk's sync time; -1 for none. */
  syncUs = -1
  isLying = false
  /** Neither down, paused nor slow, and its work takes no time: events are handled the moment they come up. */
  isPlain = false

  constructor(id: NodeId, index: number, code: AnyProcess) {
    this.id = id
    this.index = index
    this.code = code
  }

  refreshPlain(): void {
    this.isPlain = this.up && !this.paused && this.serviceUs === 0 && this.code.serviceUs === undefined
  }

  get process(): string {
    return this.code.name
  }

  // biome-ignore lint/suspicious/noExplicitAny: see AnyState
  get disk(): any {
    return this.state.disk
  }

  // biome-ignore lint/suspicious/noExplicitAny: see AnyState
  get memory(): any {
    return this.state.memory
  }

  /** A number from this node's stream for the purpose. */
  draw(streams: Streams, purpose: string): number {
    const number = streams.purposeNumber(purpose)
    this.draws[number] ??= streams.place(`${purpose} ${this.id}`)
    return streams.next(this.draws[number])
  }

  /** Index of the named timer, made on first use. */
  timerIndex(name: string): number {
    // A handler mostly arms the timer that has just fired, or the one it armed last.
    if (this.timers[this.lastTimer]?.name === name) return this.lastTimer
    this.lastTimer = this.timerIndices.get(name) ?? this.addTimer(name)
    return this.lastTimer
  }

  private addTimer(name: string): number {
    this.timers.push({
      name,
      isArmed: false,
      dueUs: 0,
      setUs: 0,
      seq: 0,
      slot: -1,
      isQueued: false,
      slotUs: 0,
      cause: -1,
    })
    this.timerIndices.set(name, this.timers.length - 1)
    return this.timers.length - 1
  }

  /** Puts saved timers in the place of the present ones. */
  setTimers(timers: readonly Timer[]): void {
    this.timers = timers.map((timer) => ({ ...timer, slot: -1, isQueued: false }))
    this.timerIndices = new Map(timers.map(({ name }, index) => [name, index]))
  }
}

/** A message on its way. */
export interface Flight {
  /** Number of the message in its run. */
  readonly id: number
  readonly ref: MessageRef
  readonly from: NodeId
  readonly to: NodeId
  readonly message: Message
  readonly sentUs: number
  readonly arrivesUs: number
  readonly isHeld: boolean
  /** Known only to the world: it will die half way unless something changes. */
  readonly doom: { readonly atUs: number; readonly why: 'cut' | 'loss' } | null
}

/** Monotonic time of a node at a simulated moment. */
export function monotonicUs(clock: ClockState, nowUs: number): number {
  const passed = nowUs - clock.sinceUs
  return clock.driftPpm === 0
    ? clock.baseUs + passed
    : clock.baseUs + Math.floor((passed * (1_000_000 + clock.driftPpm)) / 1_000_000)
}

/** Simulated time that passes while the node's clock counts `delayUs`. */
export function simulatedDelayUs(clock: ClockState, delayUs: number): number {
  const whole = Math.max(0, Math.floor(delayUs))
  return clock.driftPpm === 0 ? whole : Math.ceil((whole * 1_000_000) / (1_000_000 + clock.driftPpm))
}
