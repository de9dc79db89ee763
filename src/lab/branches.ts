// The tree of runs of one sitting. Nothing is discarded by acting: where the future was already seen, and on the main
// line, a deed leaves that run as it is and goes on in a branch of its own. A branch is a document with its undo.
// Everything done to the tree can be taken back, in the order in which it was done.

import type { RunDocument } from '../sim/document.ts'
import { MOST_BRANCHES } from '../sim/family.ts'
import { isSameJson } from '../sim/sameJson.ts'
import type { Scenario } from '../sim/scenario.ts'
import { firstDifferenceUs } from './difference.ts'
import { DocumentHistory, type Recipe } from './history.ts'
import type { Standing } from './seek.ts'

export const MAIN = 'main'
const LONGEST_NAME = 60

export interface Branch {
  readonly id: string
  /** The main line is 0; the others are counted as they are made. */
  readonly nth: number
  name: string
  parent: Branch | null
  /** When it was made. */
  readonly madeUs: number
  readonly edits: DocumentHistory<Standing>
  /** Where the playhead stood when it was left. */
  standing: Standing
  /** The latest moment that was looked at: acting before it forks. */
  seenUs: number
}

/** A branch as the page lists and draws it. */
export interface BranchPicture {
  readonly id: string
  readonly name: string
  readonly parent: string | null
  /** When it leaves its parent. */
  readonly forkUs: number
  readonly seenUs: number
  /** When it and the branch on show stop being one run. */
  readonly partsUs: number
  readonly isCurrent: boolean
}

/**
 * What was edited: the run at the playhead, or the list of interventions, which may change what was seen. Edits of the
 * list that follow each other go on in the branch that the first of them made.
 */
export type EditOf = 'run' | 'list'

/** Something done to the tree. Taking it back, and doing it again, gives where to stand. */
interface Deed {
  readonly title: string
  readonly of: EditOf | 'tree'
  /** When one of these is gone for good, so is the deed. */
  readonly branches: readonly Branch[]
  readonly undo: () => Standing | null
  readonly redo: () => Standing | null
}

export class Branches {
  current: Branch
  private readonly scenario: Scenario
  private all: Branch[]
  private done: Deed[] = []
  private undone: Deed[] = []
  private made = 0
  private shown: readonly BranchPicture[] = []

  constructor(document: RunDocument, scenario: Scenario) {
    this.scenario = scenario
    this.current = branchOf(0, 'main', null, document, { row: -1, us: 0 })
    this.all = [this.current]
  }

  get document(): RunDocument {
    return this.current.edits.document
  }

  get canUndo(): boolean {
    return this.done.length > 0
  }

  get canRedo(): boolean {
    return this.undone.length > 0
  }

  get lastTitle(): string | null {
    return this.done.at(-1)?.title ?? null
  }

  /** The same object as long as nothing in it changes. */
  pictures(): readonly BranchPicture[] {
    const now = this.all.map((branch) => this.picture(branch))
    if (!isSameJson(now, this.shown)) this.shown = now
    return this.shown
  }

  named(id: string): Branch | null {
    return this.find((branch) => branch.id === id)
  }

  /** The first branch, the main line before all others, of which this is true. */
  find(isIt: (branch: Branch) => boolean): Branch | null {
    return this.all.find(isIt) ?? null
  }

  /** Takes in a run that was made elsewhere, as a branch; no undo leads to before it. */
  adopt(name: string, parent: Branch | null, madeUs: number, document: RunDocument): Branch {
    const branch = branchOf(++this.made, name, parent ?? this.main, document, { row: -1, us: madeUs })
    this.put(branch)
    return branch
  }

  /** The playhead has been here, on the current branch. */
  stood(standing: Standing): void {
    this.current.standing = standing
    this.current.seenUs = Math.max(this.current.seenUs, standing.us)
  }

  /** Changes the current document, or a branch of it; false if the recipe changed nothing. */
  edit(title: string, standing: Standing, recipe: Recipe, of: EditOf = 'run'): boolean {
    const { current } = this
    const isFork = current.id === MAIN || (of === 'list' ? !this.isListing : standing.us < current.seenUs)
    const branch = isFork
      ? branchOf(this.made + 1, title, current, current.edits.document, standing)
      : current
    if (!branch.edits.edit(title, standing, recipe)) return false
    this.did(isFork ? this.forkDeed(title, branch, of) : this.editDeed(title, branch, of))
    if (isFork) this.grow(branch)
    return true
  }

  /** Another run altogether: whatever is on show, it leaves the main line at its start. */
  startOver(title: string, standing: Standing, document: RunDocument): void {
    const start = { row: -1, us: 0 }
    const branch = branchOf(this.made + 1, title, this.main, this.main.edits.document, start)
    branch.edits.edit(title, standing, () => structuredClone(document) as never)
    this.did(this.forkDeed(title, branch, 'run'))
    this.grow(branch)
  }

  /** Where the edit just made came to stand, for redo. */
  arrivedAt(standing: Standing): void {
    this.current.edits.arrivedAt(standing)
  }

  /** Takes the latest deed back. Gives where to stand, null where nothing moves. */
  undo(): Standing | null {
    const deed = this.done.pop()
    if (deed === undefined) return null
    this.undone.push(deed)
    return deed.undo()
  }

  redo(): Standing | null {
    const deed = this.undone.pop()
    if (deed === undefined) return null
    this.done.push(deed)
    return deed.redo()
  }

  /** Forgets the edit just made: its run cannot be computed. */
  takeBack(): void {
    this.undo()
    this.undone.pop()
  }

  /** Shows another branch, where it was left. Null for an unknown one. */
  go(id: string): Branch | null {
    const target = this.named(id)
    if (target !== null) this.current = target
    return target
  }

  /** Calls a branch by another name; a sentence where that cannot be. */
  rename(id: string, name: string): string | null {
    const branch = this.named(id)
    if (branch === null) return noBranch(id)
    if (id === MAIN) return 'the main line keeps its name'
    if (name === '' || name.length > LONGEST_NAME)
      return `the name of a branch has 1 to ${LONGEST_NAME} characters`
    const before = branch.name
    const call = (it: string) => () => {
      branch.name = it
      return null
    }
    call(name)()
    this.did({
      title: `Rename ${before}`,
      of: 'tree',
      branches: [branch],
      undo: call(before),
      redo: call(name),
    })
    return null
  }

  /** Removes a branch; what grew from it hangs on what it grew from. A sentence where it must stay. */
  remove(id: string): string | null {
    const branch = this.named(id)
    if (branch === null) return noBranch(id)
    const { parent } = branch
    if (parent === null) return 'the main line stays'
    const children = this.all.filter((one) => one.parent === branch)
    const wasShown = branch === this.current
    const takeOut = () => {
      this.all = this.all.filter((one) => one !== branch)
      for (const child of children) child.parent = parent
      return this.current === branch ? this.show(parent) : null
    }
    const putBack = () => {
      this.put(branch)
      for (const child of children) child.parent = branch
      return wasShown ? this.show(branch) : null
    }
    takeOut()
    const title = `Remove ${branch.name}`
    this.did({ title, of: 'tree', branches: [branch], undo: putBack, redo: takeOut })
    return null
  }

  /** The latest deed edited the list of the run on show. */
  private get isListing(): boolean {
    const latest = this.done.at(-1)
    return latest?.of === 'list' && latest.branches.includes(this.current)
  }

  private picture({ id, name, parent, madeUs, seenUs, edits }: Branch): BranchPicture {
    const { scenario } = this
    const differs = (from: RunDocument) => firstDifferenceUs(from, edits.document, scenario)
    const forkUs = parent === null ? 0 : (differs(parent.edits.document) ?? madeUs)
    const partsUs = differs(this.document) ?? Number.MAX_SAFE_INTEGER
    const isCurrent = id === this.current.id
    return { id, name, parent: parent?.id ?? null, forkUs, seenUs, partsUs, isCurrent }
  }

  private show(branch: Branch): Standing {
    this.current = branch
    return branch.standing
  }

  private did(deed: Deed): void {
    this.done.push(deed)
    this.undone = []
  }

  private get main(): Branch {
    return this.all[0]!
  }

  private forkDeed(title: string, branch: Branch, of: EditOf): Deed {
    const from = this.current
    return {
      title,
      of,
      branches: [branch],
      undo: () => {
        const standing = branch.edits.undo()
        this.all = this.all.filter((one) => one !== branch)
        this.current = this.all.includes(from) ? from : (branch.parent ?? this.main)
        return standing
      },
      redo: () => {
        this.put(branch)
        this.current = branch
        return branch.edits.redo()
      },
    }
  }

  private editDeed(title: string, branch: Branch, of: EditOf): Deed {
    const shown = (take: () => Standing | null) => () => {
      this.current = branch
      return take()
    }
    return {
      title,
      of,
      branches: [branch],
      undo: shown(() => branch.edits.undo()),
      redo: shown(() => branch.edits.redo()),
    }
  }

  private grow(branch: Branch): void {
    this.made++
    this.put(branch)
    this.current = branch
    this.makeRoom([branch])
  }

  /** The oldest go, until there are no more than a sitting keeps; what grew from one hangs on what it grew from. */
  makeRoom(keep: readonly Branch[]): void {
    const canGo = (one: Branch) => one.parent !== null && !keep.includes(one)
    while (this.all.length > MOST_BRANCHES) {
      const oldest = this.find(canGo)
      if (oldest === null) return
      this.drop(oldest)
    }
  }

  /** In the order in which they were made, the main line first. */
  private put(branch: Branch): void {
    this.all = [...this.all, branch].sort((a, b) => a.nth - b.nth)
  }

  /** Gone for good: what was done on it can no longer be undone. */
  private drop(branch: Branch): void {
    this.all = this.all.filter((one) => one !== branch)
    this.done = this.done.filter(({ branches }) => !branches.includes(branch))
    const others = [...this.all, ...this.done.flatMap(({ branches }) => branches)]
    for (const other of others) if (other.parent === branch) other.parent = branch.parent
  }
}

function noBranch(id: string): string {
  return `there is no branch ${id}`
}

function branchOf(
  nth: number,
  name: string,
  parent: Branch | null,
  document: RunDocument,
  standing: Standing,
): Branch {
  const id = nth === 0 ? MAIN : `b${nth}`
  const edits = new DocumentHistory<Standing>(document)
  return { id, nth, name, parent, madeUs: standing.us, edits, standing, seenUs: standing.us }
}
