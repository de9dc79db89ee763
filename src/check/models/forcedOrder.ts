// Histories that leave the changes of a key no choice of order: a register of which every value is written once, and a
// list to which every item is appended once.

import type { Json } from '../../engine/json.ts'
import { endOf, isOpen, type Operation } from '../history.ts'
import { isList, textOf } from '../values.ts'
import { longestTold } from './listWatch.ts'

/** The only order that the changes can have had, if they had any; null if there may be more than one. */
export function forcedOrder(operations: readonly Operation[], initial: Json): readonly Operation[] | null {
  const names = new Set(operations.map(({ f }) => f))
  if ([...names].every((name) => name === 'read' || name === 'write'))
    return orderOfWrites(operations, initial)
  if ([...names].every((name) => name === 'read' || name === 'append'))
    return orderOfAppends(operations, initial)
  return null
}

/** From when to when a value was certainly what the register held, if `from` comes first; else some time between. */
interface Zone {
  readonly write: Operation | null
  /** The first end and the last call among its write and its reads. */
  from: number
  to: number
}

/**
 * Gibbons and Korach: values that are written once come in the order of the times in which they were certainly current.
 */
function orderOfWrites(operations: readonly Operation[], initial: Json): readonly Operation[] | null {
  const zones = new Map<string, Zone>([[textOf(initial), { write: null, from: -1, to: -1 }]])
  for (const operation of operations) {
    if (operation.f !== 'write') continue
    const value = textOf(operation.input)
    if (zones.has(value)) return null
    zones.set(value, { write: operation, from: endOf(operation), to: operation.calledAt })
  }
  for (const operation of operations) {
    const zone = operation.f === 'read' ? zones.get(textOf(operation.output)) : undefined
    if (zone === undefined) continue
    zone.from = Math.min(zone.from, endOf(operation))
    zone.to = Math.max(zone.to, operation.calledAt)
  }
  return inOrder([...zones.values()])
}

/** By the first bound of each: what has a choice can begin there, or right behind the zone that this would part. */
function inOrder(zones: readonly Zone[]): readonly Operation[] {
  const begins = ({ from, to }: Zone) => Math.min(from, to)
  return [...zones].sort((a, b) => begins(a) - begins(b)).flatMap(({ write }) => write ?? [])
}

/** As in the longest list that was seen; what is in none came after. */
function orderOfAppends(operations: readonly Operation[], initial: Json): readonly Operation[] | null {
  const byItem = new Map<string, Operation>()
  for (const operation of operations) {
    if (operation.f !== 'append') continue
    const item = textOf(operation.input)
    if (byItem.has(item)) return null
    byItem.set(item, operation)
  }
  if (!isList(initial) || initial.length > 0) return null
  const seen = new Set(longestTold(operations).flatMap((item) => byItem.get(textOf(item)) ?? []))
  return [...seen, ...operations.filter((each) => each.f === 'append' && !seen.has(each) && !isOpen(each))]
}
