// A client. It does one operation at a time: asks the replica that should know, follows where it is pointed, and when no
// answer comes asks the next with the same serial number, so that a write takes effect once however often it is sent.
// After enough retries it gives up: a write may then still take effect, even if everyone refused it, for the network may
// have kept a copy.

import type { Json } from '../../src/engine/json.ts'
import type { Ctx, NodeId, NodeState, Order, Process } from '../../src/engine/process.ts'
import { drawOperation, ownValue, think } from '../../src/sim/workload.ts'
import { shown } from './machine.ts'
import type { Level, Op, ReplicationMessage, Reply } from './messages.ts'
import { settingsOf } from './settings.ts'

/** A client keeps nothing: one that restarts is a new client with a new name. */
export type ClientDisk = Record<string, never>

/** What it was told to do. */
export interface Task {
  readonly op: Op
  readonly key: string
  readonly value: Json
  /** What the order asks for; null for what the settings say. */
  readonly level: Level | null
  /** The replica to ask; null for whoever should know. */
  readonly to: NodeId | null
}

export interface ClientMemory {
  /** Names its session: its id, and when it started if it started again. */
  readonly clientId: string
  /** Serial number of its latest operation. */
  sequenceNum: number
  /** The operation under way and how much it insists; its id in the history, -1 for none. */
  task: Task | null
  level: Level
  operation: number
  /** The latest operation that ended: its id in the history, its number, and which write its answer showed. */
  finished: number
  finishedNum: number
  finishedVersion: string
  queue: Task[]
  /** Who takes writes and who answers reads, as far as it knows. */
  writer: NodeId
  reader: NodeId
  /** Whom it asked last. */
  server: NodeId
  /** Times it asked for this operation, not counting what it followed at once. */
  attempts: number
  /** Times it was pointed on since it last waited. */
  followed: number
  isBackingOff: boolean
  /** Someone it asked has refused. */
  isRefused: boolean
  /** How far the log had been followed where it was answered: its token. */
  seen: number
  /** Counts the values it makes by itself. */
  made: number
}

type State = NodeState<ClientDisk, ClientMemory>
type ClientCtx = Ctx<ClientDisk, ReplicationMessage>

/** The result of an operation that was refused, by all who answered at all. */
export const REFUSED = 'refused'

/** Pause before it asks again after a refusal without a hint, times the number of attempts. */
const BACKOFF_US = 25_000

export const client: Process<ClientDisk, ClientMemory, ReplicationMessage> = {
  name: 'client',

  format: () => ({}),

  boot(_disk, ctx) {
    const nowUs = ctx.now()
    think(ctx)
    const first = ctx.group('replica')[0]!
    return {
      clientId: nowUs === 0 ? ctx.id : `${ctx.id}@${nowUs}`,
      // A later life goes on above all numbers of the ones before, so that no late answer is taken for its own.
      sequenceNum: nowUs,
      task: null,
      level: 'strong',
      operation: -1,
      finished: -1,
      finishedNum: 0,
      finishedVersion: '',
      queue: [],
      writer: first,
      reader: first,
      server: first,
      attempts: 0,
      followed: 0,
      isBackingOff: false,
      isRefused: false,
      seen: 0,
      made: Math.floor(nowUs / 1000),
    }
  },

  onMessage(state, from, message, ctx) {
    if (message.type === 'Reply') onReply(state, from, message, ctx)
  },

  onTimer(state, timer, ctx) {
    if (timer === 'retry') onRetryTimer(state, ctx)
    if (timer === 'workload') onWorkloadTimer(state, ctx)
  },

  onOrder(state, order, ctx) {
    const task = taskOf(order, ctx)
    if (task === null) ctx.note('orderUnknown', order.name)
    else accept(state, task, ctx)
  },
}

// Operations.

const OPS: readonly string[] = ['read', 'write', 'append', 'wipe', 'snapshot', 'restore'] satisfies Op[]
const LEVELS: readonly Json[] = ['strong', 'available', 'eventual'] satisfies Level[]

function taskOf(
  { name, key = '', value = null, level = null, to = null }: Order,
  ctx: ClientCtx,
): Task | null {
  if (!OPS.includes(name)) return null
  return {
    op: name as Op,
    key: String(key),
    value: name === 'write' || name === 'append' ? value : null,
    level: LEVELS.includes(level) ? (level as Level) : null,
    to: ctx.group('replica').some((id) => id === to) ? String(to) : null,
  }
}

/** One at a time: the next begins when this one has ended. */
function accept(state: State, task: Task, ctx: ClientCtx): void {
  const { memory } = state
  if (memory.task === null) return begin(state, task, ctx)
  memory.queue.push(task)
  ctx.note('queued', task.op, task.key, shown(task.value), memory.queue.length)
}

function begin(state: State, task: Task, ctx: ClientCtx): void {
  const { memory } = state
  memory.task = task
  memory.level = levelOf(task, ctx)
  memory.sequenceNum++
  memory.operation = ctx.invoke({ f: task.op, key: task.key, value: task.value, level: memory.level })
  memory.attempts = 0
  memory.followed = 0
  memory.isRefused = false
  memory.server = task.to ?? guess(state, task, ctx)
  ctx.note('invoked', task.op, task.key, shown(task.value), memory.server)
  ask(state, ctx)
}

/** What the order says; otherwise what the settings make of it. */
function levelOf({ op, level }: Task, ctx: ClientCtx): Level {
  const { reads, whenCutOff } = settingsOf(ctx)
  if (level !== null && (level !== 'eventual' || op === 'read')) return level
  if (op === 'read' && reads === 'anywhere') return 'eventual'
  return whenCutOff === 'answer' ? 'available' : 'strong'
}

/** Reads that may be old go to the nearest replica: each client has another one. */
function guess({ memory }: State, { op }: Task, ctx: ClientCtx): NodeId {
  if (memory.level !== 'eventual') return op === 'read' ? memory.reader : memory.writer
  const replicas = ctx.group('replica')
  return replicas[(ctx.group('client').indexOf(ctx.id) + 1) % replicas.length]!
}

function ask(state: State, ctx: ClientCtx): void {
  const { memory } = state
  memory.attempts++
  memory.isBackingOff = false
  send(state, ctx)
  ctx.setTimer('retry', settingsOf(ctx).clientTimeoutUs)
}

function send({ memory }: State, ctx: ClientCtx): void {
  const { clientId, sequenceNum, server, level } = memory
  const { op, key, value } = memory.task!
  const seen = settingsOf(ctx).session === 'token' ? memory.seen : 0
  ctx.send(server, { type: 'Request', clientId, sequenceNum, op, key, value, level, seen })
}

function end(
  state: State,
  outcome: 'ok' | 'fail' | 'unknown',
  result: Json,
  version: string,
  ctx: ClientCtx,
) {
  const { memory } = state
  ctx.complete(memory.operation, outcome, result)
  ctx.clearTimer('retry')
  memory.finished = memory.operation
  memory.finishedNum = memory.sequenceNum
  memory.finishedVersion = version
  memory.operation = -1
  memory.task = null
  const next = memory.queue.shift()
  if (next !== undefined) begin(state, next, ctx)
}

// Answers.

function onReply(state: State, from: NodeId, m: Reply, ctx: ClientCtx): void {
  const { memory } = state
  if (memory.task === null || m.sequenceNum !== memory.sequenceNum) {
    ctx.note('replyIgnored', from, m.sequenceNum)
    return
  }
  if (m.status !== 'OK') return onTurnedAway(state, from, m, ctx)
  const { op, key, value } = memory.task
  memory.seen = Math.max(memory.seen, m.index)
  // In a chain the tail answers writes, but the head takes them.
  if (op === 'read' && memory.level !== 'eventual') memory.reader = from
  if (op !== 'read') memory.writer = memory.server
  if (op === 'read' && m.response === null) ctx.note('foundNothing', key, from)
  else ctx.note('completed', `${op}Done`, key, shown(op === 'read' ? m.response : value), from)
  end(state, 'ok', m.response, m.version, ctx)
}

/** Follows a hint at once, but not in circles; without one it waits and asks the next. */
function onTurnedAway(state: State, from: NodeId, { status, hint }: Reply, ctx: ClientCtx): void {
  const { memory } = state
  if (from !== memory.server || memory.isBackingOff) {
    ctx.note('replyIgnored', from, memory.sequenceNum)
    return
  }
  if (hint !== null && memory.followed < ctx.group('replica').length) return follow(state, from, hint, ctx)
  if (status === 'REFUSED') memory.isRefused = true
  const waitUs = Math.min(BACKOFF_US * memory.attempts, settingsOf(ctx).clientTimeoutUs)
  memory.isBackingOff = true
  ctx.note('backsOff', from, waitUs, status === 'REFUSED' ? 'cutOff' : 'notReady')
  ctx.setTimer('retry', waitUs)
}

function follow(state: State, from: NodeId, hint: NodeId, ctx: ClientCtx): void {
  const { memory } = state
  memory.followed++
  memory.server = hint
  ctx.note('hintFollowed', from, hint)
  send(state, ctx)
  ctx.setTimer('retry', settingsOf(ctx).clientTimeoutUs)
}

/** No answer, or the pause is over: the next replica, with the same serial number. */
function onRetryTimer(state: State, ctx: ClientCtx): void {
  const { memory } = state
  if (memory.task === null) return
  if (memory.attempts > settingsOf(ctx).clientRetries) return giveUp(state, ctx)
  const before = memory.server
  memory.server = nextReplica(before, ctx)
  memory.followed = 0
  ctx.note('retries', before, memory.server, memory.isBackingOff ? 'refused' : 'noAnswer', memory.attempts)
  ask(state, ctx)
}

function nextReplica(server: NodeId, ctx: ClientCtx): NodeId {
  const replicas = ctx.group('replica')
  return replicas[(replicas.indexOf(server) + 1) % replicas.length]!
}

/** A read that got no answer had no effect. Of a write nobody knows, also if it was refused: copies may be under way. */
function giveUp(state: State, ctx: ClientCtx): void {
  const { memory } = state
  const { op, key } = memory.task!
  const outcome = op === 'read' ? 'fail' : 'unknown'
  ctx.note('gaveUp', op, key, memory.isRefused ? REFUSED : outcome, memory.attempts)
  end(state, outcome, memory.isRefused ? REFUSED : null, '', ctx)
}

// Operations it sends by itself.

function onWorkloadTimer(state: State, ctx: ClientCtx): void {
  const { key, isRead } = drawOperation(ctx)
  if (state.memory.task !== null) ctx.note('stillBusy')
  else accept(state, isRead ? taskFor('read', key, null) : freshWrite(state, key, ctx), ctx)
  think(ctx)
}

function taskFor(op: Op, key: string, value: Json): Task {
  return { op, key, value, level: null, to: null }
}

/** Every write of every client writes another value. */
function freshWrite({ memory }: State, key: string, ctx: ClientCtx): Task {
  memory.made++
  return taskFor('write', key, ownValue(memory.made, ctx))
}
