// A client: asks for one transaction at a time, again under the same name until it is answered, and remembers on its disk
// how many names it has given, so that none is given twice.

import type { Ctx, NodeId, NodeState, Process, Order as Told } from '../../src/engine/process.ts'
import { think } from '../../src/sim/workload.ts'
import type { Answer, TransactionMessage } from './messages.ts'
import { accountName, amountOf, keyOf, partsOf, total, type Wish } from './requests.ts'
import type { TransactionSettings } from './settings.ts'

export interface ClientDisk {
  readonly n: number
}

export interface ClientMemory {
  /** What it asks for now; null between two. */
  wish: Wish | null
  request: string
  coordinator: NodeId
  attempts: number
  operation: number
  queue: Wish[]
  /** The latest operation that ended, for the observer. */
  finished: { readonly operation: number; readonly request: string } | null
}

type State = NodeState<ClientDisk, ClientMemory>
type ClientCtx = Ctx<ClientDisk, TransactionMessage>

export const client: Process<ClientDisk, ClientMemory, TransactionMessage> = {
  name: 'client',

  format: () => ({ n: 0 }),

  boot(_disk, ctx) {
    think(ctx)
    return { wish: null, request: '', coordinator: '', attempts: 0, operation: -1, queue: [], finished: null }
  },

  onMessage(state, from, message, ctx) {
    if (message.type === 'Answer') onAnswer(state, from, message, ctx)
  },

  onTimer(state, timer, ctx) {
    if (timer === 'retry') onRetry(state, ctx)
    if (timer === 'workload') onWorkload(state, ctx)
  },

  onOrder(state, order, ctx) {
    const wish = wishOf(order, ctx)
    if (wish === null) ctx.note('orderUnknown', order.name)
    else accept(state, wish, ctx)
  },
}

function settingsOf(ctx: ClientCtx): TransactionSettings {
  return ctx.settings as unknown as TransactionSettings
}

function wishOf(order: Told, ctx: ClientCtx): Wish | null {
  if (order.name === 'order') return { f: 'order' }
  if (order.name === 'audit') return { f: 'audit', accounts: settingsOf(ctx).workloadKeys }
  if (order.name !== 'transfer' && order.name !== 'deposit') return null
  return { f: order.name, from: String(order.from), to: String(order.to), amount: Number(order.amount) }
}

function accept(state: State, wish: Wish, ctx: ClientCtx): void {
  const { memory } = state
  if (memory.wish === null) return begin(state, wish, ctx)
  memory.queue.push(wish)
  ctx.note('queued', memory.queue.length)
}

function begin(state: State, wish: Wish, ctx: ClientCtx): void {
  const { memory } = state
  ctx.write('n', state.disk.n + 1)
  ctx.sync()
  memory.wish = wish
  memory.request = `${ctx.id}.${state.disk.n}`
  memory.attempts = 0
  memory.coordinator = coordinatorFor(wish, ctx)
  memory.operation = ctx.invoke({ f: wish.f, key: keyOf(wish), value: amountOf(wish) })
  ctx.note('asks', memory.request, wish.f, memory.coordinator)
  ask(memory, wish, ctx)
}

/** Clients share the coordinators there are. Retries go where the first try went. */
function coordinatorFor(wish: Wish, ctx: ClientCtx): NodeId {
  const settings = settingsOf(ctx)
  const { protocol, place } = settings
  const sites = ctx.group('participant')
  if (protocol === 'choreographed') return partsOf(wish, ctx.id, sites, settings)[0]!.site
  if (place === 'beside') return sites[0]!
  const all = ctx.group('coordinator')
  // There may be a thousand clients: none looks for its place among them for nothing.
  return all.length === 1 ? all[0]! : all[ctx.group('client').indexOf(ctx.id) % all.length]!
}

function ask(memory: ClientMemory, wish: Wish, ctx: ClientCtx): void {
  const parts = partsOf(
    wish,
    ctx.id,
    ctx.group('participant'),
    settingsOf(ctx),
    ctx.group('provider').length > 0,
  )
  memory.attempts++
  ctx.send(memory.coordinator, { type: 'Order', request: memory.request, parts })
  ctx.setTimer('retry', settingsOf(ctx).clientTimeoutUs)
}

function onRetry(state: State, ctx: ClientCtx): void {
  const { memory } = state
  if (memory.wish === null) return
  if (memory.attempts > settingsOf(ctx).clientRetries) {
    ctx.note('gaveUp', memory.request, memory.attempts)
    return end(state, memory.wish.f === 'audit' ? 'fail' : 'unknown', null, ctx)
  }
  ctx.note('retries', memory.request, memory.coordinator)
  ask(memory, memory.wish, ctx)
}

function onAnswer(state: State, from: NodeId, m: Answer, ctx: ClientCtx): void {
  const { memory } = state
  if (memory.wish === null || m.request !== memory.request) return ctx.note('answerIgnored', from, m.request)
  if (m.why === 'duplicate') {
    ctx.note('isDuplicate', m.request)
    return end(state, 'unknown', null, ctx)
  }
  if (m.outcome === 'abort') {
    ctx.note('isRefused', m.request, m.why)
    return end(state, 'fail', m.why, ctx)
  }
  const result = memory.wish.f === 'audit' ? total(m.values) : null
  if (result === null) ctx.note('isDone', m.request)
  else ctx.note('isTold', m.request, result)
  end(state, 'ok', result, ctx)
}

function end(
  state: State,
  outcome: 'ok' | 'fail' | 'unknown',
  result: number | string | null,
  ctx: ClientCtx,
): void {
  const { memory } = state
  ctx.complete(memory.operation, outcome, result)
  ctx.clearTimer('retry')
  memory.finished = { operation: memory.operation, request: memory.request }
  memory.wish = null
  const next = memory.queue.shift()
  if (next !== undefined) begin(state, next, ctx)
}

// What it asks for by itself.

/** The same draws whatever they come to. */
function onWorkload(state: State, ctx: ClientCtx): void {
  const { workload, workloadReads, workloadKeys } = settingsOf(ctx)
  const isAudit = ctx.random('workload read') < workloadReads
  const from = ctx.randomInteger('workload key', 0, workloadKeys - 1)
  const step = ctx.randomInteger('workload step', 1, Math.max(1, workloadKeys - 1))
  const amount = ctx.randomInteger('workload amount', 1, 20)
  const isOrder = workload === 'orders' || (ctx.random('workload kind') < 0.3 && workload === 'both')
  const to = (from + step) % workloadKeys
  if (state.memory.wish !== null) ctx.note('stillBusy')
  else if (isAudit) accept(state, { f: 'audit', accounts: workloadKeys }, ctx)
  else if (isOrder || workloadKeys === 1) accept(state, { f: 'order' }, ctx)
  else {
    const f = amount % 3 === 0 ? 'deposit' : 'transfer'
    accept(state, { f, from: accountName(from), to: accountName(to), amount }, ctx)
  }
  think(ctx)
}
