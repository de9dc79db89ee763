// Pictures of transactions: what is held for them, who waits for whom, how far each has come, and what anybody could read
// meanwhile. As all pictures, plain data that knows neither the system it was made from nor the view.

import type { Hue } from './picture.ts'

/** Rows of a node that a transaction waits for, has locked, or may not let go of: a bar on the node's lane. */
export interface HoldPicture {
  readonly node: string
  /** The transaction. Bars of one stand in one line. */
  readonly of: string
  readonly fromUs: number
  /** null: up to the playhead. */
  readonly untilUs: number | null
  readonly style: 'waits' | 'locks' | 'doubts'
  readonly hue: Hue
  /** "in doubt: may not let go" */
  readonly text: string
}

/** A record as it came to the log of a node: a mark on its lane. */
export interface RecordPicture {
  readonly node: string
  readonly atUs: number
  /** Nobody is told before it is on disk. */
  readonly isForced: boolean
  readonly hue: Hue
  /** "prepared t3" */
  readonly text: string
}

/** One transaction waits for what another has. */
export interface WaitPicture {
  readonly from: string
  readonly to: string
  readonly node: string
  /** The row that is waited for. */
  readonly what: string
  readonly hue: Hue
  /** Each waits for the next, and the last for the first: none of them ever goes on. */
  readonly isInCycle: boolean
}

/** What is done one after the other, and what takes it back. */
export interface StepsPicture {
  readonly of: string
  readonly hue: Hue
  /** "running", "compensating: no courier", "done" */
  readonly says: string
  readonly steps: readonly StepPicture[]
}

export interface StepPicture {
  readonly title: string
  readonly node: string
  readonly state: 'ahead' | 'running' | 'done' | 'failed' | 'undoing' | 'undone'
  /** What takes it back; null where nothing can, or need. */
  readonly undo: string | null
  /** After it there is no way back. */
  readonly isPivot: boolean
}

/** What each node says of the business, as anybody could read it now. */
export interface LedgerPicture {
  readonly columns: readonly string[]
  readonly rows: readonly {
    readonly node: string
    readonly cells: readonly string[]
    /** Half of something: it may still be taken back. */
    readonly isHalf: boolean
  }[]
  /** What has happened at some nodes and not at others, and whether it will stay so. */
  readonly halves: readonly { readonly text: string; readonly isWrong: boolean }[]
  /** "200 in all", and whether that is as it should be. */
  readonly total: { readonly text: string; readonly isWrong: boolean } | null
}

/** Transactions as they stand: what is held for them, who waits for whom, how far each has come. */
export interface TransactionsPicture {
  readonly holds: readonly HoldPicture[]
  readonly records: readonly RecordPicture[]
  readonly waits: readonly WaitPicture[]
  readonly sagas: readonly StepsPicture[]
  readonly ledger: LedgerPicture | null
}
