// The longest legal order of operations that have no whole one, and what cannot be placed behind it.

import { endOf, isOpen, type Operation } from '../history.ts'
import type { Longest } from '../verdict.ts'
import type { Attempts } from './attempts.ts'
import { Replay } from './replay.ts'
import type { Rules } from './rules.ts'
import type { Trial } from './trial.ts'

/** What of the budget may go into trying all orders. */
const ALL_ORDERS = 1 / 5

/** `trial` found that there is no whole order. */
export function longestOrder(
  operations: readonly Operation[],
  trial: Trial,
  attempts: Attempts,
  rules: Rules,
  budget: number,
): Longest {
  const isLongest = trial.lengthen(Math.ceil(budget * ALL_ORDERS))
  const found = trial.best()
  const early = isLongest ? [] : orderOfEarly(operations, attempts, rules)
  const order = closedOf(early).length > closedOf(found).length ? early : found
  const replay = new Replay(order, rules)
  const placed = new Set(order.map(({ id }) => id))
  const missing = closedOf(operations).filter(({ id }) => !placed.has(id))
  const next = missing.filter((each) => !missing.some((other) => rules.precedence.isBefore(other, each)))
  const stuck = next.sort((a, b) => endOf(a) - endOf(b))
  return {
    placed: replay.placed,
    isLongest,
    stuck: stuck.map((operation) => ({ id: operation.id, reason: replay.refusal(operation) })),
    missing: missing.length,
  }
}

/** An order of as many as possible of those that ended first: the next to end has no place in any order of them. */
function orderOfEarly(operations: readonly Operation[], attempts: Attempts, rules: Rules): Operation[] {
  const byEnd = closedOf(operations).sort((a, b) => endOf(a) - endOf(b))
  let [low, high] = [0, byEnd.length]
  let best: readonly Operation[] = []
  while (low < high) {
    const middle = (low + high + 1) >>> 1
    const order = attempts.orderOf(byEnd.slice(0, middle))
    if (order === null || order.length === 0) high = middle - 1
    else {
      low = middle
      best = order
    }
  }
  return legalPart(best, operations, rules)
}

/** Some in the order were taken for open: it goes as far as it is legal also for what they really are. */
function legalPart(
  order: readonly Operation[],
  operations: readonly Operation[],
  { machine, model, precedence }: Rules,
): Operation[] {
  const byId = new Map(operations.map((operation) => [operation.id, operation]))
  const states = new Map<string, unknown>()
  const legal: Operation[] = []
  for (const { id } of order) {
    const operation = byId.get(id)!
    const part = model.partOf(operation)
    const state = machine.stepOf(operation).apply(states.has(part) ? states.get(part) : machine.initial)
    if (state === undefined || legal.some((other) => precedence.isBefore(operation, other))) break
    states.set(part, state)
    legal.push(operation)
  }
  return legal
}

function closedOf(operations: readonly Operation[]): Operation[] {
  return operations.filter((operation) => !isOpen(operation))
}
