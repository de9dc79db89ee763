// A client of the cluster (§8). It does one operation at a time: asks a server, follows redirects to the leader, and
// when no answer comes asks the next server with the same serial number, so that a command takes effect once
// however often it is sent. After enough retries it gives up; a write may then still take effect.

import type { Json } from '../../src/engine/json.ts'
import type { Ctx, NodeId, NodeState, Order, Process } from '../../src/engine/process.ts'
import { drawOperation, ownValue, think } from '../../src/sim/workload.ts'
import { scalar } from './apply.ts'
import type { ClientReply, RaftMessage } from './messages.ts'
import type { RaftSettings } from './settings.ts'

/** A client keeps nothing: one that restarts is a new client with a new name. */
export type ClientDisk = Record<string, never>

/** What it was told to do. */
export interface Task {
  readonly op: 'read' | 'write' | 'cas' | 'append'
  readonly key: string
  readonly value: Json
  readonly expect: Json
}

export interface ClientMemory {
  /** Names its session: its id, and when it started if it started again. */
  readonly clientId: string
  /** §8: unique serial number of its latest operation. */
  sequenceNum: number
  /** The operation under way, and its id in the history; -1 for none. */
  task: Task | null
  operation: number
  /** The latest operation that ended: its id in the history, -1 for none, and its serial number. */
  finished: number
  finishedNum: number
  queue: Task[]
  /** Whom it asks: the leader as far as it knows. */
  server: NodeId
  /** Times it asked for this operation, not counting redirects followed at once. */
  attempts: number
  /** Redirects followed at once since it last waited. */
  redirects: number
  isBackingOff: boolean
  /** Counts the values it makes by itself. */
  made: number
}

type State = NodeState<ClientDisk, ClientMemory>
type ClientCtx = Ctx<ClientDisk, RaftMessage>

/** Pause before it asks again after a refusal without a hint, times the number of attempts. */
const BACKOFF_US = 25_000

export const client: Process<ClientDisk, ClientMemory, RaftMessage> = {
  name: 'client',

  format: () => ({}),

  boot(_disk, ctx) {
    const nowUs = ctx.now()
    think(ctx)
    const servers = ctx.group('server')
    return {
      clientId: nowUs === 0 ? ctx.id : `${ctx.id}@${nowUs}`,
      // A later life goes on above all numbers of the ones before, so that no late answer is taken for its own.
      sequenceNum: nowUs,
      task: null,
      operation: -1,
      finished: -1,
      finishedNum: 0,
      queue: [],
      server: servers[ctx.group('client').indexOf(ctx.id) % servers.length]!,
      attempts: 0,
      redirects: 0,
      isBackingOff: false,
      made: Math.floor(nowUs / 1000),
    }
  },

  onMessage(state, from, message, ctx) {
    if (message.type === 'ClientReply') onReply(state, from, message, ctx)
  },

  onTimer(state, timer, ctx) {
    if (timer === 'retry') onRetryTimer(state, ctx)
    if (timer === 'workload') onWorkloadTimer(state, ctx)
  },

  onOrder(state, order, ctx) {
    const task = taskOf(order)
    if (task === null) ctx.note('orderUnknown', order.name)
    else {
      if (ctx.group('server').some((server) => server === order.to)) state.memory.server = String(order.to)
      accept(state, task, ctx)
    }
  },
}

// Operations.

function taskOf(order: Order): Task | null {
  const { name, key = '', value = null, expect = null } = order
  if (name !== 'read' && name !== 'write' && name !== 'cas' && name !== 'append') return null
  return { op: name, key: String(key), value: name === 'read' ? null : value, expect }
}

/** One at a time: the next begins when this one has ended. */
function accept(state: State, task: Task, ctx: ClientCtx): void {
  const { memory } = state
  if (memory.task === null) return begin(state, task, ctx)
  memory.queue.push(task)
  ctx.note('queued', task.op, task.key, scalar(task.value), memory.queue.length)
}

function begin(state: State, task: Task, ctx: ClientCtx): void {
  const { memory } = state
  memory.task = task
  memory.sequenceNum++
  memory.operation = ctx.invoke({ f: task.op, key: task.key, value: historyValue(task) })
  memory.attempts = 0
  memory.redirects = 0
  ctx.note('invoked', task.op, task.key, scalar(task.value), memory.server)
  ask(state, ctx)
}

/** What a history records of a cas: both values. */
function historyValue({ op, value, expect }: Task): Json {
  return op === 'cas' ? [expect, value] : value
}

function ask(state: State, ctx: ClientCtx): void {
  const { memory } = state
  memory.attempts++
  memory.isBackingOff = false
  send(state, ctx)
  ctx.setTimer('retry', settingsOf(ctx).clientTimeoutUs)
}

function send({ memory }: State, ctx: ClientCtx): void {
  const { clientId, sequenceNum, server } = memory
  const { op, key, value, expect } = memory.task!
  if (op === 'read') ctx.send(server, { type: 'ClientQuery', sequenceNum, key })
  else ctx.send(server, { type: 'ClientRequest', clientId, sequenceNum, op, key, value, expect })
}

function end(state: State, outcome: 'ok' | 'fail' | 'unknown', result: Json, ctx: ClientCtx): void {
  const { memory } = state
  ctx.complete(memory.operation, outcome, result)
  ctx.clearTimer('retry')
  memory.finished = memory.operation
  memory.finishedNum = memory.sequenceNum
  memory.operation = -1
  memory.task = null
  const next = memory.queue.shift()
  if (next !== undefined) begin(state, next, ctx)
}

// Answers.

function onReply(state: State, from: NodeId, m: ClientReply, ctx: ClientCtx): void {
  const { memory } = state
  if (memory.task === null || m.sequenceNum !== memory.sequenceNum) {
    ctx.note('replyIgnored', from, m.sequenceNum)
    return
  }
  if (m.status === 'NOT_LEADER') return onRedirect(state, from, m.leaderHint, ctx)
  const { op, key } = memory.task
  memory.server = from
  if (op === 'read' && m.response === null) ctx.note('foundNothing', key, from)
  else ctx.note('completed', answerCode(op, m.response), key, scalar(answeredValue(memory.task, m)), from)
  end(state, 'ok', m.response, ctx)
}

function answerCode(op: Task['op'], response: Json): string {
  return op === 'cas' && response !== true ? 'casFailed' : `${op}Done`
}

/** A write is answered with nothing but that it is done. */
function answeredValue({ op, value }: Task, { response }: ClientReply): Json {
  return op === 'write' ? value : response
}

/** Follows a hint at once, but not in circles; without one it waits and asks the next. */
function onRedirect(state: State, from: NodeId, leaderHint: NodeId | null, ctx: ClientCtx): void {
  const { memory } = state
  if (from !== memory.server || memory.isBackingOff) {
    ctx.note('replyIgnored', from, memory.sequenceNum)
    return
  }
  const isUseful = leaderHint !== null && leaderHint !== from
  if (isUseful && memory.redirects < ctx.group('server').length) return follow(state, from, leaderHint, ctx)
  const waitUs = Math.min(BACKOFF_US * memory.attempts, settingsOf(ctx).clientTimeoutUs)
  memory.isBackingOff = true
  ctx.note('backsOff', from, waitUs)
  ctx.setTimer('retry', waitUs)
}

function follow(state: State, from: NodeId, leader: NodeId, ctx: ClientCtx): void {
  const { memory } = state
  memory.redirects++
  memory.server = leader
  ctx.note('redirectFollowed', from, leader)
  send(state, ctx)
  ctx.setTimer('retry', settingsOf(ctx).clientTimeoutUs)
}

/** No answer, or the pause is over: the next server, with the same serial number. */
function onRetryTimer(state: State, ctx: ClientCtx): void {
  const { memory } = state
  if (memory.task === null) return
  if (memory.attempts > settingsOf(ctx).clientRetries) return giveUp(state, ctx)
  const silent = memory.server
  memory.server = nextServer(silent, ctx)
  memory.redirects = 0
  ctx.note('retries', silent, memory.server, memory.isBackingOff ? 'refused' : 'noAnswer', memory.attempts)
  ask(state, ctx)
}

function nextServer(server: NodeId, ctx: ClientCtx): NodeId {
  const servers = ctx.group('server')
  return servers[(servers.indexOf(server) + 1) % servers.length]!
}

/** A read that got no answer had no effect; a command may have had one, or may still have. */
function giveUp(state: State, ctx: ClientCtx): void {
  const { op, key } = state.memory.task!
  const outcome = op === 'read' ? 'fail' : 'unknown'
  ctx.note('gaveUp', op, key, outcome, state.memory.attempts)
  end(state, outcome, null, ctx)
}

// Operations it sends by itself.

function onWorkloadTimer(state: State, ctx: ClientCtx): void {
  const { key, isRead } = drawOperation(ctx)
  if (state.memory.task !== null) ctx.note('stillBusy')
  else accept(state, isRead ? readOf(key) : freshWrite(state, key, ctx), ctx)
  think(ctx)
}

function readOf(key: string): Task {
  return { op: 'read', key, value: null, expect: null }
}

/** Every write of every client writes another value. */
function freshWrite({ memory }: State, key: string, ctx: ClientCtx): Task {
  memory.made++
  return { op: 'write', key, value: ownValue(memory.made, ctx), expect: null }
}

function settingsOf(ctx: ClientCtx): RaftSettings {
  return ctx.settings as unknown as RaftSettings
}
