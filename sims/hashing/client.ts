// A client: it works out by its own view who has the key, and asks there. One operation at a time, asked again with the
// same number until it is answered. A write first asks for the newest version and then writes the next one under a tag
// of its own: sent again it is the same write, and a copy that comes late is older than what came after it.

import type { NodeId, Order, Process } from '../../src/engine/process.ts'
import { ownValue, think } from '../../src/sim/workload.ts'
import type { ClientCtx, ClientMemory, Remembered, ClientState as State, Task } from './clientState.ts'
import { withoutTable } from './directory.ts'
import { MOST_SALTS, pairName, pairOf, type QueryBy, salted, userOf } from './keys.ts'
import { nodesFor, type View } from './layout.ts'
import type { Done, Got, Located, Scanned, StoreMessage } from './messages.ts'
import { lookUp, targetOf } from './routing.ts'
import { settingsOf } from './state.ts'
import { drawKey, isCelebrity } from './workload.ts'

export const client: Process<object, ClientMemory, StoreMessage> = {
  name: 'client',

  format: () => ({}),

  boot(_disk, ctx) {
    const { clientTimeoutUs } = settingsOf(ctx)
    think(ctx)
    if (ctx.now() > 0) ctx.send(ctx.group('directory')[0]!, { type: 'AskView', epoch: 0 })
    ctx.setTimer('view', clientTimeoutUs)
    return {
      view: null,
      located: {},
      // Numbers begin above all that were used before a crash.
      n: ctx.now(),
      task: null,
      queue: [],
      finished: null,
      shards: 0,
      remembered: {},
      made: Math.floor(ctx.now() / 1000),
    }
  },

  onMessage(state, from, message, ctx) {
    switch (message.type) {
      case 'View':
        return onView(state, message.view, ctx)
      case 'AskView':
        return answerAskView(state, from, message.epoch, ctx)
      case 'Located':
        return onLocated(state, message, ctx)
      case 'Got':
        return onGot(state, from, message, ctx)
      case 'Done':
        return onDone(state, from, message, ctx)
      case 'Scanned':
        return onScanned(state, from, message, ctx)
      default:
        return ctx.note('notForMe', from, message.type)
    }
  },

  onTimer(state, timer, ctx) {
    if (timer === 'retry') onRetry(state, ctx)
    if (timer === 'workload') onWorkload(state, ctx)
    if (timer === 'view') onViewTimer(state, ctx)
  },

  onOrder(state, order, ctx) {
    const task = taskOf(order, ctx)
    if (task === null) ctx.note('orderUnknown', order.name)
    else accept(state, task, ctx)
  },
}

// Views.

function onView({ memory }: State, view: View, ctx: ClientCtx): void {
  ctx.send(ctx.group('directory')[0]!, { type: 'ViewSeen', epoch: view.epoch })
  if (view.epoch <= (memory.view?.epoch ?? 0)) return
  const isFirst = memory.view === null
  memory.view = withoutTable(view)
  memory.located = {}
  ctx.clearTimer('view')
  ctx.note('learnsView', view.epoch, view.now.members.length)
  if (isFirst && memory.task !== null) ask(memory.task, memory, ctx)
}

/** A node knows less than this client. What a client was not told either it cannot hand on. */
function answerAskView({ memory }: State, from: NodeId, epoch: number, ctx: ClientCtx): void {
  const { view } = memory
  if (view === null || view.epoch <= epoch || view.now.scheme === 'directory') return
  ctx.send(from, { type: 'View', epoch: view.epoch, view })
}

function onViewTimer({ memory }: State, ctx: ClientCtx): void {
  if (memory.view !== null) return
  ctx.send(ctx.group('directory')[0]!, { type: 'AskView', epoch: 0 })
  ctx.setTimer('view', settingsOf(ctx).clientTimeoutUs)
}

/** Whoever answers knows a newer view: it is asked for it. */
function compareEpoch({ memory }: State, from: NodeId, epoch: number, ctx: ClientCtx): void {
  const known = memory.view?.epoch ?? 0
  if (epoch <= known) return
  ctx.note('viewIsOld', from, known, epoch)
  ctx.send(from, { type: 'AskView', epoch: known })
}

function onLocated({ memory }: State, { part, owner, epoch }: Located, ctx: ClientCtx): void {
  if (epoch < (memory.view?.epoch ?? 0)) return
  memory.located = { ...memory.located, [`p${part}`]: owner }
  ctx.note('located', part, owner)
  if (memory.task !== null) ask(memory.task, memory, ctx)
}

// Operations.

function taskOf(order: Order, ctx: ClientCtx): Task | null {
  const { name, key = '', value = 0 } = order
  if (name === 'query') return queryTask(String(order.of ?? 'recent'), ctx)
  if (name === 'both') return pairTask(String(key), String(order.other), Number(value), ctx)
  if (name !== 'read' && name !== 'write') return null
  return keyTask(name, String(key), Number(value), ctx)
}

/** A read asks for one of a salted key's names, a write goes to all of them. */
function keyTask(f: 'read' | 'write', key: string, value: number, ctx: ClientCtx): Task {
  const { salts, readFrom } = settingsOf(ctx)
  const names = Array.from({ length: Math.min(salts, MOST_SALTS) }, (_, i) => salted(key, i))
  const isSalted = names.length > 1 && isCelebrity(key, ctx)
  const one = ctx.randomInteger('name', 0, names.length - 1)
  const start = ctx.random('copy')
  return {
    f,
    key,
    value,
    next: null,
    names: !isSalted ? [key] : f === 'write' ? names : [names[one]!],
    step: f === 'write' && ctx.group('store').length === 0 ? 'put' : 'get',
    version: 0,
    heard: {},
    start: readFrom === 'any' && f === 'read' ? start : 0,
    attempts: 0,
    operation: -1,
  }
}

/** One after the other, and nothing holds them together: if the second cannot be written the first has been. */
function pairTask(key: string, other: string, value: number, ctx: ClientCtx): Task {
  const task = keyTask('write', key, value, ctx)
  return { ...task, f: 'both', key: pairName(key, other), names: [key], next: other }
}

function isWrite({ f }: Task): boolean {
  return f === 'write' || f === 'both'
}

function queryTask(of: string, ctx: ClientCtx): Task {
  const task = keyTask('read', of, 0, ctx)
  return { ...task, f: 'query', step: 'scan', names: [], start: 0 }
}

/** One at a time: the next begins when this one has ended. */
function accept(state: State, task: Task, ctx: ClientCtx): void {
  const { memory } = state
  if (memory.task === null) return begin(state, task, ctx)
  memory.queue.push(task)
  ctx.note('queued', task.f, task.key, memory.queue.length)
}

function begin(state: State, task: Task, ctx: ClientCtx): void {
  const { memory } = state
  memory.task = task
  memory.n++
  task.operation = ctx.invoke({ f: task.f, key: task.key, value: isWrite(task) ? task.value : null })
  ctx.note(isWrite(task) ? 'writes' : task.f === 'query' ? 'queries' : 'reads', task.key, task.value)
  const known = rememberedNow(state, task, ctx)
  if (known !== null) return fromMemory(state, known, ctx)
  ask(task, memory, ctx)
}

function rememberedNow({ memory }: State, { f, key }: Task, ctx: ClientCtx): Remembered | null {
  const known = memory.remembered[key]
  const isOn = settingsOf(ctx).clientCacheUs > 0
  return f === 'read' && isOn && known !== undefined && known.untilUs > ctx.now() ? known : null
}

/** The cache in front: what this client has read a moment ago it does not ask for again. */
function fromMemory(state: State, { value, version, tag }: Remembered, ctx: ClientCtx): void {
  ctx.note('remembers', state.memory.task!.key, value)
  end(state, 'ok', value, version, tag, ctx)
}

/** Sends what is still to be asked. */
function ask(task: Task, memory: ClientMemory, ctx: ClientCtx): void {
  const { view, n } = memory
  ctx.setTimer('retry', settingsOf(ctx).clientTimeoutUs)
  if (view === null) return ctx.note('noView')
  const { epoch } = view
  if (task.step === 'scan') return askAll(task, view, n, ctx)
  for (const key of task.names.filter((name) => task.heard[name] === undefined)) {
    const to = targetOf(memory, key, task)
    if (to === null) return lookUp(view, key, ctx)
    const common = { n, key, client: ctx.id, hops: 0, epoch }
    ctx.note('asks', to, key, epoch)
    if (task.step === 'get') ctx.send(to, { type: 'Get', ...common })
    else {
      const { value, version } = task
      ctx.send(to, { type: 'Put', ...common, value, version, tag: `${ctx.id}.${n}` })
    }
  }
}

/** A query is asked of every node that may have something, and is as slow as the slowest of them. */
function askAll(task: Task, view: View, n: number, ctx: ClientCtx): void {
  const query: QueryBy = task.key === 'recent' ? 'recent' : 'user'
  const nodes = nodesFor(view.was ?? view.now, query, task.key)
  ctx.note('asksAll', nodes.length, task.key)
  task.nodes ??= nodes
  for (const node of task.nodes)
    if (task.heard[node] === undefined) ctx.send(node, { type: 'Scan', n, query, of: task.key })
}

// Answers.

function onGot(state: State, from: NodeId, m: Got, ctx: ClientCtx): void {
  compareEpoch(state, from, m.epoch, ctx)
  const { task } = state.memory
  if (task === null || m.n !== state.memory.n || task.step !== 'get' || !task.names.includes(m.key))
    return ctx.note('answerIgnored', from, m.n)
  if (isWrite(task)) return onVersion(task, from, m, state.memory, ctx)
  if (m.value === null) ctx.note('isToldNothing', task.key, from)
  else ctx.note('isTold', task.key, m.value, from)
  remember(state, task.key, m, ctx)
  end(state, 'ok', m.value, m.version, m.tag, ctx)
}

/** The next version is above that of every name the key has: names come and go. */
function onVersion(task: Task, from: NodeId, m: Got, memory: ClientMemory, ctx: ClientCtx): void {
  task.heard[m.key] = m.version
  ctx.note('knowsVersion', m.key, m.version, from)
  if (task.names.some((name) => task.heard[name] === undefined)) return
  task.version = Math.max(...Object.values(task.heard)) + 1
  task.heard = {}
  task.step = 'put'
  ask(task, memory, ctx)
}

function remember({ memory }: State, key: string, { value, version, tag }: Got, ctx: ClientCtx): void {
  const { clientCacheUs } = settingsOf(ctx)
  if (clientCacheUs === 0 || value === null) return
  const known = { value, version, tag, untilUs: ctx.now() + clientCacheUs }
  memory.remembered = { ...memory.remembered, [key]: known }
}

function onDone(state: State, from: NodeId, m: Done, ctx: ClientCtx): void {
  compareEpoch(state, from, m.epoch, ctx)
  const { task } = state.memory
  if (task === null || m.n !== state.memory.n || task.step !== 'put' || !task.names.includes(m.key))
    return ctx.note('answerIgnored', from, m.n)
  task.heard[m.key] = 1
  const left = task.names.filter((name) => task.heard[name] === undefined).length
  if (left > 0) return ctx.note('isDonePartly', m.key, from, left)
  if (task.next !== null) return writeNext(task, task.next, from, state.memory, ctx)
  ctx.note('isDone', task.key, task.value, from)
  end(state, 'ok', null, m.version, `${ctx.id}.${m.n}`, ctx)
}

function writeNext(task: Task, next: string, from: NodeId, memory: ClientMemory, ctx: ClientCtx): void {
  ctx.note('isHalfDone', task.names[0]!, from, next)
  task.names = [next]
  task.next = null
  task.step = 'get'
  task.heard = {}
  task.attempts = 0
  ask(task, memory, ctx)
}

function onScanned(state: State, from: NodeId, m: Scanned, ctx: ClientCtx): void {
  const { task } = state.memory
  if (task === null || m.n !== state.memory.n || task.nodes === undefined)
    return ctx.note('answerIgnored', from, m.n)
  task.heard[from] = m.count
  const left = task.nodes.filter((node) => task.heard[node] === undefined).length
  if (left > 0) return ctx.note('isCountedPartly', from, m.count, left)
  const total = task.nodes.reduce((sum, node) => sum + task.heard[node]!, 0)
  ctx.note('isCounted', task.key, total, task.nodes.length)
  end(state, 'ok', total, 0, '', ctx)
}

/** No answer: another node that keeps the key, or the same again. */
function onRetry(state: State, ctx: ClientCtx): void {
  const { memory } = state
  const { task } = memory
  if (task === null) return
  if (task.attempts >= settingsOf(ctx).clientRetries) {
    const outcome = isWrite(task) ? 'unknown' : 'fail'
    ctx.note('gaveUp', task.f, task.key, outcome)
    return end(state, outcome, null, 0, '', ctx)
  }
  task.attempts++
  memory.located = {}
  ctx.note('retries', task.key, task.attempts)
  ask(task, memory, ctx)
}

function end(
  state: State,
  outcome: 'ok' | 'fail' | 'unknown',
  result: number | null,
  version: number,
  tag: string,
  ctx: ClientCtx,
): void {
  const { memory } = state
  const task = memory.task!
  ctx.complete(task.operation, outcome, result)
  ctx.clearTimer('retry')
  const names = task.f === 'both' ? pairOf(task.key) : task.names
  memory.finished = { operation: task.operation, names, version, tag }
  memory.shards = task.nodes?.length ?? memory.shards
  memory.task = null
  const next = memory.queue.shift()
  if (next !== undefined) begin(state, next, ctx)
}

// Operations it sends by itself.

function onWorkload(state: State, ctx: ClientCtx): void {
  const { workloadReads, workloadQueries, queryBy } = settingsOf(ctx)
  const key = drawKey(ctx)
  const isRead = ctx.random('workload read') < workloadReads
  const isQuery = ctx.random('workload query') < workloadQueries
  if (state.memory.task !== null) ctx.note('stillBusy')
  else if (isQuery) accept(state, queryTask(queryBy === 'user' ? userOf(key) : 'recent', ctx), ctx)
  else accept(state, keyTask(isRead ? 'read' : 'write', key, freshValue(state, ctx), ctx), ctx)
  think(ctx)
}

function freshValue({ memory }: State, ctx: ClientCtx): number {
  memory.made++
  return ownValue(memory.made, ctx)
}
