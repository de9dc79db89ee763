// Who must come before whom, as lists of successors. Only the edges that others do not already imply are kept: with
// c operations under way at a time, each has at most about c.

import { endOf, grouped, isBefore, isOpen, type Operation, precedes } from '../history.ts'

export interface Precedence {
  readonly isBefore: (a: Operation, b: Operation) => boolean
  readonly edges: (operations: readonly Operation[]) => Edges
}

/** In numbers: what an operation is called is its place in the list. */
export interface Edges {
  /** For each operation those that must wait for it. */
  readonly after: readonly (readonly number[])[]
  /** For how many it must wait itself. */
  readonly waits: Int32Array
}

/** What had ended before another was called comes first. */
export const realTime: Precedence = {
  isBefore: precedes,
  edges: (operations) => intervalEdges(operations, [operations.map((_, index) => index)]),
}

/** What a process did earlier comes first; between processes there is no order. */
export const programOrder: Precedence = {
  isBefore,
  edges: (operations) => intervalEdges(operations, sessionsOf(operations)),
}

function sessionsOf(operations: readonly Operation[]): number[][] {
  const numbers = new Map(operations.map((operation, index) => [operation, index]))
  const sessions = [...grouped(operations, ({ process }) => process).values()]
  return sessions.map((session) => session.map((operation) => numbers.get(operation)!))
}

/** Within each group: to each operation from those before it that no other before it follows. */
function intervalEdges(operations: readonly Operation[], groups: readonly (readonly number[])[]): Edges {
  const after: number[][] = operations.map(() => [])
  const waits = new Int32Array(operations.length)
  for (const group of groups) {
    const byCall = [...group].sort((a, b) => operations[a]!.calledAt - operations[b]!.calledAt)
    const byEnd = group
      .filter((index) => !isOpen(operations[index]!))
      .sort((a, b) => endOf(operations[a]!) - endOf(operations[b]!))
    let [ended, latestCall] = [0, -1]
    for (const index of byCall) {
      const { calledAt } = operations[index]!
      while (ended < byEnd.length && endOf(operations[byEnd[ended]!]!) < calledAt)
        latestCall = Math.max(latestCall, operations[byEnd[ended++]!]!.calledAt)
      for (let i = ended - 1; i >= 0 && endOf(operations[byEnd[i]!]!) > latestCall; i--) {
        after[byEnd[i]!]!.push(index)
        waits[index]!++
      }
    }
  }
  return { after, waits }
}
