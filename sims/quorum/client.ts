// A client of the store: one operation at a time, at whatever level it is told. To write it first asks what is there, so
// that its version says what it replaces (§4.4), and then puts the version. It never asks twice: what got no answer may
// have taken effect or not.

import type { Json } from '../../src/engine/json.ts'
import type { Ctx, NodeId, NodeState, Order, Process } from '../../src/engine/process.ts'
import { drawOperation, ownValue, think } from '../../src/sim/workload.ts'
import type { Backing, GetReply, Level, PutReply, QuorumMessage } from './messages.ts'
import { settingsOf } from './state.ts'
import {
  highestStamp,
  mergedValue,
  resultOf,
  type Seen,
  seenIn,
  textOf,
  type Version,
  versionOf,
} from './versions.ts'

/** A client keeps nothing: one that restarts is a new session with a new name. */
export type ClientDisk = Record<string, never>

/** What somebody knows of a key. */
export interface Known {
  readonly seen: Seen
  readonly stamp: number
}

/** What it was told to do. */
export interface Task {
  readonly op: 'read' | 'write'
  readonly key: string
  readonly value: Json
  readonly level: Level
  /** Of a merger: what it was made of, and the operation that read it. */
  readonly merges: { readonly known: Known; readonly read: number } | null
}

/** An operation that was answered, for those who judge it. */
export interface Answer {
  readonly operation: number
  readonly backing: Backing
  /** How the question before a write was answered; null if there was none. */
  readonly asked: Backing | null
  /** Read, or written. */
  readonly versions: readonly Version[]
  /** Of a read: on how many copies it was made sure of. */
  readonly stores: number
}

export interface ClientMemory {
  /** Names its session: its id, and when it started if it started again. */
  readonly session: string
  /** Number of its latest operation. */
  serial: number
  task: Task | null
  stage: 'reading' | 'asking' | 'putting' | 'idle'
  /** Its id in the history; -1 for none. */
  operation: number
  /** Of a write under way: how its question was answered, and the version it puts. */
  asked: Backing | null
  version: Version | null
  /** The latest operation that ended: its id, -1 for none; and its answer, if it got one. */
  finished: number
  answer: Answer | null
  queue: Task[]
  coordinator: NodeId
  /** By key: what it has seen, its own writes included. */
  known: Record<string, Known>
  /** Counts the values it makes by itself. */
  made: number
}

type State = NodeState<ClientDisk, ClientMemory>
type ClientCtx = Ctx<ClientDisk, QuorumMessage>

/** What stands in the history for a refusal, as against silence. */
export const REFUSED = 'refused'
const NOTHING: Known = { seen: {}, stamp: 0 }
const LEVELS: readonly Level[] = ['default', 'one', 'quorum', 'all']

export const client: Process<ClientDisk, ClientMemory, QuorumMessage> = {
  name: 'client',

  format: () => ({}),

  boot(_disk, ctx) {
    const nowUs = ctx.now()
    think(ctx)
    const nodes = ctx.group('replica')
    return {
      session: nowUs === 0 ? ctx.id : `${ctx.id}@${nowUs}`,
      // A later life goes on above all numbers of the ones before, so that no late answer is taken for its own.
      serial: nowUs,
      task: null,
      stage: 'idle',
      operation: -1,
      asked: null,
      version: null,
      finished: -1,
      answer: null,
      queue: [],
      coordinator: nodes[ctx.group('client').indexOf(ctx.id) % nodes.length]!,
      known: {},
      made: Math.floor(nowUs / 1000),
    }
  },

  onMessage(state, from, message, ctx) {
    if (message.type === 'GetReply') onGetReply(state, from, message, ctx)
    if (message.type === 'PutReply') onPutReply(state, from, message, ctx)
  },

  onTimer(state, timer, ctx) {
    if (timer === 'answer') onSilence(state, ctx)
    if (timer === 'workload') onWorkloadTimer(state, ctx)
  },

  onOrder(state, order, ctx) {
    const task = taskOf(order)
    if (task === null) return ctx.note('orderUnknown', order.name)
    if (ctx.group('replica').some((node) => node === order.to)) state.memory.coordinator = String(order.to)
    accept(state, task, ctx)
  },
}

// Operations.

function taskOf({ name, key = '', value = null, level = 'default' }: Order): Task | null {
  const known = LEVELS.find((each) => each === level)
  if ((name !== 'read' && name !== 'write') || known === undefined) return null
  return { op: name, key: String(key), value: name === 'read' ? null : value, level: known, merges: null }
}

/** One at a time: the next begins when this one has ended. */
function accept(state: State, task: Task, ctx: ClientCtx): void {
  const { memory } = state
  if (memory.task === null) return begin(state, task, ctx)
  memory.queue.push(task)
  ctx.note('queued', task.op, task.key, textOf(task.value))
}

function begin(state: State, task: Task, ctx: ClientCtx): void {
  const { memory } = state
  const { op, key, value, level, merges } = task
  memory.task = task
  memory.serial++
  memory.asked = null
  memory.version = null
  memory.operation = ctx.invoke({ f: op, key, value, ...(level === 'default' ? {} : { level }) })
  if (settingsOf(ctx).anyCoordinator) drawCoordinator(state, ctx)
  ctx.note('invoked', op, key, textOf(value), memory.coordinator)
  ctx.setTimer('answer', settingsOf(ctx).clientTimeoutUs)
  if (op === 'read') return get(state, 'reading', ctx)
  if (merges !== null) return put(state, merges.known, ctx)
  if (isByClock(ctx)) return put(state, NOTHING, ctx)
  get(state, 'asking', ctx)
}

/** Where clocks are trusted, nobody is asked before a write. */
function isByClock(ctx: ClientCtx): boolean {
  return settingsOf(ctx).conflicts === 'lww' && ctx.broken.trustsClock === true
}

function drawCoordinator({ memory }: State, ctx: ClientCtx): void {
  const nodes = ctx.group('replica')
  memory.coordinator = nodes[ctx.randomInteger('coordinator', 0, nodes.length - 1)]!
}

function get({ memory }: State, stage: 'reading' | 'asking', ctx: ClientCtx): void {
  const { key, level } = memory.task!
  const { serial } = memory
  memory.stage = stage
  ctx.send(memory.coordinator, { type: 'Get', serial, key, level, isAsk: stage === 'asking' })
}

/** §4.4: the version that is put says what its writer has seen. */
function put({ memory }: State, found: Known, ctx: ClientCtx): void {
  const { key, level, value } = memory.task!
  const { session, serial } = memory
  const own = knownOf(memory, key)
  const seen = ctx.broken.forgetsContext === true ? {} : seenIn([found, own])
  const stamp = Math.max(found.stamp, own.stamp) + 1
  const version = versionOf({
    value,
    writer: session,
    n: serial,
    stamp,
    seen: { ...seen, [session]: serial },
  })
  learn(memory, key, [version])
  memory.stage = 'putting'
  memory.version = version
  const shows = textOf(value)
  ctx.send(memory.coordinator, { type: 'Put', serial, key, level, shows, stamp, writer: session, version })
}

function knownOf({ known }: ClientMemory, key: string): Known {
  return Object.hasOwn(known, key) ? known[key]! : NOTHING
}

function learn(memory: ClientMemory, key: string, versions: readonly Version[]): void {
  const own = knownOf(memory, key)
  memory.known[key] = {
    seen: seenIn([own, ...versions]),
    stamp: Math.max(own.stamp, highestStamp(versions)),
  }
}

// Answers.

function onGetReply(state: State, from: NodeId, m: GetReply, ctx: ClientCtx): void {
  const { memory } = state
  if (m.serial !== memory.serial || memory.stage !== (m.isAsk ? 'asking' : 'reading'))
    return ctx.note('replyIgnored', from)
  if (m.status === 'REFUSED') return fail(state, from, m, ctx)
  learn(memory, m.key, m.versions)
  const { task } = memory
  if (m.isAsk) {
    memory.asked = backingOf(m)
    ctx.note('asked', m.key, m.shows, textOf(task!.value))
    return put(state, knownOf(memory, m.key), ctx)
  }
  const result = resultOf(m.versions, settingsOf(ctx).conflicts)
  ctx.note(
    m.versions.length === 0 ? 'foundNothing' : 'readDone',
    m.key,
    result === null ? 'nothing' : textOf(result),
    from,
  )
  const read = memory.operation
  end(
    state,
    'ok',
    result,
    { backing: backingOf(m), versions: m.versions, stores: m.stores, asked: null },
    ctx,
  )
  if (settingsOf(ctx).conflicts === 'client' && m.versions.length > 1)
    mergeThem(state, task!, m.versions, read, ctx)
}

function onPutReply(state: State, from: NodeId, m: PutReply, ctx: ClientCtx): void {
  const { memory } = state
  if (m.serial !== memory.serial || memory.stage !== 'putting') return ctx.note('replyIgnored', from)
  if (m.status === 'REFUSED') return fail(state, from, m, ctx)
  const version = versionOf({ ...memory.version!, stamp: m.stamp })
  learn(memory, m.key, [version])
  ctx.note('writeDone', m.key, textOf(version.value), from)
  end(state, 'ok', null, { backing: backingOf(m), versions: [version], stores: 0, asked: memory.asked }, ctx)
}

function backingOf({ status, copies, need, isSloppy }: Backing): Backing {
  return Object.freeze({ status, copies, need, isSloppy })
}

/** Who reads siblings has seen them all, and may write what they come to. */
function mergeThem(
  state: State,
  { key, level }: Task,
  versions: readonly Version[],
  read: number,
  ctx: ClientCtx,
): void {
  const value = mergedValue(versions.map((version) => version.value))
  ctx.note('merges', key, versions.length, textOf(value))
  const known = { seen: seenIn(versions), stamp: highestStamp(versions) }
  const task: Task = { op: 'write', key, value, level, merges: { known, read } }
  if (state.memory.task === null) begin(state, task, ctx)
  else state.memory.queue.unshift(task)
}

// Endings.

/** Before anything was put a refusal is the end of it; after that nobody knows whether it took effect. */
function fail(state: State, from: NodeId, { need, copies }: Backing, ctx: ClientCtx): void {
  const outcome = state.memory.stage === 'putting' ? 'unknown' : 'fail'
  ctx.note('refused', from, need, copies, outcome)
  end(state, outcome, REFUSED, null, ctx)
}

function onSilence(state: State, ctx: ClientCtx): void {
  const { memory } = state
  if (memory.task === null) return
  const outcome = memory.stage === 'putting' ? 'unknown' : 'fail'
  ctx.note('gaveUp', memory.coordinator, memory.task.op, memory.task.key, outcome)
  end(state, outcome, null, null, ctx)
}

function end(
  state: State,
  outcome: 'ok' | 'fail' | 'unknown',
  result: Json,
  answer: Omit<Answer, 'operation'> | null,
  ctx: ClientCtx,
): void {
  const { memory } = state
  ctx.complete(memory.operation, outcome, result)
  ctx.clearTimer('answer')
  memory.finished = memory.operation
  memory.answer = answer === null ? null : { operation: memory.operation, ...answer }
  memory.operation = -1
  memory.task = null
  memory.stage = 'idle'
  const next = memory.queue.shift()
  if (next !== undefined) begin(state, next, ctx)
}

// Operations it sends by itself.

function onWorkloadTimer(state: State, ctx: ClientCtx): void {
  const { key, isRead } = drawOperation(ctx)
  const task = { key, level: 'default', merges: null } as const
  if (state.memory.task !== null) ctx.note('stillBusy')
  else if (isRead) accept(state, { ...task, op: 'read', value: null }, ctx)
  else accept(state, { ...task, op: 'write', value: freshValue(state, ctx) }, ctx)
  think(ctx)
}

function freshValue({ memory }: State, ctx: ClientCtx): number {
  memory.made++
  return ownValue(memory.made, ctx)
}
