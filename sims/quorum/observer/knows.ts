// Does an answer, or a copy, know of a write? It does if it holds it or what replaced it. Where the last writer wins, a
// higher stamp is enough, unless it belongs to a write that was over before the other began: then the older one has won.

import { type Conflicts, covers, inStampOrder, type Version } from '../versions.ts'
import { isBefore, type Put, putOf, type Truth } from './truth.ts'

export function knows(truth: Truth, versions: readonly Version[], put: Put, conflicts: Conflicts): boolean {
  if (versions.some((version) => covers(version, put.version))) return true
  if (conflicts !== 'lww') return false
  return versions.some((version) => inStampOrder(version, put.version) > 0 && !isOlder(truth, version, put))
}

/** The write that made this version was over before the other began. */
function isOlder(truth: Truth, version: Version, put: Put): boolean {
  const winner = putOf(truth, version)
  return winner !== undefined && isBefore(winner, put)
}

/** Is what was shown before still shown? */
export function knowsVersion(versions: readonly Version[], version: Version, conflicts: Conflicts): boolean {
  return versions.some(
    (each) => covers(each, version) || (conflicts === 'lww' && inStampOrder(each, version) >= 0),
  )
}
