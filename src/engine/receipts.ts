// Which faults are in force on a node, and what each has touched. A fault whose receipt stays empty had no effect.

import type { CommandKind, Receipt } from './intervention.ts'
import type { Node } from './node.ts'
import type { World } from './world.ts'

/** Id of the fault of that kind in force on the node. */
export function faultOn(world: World, node: Node, kind: CommandKind): string | null {
  const fault = world.faults.find(
    ({ command }) => command.kind === kind && 'node' in command && command.node === node.id,
  )
  return fault?.id ?? null
}

/** The fault, if it is one, has touched so many more. */
export function count(world: World, fault: string | null, what: keyof Receipt, amount = 1): void {
  const receipt = fault === null ? undefined : world.receipts[fault]
  if (receipt !== undefined) receipt[what] += amount
}
