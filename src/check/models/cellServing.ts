// Which open operations could matter. One whose value nobody needs can as well be left out: whatever came between it and
// the next write saw nothing of it. Where lists grow and are also written, every operation is felt in those after it.

import { isOpen, type Operation } from '../history.ts'
import { textOf } from '../values.ts'
import type { Cell } from './cell.ts'
import type { CellStep } from './cellOperations.ts'
import { longestTold } from './listWatch.ts'

export function serving(
  operations: readonly Operation[],
  stepOf: (operation: Operation) => CellStep,
): readonly Operation[] {
  const open = operations.filter(isOpen)
  if (open.length === 0) return operations
  const closed = operations.filter((operation) => !isOpen(operation))
  return [...closed, ...chosen(open, closed, stepOf)]
}

function chosen(
  open: readonly Operation[],
  closed: readonly Operation[],
  stepOf: (operation: Operation) => CellStep,
): readonly Operation[] {
  const changing = open.filter((operation) => !stepOf(operation).isPure)
  const names = new Set([...changing, ...closed].map(({ f }) => f))
  if (!names.has('append')) return thoseNeeded(changing, closed, stepOf)
  const hasOnlyLists = [...names].every((name) => name === 'append' || name === 'read')
  return hasOnlyLists ? thoseSeen(changing, closed) : changing
}

/** A kept cas makes what it expects needed in turn. */
function thoseNeeded(
  open: readonly Operation[],
  closed: readonly Operation[],
  stepOf: (operation: Operation) => CellStep,
): readonly Operation[] {
  const steps = closed.map(stepOf)
  if (steps.some(({ isPure, needs }) => isPure && needs === null)) return open
  const needed = new Set<Cell | null>(steps.map(({ needs }) => needs))
  const kept = new Set<Operation>()
  for (let before = -1; before < kept.size; ) {
    before = kept.size
    for (const operation of open) {
      const { needs, gives } = stepOf(operation)
      if (gives === null || !needed.has(gives)) continue
      kept.add(operation)
      needed.add(needs)
    }
  }
  return [...kept]
}

/** What was appended and is in no list that anybody was told came after all of them, if it came at all. */
function thoseSeen(open: readonly Operation[], closed: readonly Operation[]): readonly Operation[] {
  const seen = new Set(longestTold(closed).map(textOf))
  return open.filter(({ input }) => seen.has(textOf(input)))
}
