// Runs event by event, and keeps every change of role that nodes of one process make: for holding a chart to them.

import type { NodeView } from '../../src/engine/observer.ts'
import { createWorld, type WorldSpec } from '../../src/engine/world.ts'

export interface RoleMoves {
  /** "asks → holds" */
  readonly taken: Set<string>
  /** Those that the chart does not have, with the place where each was made. */
  readonly strange: Set<string>
  readonly watch: (name: string, spec: WorldSpec, endUs: number) => void
}

export function roleMovesOf<Role extends string>(
  process: string,
  roleOf: (node: NodeView) => Role,
  moveBetween: (from: Role, to: Role) => unknown,
): RoleMoves {
  const taken = new Set<string>()
  const strange = new Set<string>()
  function watch(name: string, spec: WorldSpec, endUs: number): void {
    const world = createWorld(spec)
    const rolesNow = () => world.nodes.filter((node) => node.process === process).map((node) => roleOf(node))
    let before = rolesNow()
    while (world.step(endUs)) {
      const after = rolesNow()
      for (const [i, now] of after.entries()) {
        const was = before[i]!
        if (was === now) continue
        taken.add(`${was} → ${now}`)
        if (moveBetween(was, now) === null) strange.add(`${was} → ${now}: ${name}, row ${world.row}`)
      }
      before = after
    }
  }
  return { taken, strange, watch }
}
