// Which marks of a run a system can have at all.

import type { Sim } from '../../sim/define.ts'
import type { MarkUntil } from './until.ts'

/** Any system may break a promise, or part from another run; the rest it must have landmarks for. */
export function marksOf({ landmarks }: Pick<Sim, 'landmarks'>): readonly MarkUntil[] {
  const known = new Set(Object.values(landmarks))
  return [
    ...(known.has('election') ? (['leader change'] as const) : []),
    ...(known.has('commit') ? (['commit'] as const) : []),
    ...(known.has('client error') ? (['client error'] as const) : []),
    'violation',
    'divergence',
  ]
}
