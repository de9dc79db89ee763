// The history: what clients asked and were told. Asking and answering are part of the run, so the fingerprint knows them.

import type { Json } from './json.ts'
import type { Node } from './node.ts'
import type { Outcome, Request } from './process.ts'
import type { World } from './world.ts'

/** An operation begins; gives its id. */
export function invoke(world: World, node: Node, { f, key, value, level }: Request): number {
  const { history, print } = world
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
    invokedUs: world.nowUs,
    invokedRow: world.row,
    completedUs: null,
    completedRow: null,
    outcome: 'pending',
    result: null,
  })
  return id
}

/** An operation ends, and never changes again. */
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
