// What a protocol author writes: handlers on plain state, and `ctx` as the only way out.
// The engine knows nothing else about a protocol; every node may run a different process.

import type { Json, Scalar } from './json.ts'

/** Never looks like an integer: objects with integer-like keys iterate in numeric order. */
export type NodeId = string

/** Values a person can change while the system runs. Times are in microseconds and end in `Us`. */
export type Settings = Readonly<Record<string, number | boolean | string>>

/** Immutable once sent. Fields are scalars, or arrays and records of immutable values. */
export interface Message {
  readonly type: string
}

/** What a person tells a process: a client write, an early timeout. */
export interface Order {
  readonly name: string
  readonly [key: string]: Json
}

/**
 * A node's state. `disk` survives a crash as far as it was synced and is changed only through
 * `ctx.write/append/truncate`; `memory` is destroyed by a crash and may be mutated freely.
 */
export interface NodeState<Disk, Memory> {
  readonly disk: Readonly<Disk>
  memory: Memory
}

export type Outcome = 'ok' | 'fail' | 'unknown'

/** What a client asks of the system, as histories record it. */
export interface Request {
  /** 'read', 'write', 'cas', 'append' … */
  readonly f: string
  readonly key: string
  readonly value: Json
  /** The consistency it asks for, where operations can differ in it. */
  readonly level?: string
}

/** Keys of a disk record that hold arrays: logs. */
export type LogKey<Disk> = {
  [K in keyof Disk]: Disk[K] extends readonly unknown[] ? K : never
}[keyof Disk] &
  string
type Item<T> = T extends readonly (infer U)[] ? U : never

/** The only way out of a handler. */
export interface Ctx<Disk = Record<string, Json>, M extends Message = Message> {
  readonly id: NodeId
  /** The other nodes that run the same process, in the order of the topology. */
  readonly peers: readonly NodeId[]
  readonly settings: Settings
  /** Rule switches: true means the rule is left out. */
  readonly broken: Readonly<Record<string, boolean>>
  /** All nodes that run the named process, in the order of the topology. */
  group(process: string): readonly NodeId[]

  /** This node's monotonic clock, µs. Drift moves it; jumps do not. */
  now(): number
  /** This node's wall clock, µs: offset and jumps included. */
  wallNow(): number
  /** A number in [0, 1) from this node's stream for the purpose. */
  random(purpose: string): number
  /** An integer in [min, max] from this node's stream for the purpose; one draw. */
  randomInteger(purpose: string, min: number, max: number): number

  /**
   * Sends a message. If a sync has been asked for and is not finished, the message leaves when it is:
   * nothing is promised to others before it is on disk.
   */
  send(to: NodeId, message: M): void
  /** Arms the named timer of this node, `delayUs` on its own clock; one live deadline per name. */
  setTimer(name: string, delayUs: number): void
  clearTimer(name: string): void

  /** Changes a field of the disk record. Lost in a crash unless synced. */
  write<K extends keyof Disk & string>(key: K, value: Disk[K]): void
  /** Adds one immutable item to a log on disk. */
  append<K extends LogKey<Disk>>(key: K, item: Item<Disk[K]>): void
  /** Cuts a log on disk to `length` items. */
  truncate(key: LogKey<Disk>, length: number): void
  /** Starts making all writes so far durable. Messages sent from now on wait for it. */
  sync(): void

  /** Whether everything written so far is durable, as far as the disk says. */
  readonly isSynced: boolean

  /** Whether notes are kept: for those that cost something to put together. Nothing else may depend on it. */
  readonly isRecorded: boolean
  /** Records why: a code with parameters, never English. Also for refusals and for what did not happen. */
  note(code: string, a?: Scalar, b?: Scalar, c?: Scalar, d?: Scalar): void

  /** Clients: an operation begins; gives its id in the history. */
  invoke(request: Request): number
  /** Clients: an operation ends. 'unknown' leaves it open: it may still take effect. */
  complete(operation: number, outcome: Outcome, result: Json): void
}

/** One kind of node. Handlers mutate the memory they are given and reach the world only through `ctx`. */
export interface Process<Disk, Memory, M extends Message = Message> {
  readonly name: string
  /**
   * How long handling the message takes the node, µs; others that take time wait their turn behind it. 0: no time, and
   * no waiting. Left out: nothing takes time.
   */
  serviceUs?(message: M, settings: Settings): number
  /** An empty disk: first start, and after the disk was lost. */
  format(): Disk
  /** Start or restart with what the disk kept: makes the memory anew and arms the first timers. */
  boot(disk: Readonly<Disk>, ctx: Ctx<Disk, M>): Memory
  onMessage(state: NodeState<Disk, Memory>, from: NodeId, message: M, ctx: Ctx<Disk, M>): void
  onTimer(state: NodeState<Disk, Memory>, timer: string, ctx: Ctx<Disk, M>): void
  onOrder?(state: NodeState<Disk, Memory>, order: Order, ctx: Ctx<Disk, M>): void
  /** A sync finished: everything written before it is durable. */
  onSynced?(state: NodeState<Disk, Memory>, ctx: Ctx<Disk, M>): void
}

/** A process whose state types the engine need not know. */
// biome-ignore lint/suspicious/noExplicitAny: the engine hands each process back its own state, whatever its type
export type AnyProcess = Process<any, any, any>
