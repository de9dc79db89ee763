// What happened, in columns: a row an event, a row a message, a row a note. Typed arrays and interned strings, so
// that a million events stay cheap. Every row names the row that caused it. The trace knows no protocol.

import { fail } from './assert.ts'
import type { MessageRef } from './intervention.ts'
import type { Scalar } from './json.ts'
import { PackedMessages, Texts } from './packed.ts'
import { IN_PAGE, Numbers, PAGE_ROWS, Pages } from './pages.ts'
import type { Message, NodeId } from './process.ts'

export const ROW_KINDS = ['boot', 'deliver', 'lost', 'timer', 'synced', 'intervention'] as const
export type RowKind = (typeof ROW_KINDS)[number]

const LOSS_REASONS = ['cut', 'loss', 'down', 'dropped', 'crashed'] as const
export type LossReason = (typeof LOSS_REASONS)[number]

export interface TraceNote {
  readonly node: NodeId
  readonly code: string
  readonly params: readonly Scalar[]
}

export interface TraceMessage {
  readonly ref: MessageRef
  readonly from: NodeId
  readonly to: NodeId
  /** Scalars as sent; arrays have their length but no items; records are left out. */
  readonly message: Message
  readonly sentRow: number
  readonly sentUs: number
  readonly arrivesUs: number
  /** Row in which it was delivered or lost; -1 while in flight. */
  readonly endRow: number
  readonly fate: 'flying' | 'delivered' | 'lost'
  readonly reason: LossReason | null
  /** Id of the fault that killed it, if one did. */
  readonly fault: string | null
}

/** Codes of the kinds of row; the order of ROW_KINDS. */
export const ROW_BOOT = 0
export const ROW_DELIVER = 1
export const ROW_LOST = 2
export const ROW_TIMER = 3
export const ROW_SYNCED = 4
export const ROW_INTERVENTION = 5

/** Fates: lost for the nth reason is LOST + n. */
const FLYING = 0
const DELIVERED = 1
const LOST = 2
/** Notes of the observer belong to no node. */
const NO_NODE = 0xffff

const rowPage = () => ({
  atUs: new Float64Array(PAGE_ROWS),
  kind: new Uint8Array(PAGE_ROWS),
  node: new Uint16Array(PAGE_ROWS),
  cause: new Int32Array(PAGE_ROWS),
  message: new Int32Array(PAGE_ROWS),
  label: new Int32Array(PAGE_ROWS),
  /** Its first note. */
  note: new Int32Array(PAGE_ROWS),
})

const messagePage = () => ({
  from: new Uint16Array(PAGE_ROWS),
  to: new Uint16Array(PAGE_ROWS),
  nth: new Int32Array(PAGE_ROWS),
  sentRow: new Int32Array(PAGE_ROWS),
  dueUs: new Float64Array(PAGE_ROWS),
  endRow: new Int32Array(PAGE_ROWS),
  fate: new Uint8Array(PAGE_ROWS),
  fault: new Int32Array(PAGE_ROWS),
  shape: new Uint16Array(PAGE_ROWS),
  /** Where its fields begin. */
  fields: new Int32Array(PAGE_ROWS),
})

const notePage = () => ({
  node: new Uint16Array(PAGE_ROWS),
  code: new Int32Array(PAGE_ROWS),
  /** Where its parameters begin. */
  params: new Int32Array(PAGE_ROWS),
})

export class Trace {
  rows = 0
  messages = 0
  private noteCount = 0
  private texts = new Texts()
  private rowPages = new Pages(rowPage)
  private messagePages = new Pages(messagePage)
  private notePages = new Pages(notePage)
  private packed = new PackedMessages(this.texts)
  private noteParams = new Numbers()
  /** Changed times of arrival, which truncating takes back. */
  private reschedules: { readonly row: number; readonly id: number; readonly beforeUs: number }[] = []

  readonly nodeIds: readonly NodeId[]

  constructor(nodeIds: readonly NodeId[]) {
    this.nodeIds = nodeIds
  }

  // Writing: the world calls these as things happen.

  row(atUs: number, kind: number, node: number, cause: number, which: number, label: string): void {
    const page = this.rowPages.of(this.rows)
    const i = this.rows++ & IN_PAGE
    page.atUs[i] = atUs
    page.kind[i] = kind
    page.node[i] = node
    page.cause[i] = cause
    page.message[i] = kind === ROW_DELIVER || kind === ROW_LOST ? which : -1
    // A delivery is labelled by its message.
    page.label[i] = kind === ROW_DELIVER ? -1 : this.texts.idOf(label)
    page.note[i] = this.noteCount
  }

  note(node: number, code: string, a?: Scalar, b?: Scalar, c?: Scalar, d?: Scalar): void {
    const { texts, noteParams } = this
    const page = this.notePages.of(this.noteCount)
    const i = this.noteCount++ & IN_PAGE
    page.node[i] = node < 0 ? NO_NODE : node
    page.code[i] = texts.idOf(code)
    page.params[i] = noteParams.length
    if (a !== undefined) noteParams.push(texts.encode(a))
    if (b !== undefined) noteParams.push(texts.encode(b))
    if (c !== undefined) noteParams.push(texts.encode(c))
    if (d !== undefined) noteParams.push(texts.encode(d))
  }

  /** A message leaves, in the row that is going on. */
  sent(
    id: number,
    from: number,
    to: number,
    nth: number,
    row: number,
    dueUs: number,
    message: Message,
  ): void {
    if (id !== this.messages) fail(`message ${id} recorded as number ${this.messages}`)
    const page = this.messagePages.of(id)
    const i = this.messages++ & IN_PAGE
    page.from[i] = from
    page.to[i] = to
    page.nth[i] = nth
    page.sentRow[i] = row
    page.dueUs[i] = dueUs
    page.endRow[i] = -1
    page.fate[i] = FLYING
    page.fault[i] = -1
    page.fields[i] = this.packed.length
    page.shape[i] = this.packed.pack(message)
  }

  delivered(id: number, row: number): void {
    const page = this.messagePages.own(id)
    page.endRow[id & IN_PAGE] = row
    page.fate[id & IN_PAGE] = DELIVERED
  }

  lost(id: number, row: number, reason: LossReason, fault: string | null): void {
    const page = this.messagePages.own(id)
    page.endRow[id & IN_PAGE] = row
    page.fate[id & IN_PAGE] = LOST + LOSS_REASONS.indexOf(reason)
    if (fault !== null) page.fault[id & IN_PAGE] = this.texts.idOf(fault)
  }

  /** A held or hand-delivered message arrives at another time than it was sent for. */
  rescheduled(id: number, dueUs: number): void {
    const { dueUs: column } = this.messagePages.own(id)
    this.reschedules.push({ row: this.rows - 1, id, beforeUs: column[id & IN_PAGE]! })
    column[id & IN_PAGE] = dueUs
  }

  // Reading.

  atUs(row: number): number {
    return this.rowPages.of(row).atUs[row & IN_PAGE]!
  }

  kind(row: number): RowKind {
    return ROW_KINDS[this.rowPages.of(row).kind[row & IN_PAGE]!]!
  }

  node(row: number): number {
    return this.rowPages.of(row).node[row & IN_PAGE]!
  }

  /** Row that caused it; -1 for a root: the start, or a person. */
  cause(row: number): number {
    return this.rowPages.of(row).cause[row & IN_PAGE]!
  }

  /** Number of the message delivered or lost; -1 for other kinds. */
  message(row: number): number {
    return this.rowPages.of(row).message[row & IN_PAGE]!
  }

  /** Type of the message delivered, timer name, intervention id or loss reason. */
  label(row: number): string {
    const label = this.rowPages.of(row).label[row & IN_PAGE]!
    return label < 0 ? this.typeOf(this.message(row)) : this.texts.textOf(label)
  }

  /** Index of the row's first note; the next row's first note ends them. */
  notesFrom(row: number): number {
    return row < this.rows ? this.rowPages.of(row).note[row & IN_PAGE]! : this.noteCount
  }

  noteAtIndex(i: number): TraceNote {
    const node = this.notePages.of(i).node[i & IN_PAGE]!
    const to = this.paramsFrom(i + 1)
    const params: Scalar[] = []
    for (let p = this.paramsFrom(i); p < to; p++) params.push(this.texts.decode(this.noteParams.get(p)))
    return { node: node === NO_NODE ? '' : this.nodeIds[node]!, code: this.noteCodeAt(i), params }
  }

  /** Code of a note without unpacking the rest, for scans. */
  noteCodeAt(i: number): string {
    return this.texts.textOf(this.notePages.of(i).code[i & IN_PAGE]!)
  }

  /** Index of the node it is about; -1 for a note of the observer. */
  noteNodeAt(i: number): number {
    const node = this.notePages.of(i).node[i & IN_PAGE]!
    return node === NO_NODE ? -1 : node
  }

  notes(row: number): readonly TraceNote[] {
    const notes: TraceNote[] = []
    for (let i = this.notesFrom(row); i < this.notesFrom(row + 1); i++) notes.push(this.noteAtIndex(i))
    return notes
  }

  messageAt(id: number): TraceMessage {
    const page = this.messagePages.of(id)
    const i = id & IN_PAGE
    const from = this.nodeIds[page.from[i]!]!
    const to = this.nodeIds[page.to[i]!]!
    const fate = page.fate[i]!
    const fault = page.fault[i]!
    const sentRow = page.sentRow[i]!
    return {
      ref: { from, to, nth: page.nth[i]! },
      from,
      to,
      message: this.packed.unpack(page.shape[i]!, page.fields[i]!),
      sentRow,
      sentUs: this.atUs(sentRow),
      arrivesUs: page.dueUs[i]!,
      endRow: page.endRow[i]!,
      fate: fate === FLYING ? 'flying' : fate === DELIVERED ? 'delivered' : 'lost',
      reason: LOSS_REASONS[fate - LOST] ?? null,
      fault: fault < 0 ? null : this.texts.textOf(fault),
    }
  }

  // Single columns of a message, for those who read many of them: no object is made.

  /** Indexes into `nodeIds`. */
  senderOf(id: number): number {
    return this.messagePages.of(id).from[id & IN_PAGE]!
  }

  receiverOf(id: number): number {
    return this.messagePages.of(id).to[id & IN_PAGE]!
  }

  sentRow(id: number): number {
    return this.messagePages.of(id).sentRow[id & IN_PAGE]!
  }

  /** Row in which it was delivered or lost; -1 while in flight. */
  endRow(id: number): number {
    return this.messagePages.of(id).endRow[id & IN_PAGE]!
  }

  isLost(id: number): boolean {
    return this.messagePages.of(id).fate[id & IN_PAGE]! >= LOST
  }

  /** When it was to arrive. */
  dueUs(id: number): number {
    return this.messagePages.of(id).dueUs[id & IN_PAGE]!
  }

  /** Number of the first message that left in this row or later. */
  firstSentFrom(row: number): number {
    let low = 0
    let high = this.messages
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.sentRow(middle) < row) low = middle + 1
      else high = middle
    }
    return low
  }

  /** Last row at or before the time; -1 before the first. */
  rowAt(us: number): number {
    let low = 0
    let high = this.rows
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.atUs(middle) <= us) low = middle + 1
      else high = middle
    }
    return low - 1
  }

  /** The trace of another run whose first rows are the same: it shares them, and goes on on its own. */
  fork(rows: number): Trace {
    const fork = new Trace(this.nodeIds)
    fork.texts = this.texts
    fork.rowPages = this.rowPages.fork(this.rows)
    fork.messagePages = this.messagePages.fork(this.messages)
    fork.notePages = this.notePages.fork(this.noteCount)
    fork.packed = this.packed.fork()
    fork.noteParams = this.noteParams.fork()
    fork.reschedules = this.reschedules.slice()
    fork.rows = this.rows
    fork.messages = this.messages
    fork.noteCount = this.noteCount
    fork.truncate(rows)
    return fork
  }

  /** Forgets everything from `rows` on, and that messages then in flight ever arrived. */
  truncate(rows: number): void {
    if (rows >= this.rows) return
    this.unschedule(rows)
    const noteCount = this.notesFrom(rows)
    this.noteParams.truncate(this.paramsFrom(noteCount))
    this.noteCount = noteCount
    this.notePages.truncate(noteCount)
    this.truncateMessages(rows)
    this.rows = rows
    this.rowPages.truncate(rows)
  }

  /** Bytes held by the columns; of pages in `seen`, which other traces hold as well, only once. */
  bytes(seen: Set<object> = new Set()): number {
    const tables = [this.rowPages, this.messagePages, this.notePages, this.packed, this.noteParams]
    return tables.reduce((sum, table) => sum + table.bytes(seen), 0)
  }

  /** Where the parameters of a note begin; of the one after the last, where they end. */
  private paramsFrom(note: number): number {
    return note < this.noteCount ? this.notePages.of(note).params[note & IN_PAGE]! : this.noteParams.length
  }

  private typeOf(id: number): string {
    return this.packed.typeOf(this.messagePages.of(id).shape[id & IN_PAGE]!)
  }

  private unschedule(rows: number): void {
    const { reschedules } = this
    while (reschedules.length > 0 && reschedules[reschedules.length - 1]!.row >= rows) {
      const { id, beforeUs } = reschedules.pop()!
      this.messagePages.own(id).dueUs[id & IN_PAGE] = beforeUs
    }
  }

  private truncateMessages(rows: number): void {
    let count = this.messages
    while (count > 0 && this.messagePages.of(count - 1).sentRow[(count - 1) & IN_PAGE]! >= rows) count--
    if (count < this.messages) this.packed.truncate(this.messagePages.of(count).fields[count & IN_PAGE]!)
    this.messages = count
    this.messagePages.truncate(count)
    for (let id = 0; id < count; id++) {
      if (this.endRow(id) >= rows) fly(this.messagePages.own(id), id & IN_PAGE)
    }
  }
}

function fly(page: ReturnType<typeof messagePage>, i: number): void {
  page.endRow[i] = -1
  page.fate[i] = FLYING
  page.fault[i] = -1
}
