// Which deeds have a receipt: those that take from a run what it would have had.

import { PERSISTENT } from '../../engine/intervention.ts'
import type { Command } from '../../sim/engineTypes.ts'

export function isFault({ kind }: Command): boolean {
  return PERSISTENT.has(kind) || kind === 'message' || kind === 'align'
}
