// A worker does jobs, one at a time, and each under the lock: it asks for the lock until it is given it, reads the file,
// works, looks at its clock, writes, and so on until the job is done; then it lets the lock go.
//
// It counts its lease from when it asked, on its own clock, so it never counts longer than the lock server, unless one
// of the two clocks is wrong. But between its look at the clock and its write anything may happen to it: a garbage
// collection, a page that has to be fetched, a message that waits in a network. When it goes on it cannot know.
//
// When it hears that it has lost the lock, it asks anew and does the rest of the job: writes have names, so what was done
// is not done twice. And whatever happened, it lets go of the token that it had, as a `finally` does.

import type { Ctx, NodeId, NodeState, Process } from '../../src/engine/process.ts'
import type { Granted, Held, Job, LeaseMessage, Lost, Refused, Renewed, Value, Written } from './messages.ts'
import { clockUs, settingsOf } from './settings.ts'

export type Phase = 'idle' | 'asks' | 'reads' | 'works' | 'poised' | 'writes'

/** What the worker takes to be its lease. */
export interface Holding {
  readonly token: number
  /** On its own clock. */
  readonly untilUs: number
}

export interface WorkerMemory {
  phase: Phase
  job: Job | null
  /** Writes of the job that are done. */
  k: number
  queue: Job[]
  /** Number of the request for the lock. */
  n: number
  held: Holding | null
  /** The file as it knows it. */
  value: number
  version: number
  /** Why it was last refused; null when it has written since. */
  refusal: { readonly why: Refused['why']; readonly token: number; readonly newest: number } | null
  /** By client: the last job that was done, and what the file held then. */
  done: Record<NodeId, { readonly n: number; readonly value: number }>
}

type State = NodeState<object, WorkerMemory>
type WorkerCtx = Ctx<object, LeaseMessage>

const TIMERS = ['ask', 'renew', 'work', 'send', 'retry'] as const
const RENEWALS_PER_TTL = 3

export const worker: Process<object, WorkerMemory, LeaseMessage> = {
  name: 'worker',

  format: () => ({}),

  boot(_disk, ctx) {
    if (ctx.now() > 0) ctx.note('workerStarts')
    // Numbers begin above all that were used before a crash.
    const fresh = { n: ctx.now(), held: null, value: 0, version: 0, refusal: null, done: {} }
    return { phase: 'idle', job: null, k: 0, queue: [], ...fresh }
  },

  onMessage(state, _from, message, ctx) {
    switch (message.type) {
      case 'Job':
        return onJob(state, message, ctx)
      case 'Granted':
        return onGranted(state, message, ctx)
      case 'Held':
        return onHeld(state, message, ctx)
      case 'Renewed':
        return onRenewed(state, message, ctx)
      case 'Lost':
        return onLost(state, message, ctx)
      case 'Value':
        return onValue(state, message, ctx)
      case 'Written':
        return onWritten(state, message, ctx)
      case 'Refused':
        return onRefused(state, message, ctx)
    }
  },

  onTimer(state, timer, ctx) {
    if (timer === 'next') next(state, ctx)
    if (timer === 'ask') ask(state, ctx)
    if (timer === 'renew') renew(state, ctx)
    if (timer === 'work') look(state, ctx)
    if (timer === 'send') write(state, ctx)
    if (timer === 'retry') again(state, ctx)
  },
}

function toLock(ctx: WorkerCtx, message: LeaseMessage): void {
  for (const id of ctx.group('lock')) ctx.send(id, message)
}

function toStorage(ctx: WorkerCtx, message: LeaseMessage): void {
  for (const id of ctx.group('storage')) ctx.send(id, message)
}

// Jobs.

function onJob({ memory }: State, job: Job, ctx: WorkerCtx): void {
  const done = memory.done[job.client]
  if (done !== undefined && job.n <= done.n) {
    ctx.note('jobDone', job.client, job.n)
    if (job.n === done.n) ctx.send(job.client, { type: 'Done', n: job.n, value: done.value })
    return
  }
  const underWay = memory.job === null ? memory.queue : [memory.job, ...memory.queue]
  if (underWay.some(({ client, n }) => client === job.client && n === job.n))
    return ctx.note('jobKnown', job.client, job.n)
  // A client waits for one job at a time: whatever else it had asked for it has given up, or forgotten in a crash.
  memory.queue = [...memory.queue.filter(({ client }) => client !== job.client), job]
  if (memory.phase === 'idle') ctx.setTimer('next', 0)
  ctx.note('takesJob', job.client, job.count)
}

function next(state: State, ctx: WorkerCtx): void {
  const { memory } = state
  const job = memory.queue.shift()
  if (job === undefined || memory.phase !== 'idle') return
  memory.job = job
  memory.k = 0
  wantLock(state, ctx)
}

// The lock.

function wantLock(state: State, ctx: WorkerCtx): void {
  state.memory.phase = 'asks'
  state.memory.n++
  ctx.note('asks')
  ask(state, ctx)
}

function ask({ memory }: State, ctx: WorkerCtx): void {
  const { askEveryUs } = settingsOf(ctx)
  toLock(ctx, { type: 'Ask', n: memory.n, atUs: clockUs(ctx) })
  ctx.setTimer(
    'ask',
    ctx.randomInteger('ask pause', Math.ceil(askEveryUs / 2), askEveryUs + Math.floor(askEveryUs / 2)),
  )
}

function onHeld({ memory }: State, m: Held, ctx: WorkerCtx): void {
  if (memory.phase !== 'asks' || m.n !== memory.n) return ctx.note('ignores', 'Held')
  if (m.by === '') ctx.note('isToldClosed')
  else ctx.note('isToldHeld', m.by)
}

/** A grant that it does not want any more it gives back: nobody need wait until it runs out. */
function onGranted({ memory }: State, m: Granted, ctx: WorkerCtx): void {
  if (memory.held?.token === m.token) return lengthen(memory, memory.held, m)
  if (memory.phase !== 'asks' || m.n !== memory.n) {
    ctx.note('wantsNot', m.token)
    return toLock(ctx, { type: 'Release', token: m.token })
  }
  memory.held = { token: m.token, untilUs: m.atUs + m.ttlUs }
  memory.phase = 'reads'
  ctx.note('holds', m.token)
  ctx.clearTimer('ask')
  if (settingsOf(ctx).renews) ctx.setTimer('renew', Math.floor(m.ttlUs / RENEWALS_PER_TTL))
  readFile(memory, ctx)
}

function renew({ memory }: State, ctx: WorkerCtx): void {
  if (memory.held === null) return
  toLock(ctx, { type: 'Renew', token: memory.held.token, atUs: clockUs(ctx) })
  ctx.setTimer('renew', Math.floor(settingsOf(ctx).ttlUs / RENEWALS_PER_TTL))
}

function onRenewed({ memory }: State, m: Renewed, ctx: WorkerCtx): void {
  if (memory.held?.token !== m.token) return ctx.note('ignores', 'Renewed')
  ctx.note('isRenewed', m.token)
  lengthen(memory, memory.held, m)
}

/** Answers may come in another order than they were asked for. */
function lengthen(
  memory: WorkerMemory,
  { token, untilUs }: Holding,
  { atUs, ttlUs }: Granted | Renewed,
): void {
  memory.held = { token, untilUs: Math.max(untilUs, atUs + ttlUs) }
}

function onLost(state: State, m: Lost, ctx: WorkerCtx): void {
  if (state.memory.held?.token !== m.token) return ctx.note('ignores', 'Lost')
  ctx.note('hearsLost', m.token)
  startOver(state, ctx)
}

/** What it was about to do is dropped; the rest of the job is done under another grant. */
function startOver(state: State, ctx: WorkerCtx): void {
  for (const timer of TIMERS) ctx.clearTimer(timer)
  state.memory.held = null
  wantLock(state, ctx)
}

function letGo({ memory }: State, ctx: WorkerCtx): void {
  if (memory.held !== null) toLock(ctx, { type: 'Release', token: memory.held.token })
}

// The file.

function readFile({ held }: WorkerMemory, ctx: WorkerCtx): void {
  toStorage(ctx, { type: 'Read', token: held?.token ?? 0 })
  ctx.setTimer('retry', settingsOf(ctx).retryUs)
}

function onValue({ memory }: State, m: Value, ctx: WorkerCtx): void {
  if (memory.phase !== 'reads' || memory.held?.token !== m.token) return ctx.note('ignores', 'Value')
  memory.value = m.value
  memory.version = m.version
  ctx.note('knows', m.value, m.version)
  work(memory, ctx)
}

function work(memory: WorkerMemory, ctx: WorkerCtx): void {
  memory.phase = 'works'
  ctx.clearTimer('retry')
  ctx.setTimer('work', settingsOf(ctx).workUs)
}

/** The look at the clock, and then the write: two moments. */
function look(state: State, ctx: WorkerCtx): void {
  const { memory } = state
  const { checksClock, gapUs } = settingsOf(ctx)
  const { token, untilUs } = memory.held!
  const leftUs = untilUs - clockUs(ctx)
  if (checksClock && leftUs <= 0) {
    ctx.note('leaseOut', token)
    letGo(state, ctx)
    return startOver(state, ctx)
  }
  if (checksClock) ctx.note('looks', token, leftUs)
  memory.phase = 'poised'
  ctx.setTimer('send', gapUs)
}

function write({ memory }: State, ctx: WorkerCtx): void {
  memory.phase = 'writes'
  ctx.note('writes', memory.value + 1, memory.held!.token)
  sendWrite(memory, ctx)
}

function sendWrite({ job, k, held, value, version }: WorkerMemory, ctx: WorkerCtx): void {
  const { client, n } = job!
  toStorage(ctx, { type: 'Write', token: held!.token, client, n, k, base: version, value: value + 1 })
  ctx.setTimer('retry', settingsOf(ctx).retryUs)
}

function again({ memory }: State, ctx: WorkerCtx): void {
  ctx.note('retries', memory.phase === 'reads' ? 'Read' : 'Write')
  if (memory.phase === 'reads') readFile(memory, ctx)
  else sendWrite(memory, ctx)
}

function onWritten(state: State, m: Written, ctx: WorkerCtx): void {
  const { memory } = state
  if (memory.phase !== 'writes' || memory.held?.token !== m.token || memory.k !== m.k)
    return ctx.note('ignores', 'Written')
  memory.value = m.value
  memory.version = m.version
  memory.k++
  memory.refusal = null
  if (memory.k < memory.job!.count) {
    ctx.note('goesOn', memory.k, memory.job!.count)
    return work(memory, ctx)
  }
  finish(state, ctx)
}

function finish(state: State, ctx: WorkerCtx): void {
  const { memory } = state
  const { client, n } = memory.job!
  ctx.note('finishes', client, memory.value, memory.held!.token)
  memory.done[client] = { n, value: memory.value }
  ctx.send(client, { type: 'Done', n, value: memory.value })
  letGo(state, ctx)
  for (const timer of TIMERS) ctx.clearTimer(timer)
  memory.held = null
  memory.job = null
  memory.phase = 'idle'
  if (memory.queue.length > 0) ctx.setTimer('next', 0)
}

function onRefused(state: State, { why, token, newest }: Refused, ctx: WorkerCtx): void {
  const { memory } = state
  if (memory.held?.token !== token) return ctx.note('ignores', 'Refused')
  if (why === 'token') ctx.note('isFenced', token, newest)
  else ctx.note('isBehind', memory.version, newest)
  memory.refusal = { why, token, newest }
  letGo(state, ctx)
  startOver(state, ctx)
}
