// Sagas, at a site: a step is a transaction of its own. It takes its locks, changes its rows, and when that is on disk it is
// done, for everybody to see; nothing waits for the other steps. A step and its compensation each take effect once, however
// often they are asked for: the log says which were done. A compensation that comes before its step leaves a tombstone, so
// that the step is refused when it comes at last.
// After Garcia-Molina and Salem 1987; idempotence after Helland 2007.

import type { NodeId } from '../../src/engine/process.ts'
import { log, post, touch, watch } from './desk.ts'
import { acquire, holderOf, missingOf } from './locks.ts'
import type { Event, Op, Seen, Step, Undo } from './messages.ts'
import { acceptEvent, eventAfter, putOut, sendOut } from './outbox.ts'
import { chargeIn, goToProvider, onSilence, refundUnknown } from './payment.ts'
import { apply, effectsOf, heldIn, keysOf, letGo, modeOf, shortOf, valueIn } from './rows.ts'
import { type Effect, type Errand, type SiteCtx, type State, type StepRecord, settingsOf } from './state.ts'

type Asked = Step | Undo | Event

export function stepName(tx: string, step: number): string {
  return `${tx}/${step + 1}`
}

function isUndo(m: Asked): boolean {
  return m.type === 'Undo' || (m.type === 'Event' && m.kind === 'undo')
}

export function opsOf(m: Asked): readonly Op[] {
  return m.type === 'Event' ? resolved(m.parts[m.step]!.ops, m.values) : m.ops
}

/** What is set is set from what an earlier step read. */
export function resolved(ops: readonly Op[], values: readonly Seen[]): readonly Op[] {
  return ops.map((op) => {
    const read = op.kind === 'set' ? values.findLast(({ key }) => key === op.key) : undefined
    return read === undefined ? op : { ...op, base: read.value }
  })
}

function readIn(state: State, ops: readonly Op[]): readonly Seen[] {
  const read = ops.filter(({ kind }) => kind === 'read' || kind === 'hold')
  return read.map(({ key }) => ({ key, value: valueIn(state, key) }))
}

// Steps.

export function onStep(state: State, from: NodeId, m: Step | Event, ctx: SiteCtx): void {
  const { memory } = state
  const name = stepName(m.tx, m.step)
  const known = memory.steps[name]
  if (memory.errands[name] !== undefined) return ctx.note('stepAgain', from, name, 'underWay')
  if (known !== undefined && !(known === 'done' && ctx.broken.noStepKey === true)) {
    ctx.note('stepAgain', from, name, known)
    // What it holds has not changed since.
    return answerFor(state, from, m, known === 'done' ? '' : known, readIn(state, opsOf(m)), ctx)
  }
  begin(state, name, from, m, ctx)
}

function begin(state: State, id: string, from: NodeId, message: Asked, ctx: SiteCtx): void {
  const { memory } = state
  const sinceUs = ctx.now()
  const dueUs = isUndo(message)
    ? -1
    : watch(state, 'errands', id, sinceUs + settingsOf(ctx).lockTimeoutUs, ctx)
  const errand: Errand = { id, from, message, phase: 'waits', values: [], sinceUs, dueUs }
  memory.errands[id] = errand
  lock(state, errand, ctx)
}

function lock(state: State, errand: Errand, ctx: SiteCtx): void {
  const { memory } = state
  const { id, message } = errand
  const sinceUs = ctx.now()
  const ops = opsOf(message)
  touch(state, id)
  for (const key of keysOf(ops)) acquire(memory.locks, key, { tx: id, mode: modeOf(ops, key), sinceUs })
  const missing = missingOf(memory.locks, id, keysOf(ops))
  if (missing === undefined) carryOut(state, errand, ctx)
  else ctx.note('stepWaits', id, missing, holderOf(memory.locks, missing))
}

/** Somebody let go of a row: if it has all its locks now, it goes on. */
export function wake(state: State, errand: Errand, ctx: SiteCtx): void {
  const { id, message, phase } = errand
  if (phase === 'waits' && missingOf(state.memory.locks, id, keysOf(opsOf(message))) === undefined)
    carryOut(state, errand, ctx)
}

function carryOut(state: State, errand: Errand, ctx: SiteCtx): void {
  const { message, payment } = errand
  const ops = opsOf(message)
  const undo = isUndo(message)
  const isPaid = payment?.isSettled === true
  if (!isPaid && heldIn(state, ops, message.tx) !== null) return yieldTo(state, errand, ctx)
  const effects = effectsOf(state, ops, message.tx, undo ? -1 : 1, ctx.broken.noSemanticLock !== true)
  if (isPaid) return change(state, errand, effects, ctx)
  errand.values = undo ? [] : readIn(state, ops)
  if (!undo && shortOf(ops, effects) !== null) return refuse(state, errand, 'tooFew', ctx)
  if (!undo && effects.length > 0 && refusesByChance(ops, ctx)) return refuse(state, errand, 'unwilling', ctx)
  if (chargeIn(ops) !== null) return goToProvider(state, errand, undo ? 'refund' : 'charge', ctx)
  change(state, errand, effects, ctx)
}

function change(state: State, errand: Errand, effects: readonly Effect[], ctx: SiteCtx): void {
  const { message } = errand
  const undo = isUndo(message)
  ctx.note(undo ? 'undoes' : 'does', stepName(message.tx, message.step), keysOf(opsOf(message)).length)
  apply(state, message.tx, effects)
  conclude(state, errand, undo ? 'undone' : 'done', effects, ctx)
}

/** The provider has moved the money: nothing can be refused any more. */
export function book(state: State, errand: Errand, ctx: SiteCtx): void {
  errand.phase = 'waits'
  lock(state, errand, ctx)
}

/** A lock did not come, or the provider did not answer. */
export function onErrandDue(state: State, errand: Errand, ctx: SiteCtx): void {
  if (errand.phase === 'pays') onSilence(state, errand, ctx)
  else refuse(state, errand, 'lockTimeout', ctx)
}

/** Another saga means to change this row. It is asked again, or, where nobody would ask again, refused. */
function yieldTo(state: State, errand: Errand, ctx: SiteCtx): void {
  const { from, message } = errand
  const ops = opsOf(message)
  const key = heldIn(state, ops, message.tx)!
  ctx.note('rowIsHeld', errand.id, key, state.memory.rows[key]?.holder ?? '')
  if (message.type === 'Event' && message.kind === 'do') return refuse(state, errand, 'held', ctx)
  finish(state, errand, ctx)
  if (message.type !== 'Event') answerFor(state, from, message, 'held', [], ctx)
}

/** What follows a pivot cannot refuse: nothing limits its rows. */
function refusesByChance(ops: readonly Op[], ctx: SiteCtx): boolean {
  const { stepFails } = settingsOf(ctx)
  const isRetriable = settingsOf(ctx).pivot !== 'none' && ops.every(({ least }) => least === null)
  if (stepFails === 0 || isRetriable) return false
  // The first numbers that two sites are given are not quite independent: only every second one is used.
  ctx.random('step fails')
  return ctx.random('step fails') < stepFails
}

/** The change, and the event that tells of it, in one record. When that is on disk, others may have the rows. */
export function conclude(
  state: State,
  errand: Errand,
  kind: 'done' | 'undone' | 'refused',
  effects: readonly Effect[],
  ctx: SiteCtx,
): void {
  const { message, values } = errand
  errand.phase = 'writes'
  errand.dueUs = -1
  touch(state, errand.id)
  // Nobody need remember what only read, if it is asked for again.
  if (effects.length > 0 || kind !== 'done' || message.type === 'Event') {
    state.memory.steps[stepName(message.tx, message.step)] = kind
    log(state, recordOf(errand, kind, effects, ctx), ctx)
    if (message.type === 'Event') putOut(state, eventAfter(message, kind, values, errand.why))
  }
  post(state, ctx.id, { type: 'Logged', tx: errand.id }, ctx)
}

function recordOf(
  { message, values, why }: Errand,
  kind: StepRecord['kind'],
  effects: readonly Effect[],
  ctx: SiteCtx,
): StepRecord {
  const { tx, step } = message
  const isKept = message.type === 'Event' && ctx.broken.noOutbox !== true
  const emits = isKept && kind !== 'sent' ? eventAfter(message, kind, values, why) : null
  return { role: 'step', kind, tx, isForced: true, name: stepName(tx, step), effects, emits }
}

/** It is on disk. */
export function onStepLogged(state: State, errand: Errand, ctx: SiteCtx): void {
  const { from, message, values, why } = errand
  const kind = state.memory.steps[stepName(message.tx, message.step)] ?? 'done'
  finish(state, errand, ctx)
  answerFor(state, from, message, kind === 'refused' ? (why ?? 'tooFew') : '', values, ctx)
  if (message.type === 'Event') sendOut(state, eventAfter(message, kind, values, why), ctx)
}

function finish(state: State, { id, message }: Errand, ctx: SiteCtx): void {
  delete state.memory.errands[id]
  touch(state, id)
  letGo(state, id, opsOf(message), ctx)
}

/**
 * Nothing is changed. A refusal stands, also for a repetition that comes later; that a lock was not to be had is none, except
 * where nobody conducts: there the site before must hear of it for certain.
 */
export function refuse(state: State, errand: Errand, why: string, ctx: SiteCtx): void {
  const { from, message } = errand
  ctx.note('refusesStep', stepName(message.tx, message.step), why)
  if (message.type === 'Event' || why !== 'lockTimeout') return conclude(state, errand, 'refused', [], ctx)
  finish(state, errand, ctx)
  answerFor(state, from, message, why, [], ctx)
}

// Compensations.

export function onUndo(state: State, from: NodeId, m: Undo | Event, ctx: SiteCtx): void {
  const { memory } = state
  const name = stepName(m.tx, m.step)
  const known = memory.steps[name]
  const step = memory.errands[name]
  if (step?.phase === 'writes' || memory.errands[undoName(name)] !== undefined)
    return ctx.note('stepAgain', from, name, 'underWay')
  if (known === 'undone') {
    ctx.note('stepAgain', from, name, 'undone')
    return answerFor(state, from, m, '', [], ctx)
  }
  if (ctx.random('undo fails') < settingsOf(ctx).undoFails) {
    ctx.note('undoFails', name)
    return m.type === 'Undo' ? answerFor(state, from, m, 'undoFailed', [], ctx) : undefined
  }
  if (step !== undefined) finish(state, step, ctx)
  if (known === 'done') begin(state, undoName(name), from, m, ctx)
  else if (step?.payment !== undefined) refundUnknown(state, from, m, ctx)
  else leaveTombstone(state, from, m, ctx)
}

export function undoName(name: string): string {
  return `${name} undo`
}

/** The step has not come yet, and must not take effect when it does. */
function leaveTombstone(state: State, from: NodeId, m: Undo | Event, ctx: SiteCtx): void {
  const name = stepName(m.tx, m.step)
  ctx.note('tombstone', name)
  if (ctx.broken.noTombstone === true && m.type === 'Undo') return answerFor(state, from, m, '', [], ctx)
  const id = undoName(name)
  const errand: Errand = { id, from, message: m, phase: 'writes', values: [], sinceUs: ctx.now(), dueUs: -1 }
  state.memory.errands[id] = errand
  conclude(state, errand, 'undone', [], ctx)
}

/** To whoever asked; an empty reason means that it is done. */
function answerFor(
  state: State,
  to: NodeId,
  m: Asked,
  why: string,
  values: readonly Seen[],
  ctx: SiteCtx,
): void {
  if (m.type === 'Event') return acceptEvent(state, to, m, ctx)
  const { tx, step } = m
  post(state, to, { type: 'Stepped', tx, step, isUndo: isUndo(m), isDone: why === '', why, values }, ctx)
}
