// What happened, in columns: a row an event, a row a message, a row a note. Typed arrays and interned strings, so
// that a million events stay cheap. Every row names the row that caused it. The trace knows no protocol.

import { fail } from './assert.ts'
import { Column } from './column.ts'
import type { MessageRef } from './intervention.ts'
import type { Scalar } from './json.ts'
import { type Packed, pack, Texts, unpack } from './packed.ts'
import type { Message, NodeId } from './process.ts'

export const ROW_KINDS = ['boot', 'deliver', 'lost', 'timer', 'synced', 'intervention'] as const
export type RowKind = (typeof ROW_KINDS)[number]

export type LossReason = 'cut' | 'loss' | 'down' | 'dropped' | 'crashed'

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

const DELIVER_ROW = ROW_KINDS.indexOf('deliver')
const LOST_ROW = ROW_KINDS.indexOf('lost')

const FLYING = 0
const DELIVERED = 1
const LOST = 2
/** Notes of the observer belong to no node. */
const NO_NODE = 0xffff

export class Trace {
  rows = 0
  messages = 0
  private readonly texts = new Texts()
  private readonly rowAtUs = new Column(Float64Array)
  private readonly rowKind = new Column(Uint8Array)
  private readonly rowNode = new Column(Uint16Array)
  private readonly rowCause = new Column(Int32Array)
  private readonly rowMessage = new Column(Int32Array)
  private readonly rowLabel = new Column(Int32Array)
  private readonly rowNotes = new Column(Int32Array)

  private readonly sender = new Column(Uint16Array)
  private readonly receiver = new Column(Uint16Array)
  private readonly nth = new Column(Int32Array)
  private readonly sentRow = new Column(Int32Array)
  private readonly sentUs = new Column(Float64Array)
  private readonly dueUs = new Column(Float64Array)
  private readonly endRow = new Column(Int32Array)
  private readonly fate = new Column(Uint8Array)
  private readonly reason = new Column(Int32Array)
  private readonly fault = new Column(Int32Array)
  private readonly packed: Packed = {
    shapes: [],
    shapeOf: new Column(Uint16Array),
    at: new Column(Int32Array),
    values: new Column(Float64Array),
  }

  /** Changed times of arrival, which truncating takes back. */
  private readonly reschedules: { readonly row: number; readonly id: number; readonly beforeUs: number }[] =
    []

  private noteCount = 0
  private readonly noteNode = new Column(Uint16Array)
  private readonly noteCode = new Column(Int32Array)
  private readonly noteAt = new Column(Int32Array)
  private readonly noteParams = new Column(Float64Array)

  readonly nodeIds: readonly NodeId[]

  constructor(nodeIds: readonly NodeId[]) {
    this.nodeIds = nodeIds
  }

  // Writing: the world calls these as things happen.

  row(atUs: number, kind: number, node: number, cause: number, which: number, label: string): void {
    this.rowAtUs.push(atUs)
    this.rowKind.push(kind)
    this.rowNode.push(node)
    this.rowCause.push(cause)
    this.rowMessage.push(kind === DELIVER_ROW || kind === LOST_ROW ? which : -1)
    this.rowLabel.push(this.texts.idOf(label))
    this.rowNotes.push(this.noteCount)
    this.rows++
  }

  note(node: number, code: string, a?: Scalar, b?: Scalar, c?: Scalar, d?: Scalar): void {
    this.noteNode.push(node < 0 ? NO_NODE : node)
    this.noteCode.push(this.texts.idOf(code))
    this.noteAt.push(this.noteParams.length)
    if (a !== undefined) this.noteParams.push(this.texts.encode(a))
    if (b !== undefined) this.noteParams.push(this.texts.encode(b))
    if (c !== undefined) this.noteParams.push(this.texts.encode(c))
    if (d !== undefined) this.noteParams.push(this.texts.encode(d))
    this.noteCount++
  }

  sent(
    id: number,
    from: number,
    to: number,
    nth: number,
    row: number,
    atUs: number,
    dueUs: number,
    message: Message,
  ): void {
    if (id !== this.messages) fail(`message ${id} recorded as number ${this.messages}`)
    this.sender.push(from)
    this.receiver.push(to)
    this.nth.push(nth)
    this.sentRow.push(row)
    this.sentUs.push(atUs)
    this.dueUs.push(dueUs)
    this.endRow.push(-1)
    this.fate.push(FLYING)
    this.reason.push(-1)
    this.fault.push(-1)
    pack(this.packed, this.texts, message)
    this.messages++
  }

  delivered(id: number, row: number): void {
    this.endRow.set(id, row)
    this.fate.set(id, DELIVERED)
  }

  lost(id: number, row: number, reason: LossReason, fault: string | null): void {
    this.endRow.set(id, row)
    this.fate.set(id, LOST)
    this.reason.set(id, this.texts.idOf(reason))
    if (fault !== null) this.fault.set(id, this.texts.idOf(fault))
  }

  /** A held or hand-delivered message arrives at another time than it was sent for. */
  rescheduled(id: number, dueUs: number): void {
    this.reschedules.push({ row: this.rows - 1, id, beforeUs: this.dueUs.get(id) })
    this.dueUs.set(id, dueUs)
  }

  // Reading.

  atUs(row: number): number {
    return this.rowAtUs.get(row)
  }

  kind(row: number): RowKind {
    return ROW_KINDS[this.rowKind.get(row)]!
  }

  node(row: number): number {
    return this.rowNode.get(row)
  }

  /** Row that caused it; -1 for a root: the start, or a person. */
  cause(row: number): number {
    return this.rowCause.get(row)
  }

  /** Number of the message delivered or lost; -1 for other kinds. */
  message(row: number): number {
    return this.rowMessage.get(row)
  }

  /** Timer name, intervention id or loss reason. */
  label(row: number): string {
    return this.texts.textOf(this.rowLabel.get(row))
  }

  /** Index of the row's first note; the next row's first note ends them. */
  notesFrom(row: number): number {
    return row < this.rows ? this.rowNotes.get(row) : this.noteCount
  }

  noteAtIndex(i: number): TraceNote {
    const node = this.noteNode.get(i)
    const from = this.noteAt.get(i)
    const to = i + 1 < this.noteCount ? this.noteAt.get(i + 1) : this.noteParams.length
    const params: Scalar[] = []
    for (let p = from; p < to; p++) params.push(this.texts.decode(this.noteParams.get(p)))
    return {
      node: node === NO_NODE ? '' : this.nodeIds[node]!,
      code: this.texts.textOf(this.noteCode.get(i)),
      params,
    }
  }

  /** Code of a note without unpacking the rest, for scans. */
  noteCodeAt(i: number): string {
    return this.texts.textOf(this.noteCode.get(i))
  }

  notes(row: number): readonly TraceNote[] {
    const notes: TraceNote[] = []
    for (let i = this.notesFrom(row); i < this.notesFrom(row + 1); i++) notes.push(this.noteAtIndex(i))
    return notes
  }

  messageAt(id: number): TraceMessage {
    const from = this.nodeIds[this.sender.get(id)]!
    const to = this.nodeIds[this.receiver.get(id)]!
    const fate = this.fate.get(id)
    const reason = this.reason.get(id)
    const fault = this.fault.get(id)
    return {
      ref: { from, to, nth: this.nth.get(id) },
      from,
      to,
      message: unpack(this.packed, this.texts, id),
      sentRow: this.sentRow.get(id),
      sentUs: this.sentUs.get(id),
      arrivesUs: this.dueUs.get(id),
      endRow: this.endRow.get(id),
      fate: fate === FLYING ? 'flying' : fate === DELIVERED ? 'delivered' : 'lost',
      reason: reason < 0 ? null : (this.texts.textOf(reason) as LossReason),
      fault: fault < 0 ? null : this.texts.textOf(fault),
    }
  }

  /** Last row at or before the time; -1 before the first. */
  rowAt(us: number): number {
    let low = 0
    let high = this.rows
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.rowAtUs.get(middle) <= us) low = middle + 1
      else high = middle
    }
    return low - 1
  }

  /** Forgets everything from `rows` on, and that messages then in flight ever arrived. */
  truncate(rows: number): void {
    if (rows >= this.rows) return
    this.unschedule(rows)
    this.noteCount = this.rowNotes.get(rows)
    const params =
      this.noteCount < this.noteAt.length ? this.noteAt.get(this.noteCount) : this.noteParams.length
    this.noteParams.truncate(params)
    for (const column of [this.noteNode, this.noteCode, this.noteAt]) column.truncate(this.noteCount)
    const rowColumns = [
      this.rowAtUs,
      this.rowKind,
      this.rowNode,
      this.rowCause,
      this.rowMessage,
      this.rowLabel,
      this.rowNotes,
    ]
    for (const column of rowColumns) column.truncate(rows)
    this.rows = rows
    while (this.messages > 0 && this.sentRow.get(this.messages - 1) >= rows) this.messages--
    this.truncateMessages()
    for (let id = 0; id < this.messages; id++) if (this.endRow.get(id) >= rows) this.fly(id)
  }

  /** Bytes held by the columns. */
  bytes(): number {
    const columns = [
      this.rowAtUs,
      this.rowKind,
      this.rowNode,
      this.rowCause,
      this.rowMessage,
      this.rowLabel,
      this.rowNotes,
      this.sender,
      this.receiver,
      this.nth,
      this.sentRow,
      this.sentUs,
      this.dueUs,
      this.endRow,
      this.fate,
      this.reason,
      this.fault,
      this.packed.shapeOf,
      this.packed.at,
      this.packed.values,
      this.noteNode,
      this.noteCode,
      this.noteAt,
      this.noteParams,
    ]
    return columns.reduce((sum, column) => sum + column.bytes(), 0)
  }

  private unschedule(rows: number): void {
    const { reschedules } = this
    while (reschedules.length > 0 && reschedules[reschedules.length - 1]!.row >= rows) {
      const { id, beforeUs } = reschedules.pop()!
      this.dueUs.set(id, beforeUs)
    }
  }

  private fly(id: number): void {
    this.endRow.set(id, -1)
    this.fate.set(id, FLYING)
    this.reason.set(id, -1)
    this.fault.set(id, -1)
  }

  private truncateMessages(): void {
    const values =
      this.messages < this.packed.at.length ? this.packed.at.get(this.messages) : this.packed.values.length
    this.packed.values.truncate(values)
    const columns = [
      this.sender,
      this.receiver,
      this.nth,
      this.sentRow,
      this.sentUs,
      this.dueUs,
      this.endRow,
      this.fate,
      this.reason,
      this.fault,
      this.packed.shapeOf,
      this.packed.at,
    ]
    for (const column of columns) column.truncate(this.messages)
  }
}
