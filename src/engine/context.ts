// The only way out of a handler, bound to one node of one world. A class, because handlers call it many times an
// event: its methods are the same for every node, and so are compiled into the handlers.

import { appendItem, truncateLog, writeField } from './disk.ts'
import type { Json, Scalar } from './json.ts'
import { monotonicUs, type Node } from './node.ts'
import { complete, invoke } from './operations.ts'
import type { Ctx, LogKey, Message, NodeId, Outcome, Request, Settings } from './process.ts'
import { countReading } from './receipts.ts'
import { askSync } from './syncs.ts'
import { clearTimer, setTimer } from './timers.ts'
import { send } from './transport.ts'
import type { World } from './world.ts'

type AnyDisk = Record<string, Json>

export class NodeContext implements Ctx {
  readonly id: NodeId
  private readonly world: World
  private readonly node: Node
  private others: readonly NodeId[] | null = null

  constructor(world: World, node: Node) {
    this.world = world
    this.node = node
    this.id = node.id
  }

  get settings(): Settings {
    return this.world.settings
  }

  get broken(): Readonly<Record<string, boolean>> {
    return this.world.broken
  }

  group(process: string): readonly NodeId[] {
    return this.world.group(process)
  }

  /** Made when first asked for: a thousand clients that never ask need not hold a list of a thousand each. */
  get peers(): readonly NodeId[] {
    this.others ??= this.world.group(this.node.process).filter((id) => id !== this.id)
    return this.others
  }

  now(): number {
    return monotonicUs(this.node.clock, this.world.nowUs)
  }

  wallNow(): number {
    const { offsetUs } = this.node.clock
    if (offsetUs !== 0) countReading(this.world, this.node)
    return this.now() + offsetUs
  }

  random(purpose: string): number {
    return this.node.draw(this.world.streams, purpose)
  }

  randomInteger(purpose: string, min: number, max: number): number {
    return min + Math.floor(this.random(purpose) * (max - min + 1))
  }

  send(to: NodeId, message: Message): void {
    send(this.world, this.node, to, message)
  }

  setTimer(name: string, delayUs: number): void {
    setTimer(this.world, this.node, name, delayUs)
  }

  clearTimer(name: string): void {
    clearTimer(this.node, name)
  }

  write(key: string, value: Json): void {
    writeField(this.node.diskState, this.node.state.disk, key, value)
  }

  append(key: string, item: unknown): void {
    appendItem(this.node.diskState, this.node.state.disk, key, item)
  }

  truncate(key: LogKey<AnyDisk>, length: number): void {
    truncateLog(this.node.diskState, this.node.state.disk, key, length)
  }

  sync(): void {
    askSync(this.world, this.node)
  }

  get isSynced(): boolean {
    const { synced, writes } = this.node.diskState
    return synced >= writes
  }

  get isRecorded(): boolean {
    return this.world.trace !== null
  }

  note(code: string, a?: Scalar, b?: Scalar, c?: Scalar, d?: Scalar): void {
    const { trace } = this.world
    if (trace !== null) trace.note(this.node.index, code, a, b, c, d)
  }

  invoke(request: Request): number {
    return invoke(this.world, this.node, request)
  }

  complete(operation: number, outcome: Outcome, result: Json): void {
    complete(this.world, operation, outcome, result)
  }
}
