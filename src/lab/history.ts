// Undo and redo of the run document, by immer's patches. The playhead is no part of the document, but each step
// remembers where it stood, so that undoing also goes back to look at what it undid.

import { applyPatches, type Draft, enablePatches, type Patch, produceWithPatches } from 'immer'
import type { RunDocument } from '../sim/document.ts'

enablePatches()

interface Step<Place> {
  readonly title: string
  readonly patches: readonly Patch[]
  readonly inverse: readonly Patch[]
  readonly before: Place
  after: Place
}

/** Changes the draft, or gives a whole new document. */
export type Recipe = (draft: Draft<RunDocument>) => undefined | Draft<RunDocument>

export class DocumentHistory<Place> {
  document: RunDocument
  private readonly done: Step<Place>[] = []
  private readonly undone: Step<Place>[] = []

  constructor(document: RunDocument) {
    this.document = document
  }

  get lastTitle(): string | null {
    return this.done.at(-1)?.title ?? null
  }

  /** Changes the document; false if the recipe changed nothing. */
  edit(title: string, place: Place, recipe: Recipe): boolean {
    const [next, patches, inverse] = produceWithPatches(this.document, recipe)
    if (patches.length === 0) return false
    this.document = next
    this.done.push({ title, patches, inverse, before: place, after: place })
    this.undone.length = 0
    return true
  }

  /** Where the edit just made came to stand, for redo. */
  arrivedAt(place: Place): void {
    const last = this.done.at(-1)
    if (last !== undefined) last.after = place
  }

  /** Gives the place to go back to; null when there is nothing to undo. */
  undo(): Place | null {
    const step = this.done.pop()
    if (step === undefined) return null
    this.document = applyPatches(this.document, step.inverse)
    this.undone.push(step)
    return step.before
  }

  redo(): Place | null {
    const step = this.undone.pop()
    if (step === undefined) return null
    this.document = applyPatches(this.document, step.patches)
    this.done.push(step)
    return step.after
  }
}
