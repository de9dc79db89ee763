// Why there is no legal order: the smallest set of operations that has none, and the longest order there is with what
// cannot be placed behind it.
//
// What is not in the set is taken for open: it may have taken effect at any time after its call, or never, and may have
// been told anything. So the set shows by itself that no order exists, and nobody can say that another operation would
// have explained it.

import { isOpen, type Operation } from './history.ts'
import { shownValue } from './models/cell.ts'
import { Attempts } from './search/attempts.ts'
import { longestOrder } from './search/longest.ts'
import type { Rules } from './search/rules.ts'
import { smallest } from './search/smallest.ts'
import type { Trial } from './search/trial.ts'
import type { Budget } from './setting.ts'
import type { Evidence } from './verdict.ts'
import { type Code, type Said, said } from './words.ts'

/** `trial` found that the operations have no legal order. */
export function evidenceOf(
  operations: readonly Operation[],
  trial: Trial,
  rules: Rules,
  claim: Code,
  budget: Budget,
): Evidence {
  const attempts = new Attempts(operations, rules, budget)
  const longest = longestOrder(operations, trial, attempts, rules, budget.total)
  const { chosen, isProven } = smallest(
    operations.filter((operation) => !isOpen(operation)),
    (closed) => attempts.orderOf(closed) === null,
    () => budget.hasStep(),
  )
  const isTight = !attempts.hasGivenUp
  const context = new Set<number>()
  const reasoned = chosen.map((operation) => {
    const order = attempts.orderOf(chosen.filter((other) => other !== operation)) ?? []
    for (const { id } of order) context.add(id)
    return { id: operation.id, reason: reasonFor(operation, order, rules) }
  })
  for (const { id } of chosen) context.delete(id)
  return {
    claim: said(claim),
    operations: reasoned,
    context: operations.flatMap(({ id }) => (context.has(id) ? [id] : [])),
    isTight,
    isShortest: isTight && isProven,
    longest,
  }
}

/** What the operation stands against: the order that there would be if it were open. */
function reasonFor(operation: Operation, order: readonly Operation[], rules: Rules): Said {
  if (rules.machine.stepOf(operation).isPure) return said('wasTold', shownValue(operation.output))
  const place = order.findIndex(({ id }) => id === operation.id)
  if (place < 0) return said('tookEffect')
  const late = order.slice(0, place).findLast((other) => rules.precedence.isBefore(operation, other))
  return late === undefined ? said('wasTold', shownValue(operation.output)) : said('endedBefore', late.id)
}
