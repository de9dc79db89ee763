// What a link carries of the tree of branches: the branch on show, all it came from, and what stands beside it. And
// the way back: the branches of a link are planted in the tree, those that are there already are found again.

import { type RunDocument, withoutPlayhead } from '../sim/document.ts'
import type { Beside, Family, Relative } from '../sim/family.ts'
import type { LinkReading } from '../sim/link.ts'
import { isSameJson } from '../sim/sameJson.ts'
import type { Scenario } from '../sim/scenario.ts'
import { type Branch, Branches } from './branches.ts'
import type { Against } from './comparison.ts'

const OPENED = 'opened'

/** The family of the branch on show; null where the main line stands alone. */
export function familyOf(branches: Branches, against: Against | null): Family | null {
  const { current } = branches
  const other = against !== null && 'branch' in against ? branches.named(against.branch) : null
  const kin = [...new Set([...ancestry(current), ...ancestry(other)])]
  if (kin.length === 1 && against === null) return null
  const relatives = kin.map(
    ({ name, parent, madeUs, edits }): Relative => ({
      name,
      parent: parent === null ? null : kin.indexOf(parent),
      madeUs,
      document: edits.document,
    }),
  )
  const place = other === null ? null : kin.indexOf(other)
  return { branches: relatives, shown: kin.indexOf(current), beside: besideOf(against, place) }
}

function besideOf(against: Against | null, place: number | null): Beside | null {
  if (against === null || 'branch' in against) return place
  return { name: against.name, settings: against.settings ?? {}, broken: against.broken ?? null }
}

/** The main line first, the branch itself last. */
function ancestry(branch: Branch | null): readonly Branch[] {
  return branch === null ? [] : [...ancestry(branch.parent), branch]
}

/** The tree that a link begins: its run alone, or the runs it came from with it on show. */
export function treeOf({ document, family }: LinkReading, scenario: Scenario): Branches {
  const branches = new Branches(family?.branches[0]?.document ?? withoutPlayhead(document), scenario)
  if (family !== undefined) branches.go(plant(branches, family).shown)
  return branches
}

/** Puts the runs of a family into the tree. Gives the id of the branch to show, and what to compare it with. */
export function plant(branches: Branches, { branches: relatives, shown, beside }: Family) {
  const planted: Branch[] = []
  for (const relative of relatives) {
    const parent = relative.parent === null ? null : planted[relative.parent]!
    planted.push(branchFor(branches, relative, parent))
  }
  branches.makeRoom(planted)
  return { shown: planted[shown]!.id, against: againstOf(beside, planted) }
}

/** The branch that is this run already, or a new one. A main line that is another than ours grows from ours. */
function branchFor(branches: Branches, { name, madeUs, document }: Relative, parent: Branch | null): Branch {
  const isIt = (branch: Branch) =>
    isSameJson(runOf(branch.edits.document), runOf(document)) &&
    (parent === null || (branch.parent === parent && branch.name === name))
  return branches.find(isIt) ?? branches.adopt(parent === null ? OPENED : name, parent, madeUs, document)
}

function runOf({ scenario, seed, settings, broken, planned, added, disabled }: RunDocument) {
  return { scenario, seed, settings, broken, planned, added, disabled }
}

function againstOf(beside: Beside | null, planted: readonly Branch[]): Against | null {
  if (beside === null) return null
  if (typeof beside === 'number') return { branch: planted[beside]!.id }
  const { name, settings, broken } = beside
  return { name, settings, ...(broken !== null && { broken }) }
}
