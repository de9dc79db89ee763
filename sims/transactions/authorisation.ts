// A provider cannot vote, and asks nobody before it acts. Two-phase commit makes do with what card companies offer: before a site
// votes, the provider holds the money; on a commit the site has it captured, and on an abort let go. The site answers for that:
// it puts down that it will have money held, says yes only when it is, and after the end asks until the provider has
// done its part. While the hold is unknown, the site has not voted, and its rows stay locked.

import type { NodeId } from '../../src/engine/process.ts'
import { log, touch, watch } from './desk.ts'
import { castVote, voteNo } from './participant.ts'
import { chargeIn } from './payment.ts'
import type { Hold, PaymentRecord } from './paymentState.ts'
import type { Told } from './providerMessages.ts'
import { type Outcome, type SiteCtx, type State, settingsOf, type Task } from './state.ts'

/** Has the money been held, if any is to be? If it is not known yet, this asks for it, and the vote has to wait. */
export function isAuthorised(state: State, task: Task, ctx: SiteCtx): boolean {
  const charge = ctx.group('provider').length > 0 ? chargeIn(task.ops) : null
  if (charge === null) return true
  const hold = state.memory.holds[task.tx]
  if (hold === undefined) begin(state, task.tx, charge, ctx)
  return hold?.isHeld === true
}

function begin(state: State, tx: string, charge: Pick<Hold, 'card' | 'amount'>, ctx: SiteCtx): void {
  const { card, amount } = charge
  const hold: Hold = {
    tx,
    key: tx,
    card,
    amount,
    wants: 'hold',
    asks: 0,
    isHeld: false,
    isUnknown: false,
    dueUs: -1,
  }
  state.memory.holds[tx] = hold
  const isEarly = ctx.broken.chargesBeforeForce === true
  if (isEarly) ask(state, hold, ctx)
  log(state, { role: 'payment', kind: 'holding', tx, isForced: true, name: tx, card, amount }, ctx)
  if (!isEarly) ask(state, hold, ctx)
}

function ask(state: State, hold: Hold, ctx: SiteCtx): void {
  hold.asks++
  const { tx, card, amount, wants, asks } = hold
  if (wants === 'hold' && asks > 1 && ctx.broken.newKeyEachTry === true) hold.key = `${tx}#${asks}`
  const { key } = hold
  ctx.note(NOTE_OF[wants], key, amount, card, asks)
  if (wants === 'hold') send(state, hold, { type: 'Charge', key, card, amount, isHold: true }, ctx)
  else send(state, hold, { type: wants === 'capture' ? 'Capture' : 'Refund', key }, ctx)
}

const NOTE_OF = { hold: 'holds', capture: 'captures', void: 'voids' } as const

function send(state: State, hold: Hold, message: Parameters<SiteCtx['send']>[1], ctx: SiteCtx): void {
  touch(state, hold.tx)
  hold.dueUs = watch(state, 'holds', hold.tx, ctx.now() + settingsOf(ctx).providerTimeoutUs, ctx)
  ctx.send(ctx.group('provider')[0]!, message)
}

/** No answer: before the vote nobody knows whether the money is held; after the end it is only asked for again. */
export function onHoldDue(state: State, hold: Hold, ctx: SiteCtx): void {
  if (hold.wants !== 'hold') return ask(state, hold, ctx)
  const { unknownBy } = settingsOf(ctx)
  hold.isUnknown = true
  ctx.note('holdUnknown', hold.key, hold.card, hold.asks)
  if (unknownBy === 'again') return ask(state, hold, ctx)
  if (unknownBy === 'failed') return turnDown(state, hold, 'takesForFailed', 'unheard', ctx)
  ctx.note('asksProvider', hold.key)
  send(state, hold, { type: 'Lookup', key: hold.key }, ctx)
}

export function onHoldTold(state: State, from: NodeId, m: Told, ctx: SiteCtx): void {
  const hold = state.memory.holds[m.key.split('#')[0]!]
  if (hold === undefined || !isAnswer(hold, m)) return ctx.note('toldLate', from, m.key, m.standing)
  ctx.note(hold.isUnknown ? 'reconciles' : 'heardProvider', from, m.key, m.standing)
  if (hold.wants !== 'hold') return settle(state, hold, ctx)
  if (m.standing === 'onHold') return onHeld(state, hold, ctx)
  if (m.standing !== 'none') return turnDown(state, hold, null, 'declined', ctx)
  // It may still be on its way: only asking for it again, under the same key, can tell.
  if (ctx.broken.lookupIsFinal === true) return turnDown(state, hold, 'takesForNever', 'unheard', ctx)
  ask(state, hold, ctx)
}

function isAnswer({ wants, isHeld, dueUs }: Hold, { asked }: Told): boolean {
  if (wants === 'hold') return !isHeld && dueUs >= 0 && (asked === 'charge' || asked === 'lookup')
  return asked === (wants === 'capture' ? 'capture' : 'refund')
}

function onHeld(state: State, hold: Hold, ctx: SiteCtx): void {
  Object.assign(hold, { isHeld: true, isUnknown: false, dueUs: -1 })
  const task = state.memory.tasks[hold.tx]
  touch(state, hold.tx)
  if (task?.phase === 'worked') castVote(state, task, ctx)
}

/** There is nothing to let go of, or so it is said. */
function turnDown(state: State, hold: Hold, code: string | null, why: string, ctx: SiteCtx): void {
  if (code !== null) ctx.note(code, hold.key, hold.card)
  settle(state, hold, ctx)
  const task = state.memory.tasks[hold.tx]
  if (task?.phase !== 'worked') return
  ctx.note('votesNo', hold.tx, why, '')
  voteNo(state, task, why, ctx)
}

/** The provider has done its part. That need not be remembered at once: it can be asked for again. */
function settle(state: State, { tx, card, amount }: Hold, ctx: SiteCtx): void {
  delete state.memory.holds[tx]
  log(state, { role: 'payment', kind: 'settled', tx, isForced: false, name: tx, card, amount }, ctx)
}

/** It is over here: what was held is taken, or let go. */
export function closeHold(state: State, tx: string, outcome: Outcome | undefined, ctx: SiteCtx): void {
  const hold = state.memory.holds[tx]
  if (hold === undefined) return
  Object.assign(hold, { wants: outcome === 'commit' ? 'capture' : 'void', isUnknown: false, asks: 0 })
  ask(state, hold, ctx)
}

// After a crash.

export function recoveredHold({ tx, card, amount }: HoldRecord): Hold {
  return { tx, key: tx, card, amount, wants: 'hold', asks: 0, isHeld: true, isUnknown: false, dueUs: -1 }
}

export type HoldRecord = Extract<PaymentRecord, { kind: 'holding' | 'settled' }>

/** What it said yes to waits for the outcome. What has committed is taken, and of all else nothing is known: it is let go. */
export function resumeHold(
  hold: Hold,
  isInDoubt: boolean,
  outcome: Outcome | undefined,
  nowUs: number,
): void {
  if (isInDoubt) return
  Object.assign(hold, { wants: outcome === 'commit' ? 'capture' : 'void', dueUs: nowUs })
}
