// What the space-time diagram is drawn from: a run as columns of numbers. It comes in parts, each for the rows behind
// those that the page has, and goes to the page by transfer. Nothing in it is later than what may be known.

import type { Mark } from '../../sim/picture.ts'

/** Codes of the kinds of row, in `rows.kind`: the order of the engine's ROW_KINDS. */
export const DELIVER = 1
export const LOST = 2
export const DEED = 5

/** In `rows.lane`: about no node in particular. */
export const NO_LANE = 255

/** In `messages.mark` a message has its place in this list; heartbeats and the answers to them are all heartbeats. */
export const MARKS: readonly Mark[] = ['request', 'reply', 'vote', 'granted', 'refusal', 'heartbeat']
export const HEARTBEAT = MARKS.indexOf('heartbeat')

/** In `messages.fate`; hues are 0 for nobody's, then 1 to 4. */
export const FLYING = 0
export const DELIVERED = 1
export const LOST_ON_THE_WAY = 2

/** In `stretches.style`. */
export const STYLES = ['leads', 'follows', 'stands', 'down', 'paused'] as const

/** What the page has: the first so many rows of that edition. */
export interface Have {
  readonly edition: number
  readonly rows: number
}

/** One column per fact; the nth place of each is row `fromRow + n`. */
export interface RowColumns {
  readonly atUs: Float64Array
  readonly lane: Uint8Array
  readonly kind: Uint8Array
  /** -1 for a root. */
  readonly cause: Int32Array
  /** Number of the message delivered or lost; -1 for other kinds. */
  readonly message: Int32Array
}

export interface MessageColumns {
  readonly from: Uint8Array
  readonly to: Uint8Array
  readonly sentRow: Int32Array
  /** -1 while in flight. */
  readonly endRow: Int32Array
  readonly fate: Uint8Array
  readonly mark: Uint8Array
  readonly hue: Uint8Array
  /** Time from sending to arriving, in µs, if nothing had come in between. */
  readonly wayUs: Float32Array
}

/** What became since of messages that the page has. */
export interface EndColumns {
  readonly id: Int32Array
  readonly endRow: Int32Array
  readonly fate: Uint8Array
  readonly wayUs: Float32Array
}

/** Client operations in the order they were asked. */
export interface OperationColumns {
  readonly lane: Uint8Array
  readonly askedRow: Int32Array
  /** -1 while there is no answer. */
  readonly answeredRow: Int32Array
  readonly isBroken: Uint8Array
}

/** What each client asked, and was told: "x=7", "OK". */
export interface OperationWords {
  readonly label: readonly string[]
  readonly answer: readonly string[]
}

/** Stretches of the lives of nodes; a row of -1 means that it lasts. */
export interface StretchColumns {
  readonly lane: Uint8Array
  readonly style: Uint8Array
  readonly hue: Uint8Array
  readonly fromRow: Int32Array
  readonly untilRow: Int32Array
}

/** A fault of yours that lasted: a band, or a wall between the lanes whose link it cut. */
export interface FaultStretch {
  readonly title: string
  readonly kind: string
  readonly node: string | null
  /** Directed links that a cut closed; null for other faults. */
  readonly cut: readonly (readonly [from: string, to: string])[] | null
  readonly fromRow: number
  /** null while it lasts. */
  readonly untilRow: number | null
}

/** What is small and goes whole, with the last part. */
export interface Circumstances {
  readonly stretches: StretchColumns
  readonly faults: readonly FaultStretch[]
}

export interface DiagramPart {
  readonly edition: number
  /** The lanes: `rows.lane` is an index into these. */
  readonly nodes: readonly { readonly id: string; readonly isClient: boolean }[]
  /** What the page has from these on is to be forgotten; the columns go on from here. */
  readonly fromRow: number
  readonly fromMessage: number
  readonly fromOperation: number
  /** How many rows may be known, and until when. More parts follow until the page has them all. */
  readonly knownRows: number
  readonly knownUs: number
  readonly rows: RowColumns
  readonly messages: MessageColumns
  readonly ended: EndColumns
  readonly operations: OperationColumns & OperationWords
  readonly answered: { readonly id: Int32Array } & Pick<OperationColumns, 'answeredRow' | 'isBroken'> &
    Pick<OperationWords, 'answer'>
  /** null in all parts but the last. */
  readonly circumstances: Circumstances | null
}
