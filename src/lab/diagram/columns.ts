// The page's copy of a run in columns, put together from the parts that the lab sends. A view asks `have` what to ask
// the lab for, and gives each answer to `add`.

import { continued } from './growing.ts'
import type {
  Circumstances,
  DiagramPart,
  Have,
  MessageColumns,
  OperationColumns,
  OperationWords,
  RowColumns,
} from './part.ts'

const NO_ROWS: RowColumns = {
  atUs: new Float64Array(0),
  lane: new Uint8Array(0),
  kind: new Uint8Array(0),
  cause: new Int32Array(0),
  message: new Int32Array(0),
}
const NO_MESSAGES: MessageColumns = {
  from: new Uint8Array(0),
  to: new Uint8Array(0),
  sentRow: new Int32Array(0),
  endRow: new Int32Array(0),
  fate: new Uint8Array(0),
  mark: new Uint8Array(0),
  hue: new Uint8Array(0),
  wayUs: new Float32Array(0),
}
const NO_OPERATIONS: OperationColumns = {
  lane: new Uint8Array(0),
  askedRow: new Int32Array(0),
  answeredRow: new Int32Array(0),
  isBroken: new Uint8Array(0),
}
const NO_CIRCUMSTANCES: Circumstances = {
  stretches: {
    lane: new Uint8Array(0),
    style: new Uint8Array(0),
    hue: new Uint8Array(0),
    fromRow: new Int32Array(0),
    untilRow: new Int32Array(0),
  },
  faults: [],
}

export class RunColumns {
  nodes: DiagramPart['nodes'] = []
  /** Only the first so many places of the columns count. */
  rowCount = 0
  messageCount = 0
  operationCount = 0
  rows = NO_ROWS
  messages = NO_MESSAGES
  operations = NO_OPERATIONS
  readonly words: { readonly label: string[]; readonly answer: string[] } = { label: [], answer: [] }
  circumstances = NO_CIRCUMSTANCES
  /** What may be known of the run reaches until here. */
  knownRows = 0
  knownUs = 0
  /** Rows and messages from these on are other ones than before the last part, or ended otherwise. */
  changedRow = 0
  changedMessage = 0
  /** Counts the parts: what was worked out from the columns is out of date when it has changed. */
  version = 0
  private edition = -1

  get have(): Have | null {
    return this.version === 0 ? null : { edition: this.edition, rows: this.rowCount }
  }

  /** All that may be known is here. */
  get isWhole(): boolean {
    return this.version > 0 && this.rowCount === this.knownRows
  }

  add(part: DiagramPart): void {
    const { rows, messages, operations } = part
    this.rows = continued(this.rows, part.fromRow, rows)
    this.rowCount = part.fromRow + rows.atUs.length
    this.messages = continued(this.messages, part.fromMessage, messages)
    this.messageCount = part.fromMessage + messages.from.length
    this.addOperations(part.fromOperation, operations)
    this.end(part.ended)
    this.answer(part.answered)
    this.nodes = part.nodes
    this.circumstances = part.circumstances ?? this.circumstances
    this.knownRows = part.knownRows
    this.knownUs = part.knownUs
    this.edition = part.edition
    this.changedRow = part.fromRow
    this.changedMessage = Math.min(part.fromMessage, part.ended.id[0] ?? part.fromMessage)
    this.version++
  }

  private addOperations(
    from: number,
    { label, answer, ...columns }: OperationColumns & OperationWords,
  ): void {
    const { words } = this
    this.operations = continued(this.operations, from, columns)
    this.operationCount = from + label.length
    words.label.length = from
    words.answer.length = from
    for (const text of label) words.label.push(text)
    for (const text of answer) words.answer.push(text)
  }

  private end({ id, endRow, fate, wayUs }: DiagramPart['ended']): void {
    const { messages } = this
    for (let i = 0; i < id.length; i++) {
      messages.endRow[id[i]!] = endRow[i]!
      messages.fate[id[i]!] = fate[i]!
      messages.wayUs[id[i]!] = wayUs[i]!
    }
  }

  private answer({ id, answeredRow, isBroken, answer }: DiagramPart['answered']): void {
    const { operations, words } = this
    for (let i = 0; i < id.length; i++) {
      operations.answeredRow[id[i]!] = answeredRow[i]!
      operations.isBroken[id[i]!] = isBroken[i]!
      words.answer[id[i]!] = answer[i]!
    }
  }
}
