// The step that charges a card, where cards are kept by a provider outside. The site first puts on its log that it is about to
// charge, then asks, under a key that stays the same, and then waits. No answer is not a no: the charge may have been made, may
// be on its way, or be lost. The outcome is unknown, and stays so until the provider has said how the key stands: the site asks
// for the same charge again, or asks what became of it. An undo that comes meanwhile is a refund, which the provider keeps even
// if the charge has not come yet. No row is locked while the provider is asked.
// After Helland 2007; Stripe, "Designing robust and predictable APIs with idempotency".

import type { NodeId } from '../../src/engine/process.ts'
import { onHoldTold } from './authorisation.ts'
import { log, touch, watch } from './desk.ts'
import type { Event, Op, Undo } from './messages.ts'
import type { Payment, PaymentRecord } from './paymentState.ts'
import type { Told } from './providerMessages.ts'
import { letGo } from './rows.ts'
import { type Errand, type SiteCtx, type State, settingsOf } from './state.ts'
import { book, conclude, opsOf, refuse, stepName, undoName } from './steps.ts'

/** What is to be taken from a card outside; null if nothing is. */
export function chargeIn(ops: readonly Op[]): Pick<Payment, 'card' | 'amount'> | null {
  const op = ops.find(({ isCharged }) => isCharged === true)
  return op === undefined ? null : { card: op.key, amount: -op.add }
}

function paymentFor(ops: readonly Op[], wants: Payment['wants']): Payment {
  return { ...chargeIn(ops)!, wants, asks: 0, isUnknown: false, isSettled: false }
}

/** Its rows are free while it is away. */
export function goToProvider(state: State, errand: Errand, wants: Payment['wants'], ctx: SiteCtx): void {
  letGo(state, errand.id, opsOf(errand.message), ctx)
  errand.phase = 'pays'
  errand.payment = paymentFor(opsOf(errand.message), wants)
  touch(state, errand.id)
  const isEarly = ctx.broken.chargesBeforeForce === true
  if (isEarly) ask(state, errand, ctx)
  if (wants === 'charge') log(state, recordOf(errand), ctx)
  if (!isEarly) ask(state, errand, ctx)
}

type ChargeRecord = Extract<PaymentRecord, { kind: 'charging' }>

/** All that it takes to go on after a crash. */
function recordOf({ id, from, message }: Errand): ChargeRecord {
  return { role: 'payment', kind: 'charging', tx: message.tx, isForced: true, name: id, from, message }
}

/** It had put down that it would charge, and not what came of it: the charge may have been made. */
export function recovered({ name, from, message }: ChargeRecord, nowUs: number): Errand {
  const payment = { ...paymentFor(opsOf(message), 'charge'), isUnknown: true }
  return { id: name, from, message, phase: 'pays', values: [], sinceUs: nowUs, dueUs: nowUs, payment }
}

function keyOf({ message }: Errand, { asks }: Payment, ctx: SiteCtx): string {
  const name = stepName(message.tx, message.step)
  return ctx.broken.newKeyEachTry === true && asks > 1 ? `${name}#${asks}` : name
}

function ask(state: State, errand: Errand, ctx: SiteCtx): void {
  const payment = errand.payment!
  const { card, amount, wants } = payment
  payment.asks++
  const key = keyOf(errand, payment, ctx)
  ctx.note(wants === 'charge' ? 'charges' : 'refunds', key, amount, card, payment.asks)
  const message =
    wants === 'charge' ? ({ type: 'Charge', key, card, amount } as const) : ({ type: 'Refund', key } as const)
  send(state, errand, message, ctx)
}

function send(state: State, errand: Errand, message: Parameters<SiteCtx['send']>[1], ctx: SiteCtx): void {
  errand.dueUs = watch(state, 'errands', errand.id, ctx.now() + settingsOf(ctx).providerTimeoutUs, ctx)
  ctx.send(ctx.group('provider')[0]!, message)
}

/** No answer. A refund is simply asked for again; a charge is neither done nor failed. */
export function onSilence(state: State, errand: Errand, ctx: SiteCtx): void {
  const payment = errand.payment!
  if (payment.wants === 'refund') return ask(state, errand, ctx)
  payment.isUnknown = true
  touch(state, errand.id)
  ctx.note('outcomeUnknown', errand.id, payment.card, payment.asks)
  const { unknownBy } = settingsOf(ctx)
  if (unknownBy === 'again') return ask(state, errand, ctx)
  if (unknownBy === 'failed') return giveUp(state, errand, 'takesForFailed', ctx)
  const key = keyOf(errand, payment, ctx)
  ctx.note('asksProvider', key)
  send(state, errand, { type: 'Lookup', key }, ctx)
}

function giveUp(state: State, errand: Errand, code: string, ctx: SiteCtx): void {
  ctx.note(code, errand.id, errand.payment!.card)
  turnDown(state, errand, 'unheard', ctx)
}

function turnDown(state: State, errand: Errand, why: string, ctx: SiteCtx): void {
  errand.payment!.isUnknown = false
  errand.why = why
  refuse(state, errand, why, ctx)
}

export function onTold(state: State, from: NodeId, m: Told, ctx: SiteCtx): void {
  if (!m.key.includes('/')) return onHoldTold(state, from, m, ctx)
  const errand = errandFor(state, m)
  if (errand === undefined) return ctx.note('toldLate', from, m.key, m.standing)
  const { wants, isUnknown } = errand.payment!
  touch(state, errand.id)
  ctx.note(isUnknown ? 'reconciles' : 'heardProvider', from, m.key, m.standing)
  if (wants === 'refund' || m.standing === 'captured') return settle(state, errand, ctx)
  if (m.standing !== 'none') return turnDown(state, errand, 'declined', ctx)
  // It may still be on its way: only asking for it again, under the same key, can tell.
  if (ctx.broken.lookupIsFinal === true) return giveUp(state, errand, 'takesForNever', ctx)
  ask(state, errand, ctx)
}

/** Whose question it answers. */
function errandFor({ memory }: State, { key, asked }: Told): Errand | undefined {
  const name = key.split('#')[0]!
  const errand = memory.errands[asked === 'refund' ? undoName(name) : name]
  return errand?.phase === 'pays' ? errand : undefined
}

/** The money has moved, and now the books follow. Of a charge that was never booked a refund leaves nothing to book. */
function settle(state: State, errand: Errand, ctx: SiteCtx): void {
  const { payment, message } = errand
  Object.assign(payment!, { isUnknown: false, isSettled: true })
  errand.dueUs = -1
  const isBooked = state.memory.steps[stepName(message.tx, message.step)] === 'done'
  if (payment!.wants === 'refund' && !isBooked) conclude(state, errand, 'undone', [], ctx)
  else book(state, errand, ctx)
}

/** It is to be undone while nobody here knows whether it was done: it is given back either way. */
export function refundUnknown(state: State, from: NodeId, message: Undo | Event, ctx: SiteCtx): void {
  const id = undoName(stepName(message.tx, message.step))
  const errand: Errand = { id, from, message, phase: 'waits', values: [], sinceUs: ctx.now(), dueUs: -1 }
  state.memory.errands[id] = errand
  ctx.note('refundsUnknown', id)
  goToProvider(state, errand, 'refund', ctx)
  errand.payment!.isUnknown = true
}
