// What clients asked and were told, for a part: the operations asked in its rows, and the answers that came since to
// earlier ones.

import type { Operation } from '../../sim/engineTypes.ts'
import type { KnownRun } from './known.ts'
import type { DiagramPart } from './part.ts'

interface Told {
  readonly answeredRow: number
  readonly isBroken: boolean
  readonly answer: string
}

export function operationColumns(
  run: KnownRun,
  fromRow: number,
  toRow: number,
): {
  readonly from: number
  readonly asked: DiagramPart['operations']
  readonly answered: DiagramPart['answered']
} {
  const { history, indexOf } = run.end
  const from = firstAskedFrom(history, fromRow)
  const own = history.slice(from, firstAskedFrom(history, toRow))
  const since = history.slice(0, from).filter((each) => isOpenAt(each, fromRow))
  const tell = teller(run)
  const [told, toldSince] = [own.map(tell), since.map(tell)]
  return {
    from,
    asked: {
      lane: Uint8Array.from(own, ({ client }) => indexOf[client]!),
      askedRow: Int32Array.from(own, ({ invokedRow }) => invokedRow),
      label: own.map((operation) => run.narrated.sim.operation(operation).label),
      ...answersOf(told),
    },
    answered: { id: Int32Array.from(since, ({ id }) => id), ...answersOf(toldSince) },
  }
}

function answersOf(told: readonly Told[]) {
  return {
    answeredRow: Int32Array.from(told, ({ answeredRow }) => answeredRow),
    isBroken: Uint8Array.from(told, ({ isBroken }) => (isBroken ? 1 : 0)),
    answer: told.map(({ answer }) => answer),
  }
}

/** What may be known of an operation's answer. */
function teller({ narrated, end, rows }: KnownRun): (operation: Operation) => Told {
  const { sim } = narrated
  const wrong = sim.wrong(end.truth as Parameters<typeof sim.wrong>[0], end.violations)
  return (operation) => {
    const { id, completedRow } = operation
    if (completedRow === null || completedRow >= rows) {
      const open = {
        ...operation,
        completedUs: null,
        completedRow: null,
        outcome: 'pending' as const,
        result: null,
      }
      return { answeredRow: -1, isBroken: false, answer: sim.operation(open).answer }
    }
    const { answer } = sim.operation(operation)
    const broken = wrong[id]
    return {
      answeredRow: completedRow,
      isBroken: broken !== undefined,
      answer: broken === undefined ? answer : `${answer}, ${broken.word}`,
    }
  }
}

function isOpenAt({ completedRow }: Operation, row: number): boolean {
  return completedRow === null || completedRow >= row
}

/** Operations are numbered in the order they were asked. */
function firstAskedFrom(history: readonly Operation[], row: number): number {
  let low = 0
  let high = history.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (history[middle]!.invokedRow < row) low = middle + 1
    else high = middle
  }
  return low
}
