// A read model: what events made of the accounts, and which ones. It is one record on a projector's disk, so that the
// balances and the number of the last event in them are never apart.

import { type Balances, type Event, folded, NOTHING } from './log.ts'

/** Numbers of events, first and last. */
export type Stretch = readonly [from: number, to: number]

export interface ReadModel {
  readonly balances: Balances
  /** Number of the last event in it; 0 for none. */
  readonly upTo: number
  /** The events that made it, as they were applied. No projector reads this: it is for whoever looks from outside. */
  readonly made: readonly Stretch[]
  /** How often it was begun anew. */
  readonly generation: number
}

export const EMPTY: ReadModel = { balances: NOTHING, upTo: 0, made: [], generation: 0 }

/** The model after these events, whether or not it has them already. */
export function withEvents(model: ReadModel, events: readonly Event[]): ReadModel {
  if (events.length === 0) return model
  const last = events.at(-1)!.n
  return {
    balances: folded(events, model.balances),
    upTo: Math.max(model.upTo, last),
    made: withStretch(model.made, [events[0]!.n, last]),
    generation: model.generation,
  }
}

function withStretch(made: readonly Stretch[], next: Stretch): readonly Stretch[] {
  const last = made.at(-1)
  if (last === undefined || last[1] + 1 !== next[0]) return [...made, next]
  return [...made.slice(0, -1), [last[0], next[1]]]
}

/** How often an event went into the model. */
export function timesIn({ made }: Pick<ReadModel, 'made'>, n: number): number {
  return made.filter(([from, to]) => from <= n && n <= to).length
}

/** Stretches applied after the first of these had been made into the second; null if it was begun anew or set back. */
export function addedTo(before: readonly Stretch[], now: readonly Stretch[]): readonly Stretch[] | null {
  const last = before.length - 1
  if (last < 0) return now
  const isKept = before.every(([from, to], i) => {
    const other = now[i]
    return other !== undefined && other[0] === from && (i === last ? other[1] >= to : other[1] === to)
  })
  if (!isKept) return null
  const more = now.slice(last + 1)
  const [, end] = before[last]!
  const [, grown] = now[last]!
  return grown > end ? [[end + 1, grown], ...more] : more
}

/** The first number, up to one, that is in none of the stretches, how many there are, and how many were applied too often. */
export function flawsOf(
  made: readonly Stretch[],
  upTo: number,
): {
  readonly firstLost: number
  readonly lost: number
  readonly firstTwice: number
  readonly twice: number
} {
  const sorted = [...made].sort((a, b) => a[0] - b[0] || a[1] - b[1])
  const flaws = { firstLost: 0, lost: 0, firstTwice: 0, twice: 0 }
  let reached = 0
  for (const [from, to] of [...sorted, [Math.max(upTo, reached) + 1, 0] as const]) {
    const missing = Math.min(from - 1, upTo) - reached
    if (missing > 0) {
      if (flaws.lost === 0) flaws.firstLost = reached + 1
      flaws.lost += missing
    }
    const again = Math.min(to, reached) - from + 1
    if (again > 0) {
      if (flaws.twice === 0) flaws.firstTwice = from
      flaws.twice += again
    }
    reached = Math.max(reached, to)
  }
  return flaws
}
