// How much of its way a message came: all of it, up to where it was lost, or up to what is known.

import type { RunColumns } from '../../../lab/diagram/columns.ts'

/** Of one that was lost: 0 at the sender, 1 at the receiver. */
export function lostShare({ rows, messages }: RunColumns, id: number): number {
  return shareAt(messages.wayUs[id]!, rows.atUs[messages.endRow[id]!]! - rows.atUs[messages.sentRow[id]!]!)
}

/** Of one that is still on its way where the known run ends. */
export function flyingShare({ rows, messages, knownUs }: RunColumns, id: number): number {
  return shareAt(messages.wayUs[id]!, knownUs - rows.atUs[messages.sentRow[id]!]!)
}

function shareAt(wayUs: number, goneUs: number): number {
  return wayUs > 0 ? Math.min(1, goneUs / wayUs) : 1
}
