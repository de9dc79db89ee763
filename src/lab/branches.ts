// The tree of runs of one sitting. Nothing is discarded: acting where the future was already seen, or on the main
// line, leaves that run as it is and goes on in a branch of its own. A branch is a document with its undo; what was
// recorded is computed again when it is shown, so fifty of them cost next to nothing.

import type { RunDocument } from '../sim/document.ts'
import { DocumentHistory, type Recipe } from './history.ts'
import type { Standing } from './seek.ts'

export const MAIN = 'main'
/** A sitting keeps at most this many; the oldest that nothing grows from makes room. */
const MOST_BRANCHES = 50

export interface Branch {
  readonly id: string
  name: string
  readonly parent: string | null
  /** When it left its parent. */
  readonly forkUs: number
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
  readonly forkUs: number
  readonly seenUs: number
  /** When it and the branch on show stop being one run. */
  readonly partsUs: number
  readonly isCurrent: boolean
}

/** One edit, in the order they were made, whichever branch it was on. */
interface Deed {
  readonly branch: Branch
  /** The branch was made for it. */
  readonly isFork: boolean
}

export class Branches {
  current: Branch
  private readonly all: Branch[]
  private done: Deed[] = []
  private undone: Deed[] = []
  private made = 0

  constructor(document: RunDocument) {
    this.current = branchOf(MAIN, 'main', null, document, { row: -1, us: 0 })
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
    return this.done.at(-1)?.branch.edits.lastTitle ?? null
  }

  pictures(): readonly BranchPicture[] {
    return this.all.map(({ id, name, parent, forkUs, seenUs }) => {
      const partsUs = this.partsUs(id)
      return { id, name, parent, forkUs, seenUs, partsUs, isCurrent: id === this.current.id }
    })
  }

  /** The first fork on the way from one of them to the other, through the branch both came from. */
  private partsUs(id: string): number {
    const [mine, theirs] = [this.lineage(this.current.id), this.lineage(id)]
    const forks = [
      ...mine.filter((one) => !theirs.includes(one)),
      ...theirs.filter((one) => !mine.includes(one)),
    ]
    return Math.min(Number.MAX_SAFE_INTEGER, ...forks.map(({ forkUs }) => forkUs))
  }

  /** A branch and all that it came from. */
  private lineage(id: string | null): readonly Branch[] {
    const branch = id === null ? null : this.named(id)
    return branch === null ? [] : [branch, ...this.lineage(branch.parent)]
  }

  named(id: string): Branch | null {
    return this.all.find((branch) => branch.id === id) ?? null
  }

  /** The playhead has been here, on the current branch. */
  stood(standing: Standing): void {
    this.current.standing = standing
    this.current.seenUs = Math.max(this.current.seenUs, standing.us)
  }

  /** Changes the current document, or a branch of it; false if the recipe changed nothing. */
  edit(title: string, standing: Standing, recipe: Recipe): boolean {
    const { current } = this
    const isFork = current.id === MAIN || standing.us < current.seenUs
    const branch = isFork
      ? branchOf(`b${this.made + 1}`, title, current.id, current.edits.document, standing)
      : current
    if (!branch.edits.edit(title, standing, recipe)) return false
    if (isFork) this.grow(branch)
    this.done.push({ branch, isFork })
    this.undone = []
    return true
  }

  /** Where the edit just made came to stand, for redo. */
  arrivedAt(standing: Standing): void {
    this.current.edits.arrivedAt(standing)
  }

  /** Takes the latest edit back, on its branch, and the branch with it if it was made for it. Gives where to stand. */
  undo(): Standing | null {
    const deed = this.done.pop()
    if (deed === undefined) return null
    this.undone.push(deed)
    const { branch, isFork } = deed
    const standing = branch.edits.undo()
    this.current = branch
    if (isFork) this.fold(branch)
    return standing
  }

  redo(): Standing | null {
    const deed = this.undone.pop()
    if (deed === undefined) return null
    this.done.push(deed)
    const { branch, isFork } = deed
    if (isFork) this.all.push(branch)
    this.current = branch
    return branch.edits.redo()
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

  rename(id: string, name: string): void {
    const branch = this.named(id)
    if (branch !== null && id !== MAIN) branch.name = name
  }

  /** Removes a branch that is not on show and from which nothing grows. False if it must stay. */
  remove(id: string): boolean {
    const branch = this.named(id)
    const canGo = branch !== null && id !== MAIN && branch !== this.current && !this.hasChildren(branch)
    if (canGo) this.drop(branch)
    return canGo
  }

  private grow(branch: Branch): void {
    this.made++
    this.all.push(branch)
    this.current = branch
    if (this.all.length <= MOST_BRANCHES) return
    const oldest = this.all.find((one) => one.parent !== null && one !== branch && !this.hasChildren(one))
    if (oldest !== undefined) this.drop(oldest)
  }

  private fold(branch: Branch): void {
    this.all.splice(this.all.indexOf(branch), 1)
    this.current = (branch.parent === null ? null : this.named(branch.parent)) ?? this.all[0]!
  }

  private hasChildren({ id }: Branch): boolean {
    const isUndone = this.undone.some(({ branch, isFork }) => isFork && branch.parent === id)
    return isUndone || this.all.some(({ parent }) => parent === id)
  }

  /** Gone for good: what was done on it can no longer be undone. */
  private drop(branch: Branch): void {
    this.all.splice(this.all.indexOf(branch), 1)
    this.done = this.done.filter((deed) => deed.branch !== branch)
    this.undone = this.undone.filter((deed) => deed.branch !== branch)
  }
}

function branchOf(
  id: string,
  name: string,
  parent: string | null,
  document: RunDocument,
  standing: Standing,
): Branch {
  const edits = new DocumentHistory<Standing>(document)
  return { id, name, parent, forkUs: standing.us, edits, standing, seenUs: standing.us }
}
