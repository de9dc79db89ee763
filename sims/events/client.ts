// A client: one operation at a time. Commands go to the writer, reads to a read model or to the writer. Without an answer it
// asks again with the same number; whether the question was lost or the answer, it cannot tell.

import type { Ctx, NodeId, NodeState, Order, Process } from '../../src/engine/process.ts'
import { drawOperation, think } from '../../src/sim/workload.ts'
import type { Decided, EventsMessage, Shown } from './messages.ts'
import { type Level, settingsOf } from './settings.ts'

export interface Task {
  readonly f: 'deposit' | 'withdraw' | 'read'
  readonly key: string
  /** 0 for reads. */
  readonly amount: number
  /** What a read asks for; null for what the settings say. */
  readonly level: Level | null
  /** The read model to ask; null for the nearest. */
  readonly to: NodeId | null
}

/** The operation that ended last, for the observer: how many events its answer took in, or where it stands in the log. */
export interface Finished {
  readonly operation: number
  readonly offset: number
}

export interface ClientMemory {
  /** When this life began: a client that restarts is a new one. */
  readonly bornUs: number
  /** Number of the latest operation. */
  n: number
  task: Task | null
  level: Level
  operation: number
  /** Whom it asked last, and how often it has asked. */
  server: NodeId
  attempts: number
  queue: Task[]
  finished: Finished | null
  /** The offset of its last write: its token. */
  written: number
  /** Balances that it was shown. */
  shown: Readonly<Record<string, number>>
}

type State = NodeState<object, ClientMemory>
type ClientCtx = Ctx<object, EventsMessage>

export const client: Process<object, ClientMemory, EventsMessage> = {
  name: 'client',

  format: () => ({}),

  boot(_disk, ctx) {
    think(ctx)
    return {
      bornUs: ctx.now(),
      // Numbers begin above all that were used before a crash.
      n: ctx.now(),
      task: null,
      level: 'model',
      operation: -1,
      server: '',
      attempts: 0,
      queue: [],
      finished: null,
      written: 0,
      shown: {},
    }
  },

  onMessage(state, from, message, ctx) {
    if (message.type === 'Decided') onDecided(state, from, message, ctx)
    if (message.type === 'Shown') onShown(state, from, message, ctx)
  },

  onTimer(state, timer, ctx) {
    if (timer === 'retry') onRetry(state, ctx)
    if (timer === 'workload') onWorkload(state, ctx)
  },

  onOrder(state, order, ctx) {
    const task = taskOf(order, ctx)
    if (task === null) ctx.note('orderUnknown', order.name)
    else accept(state, task, ctx)
  },
}

const LEVELS: readonly unknown[] = ['model', 'own', 'writer'] satisfies Level[]

function taskOf({ name, key = 'x', amount = 0, level, to }: Order, ctx: ClientCtx): Task | null {
  if (name !== 'deposit' && name !== 'withdraw' && name !== 'read') return null
  return {
    f: name,
    key: String(key),
    amount: name === 'read' ? 0 : Math.max(0, Math.floor(Number(amount))),
    level: LEVELS.includes(level) ? (level as Level) : null,
    to: ctx.group('projector').find((id) => id === to) ?? null,
  }
}

function accept(state: State, task: Task, ctx: ClientCtx): void {
  const { memory } = state
  if (memory.task === null) return begin(state, task, ctx)
  memory.queue.push(task)
  ctx.note('queued', memory.queue.length)
}

function begin({ memory }: State, task: Task, ctx: ClientCtx): void {
  const { f, key, amount } = task
  memory.n++
  memory.task = task
  memory.level = task.level ?? settingsOf(ctx).reads
  memory.attempts = 0
  memory.server = serverFor(task, memory.level, ctx)
  memory.operation = ctx.invoke(
    f === 'read' ? { f, key, value: null, level: memory.level } : { f, key, value: amount },
  )
  ctx.note(f === 'read' ? 'reads' : f === 'deposit' ? 'deposits' : 'withdraws', key, memory.server, amount)
  ask(memory, task, ctx)
}

/** Each client has another read model that is nearest. */
function serverFor({ f, to }: Task, level: Level, ctx: ClientCtx): NodeId {
  const models = ctx.group('projector')
  if (f !== 'read' || level === 'writer' || models.length === 0) return ctx.group('writer')[0]!
  return to ?? models[ctx.group('client').indexOf(ctx.id) % models.length]!
}

function ask(memory: ClientMemory, { f, key, amount }: Task, ctx: ClientCtx): void {
  const { n, server, level, written, shown } = memory
  memory.attempts++
  if (f === 'read') ctx.send(server, { type: 'Read', n, key, after: level === 'own' ? written : 0 })
  else ctx.send(server, { type: 'Command', n, f, key, amount, shown: shown[key] ?? null })
  ctx.setTimer('retry', settingsOf(ctx).clientTimeoutUs)
}

function onRetry(state: State, ctx: ClientCtx): void {
  const { memory } = state
  const { task } = memory
  if (task === null) return
  if (memory.attempts > settingsOf(ctx).clientRetries) {
    ctx.note('gaveUp', task.f, memory.attempts)
    return end(state, task.f === 'read' ? 'fail' : 'unknown', null, 0, ctx)
  }
  const before = memory.server
  memory.server = nextServer(memory, task, ctx)
  ctx.note('retries', before, memory.server, memory.n)
  ask(memory, task, ctx)
}

/** A read that names no model asks the next one. If no model has its own writes yet, the writer has. */
function nextServer({ server, level }: ClientMemory, { f, to }: Task, ctx: ClientCtx): NodeId {
  if (f !== 'read' || level === 'writer' || to !== null) return server
  const models = ctx.group('projector')
  const all = level === 'own' ? [...models, ...ctx.group('writer')] : models
  return all[(all.indexOf(server) + 1) % all.length] ?? server
}

function onDecided(state: State, from: NodeId, m: Decided, ctx: ClientCtx): void {
  const { memory } = state
  const { task } = memory
  if (task === null || m.n !== memory.n) return ctx.note('answerIgnored', from)
  memory.written = Math.max(memory.written, m.offset)
  ctx.note(m.isDone ? 'isDone' : 'isRefused', task.key, m.offset)
  end(state, m.isDone ? 'ok' : 'fail', m.isDone ? null : 'refused', m.offset, ctx)
}

function onShown(state: State, from: NodeId, m: Shown, ctx: ClientCtx): void {
  const { memory } = state
  if (memory.task === null || m.n !== memory.n) return ctx.note('answerIgnored', from)
  memory.shown = { ...memory.shown, [m.key]: m.value }
  ctx.note('isShown', m.key, m.value, from)
  end(state, 'ok', m.value, m.upTo, ctx)
}

function end(
  state: State,
  outcome: 'ok' | 'fail' | 'unknown',
  result: number | string | null,
  offset: number,
  ctx: ClientCtx,
): void {
  const { memory } = state
  ctx.complete(memory.operation, outcome, result)
  ctx.clearTimer('retry')
  memory.finished = { operation: memory.operation, offset }
  memory.task = null
  const next = memory.queue.shift()
  if (next !== undefined) begin(state, next, ctx)
}

// What it does by itself.

/** The same draws whatever they come to. */
function onWorkload(state: State, ctx: ClientCtx): void {
  const { key, isRead } = drawOperation(ctx)
  const isDeposit = ctx.random('workload deposit') < 0.6
  const amount = 10 * ctx.randomInteger('workload amount', 1, 9)
  const f = isRead ? 'read' : isDeposit ? 'deposit' : 'withdraw'
  if (state.memory.task !== null) ctx.note('stillBusy')
  else accept(state, { f, key, amount: isRead ? 0 : amount, level: null, to: null }, ctx)
  think(ctx)
}
