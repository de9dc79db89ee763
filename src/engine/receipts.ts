// Which faults are in force on a node, and what each has touched. A fault whose receipt stays empty had no effect.
// The receipt only counts; a witness is told of every single thing, for whoever wants the list.

import type { CommandKind, Receipt } from './intervention.ts'
import type { Node, Waiting } from './node.ts'
import type { World } from './world.ts'

/** Is told of every single thing that a fault touches. */
export interface Witness {
  /** A message, by its number in the run: lost, late, held, doubled. */
  readonly message: (fault: string, id: number) => void
  /** A message that died on its sender, before it left. */
  readonly unsent: (fault: string, from: Node, waiting: Waiting) => void
  /** A timer that was cancelled, or runs out at another time. */
  readonly timer: (fault: string, node: Node, name: string) => void
  /** So many writes that were destroyed, are late, or only seem to be on disk. */
  readonly writes: (fault: string, node: Node, amount: number) => void
}

/** Id of the fault of that kind in force on the node. */
export function faultOn(world: World, node: Node, kind: CommandKind): string | null {
  const fault = world.faults.find(
    ({ command }) => command.kind === kind && 'node' in command && command.node === node.id,
  )
  return fault?.id ?? null
}

/** The fault, if it is one, has touched this message. */
export function countMessage(world: World, fault: string | null, id: number): void {
  if (fault !== null && count(world, fault, 'messages', 1)) world.witness?.message(fault, id)
}

/** The fault has killed this message before it left. */
export function countUnsent(world: World, fault: string, from: Node, waiting: Waiting): void {
  if (count(world, fault, 'messages', 1)) world.witness?.unsent(fault, from, waiting)
}

export function countTimer(world: World, fault: string | null, node: Node, name: string): void {
  if (fault !== null && count(world, fault, 'timers', 1)) world.witness?.timer(fault, node, name)
}

export function countWrites(world: World, fault: string | null, node: Node, amount: number): void {
  if (fault !== null && amount > 0 && count(world, fault, 'writes', amount))
    world.witness?.writes(fault, node, amount)
}

/** The node has looked at a wall clock that is wrong. */
export function countReading(world: World, node: Node): void {
  const fault = faultOn(world, node, 'clock')
  if (fault !== null) count(world, fault, 'readings', 1)
}

/** False if there is no such receipt. */
function count(world: World, fault: string, what: keyof Receipt, amount: number): boolean {
  const receipt = world.receipts[fault]
  if (receipt === undefined) return false
  receipt[what] = (receipt[what] ?? 0) + amount
  return true
}
