// What a site and a payment provider say to each other. The provider knows keys, cards and amounts, and nothing of orders.

/** What became of a key. A refund that came before its charge cancels it: it will never be carried out. */
export type Standing = 'captured' | 'refunded' | 'declined' | 'cancelled'

/** "Take this much from this card." The same key again is the same charge. */
export interface Charge {
  readonly type: 'Charge'
  readonly key: string
  readonly card: string
  readonly amount: number
}

/** "Give back what this key took, or never take it." */
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
  readonly asked: 'charge' | 'refund' | 'lookup'
  /** `none`: nothing has come under this key yet. */
  readonly standing: Standing | 'none'
}

export type ProviderMessage = Charge | Refund | Lookup | Told
