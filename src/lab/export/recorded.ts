// What every format is written from: a whole run as it was recorded, with the words for it.

import type { RunDocument } from '../../sim/document.ts'
import type { Intervention, Operation } from '../../sim/engineTypes.ts'
import type { Narrated } from '../narrate.ts'

export interface Recorded {
  readonly document: RunDocument
  readonly narrated: Narrated
  readonly history: readonly Operation[]
  readonly interventions: readonly Intervention[]
  /** The recording ends here. */
  readonly endUs: number
}
