// A model of keys that each hold a value or a list: made of the operations it allows.

import type { Json } from '../../engine/json.ts'
import type { Operation } from '../history.ts'
import { type Cell, cellOf, cellText, List } from './cell.ts'
import { type CellOperationName, type CellStep, cellOperation } from './cellOperations.ts'
import { serving } from './cellServing.ts'
import { CellWatch } from './cellWatch.ts'
import { forcedOrder } from './forcedOrder.ts'
import { ListWatch } from './listWatch.ts'
import type { Machine, Model } from './model.ts'

export function cellModel(name: string, operations: readonly CellOperationName[], initial: Json): Model {
  return {
    name,
    operations,
    initial,
    problem: (operation) => cellOperation(operation.f).problem(operation),
    partOf: ({ key }) => key,
    start: (first) => start(first, !operations.includes('write')),
    forced: forcedOrder,
  }
}

/** Where there is nothing but lists, a read that found nothing found an empty one. */
function start(initial: Json, hasOnlyLists: boolean): Machine<Cell> {
  const empty = new List()
  const steps = new WeakMap<Operation, CellStep>()
  const make = (operation: Operation): CellStep => {
    const { f, output } = operation
    const isNothing = hasOnlyLists && f === 'read' && output === null
    return cellOperation(f).stepOf(isNothing ? { ...operation, output: [] } : operation, empty)
  }
  const stepOf = (operation: Operation): CellStep => {
    const step = steps.get(operation) ?? make(operation)
    steps.set(operation, step)
    return step
  }
  return {
    initial: cellOf(initial, empty),
    stepOf,
    serving: (operations) => serving(operations, stepOf),
    watch(operations, isInTime) {
      const made = operations.map(stepOf)
      return isGrowing(operations)
        ? new ListWatch(operations, made, empty)
        : new CellWatch(operations, made, isInTime)
    },
    refusal: (operation, cell) => cellOperation(operation.f).refusal(operation, cellText(cell)),
    show: cellText,
  }
}

/** Nothing but appends and reads. */
function isGrowing(operations: readonly Operation[]): boolean {
  return (
    operations.some(({ f }) => f === 'append') && operations.every(({ f }) => f === 'append' || f === 'read')
  )
}
