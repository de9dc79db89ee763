// What the lab offers to do here, asked for beforehand: a key must not wait for an answer.

import type { MenuItem } from '../../lab/frame.ts'

export interface Offers {
  /** The moment and the selection they are for. */
  readonly of: string
  readonly onSelection: readonly MenuItem[]
  /** On the first client, so that a write is one key away whatever is selected. */
  readonly onClient: { readonly id: string; readonly items: readonly MenuItem[] } | null
  readonly onAnything: readonly MenuItem[]
}

export const NO_OFFERS: Offers = { of: '', onSelection: [], onClient: null, onAnything: [] }
