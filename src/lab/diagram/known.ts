// A recorded run as far as it may be known: what the columns of the space-time diagram are made from.

import type { World } from '../../engine/world.ts'
import type { Hue } from '../../sim/picture.ts'
import type { Chronicle } from '../chronicle.ts'
import type { EndedFault } from '../faultSpans.ts'
import type { Narrated } from '../narrate.ts'
import type { Editions } from './editions.ts'

/** How far a run may be shown: its first so many rows, and what is so until then. */
export interface Horizon {
  readonly rows: number
  readonly us: number
}

export interface KnownRun extends Horizon {
  readonly narrated: Narrated
  readonly chronicle: Chronicle
  readonly faults: readonly EndedFault[]
  /** The world at the end of the recording. */
  readonly end: World
  readonly editions: Editions
}

export function hueCode(hue: Hue): number {
  return hue ?? 0
}
