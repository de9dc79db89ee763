// All schemes, in the order in which they are shown beside each other.

import { bounded } from './bounded.ts'
import { directory } from './directory.ts'
import { jump } from './jump.ts'
import { maglev } from './maglev.ts'
import { modulo } from './modulo.ts'
import { partitions } from './partitions.ts'
import type { Deal, Member, Placement, PlacementOptions, Scheme, SchemeId } from './placement.ts'
import { ranges } from './ranges.ts'
import { rendezvous } from './rendezvous.ts'
import { ring } from './ring.ts'

export const SCHEMES: readonly Scheme[] = [
  ring,
  modulo,
  rendezvous,
  jump,
  maglev,
  bounded,
  partitions,
  ranges,
  directory,
]

export function schemeOf(id: SchemeId): Scheme {
  const found = SCHEMES.find((scheme) => scheme.id === id)
  if (found === undefined) throw new Error(`assertion failed: there is a scheme ${id}`)
  return found
}

/** A placement and, for schemes with a memory, the deal it stands on. */
export interface Placed {
  readonly placement: Placement
  readonly deal: Deal | null
}

/** Places by a scheme, after another placement by the same scheme or from nothing. */
export function placed(
  scheme: Scheme,
  members: readonly Member[],
  options: PlacementOptions,
  before: Placed | null = null,
): Placed {
  const deal = scheme.deal === null ? null : scheme.deal(members, options, before?.deal ?? null)
  return { placement: scheme.place(members, options, deal, before?.placement), deal }
}
