// Every operation up to the playhead: what was asked and when, what came back, and what was true.

import type { World } from '../engine/world.ts'
import type { Sim } from '../sim/define.ts'
import type { OperationPicture } from '../sim/picture.ts'

export interface LedgerLine extends OperationPicture {
  readonly f: string
  readonly key: string
  /** The events at which it was asked and answered. */
  readonly invokedRow: number
  readonly completedRow: number | null
}

export function ledgerOf(sim: Sim, world: World): readonly LedgerLine[] {
  const wrong = sim.wrong(world.truth as Parameters<Sim['wrong']>[0], world.violations)
  return world.history.map((operation) => {
    const { id, client, f, key, invokedUs, invokedRow, completedUs, completedRow, outcome } = operation
    const broken = wrong[id] ?? null
    const common = { id, client, f, key, invokedUs, invokedRow, completedUs, completedRow, outcome, broken }
    return { ...common, ...sim.operation(operation) }
  })
}
