// The rows of a trace that are one node's own: what it was delivered, its timers and syncs, what it was told to do, and
// what it sent. Read once, as far as the run is recorded. What was lost on the way to it is no row of its own.

import type { Trace } from '../../engine/trace.ts'

export class OwnRows {
  readonly node: number
  /** Rows of its own, in order. */
  readonly rows: number[] = []
  /** Of those, rows in which each other node's messages came. */
  readonly heardFrom: readonly number[][]
  /** Numbers of the messages that it sent. */
  readonly sent: number[] = []
  private readonly trace: Trace
  private seenRows = 0
  private seenMessages = 0

  constructor(trace: Trace, node: number) {
    this.trace = trace
    this.node = node
    this.heardFrom = trace.nodeIds.map(() => [])
  }

  /** Reads what was recorded since the last time. */
  catchUp(): void {
    const { trace, node } = this
    for (; this.seenRows < trace.rows; this.seenRows++) this.see(this.seenRows)
    for (; this.seenMessages < trace.messages; this.seenMessages++)
      if (trace.senderOf(this.seenMessages) === node) this.sent.push(this.seenMessages)
  }

  private see(row: number): void {
    const { trace, node } = this
    const kind = trace.kind(row)
    // A heal of everything may start it again, and is no row of any node.
    const isOwn = kind === 'intervention' ? this.isNoted(row) : trace.node(row) === node && kind !== 'lost'
    if (!isOwn) return
    this.rows.push(row)
    if (kind === 'deliver') this.heardFrom[trace.senderOf(trace.message(row))]!.push(row)
  }

  private isNoted(row: number): boolean {
    const { trace, node } = this
    for (let i = trace.notesFrom(row); i < trace.notesFrom(row + 1); i++)
      if (trace.noteNodeAt(i) === node) return true
    return false
  }
}
