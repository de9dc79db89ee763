// What clients asked and were told: every operation from its asking to its answer, in the history that is judged.

import type { Json } from './json.ts'
import type { Node } from './node.ts'
import type { Outcome, Request } from './process.ts'
import type { World } from './world.ts'

/** A client asks; gives the number of its operation. */
export function invoke(world: World, node: Node, { f, key, value, level }: Request): number {
  const { history, print, nowUs, row } = world
  const id = history.length
  print.text(f)
  print.text(key)
  print.value(value)
  if (level !== undefined) print.text(level)
  history.push({
    id,
    client: node.id,
    f,
    key,
    value,
    ...(level === undefined ? {} : { level }),
    invokedUs: nowUs,
    invokedRow: row,
    completedUs: null,
    completedRow: null,
    outcome: 'pending',
    result: null,
  })
  return id
}

/** It is answered, or given up. From then on it never changes. */
export function complete(world: World, id: number, outcome: Outcome, result: Json): void {
  world.print.text(outcome)
  world.print.value(result)
  const operation = world.history[id]!
  operation.completedUs = world.nowUs
  operation.completedRow = world.row
  operation.outcome = outcome
  operation.result = result
  Object.freeze(operation)
}
