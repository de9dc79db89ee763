// What a site keeps of money outside: what it puts down before it asks a provider, and what it waits for.

import type { NodeId } from '../../src/engine/process.ts'
import type { Event, Step, Undo } from './messages.ts'

/** What a site logs before it asks a provider for money. */
export type PaymentRecord = {
  readonly role: 'payment'
  readonly tx: string
  readonly isForced: boolean
  /** Of the step, or of the transaction. */
  readonly name: string
} & (
  | { readonly kind: 'charging'; readonly from: NodeId; readonly message: Step | Undo | Event }
  | { readonly kind: 'holding' | 'settled'; readonly card: string; readonly amount: number }
)

/** What a step wants of a provider. */
export interface Payment {
  readonly card: string
  readonly amount: number
  readonly wants: 'charge' | 'refund'
  asks: number
  /** Nobody answered: it may have been done or not. */
  isUnknown: boolean
  /** The money has moved; the books have not yet. */
  isSettled: boolean
}

/** Money that a provider holds for a transaction, or is to hold, or is to do something about. */
export interface Hold {
  readonly tx: string
  key: string
  readonly card: string
  readonly amount: number
  wants: 'hold' | 'capture' | 'void'
  asks: number
  isHeld: boolean
  /** Nobody answered: it may be held or not. */
  isUnknown: boolean
  dueUs: number
}
