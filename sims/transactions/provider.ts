// A payment provider: a company of its own, with its own books on its own disk. It takes money from cards and gives it back,
// each under a key that whoever asks has made up; it knows nothing of orders and takes part in no protocol. The same key twice
// is one charge. All it can say to others may be lost on the way, and then only it knows what it did.

import type { Ctx, NodeId, NodeState, Process } from '../../src/engine/process.ts'
import type { Capture, Charge, Lookup, ProviderMessage, Refund, Standing, Told } from './providerMessages.ts'
import type { TransactionSettings } from './settings.ts'

/** A line of its books. */
export interface ProviderRecord {
  readonly key: string
  readonly card: string
  readonly amount: number
  readonly standing: Standing
}

export interface ProviderDisk {
  readonly log: readonly ProviderRecord[]
}

interface Card {
  paid: number
  /** Neither paid yet nor to be spent. */
  held: number
}

export interface ProviderMemory {
  /** By key, as the latest line has it. */
  charges: Record<string, ProviderRecord>
  /** By card: what every line of the books has moved. */
  cards: Record<string, Card>
  /** Of the latest event, for the observer; empty if nothing changed. */
  touched: string
}

type State = NodeState<ProviderDisk, ProviderMemory>
type ProviderCtx = Ctx<ProviderDisk, ProviderMessage>

export const provider: Process<ProviderDisk, ProviderMemory, ProviderMessage> = {
  name: 'provider',

  format: () => ({ log: [] }),

  boot(disk, ctx) {
    const memory: ProviderMemory = { charges: {}, cards: {}, touched: '' }
    for (const record of disk.log) move(memory, record)
    if (disk.log.length > 0) ctx.note('readsBooks', disk.log.length)
    return memory
  },

  onMessage(state, from, message, ctx) {
    state.memory.touched = ''
    if (message.type === 'Charge') onCharge(state, from, message, ctx)
    else if (message.type === 'Capture') onCapture(state, from, message, ctx)
    else if (message.type === 'Refund') onRefund(state, from, message, ctx)
    else if (message.type === 'Lookup') onLookup(state, from, message, ctx)
  },

  onTimer() {},
}

function onCharge(state: State, from: NodeId, { key, card, amount, isHold }: Charge, ctx: ProviderCtx): void {
  const known = state.memory.charges[key]
  if (known !== undefined) {
    ctx.note('keyKnown', from, key, known.standing)
    return tell(from, key, 'charge', known.standing, ctx)
  }
  const { declines } = ctx.settings as unknown as TransactionSettings
  const isDeclined = declines > 0 && ctx.random('declines') < declines
  const standing = isDeclined ? 'declined' : isHold === true ? 'onHold' : 'captured'
  ctx.note(NOTE_OF[standing], key, amount, card)
  enter(state, { key, card, amount, standing }, ctx)
  tell(from, key, 'charge', standing, ctx)
}

const NOTE_OF = { declined: 'declines', onHold: 'keepsReady', captured: 'takes' } as const

/** Only what is held can be taken so. */
function onCapture(state: State, from: NodeId, { key }: Capture, ctx: ProviderCtx): void {
  const known = state.memory.charges[key]
  if (known?.standing === 'onHold') {
    ctx.note('takes', key, known.amount, known.card)
    enter(state, { ...known, standing: 'captured' }, ctx)
  } else ctx.note('keyKnown', from, key, known?.standing ?? 'none')
  tell(from, key, 'capture', state.memory.charges[key]?.standing ?? 'none', ctx)
}

/** Whatever has become of the charge, when this is answered it takes nothing any more. */
function onRefund(state: State, from: NodeId, { key }: Refund, ctx: ProviderCtx): void {
  const known = state.memory.charges[key]
  if (known?.standing === 'captured') {
    ctx.note('givesBack', key, known.amount, known.card)
    enter(state, { ...known, standing: 'refunded' }, ctx)
  } else if (known?.standing === 'onHold') {
    ctx.note('letsGo', key, known.amount, known.card)
    enter(state, { ...known, standing: 'voided' }, ctx)
  } else if (known === undefined) {
    ctx.note('cancelsAhead', key)
    enter(state, { key, card: '', amount: 0, standing: 'cancelled' }, ctx)
  } else ctx.note('keyKnown', from, key, known.standing)
  tell(from, key, 'refund', state.memory.charges[key]!.standing, ctx)
}

function onLookup({ memory }: State, from: NodeId, { key }: Lookup, ctx: ProviderCtx): void {
  const standing = memory.charges[key]?.standing ?? 'none'
  ctx.note('looksUp', from, key, standing)
  tell(from, key, 'lookup', standing, ctx)
}

/** Nobody is told before it is on disk: what is sent next waits for that. */
function enter({ memory }: State, record: ProviderRecord, ctx: ProviderCtx): void {
  move(memory, record)
  memory.touched = record.key
  ctx.append('log', record)
  ctx.sync()
}

function tell(
  to: NodeId,
  key: string,
  asked: Told['asked'],
  standing: Told['standing'],
  ctx: ProviderCtx,
): void {
  ctx.send(to, { type: 'Told', key, asked, standing })
}

/** Each line moves money, whatever its key: that a key comes twice is for whoever reads it to notice. */
function move({ charges, cards }: ProviderMemory, record: ProviderRecord): void {
  const { key, card, amount, standing } = record
  cards[card] ??= { paid: 0, held: 0 }
  const wasHeld = charges[key]?.standing === 'onHold'
  charges[key] = record
  if (standing === 'onHold') cards[card].held += amount
  else if (wasHeld) cards[card].held -= amount
  if (standing === 'captured') cards[card].paid += amount
  if (standing === 'refunded') cards[card].paid -= amount
}

/** What a card has not paid yet, and cannot spend either. */
export function heldOn({ cards }: ProviderMemory, card: string): number {
  return cards[card]?.held ?? 0
}

/** What a card has paid, all in all. */
export function takenFrom({ cards }: ProviderMemory, card: string): number {
  return cards[card]?.paid ?? 0
}
