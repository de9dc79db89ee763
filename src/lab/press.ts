// The one obvious thing to press at a moment of a scenario.

import type { RunDocument } from '../sim/document.ts'
import type { NodeView } from '../sim/engineTypes.ts'
import { withoutContrast } from './contrast.ts'
import type { LabState } from './lab.ts'
import type { Recording } from './recording.ts'

/** In a fresh run what its scenario says; once it has begun, the one obvious thing is to watch. */
export function pressOf(
  { telling, place }: Recording,
  document: RunDocument,
  row: number,
  nodes: () => readonly NodeView[],
): LabState['press'] {
  const { label, does } = place.scenario.press
  const { added } = withoutContrast(document, place.scenario)
  const isFresh = added.length === 0 && row <= telling.openingRow
  if (isFresh) return { label, does: does === 'next' ? does : does(nodes()) }
  const hasNext = telling.beats.some((beat) => beat.row > row)
  return hasNext ? { label: 'Next', does: 'next' } : null
}
