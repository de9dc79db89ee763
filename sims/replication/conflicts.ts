// What becomes of a key that was written on both sides of a cut. Pure: the rule, what stands in the log, and what a
// replica wrote alone. The three ways are those people choose between: the later clock (Thomas's rule, RFC 677, 1975),
// both (Dynamo, SOSP 2007, §4.4), or what the application makes of them (its shopping cart).

import type { Json } from '../../src/engine/json.ts'
import { type Entry, idOf } from './log.ts'
import { isSiblings } from './machine.ts'
import type { HandedWrite } from './messages.ts'
import type { ReplicationSettings } from './settings.ts'

/** What the log says of a key since the one who was cut off last heard of it. */
export interface Theirs {
  readonly value: Json
  readonly stampUs: number
  /** Writes whose effect is in it and would be gone without it. */
  readonly ids: readonly string[]
}

export interface Resolution {
  readonly value: Json
  /** Writes whose effect is gone. */
  readonly drops: readonly string[]
}

/** Writes of a key after an index by anybody else; null if there are none: then there is no conflict. */
export function theirsIn(
  log: readonly Entry[],
  value: Json,
  mine: HandedWrite,
  isOwn: (entry: Entry) => boolean,
): Theirs | null {
  const entries = log.slice(mine.after).filter((entry) => entry.key === mine.key && !isOwn(entry))
  const last = entries.at(-1)
  if (last === undefined) return null
  const from = entries.findLastIndex(({ op }) => op !== 'append')
  const ids = entries.slice(Math.max(0, from)).map(idOf)
  return { value, stampUs: last.stampUs, ids }
}

export function resolve(
  rule: ReplicationSettings['conflicts'],
  mine: HandedWrite,
  theirs: Theirs | null,
): Resolution {
  if (theirs === null) return { value: mine.value, drops: [] }
  if (rule === 'lastWriter') return laterOf(mine, theirs)
  if (rule === 'merge' && Array.isArray(mine.value) && Array.isArray(theirs.value))
    return { value: united(theirs.value, mine.value), drops: [] }
  return { value: both(theirs.value, mine.value), drops: [] }
}

/** Clocks decide, right or wrong. Of equal ones the log's write stays. */
function laterOf(mine: HandedWrite, theirs: Theirs): Resolution {
  if (mine.stampUs > theirs.stampUs) return { value: mine.value, drops: theirs.ids }
  return { value: theirs.value, drops: mine.isAddition ? mine.ids : mine.ids.slice(-1) }
}

function united(theirs: readonly Json[], mine: readonly Json[]): Json {
  const isNew = (item: Json) => !theirs.some((other) => JSON.stringify(other) === JSON.stringify(item))
  return [...theirs, ...mine.filter(isNew)]
}

function both(theirs: Json, mine: Json): Json {
  const known = isSiblings(theirs) ? theirs.either : [theirs]
  const isKnown = known.some((one) => JSON.stringify(one) === JSON.stringify(mine))
  return isKnown ? theirs : { either: [...known, mine] }
}
