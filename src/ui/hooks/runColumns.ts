// The page's copies of runs in columns, each kept as long as its scenario is open, so that looking again costs nothing.

import { RunColumns } from '../../lab/diagram/columns.ts'
import type { Lab } from '../../lab/lab.ts'

/** By the card of the scenario, which is a new object for every run that is opened. */
const kept = new WeakMap<object, RunColumns>()

export function keptColumns(scenario: object): RunColumns {
  const columns = kept.get(scenario) ?? new RunColumns()
  kept.set(scenario, columns)
  return columns
}

/** Between two parts, for keys and drawing to get their turn. */
const PAUSE_MS = 8

/** Asks the lab for all that the columns lack, part by part. `onPart` says false when nobody waits any more. */
export async function fillColumns(
  lab: Lab,
  columns: RunColumns,
  onPart: (columns: RunColumns) => boolean = () => true,
): Promise<void> {
  for (;;) {
    const { version } = columns
    const part = await lab.diagram(columns.have)
    // Another call was quicker: what it added is not added twice.
    if (columns.version === version) columns.add(part)
    if (!onPart(columns) || columns.isWhole) return
    await new Promise((go) => setTimeout(go, PAUSE_MS))
  }
}
