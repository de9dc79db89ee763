// What two runs of one scenario differ in, read off their documents: the moment from which they may not be the same.

import { interventionsOf, type RunDocument } from '../sim/document.ts'
import type { Scenario } from '../sim/scenario.ts'
import { firstChangeUs } from './timeline.ts'

const known = new WeakMap<RunDocument, WeakMap<RunDocument, number | null>>()

/** µs at which the first thing differs, 0 for runs that begin differently; null for documents of one run. */
export function firstDifferenceUs(a: RunDocument, b: RunDocument, scenario: Scenario): number | null {
  if (a === b) return null
  const others = known.get(a) ?? new WeakMap<RunDocument, number | null>()
  known.set(a, others)
  const before = others.get(b)
  if (before !== undefined) return before
  const found = isSameStart(a, b)
    ? firstChangeUs(interventionsOf(a, scenario), interventionsOf(b, scenario))
    : 0
  others.set(b, found)
  return found
}

function isSameStart(a: RunDocument, b: RunDocument): boolean {
  const startOf = ({ seed, settings, broken }: RunDocument) =>
    JSON.stringify([seed, Object.entries(settings).sort(byKey), [...broken].sort()])
  return startOf(a) === startOf(b)
}

function byKey([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : a > b ? 1 : 0
}
