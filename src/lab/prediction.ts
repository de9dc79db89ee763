// A prediction asked of the person: what they chose, what of it is shown, and how far the run may be known meanwhile.

import type { Horizon } from './diagram/known.ts'
import type { LabState } from './lab.ts'
import type { Recording } from './recording.ts'
import type { Standing } from './seek.ts'

export interface Prediction {
  readonly chosen: number | null
  readonly skipped: boolean
}

export const UNASKED: Prediction = { chosen: null, skipped: false }
export const SKIPPED: Prediction = { chosen: null, skipped: true }

/** null for a run that asks for none. */
export function predictionState(
  { chosen, skipped }: Prediction,
  { telling, place }: Recording,
): LabState['prediction'] {
  const { predict } = place.scenario
  if (predict === undefined || telling.predict === null) return null
  const isOpen = chosen === null && !skipped
  const feedback = chosen === null ? null : (predict.options[chosen]?.feedback ?? null)
  return { chosen, skipped, feedback, answer: isOpen ? null : telling.answer }
}

/** The row of the question that one would go past without having been asked; null if there is none. */
export function questionBetween(
  prediction: Prediction,
  { telling: { predict } }: Recording,
  from: Standing,
  to: Standing,
): number | null {
  if (predict === null || prediction !== UNASKED) return null
  return from.row < predict.row && to.row > predict.row ? predict.row : null
}

/** Until it is answered, nothing behind the question may be known. */
export function horizonOf(
  { chosen, skipped }: Prediction,
  { telling: { predict }, timeline: { rows, endUs } }: Recording,
  { row, us }: Standing,
): Horizon {
  if (predict === null || chosen !== null || skipped) return { rows, us: endUs }
  return { rows: Math.max(row, predict.row) + 1, us: Math.max(us, predict.atUs) }
}
