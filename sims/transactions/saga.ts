// A saga that one node conducts: the steps one after the other, each for good; and if one fails, the compensations of those
// before it, the last one first. The orchestrator's log says how far it has come, so that one that dies goes on where it
// stopped. Between a step and its record it may die too: then the step is asked for again, and must not take effect twice.
// After Garcia-Molina and Salem 1987, and Richardson, "Microservices Patterns", chapter 4: steps before the pivot can be undone,
// steps after it only repeated.

import type { NodeId } from '../../src/engine/process.ts'
import { log, post, touch, watch } from './desk.ts'
import type { Order, Part, Stepped } from './messages.ts'
import { copyOf, copyOfSeen } from './requests.ts'
import { type Outcome, type Saga, type SagaRecord, type SiteCtx, type State, settingsOf } from './state.ts'
import { resolved } from './steps.ts'

/** Pauses between tries grow up to this many times the first. */
const LONGEST_BACKOFF = 8
/** The card is charged by the second step. */
const PIVOT = 1

export function onSagaOrder(state: State, from: NodeId, m: Order, tx: string, ctx: SiteCtx): void {
  const { memory } = state
  const nowUs = ctx.now()
  const saga: Saga = {
    tx,
    request: m.request,
    client: from,
    parts: partsFor(m.parts, ctx),
    direction: 'forward',
    step: 0,
    attempts: 0,
    values: [],
    why: '',
    sinceUs: nowUs,
    dueUs: -1,
  }
  memory.sagas[tx] = saga
  memory.requests[m.request] = { tx, outcome: null, why: '', values: [] }
  touch(state, tx)
  ctx.note('beginsSaga', tx, m.parts.length, from)
  if (!isReader(saga)) record(state, saga, 'begun', ctx)
  ask(state, saga, ctx)
}

/** What follows the pivot cannot refuse. */
function partsFor(parts: readonly Part[], ctx: SiteCtx): readonly Part[] {
  if (settingsOf(ctx).pivot === 'none') return parts
  return parts.map((part, i) =>
    i <= PIVOT ? part : { ...part, ops: part.ops.map((op) => ({ ...op, least: null })) },
  )
}

function isReader({ parts }: Saga): boolean {
  return parts.every(({ ops }) => ops.every(({ kind }) => kind === 'read'))
}

/** The present step, or its compensation. It leaves when what was done before is on the log. */
function ask(state: State, saga: Saga, ctx: SiteCtx): void {
  const { tx, step, direction, parts } = saga
  const { site, ops } = parts[step]!
  saga.attempts++
  saga.dueUs = watch(state, 'sagas', saga.tx, ctx.now() + patienceUs(saga, ctx), ctx)
  ctx.note(direction === 'forward' ? 'asksStep' : 'asksUndo', tx, site, step + 1, saga.attempts)
  const type = direction === 'forward' ? 'Step' : 'Undo'
  post(state, site, { type, tx, step, ops: resolved(ops, saga.values) }, ctx)
}

/** Longer each time, and never less than a lock may take. */
function patienceUs({ attempts }: Saga, ctx: SiteCtx): number {
  const { lockTimeoutUs } = settingsOf(ctx)
  return lockTimeoutUs + backoffUs(attempts, ctx)
}

function backoffUs(attempts: number, ctx: SiteCtx): number {
  let times = 1
  for (let i = 1; i < attempts && times < LONGEST_BACKOFF; i++) times *= 2
  return settingsOf(ctx).backoffUs * times
}

export function onStepped(state: State, from: NodeId, m: Stepped, ctx: SiteCtx): void {
  const saga = state.memory.sagas[m.tx]
  const isIts = saga?.step === m.step && (saga.direction === 'back') === m.isUndo
  if (saga === undefined || !isIts) return ctx.note('notMine', from, m.tx, 'answer')
  touch(state, m.tx)
  if (saga.direction === 'back') return onUndone(state, saga, m, ctx)
  if (m.isDone) return onDone(state, saga, m, ctx)
  if (isPastPivot(saga, ctx) || m.why === 'lockTimeout' || m.why === 'held') return tryLater(state, saga, ctx)
  ctx.note('stepRefused', m.tx, m.step + 1, m.why)
  turn(state, saga, m.step - 1, m.why, ctx)
}

function isPastPivot({ step, parts }: Saga, ctx: SiteCtx): boolean {
  return settingsOf(ctx).pivot === 'card' && step > PIVOT && parts.length > PIVOT
}

function onDone(state: State, saga: Saga, m: Stepped, ctx: SiteCtx): void {
  saga.values = [...saga.values, ...m.values]
  saga.attempts = 0
  if (saga.step + 1 === saga.parts.length) return end(state, saga, 'commit', ctx)
  if (!isReader(saga)) record(state, saga, 'did', ctx)
  saga.step++
  ask(state, saga, ctx)
}

/** Not now, which is not never; but not for ever either. */
function tryLater(state: State, saga: Saga, ctx: SiteCtx): void {
  if (saga.attempts <= settingsOf(ctx).stepRetries || isPastPivot(saga, ctx)) return pause(state, saga, ctx)
  turn(state, saga, saga.step, 'lockTimeout', ctx)
}

/** Tries the same again a little later. */
function pause(state: State, saga: Saga, ctx: SiteCtx): void {
  const waitUs = backoffUs(saga.attempts, ctx)
  ctx.note('triesLater', saga.tx, saga.step + 1, waitUs)
  saga.dueUs = watch(state, 'sagas', saga.tx, ctx.now() + waitUs, ctx)
}

/** Back from here: this step and all before it are undone, the last one first. */
function turn(state: State, saga: Saga, from: number, why: string, ctx: SiteCtx): void {
  saga.why = why
  saga.direction = 'back'
  saga.attempts = 0
  saga.step = ctx.broken.undoesForward === true && from > 0 ? 0 : from
  if (from < 0 || isReader(saga)) return end(state, saga, 'abort', ctx)
  ctx.note('turnsBack', saga.tx, from + 1)
  record(state, saga, 'turned', ctx)
  ask(state, saga, ctx)
}

function onUndone(state: State, saga: Saga, m: Stepped, ctx: SiteCtx): void {
  if (!m.isDone && ctx.broken.undoesOnce !== true) return pause(state, saga, ctx)
  record(state, saga, 'undid', ctx)
  saga.attempts = 0
  if (ctx.broken.undoesForward === true) return undoNextForward(state, saga, ctx)
  saga.step--
  if (saga.step < 0) return end(state, saga, 'abort', ctx)
  ask(state, saga, ctx)
}

/** The rule is left out: the first one first. */
function undoNextForward(state: State, saga: Saga, ctx: SiteCtx): void {
  saga.step++
  if (saga.step >= saga.parts.length) return end(state, saga, 'abort', ctx)
  ask(state, saga, ctx)
}

/** Nobody answered. A step that may have been done is undone with the others; a compensation is tried until it is done. */
export function onSagaDue(state: State, saga: Saga, ctx: SiteCtx): void {
  const { stepRetries } = settingsOf(ctx)
  if (saga.direction === 'forward' && saga.attempts > stepRetries && !isPastPivot(saga, ctx)) {
    ctx.note('noAnswer', saga.tx, saga.step + 1, saga.attempts)
    return turn(state, saga, saga.step, 'noStep', ctx)
  }
  if (saga.direction === 'back' && ctx.broken.undoesOnce === true)
    return onUndone(state, saga, { ...UNHEARD, tx: saga.tx, step: saga.step }, ctx)
  ask(state, saga, ctx)
}

const UNHEARD = { type: 'Stepped', isUndo: true, isDone: false, why: 'noAnswer', values: [] } as const

function end(state: State, saga: Saga, outcome: Outcome, ctx: SiteCtx): void {
  const { memory } = state
  const { tx, request, client, why } = saga
  const values = copyOfSeen(saga.values)
  memory.requests[request] = { tx, outcome, why, values }
  ctx.note('endsSaga', tx, outcome)
  if (!isReader(saga)) record(state, saga, 'ended', ctx, outcome)
  delete memory.sagas[tx]
  touch(state, tx)
  if (client !== null) post(state, client, { type: 'Answer', request, outcome, why, values }, ctx)
}

function record(
  state: State,
  saga: Saga,
  kind: SagaRecord['kind'],
  ctx: SiteCtx,
  outcome: Outcome = 'commit',
): void {
  const { tx, request, why } = saga
  const step = kind === 'ended' ? saga.parts.length : saga.step
  const parts = kind === 'begun' ? copyOf(saga.parts) : []
  const values = kind === 'did' ? copyOfSeen(saga.values) : []
  // That a step was undone need not be remembered at once: it can be undone again.
  const isForced = kind !== 'undid'
  log(state, { role: 'saga', kind, tx, isForced, request, parts, step, outcome, why, values }, ctx)
}
