// What a fault touched on this run, thing by thing: what the page shows when a fault's receipt is opened.

/** One thing that was touched, and the event at which that is seen. */
export interface ReceiptLine {
  readonly row: number
  readonly atUs: number
  /** "n1→n2 AppendEntries term=3 …", "the heartbeat timer of n1", "c1: x=7". */
  readonly text: string
  /** "n1 is down", "ran out at 520 ms". */
  readonly how: string
}

export interface ReceiptGroup {
  /** "5 messages lost" */
  readonly title: string
  readonly count: number
  /** The first of them. */
  readonly lines: readonly ReceiptLine[]
  /** So many lines more. */
  readonly rest: number
}

export interface ReceiptPicture {
  readonly id: string
  /** "n1 crashed" */
  readonly title: string
  readonly row: number
  readonly atUs: number
  /** None: it changed nothing in this run. */
  readonly groups: readonly ReceiptGroup[]
}
