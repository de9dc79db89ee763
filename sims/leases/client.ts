// A client: wants the file to count some more, asks one worker for it, always the same, and again under the same number until it
// is answered. It remembers on its disk how many numbers it has used.

import type { Ctx, NodeId, NodeState, Process } from '../../src/engine/process.ts'
import { think } from '../../src/sim/workload.ts'
import type { Done, LeaseMessage } from './messages.ts'
import { settingsOf } from './settings.ts'

export interface ClientDisk {
  readonly n: number
}

export interface ClientMemory {
  /** How much it asks for now; 0 between two jobs. */
  count: number
  attempts: number
  operation: number
  queue: number[]
}

type State = NodeState<ClientDisk, ClientMemory>
type ClientCtx = Ctx<ClientDisk, LeaseMessage>

const MOST_WRITES = 3

export const client: Process<ClientDisk, ClientMemory, LeaseMessage> = {
  name: 'client',

  format: () => ({ n: 0 }),

  boot(_disk, ctx) {
    think(ctx)
    return { count: 0, attempts: 0, operation: -1, queue: [] }
  },

  onMessage(state, from, message, ctx) {
    if (message.type === 'Done') onDone(state, from, message, ctx)
  },

  onTimer(state, timer, ctx) {
    if (timer === 'retry') onRetry(state, ctx)
    if (timer === 'workload') onWorkload(state, ctx)
  },

  onOrder(state, order, ctx) {
    const count = Number(order.count)
    if (order.name !== 'add' || !(count >= 1)) return ctx.note('orderUnknown', order.name)
    if (state.memory.count === 0) return begin(state, count, ctx)
    state.memory.queue.push(count)
    ctx.note('queued', state.memory.queue.length)
  },
}

function begin(state: State, count: number, ctx: ClientCtx): void {
  const { memory } = state
  ctx.write('n', state.disk.n + 1)
  ctx.sync()
  memory.count = count
  memory.attempts = 0
  memory.operation = ctx.invoke({ f: 'add', key: 'file', value: count })
  ctx.note('wants', count, workerFor(ctx))
  request(state, ctx)
}

function workerFor(ctx: ClientCtx): NodeId {
  return shared(ctx.group('client'), ctx.group('worker'), ctx.id)
}

/** Clients share the workers there are. */
function shared(clients: readonly NodeId[], workers: readonly NodeId[], client: NodeId): NodeId {
  return workers[clients.indexOf(client) % workers.length]!
}

/** The worker that this client asks. */
export function workerOf(
  nodes: readonly { readonly id: NodeId; readonly process: string }[],
  client: NodeId,
): NodeId {
  const idsOf = (process: string) => nodes.filter((node) => node.process === process).map(({ id }) => id)
  return shared(idsOf('client'), idsOf('worker'), client)
}

function request({ disk, memory }: State, ctx: ClientCtx): void {
  memory.attempts++
  ctx.send(workerFor(ctx), { type: 'Job', client: ctx.id, n: disk.n, count: memory.count })
  ctx.setTimer('retry', settingsOf(ctx).clientTimeoutUs)
}

function onRetry(state: State, ctx: ClientCtx): void {
  const { memory } = state
  if (memory.attempts > settingsOf(ctx).clientRetries) {
    ctx.note('gaveUp', memory.attempts)
    return end(state, 'unknown', null, ctx)
  }
  ctx.note('asksAgain', workerFor(ctx))
  request(state, ctx)
}

function onDone(state: State, from: NodeId, m: Done, ctx: ClientCtx): void {
  if (state.memory.count === 0 || m.n !== state.disk.n) return ctx.note('ignores', 'Done')
  ctx.note('isDone', from, m.value)
  end(state, 'ok', m.value, ctx)
}

function end(state: State, outcome: 'ok' | 'unknown', result: number | null, ctx: ClientCtx): void {
  const { memory } = state
  ctx.complete(memory.operation, outcome, result)
  ctx.clearTimer('retry')
  memory.count = 0
  const next = memory.queue.shift()
  if (next !== undefined) begin(state, next, ctx)
}

/** The same draws whatever they come to. */
function onWorkload(state: State, ctx: ClientCtx): void {
  const count = ctx.randomInteger('workload count', 1, MOST_WRITES)
  if (state.memory.count === 0) begin(state, count, ctx)
  else ctx.note('stillBusy')
  think(ctx)
}
