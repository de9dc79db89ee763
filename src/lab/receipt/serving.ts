// Which operation of a client a message served. Messages carry no mark of it, so it is read off the run: a message
// between a client and a server serves what that client has asked for; one between servers serves the operation that
// its chain of causes leads back to. A chain ends at a timer of a server: what servers do by themselves serves nobody.

import type { Operation } from '../../engine/observer.ts'
import type { Trace } from '../../engine/trace.ts'

const NOBODY = -1
/** A client with more open operations at once than this is taken to have asked for one of the latest. */
const MOST_LOOKED_BACK = 30

export class Serving {
  private readonly trace: Trace
  private readonly history: readonly Operation[]
  private readonly isServer: readonly boolean[]
  /** The operation that each event served. */
  private readonly ofRow: Int32Array
  private readonly byClient = new Map<string, Operation[]>()

  constructor(trace: Trace, history: readonly Operation[], isServer: readonly boolean[], rows: number) {
    this.trace = trace
    this.history = history
    this.isServer = isServer
    this.ofRow = new Int32Array(rows).fill(NOBODY)
    for (const each of history) {
      const own = this.byClient.get(each.client)
      if (own === undefined) this.byClient.set(each.client, [each])
      else own.push(each)
    }
    const asked = new Map(history.map(({ id, invokedRow }) => [invokedRow, id]))
    for (let row = 0; row < rows; row++) this.ofRow[row] = asked.get(row) ?? this.inherited(row)
  }

  /** Number of the operation that a message served; null if none. */
  ofMessage(id: number): number | null {
    const { trace, isServer } = this
    const sentRow = trace.sentRow(id)
    const chained = this.ofEvent(this.sender(id))
    const client = [trace.senderOf(id), trace.receiverOf(id)].find((node) => isServer[node] === false)
    if (client === undefined) return chained
    const name = trace.nodeIds[client]
    if (chained !== null && this.history[chained]?.client === name) return chained
    return name === undefined ? null : this.openOf(name, sentRow)
  }

  /** The latest that the client had asked for and not been told. */
  private openOf(client: string, row: number): number | null {
    const own = this.byClient.get(client) ?? []
    const latest = askedUpTo(own, row)
    const few = own.slice(Math.max(0, latest - MOST_LOOKED_BACK), latest)
    return few.findLast((each) => isOpenAt(each, row))?.id ?? null
  }

  ofEvent(row: number): number | null {
    const operation = this.ofRow[row] ?? NOBODY
    return operation === NOBODY ? null : operation
  }

  /** Operations a node was at work on at an event: its own, and those it had got a message for. */
  atWork(node: number, row: number): readonly number[] {
    const { trace, history } = this
    const open = new Set(history.filter((each) => isOpenAt(each, row)).map(({ id }) => id))
    const own = [...open].filter((id) => history[id]?.client === trace.nodeIds[node])
    const heard = new Set(own)
    const first = Math.min(row, ...[...open].map((id) => history[id]!.invokedRow))
    for (let id = trace.firstSentFrom(first); id < trace.messages && trace.sentRow(id) < row; id++) {
      const end = trace.endRow(id)
      const hasCome = trace.receiverOf(id) === node && end >= 0 && end < row && !trace.isLost(id)
      const operation = hasCome ? this.ofMessage(id) : null
      if (operation !== null && open.has(operation)) heard.add(operation)
    }
    return [...heard].sort((a, b) => a - b)
  }

  /** The event that sent it: a disk may have kept it waiting since. */
  private sender(id: number): number {
    const { trace } = this
    const end = trace.endRow(id)
    return end >= 0 && end < this.ofRow.length && trace.message(end) === id
      ? trace.cause(end)
      : trace.sentRow(id)
  }

  private inherited(row: number): number {
    const { trace, history } = this
    const cause = trace.cause(row)
    const operation = cause < 0 ? NOBODY : this.ofRow[cause]!
    if (operation === NOBODY || !isOpenAt(history[operation]!, row)) return NOBODY
    const isServersTimer = trace.kind(row) === 'timer' && this.isServer[trace.node(row)] === true
    return isServersTimer ? NOBODY : operation
  }
}

/** How many of these were asked up to an event: they stand in the order of asking. */
function askedUpTo(operations: readonly Operation[], row: number): number {
  let low = 0
  let high = operations.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (operations[middle]!.invokedRow <= row) low = middle + 1
    else high = middle
  }
  return low
}

/** Asked before this event, and not answered before it. */
function isOpenAt({ invokedRow, completedRow }: Operation, row: number): boolean {
  return invokedRow <= row && (completedRow === null || completedRow >= row)
}
