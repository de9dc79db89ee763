// The recorded runs of one sitting. A run is forked from the kept one that it has most in common with, so that only
// what comes after their fork is computed; going back to a kept one computes nothing. Those that were shown longest ago
// make room: a branch is a document, and its run can be computed again.

import type { Place, RunDocument } from '../sim/document.ts'
import { isSameJson } from '../sim/sameJson.ts'
import { firstDifferenceUs } from './difference.ts'
import { Recording } from './recording.ts'

/** What all of them may hold together, roughly; the one on show stays whatever it holds. */
const MOST_BYTES = 160_000_000
const MOST_KEPT = 60

export class Recordings {
  private readonly place: Place
  private readonly mostBytes: number
  /** The one shown last is the last. */
  private kept: readonly Recording[] = []

  constructor(place: Place, mostBytes = MOST_BYTES) {
    this.place = place
    this.mostBytes = mostBytes
  }

  get count(): number {
    return this.kept.length
  }

  /** Bytes that they hold together, roughly. */
  get bytes(): number {
    return bytesOf(this.kept)
  }

  /** The run of a document, to be shown; it reaches as far as the one shown before. */
  of(document: RunDocument): Recording {
    const last = this.kept.at(-1)
    const found = this.known(document) ?? this.forkOf(document)
    if (last !== undefined) found.reachFor(last.endUs)
    this.kept = [...this.kept.filter((one) => one !== found), found]
    this.makeRoom()
    return found
  }

  /** The run of a document, to stand beside the one on show: never that one itself, though it may be a copy. */
  beside(document: RunDocument): Recording {
    const known = this.known(document)
    return known === null || known === this.kept.at(-1) ? this.forkOf(document) : known
  }

  /** Lets go of those shown longest ago while there is too much. */
  makeRoom(): void {
    while (this.kept.length > MOST_KEPT || (this.kept.length > 1 && this.bytes > this.mostBytes))
      this.kept = this.kept.slice(1)
  }

  private known(document: RunDocument): Recording | null {
    const exact = this.kept.find((one) => one.document === document)
    return exact ?? this.kept.find((one) => isSameJson(one.document, document)) ?? null
  }

  private forkOf(document: RunDocument): Recording {
    return new Recording(this.place, document, this.nearest(document))
  }

  /** The kept one that has recorded most of what both have in common; null where nothing is. */
  private nearest(document: RunDocument): Recording | null {
    let best: { readonly one: Recording; readonly us: number } | null = null
    for (const one of this.kept) {
      const partsUs = firstDifferenceUs(one.document, document, this.place.scenario)
      const us = Math.min(partsUs ?? Number.POSITIVE_INFINITY, one.timeline.endUs)
      if (us > 0 && us >= (best?.us ?? 0)) best = { one, us }
    }
    return best?.one ?? null
  }
}

function bytesOf(recordings: readonly Recording[]): number {
  const seen = new Set<object>()
  return recordings.reduce((sum, one) => sum + one.bytes(seen), 0)
}
