// Who is to be the next primary, and with whom. Pure: from the configuration that counts, what each fenced replica said it
// has, and the rule.
//
// A write that was acknowledged is on its primary and `acks` more of n members. So among any n - acks members there is one
// that has it, and of fenced members the one whose log goes furthest has every such write: its last entry is of the
// highest epoch, and of an epoch there is one writer. Fewer answers prove nothing.

import type { NodeId } from '../../src/engine/process.ts'
import { compareLogs, type LogEnd } from './log.ts'
import type { Configuration } from './messages.ts'
import type { ReplicationSettings } from './settings.ts'

export type Fenced = Readonly<Record<NodeId, LogEnd>>

/** Members of the configuration that must have answered the fence. */
export function answersNeeded({ members, acks }: Configuration): number {
  return acks === 0 ? 1 : Math.max(1, members.length - acks)
}

/** Fenced members of the configuration, in the order in which they answered. */
export function fencedMembers({ members }: Configuration, fenced: Fenced): readonly NodeId[] {
  return Object.keys(fenced).filter((id) => members.includes(id))
}

export interface Choice {
  readonly rule: ReplicationSettings['failover']
  /** Whom a person wants; null for nobody. */
  readonly wanted: NodeId | null
  /** Which rule is left out, if one is: the one with least is taken, or the first to answer. */
  readonly leftOut: 'most' | 'enough' | null
}

/** The next primary; null while there is nobody to take. */
export function nextPrimary(base: Configuration, fenced: Fenced, choice: Choice): NodeId | null {
  const { rule, wanted, leftOut } = choice
  const able = fencedMembers(base, fenced)
  const isAble = (id: NodeId | null): id is NodeId => id !== null && able.includes(id)
  if (isAble(wanted) && (rule === 'byHand' || isBest(wanted, able, fenced))) return wanted
  const old = base.members[0]!
  if (leftOut === 'enough') return Object.keys(fenced)[0] ?? null
  if (leftOut === 'most') return furthest(Object.keys(fenced), fenced, -1)
  // Who wrote the log has all of it, whatever the rule.
  if (isAble(old) && isBest(old, able, fenced)) return old
  if (rule === 'byHand') return null
  if (rule === 'fastest') return able[0] ?? null
  return furthest(
    base.members.filter((id) => able.includes(id)),
    fenced,
    1,
  )
}

function isBest(id: NodeId, able: readonly NodeId[], fenced: Fenced): boolean {
  return able.every((other) => compareLogs(fenced[id]!, fenced[other]!) >= 0)
}

/** The one with most, or least; of equals the first of the list. */
function furthest(able: readonly NodeId[], fenced: Fenced, sign: 1 | -1): NodeId | null {
  return able.reduce<NodeId | null>(
    (best, id) => (best === null || sign * compareLogs(fenced[id]!, fenced[best]!) > 0 ? id : best),
    null,
  )
}

/** The primary first, then the others in the order they had, then whoever joins. */
export function nextMembers(
  base: Configuration,
  primary: NodeId,
  fenced: Fenced,
  joining: readonly NodeId[],
  leaving: readonly NodeId[],
): readonly NodeId[] {
  const stay = base.members.filter((id) => id !== primary && id in fenced && !leaving.includes(id))
  const join = joining.filter((id) => id !== primary && id in fenced && !base.members.includes(id))
  return [primary, ...stay, ...join]
}
