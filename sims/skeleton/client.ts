// A client: one operation at a time, asked again with the same number until it is answered. What it asked and was
// told is the history that promises are judged by.

import type { Ctx, NodeState, Order, Process } from '../../src/engine/process.ts'
import { think } from '../../src/sim/workload.ts'
import type { Answer, RegisterMessage } from './register.ts'
import { settingsOf } from './settings.ts'

export interface ClientMemory {
  /** Number of the latest operation. */
  n: number
  /** The operation under way; null between two. */
  task: { readonly op: 'write' | 'read'; readonly value: number } | null
  /** Its id in the history. */
  operation: number
  /** The newest version an answer told of. */
  toldVersion: number
}

type State = NodeState<object, ClientMemory>
type ClientCtx = Ctx<object, RegisterMessage>

export const client: Process<object, ClientMemory, RegisterMessage> = {
  name: 'client',

  format: () => ({}),

  boot(_disk, ctx) {
    think(ctx)
    // Numbers begin above all that were used before a crash.
    return { n: ctx.now(), task: null, operation: -1, toldVersion: 0 }
  },

  onMessage(state, _from, message, ctx) {
    if (message.type === 'Answer') onAnswer(state, message, ctx)
  },

  onTimer(state, timer, ctx) {
    if (timer === 'retry') onRetry(state, ctx)
    if (timer === 'workload') onWorkload(state, ctx)
  },

  /** SKELETON: what a person can tell a client; the actions in sim.ts make these orders. */
  onOrder(state, order, ctx) {
    const task = taskOf(order)
    if (task === null) ctx.note('orderUnknown', order.name)
    else if (state.memory.task !== null) ctx.note('busy', state.memory.n)
    else begin(state, task, ctx)
  },
}

type Task = NonNullable<ClientMemory['task']>

function taskOf({ name, value = 0 }: Order): Task | null {
  return name === 'write' || name === 'read' ? { op: name, value: Number(value) } : null
}

function begin({ memory }: State, task: Task, ctx: ClientCtx): void {
  memory.n++
  memory.task = task
  memory.operation = ctx.invoke({ f: task.op, key: 'x', value: task.op === 'write' ? task.value : null })
  ctx.note(task.op === 'write' ? 'writes' : 'reads', task.value)
  ask(memory, task, ctx)
}

function ask({ n }: ClientMemory, { op, value }: Task, ctx: ClientCtx): void {
  for (const server of ctx.group('register'))
    ctx.send(server, op === 'write' ? { type: 'Write', n, value } : { type: 'Read', n })
  ctx.setTimer('retry', settingsOf(ctx).retryUs)
}

function onRetry({ memory }: State, ctx: ClientCtx): void {
  if (memory.task === null) return
  ctx.note('retries', memory.n)
  ask(memory, memory.task, ctx)
}

function onAnswer({ memory }: State, m: Answer, ctx: ClientCtx): void {
  if (memory.task === null || m.n !== memory.n) return ctx.note('answerIgnored', m.n)
  memory.task = null
  memory.toldVersion = Math.max(memory.toldVersion, m.version)
  ctx.complete(memory.operation, 'ok', m.value)
  ctx.clearTimer('retry')
  ctx.note('answered', m.value)
}

function onWorkload(state: State, ctx: ClientCtx): void {
  const op = ctx.random('workload read') < 0.3 ? 'read' : 'write'
  if (state.memory.task === null) begin(state, { op, value: state.memory.n + 1 }, ctx)
  think(ctx)
}
