// Coming to the moment that a link names, and noticing when the run there is not the one that was written down.

import type { Playhead, RunDocument } from '../sim/document.ts'
import { partingWords } from '../sim/marks.ts'
import type { Recording } from './recording.ts'
import type { Standing } from './seek.ts'

/** Without a playhead: where the scenario opens. */
export function arrivalAt(recording: Recording, at: Playhead | null, from: Standing): Standing {
  if (at === null) return recording.seek({ to: 'opening' }, from)
  if (at.row === null) return recording.seek({ us: at.us }, from)
  recording.extendTo(at.us)
  return recording.stay({ row: at.row, us: at.us })
}

/** In words from which event on this run is another than the one a link was written for; null if it is the same. */
export function differenceFrom(
  { fingerprint, marks }: RunDocument,
  recording: Recording,
  standing: Standing,
): string | null {
  const isChecked = fingerprint !== null
  if (isChecked && fingerprint === recording.world(standing).fingerprint()) return null
  const events = isChecked ? standing.row + 1 : recording.timeline.rows
  if (isChecked && marks.length === 0)
    return `this run was recorded with another version and differs here, at or before event ${events}`
  const words = partingWords(marks, recording.marks(events), isChecked ? events : null)
  return words === null ? null : `this run was recorded with another version: ${words}`
}
