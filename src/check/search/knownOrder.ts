// Where the order of the changes is known, nothing needs to be searched: the changes are put in that order, every read
// where it fits first, and one look at the calls and ends tells whether real time agrees.

import { endOf, isOpen, type Operation, precedes } from '../history.ts'
import type { Rules } from './rules.ts'

/**
 * All operations with the changes in this order; null if real time or an answer does not agree with it. What is open
 * and not among the changes is left out.
 */
export function placedAround(
  changes: readonly Operation[],
  operations: readonly Operation[],
  rules: Rules,
): readonly Operation[] | null {
  const states = statesAfter(changes, rules)
  if (states === null) return null
  const placeOf = new Map(changes.map((operation, index) => [operation, index + 1]))
  const slots: Operation[][] = states.map(() => [])
  let floor = 0
  const chosen = operations.filter((operation) => !isOpen(operation) || placeOf.has(operation))
  for (const { operation, isCall } of momentsOf(chosen)) {
    const place = placeOf.get(operation)
    if (!isCall) floor = Math.max(floor, place!)
    else if (place !== undefined) {
      if (floor >= place) return null
    } else {
      const slot = firstSlot(operation, floor, states, changes, rules)
      if (slot === null) return null
      placeOf.set(operation, slot)
      slots[slot]!.push(operation)
    }
  }
  return slots.flatMap((reads, slot) => (slot === 0 ? reads : [changes[slot - 1]!, ...reads]))
}

/** The state before all changes, and after each of them; null if one of them cannot come where it stands. */
function statesAfter(changes: readonly Operation[], rules: Rules): readonly unknown[] | null {
  const states = [rules.machine.initial]
  for (const operation of changes) {
    const state = rules.machine.stepOf(operation).apply(states.at(-1))
    if (state === undefined) return null
    states.push(state)
  }
  return states
}

/** Behind which of the changes the operation fits, not before `floor`. */
function firstSlot(
  operation: Operation,
  floor: number,
  states: readonly unknown[],
  changes: readonly Operation[],
  rules: Rules,
): number | null {
  const step = rules.machine.stepOf(operation)
  if (!step.isPure) return null
  for (let slot = floor; slot < states.length; slot++) {
    if (slot > floor && precedes(operation, changes[slot - 1]!)) return null
    if (step.apply(states[slot]) !== undefined) return slot
  }
  return null
}

/** Calls and ends as they came. */
function momentsOf(operations: readonly Operation[]) {
  const calls = operations.map((operation) => ({ operation, at: operation.calledAt, isCall: true }))
  const ends = operations
    .filter((operation) => !isOpen(operation))
    .map((operation) => ({ operation, at: endOf(operation), isCall: false }))
  return [...calls, ...ends].sort((a, b) => a.at - b.at)
}
