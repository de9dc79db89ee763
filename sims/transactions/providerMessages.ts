// What a site and a payment provider say to each other. The provider knows keys, cards and amounts, and nothing of orders.

/** What became of a key. What is held is the shop's to take or to let go. A refund that came before its charge cancels it: it will never be carried out. */
export type Standing = 'onHold' | 'captured' | 'refunded' | 'voided' | 'declined' | 'cancelled'

/** "Take this much from this card." The same key again is the same charge. */
export interface Charge {
  readonly type: 'Charge'
  readonly key: string
  readonly card: string
  readonly amount: number
  /** Only keep it ready: it is to be captured later, or let go. */
  readonly isHold?: true
}

/** "Take what this key holds." */
export interface Capture {
  readonly type: 'Capture'
  readonly key: string
}

/** "Give back what this key took, let go of what it holds, or never take it." */
export interface Refund {
  readonly type: 'Refund'
  readonly key: string
}

/** "What became of this key?" */
export interface Lookup {
  readonly type: 'Lookup'
  readonly key: string
}

/** How a key stands, to whoever asked. */
export interface Told {
  readonly type: 'Told'
  readonly key: string
  readonly asked: 'charge' | 'capture' | 'refund' | 'lookup'
  /** `none`: nothing has come under this key yet. */
  readonly standing: Standing | 'none'
}

export type ProviderMessage = Charge | Capture | Refund | Lookup | Told
