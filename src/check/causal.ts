// Causal consistency, by the bad patterns of Bouajjani, Enea, Guerraoui and Hamza ("On verifying causal consistency",
// POPL 2017): where every value is written once, a history is wrong if and only if it has one of them. One write causally
// precedes another operation if its session did it before, if it was seen by it, or by a chain of these.
//
// - causal: what causally precedes a read is seen by it, unless something later is.
// - causal-convergence: besides, all agree on one order of writes that do not causally precede one another.
// - causal-memory: besides, each session by itself could have seen all that it saw in one order.

import { type Link, link, shortestCycle } from './cycle.ts'
import type { Event } from './facts.ts'
import { isOpen } from './history.ts'
import { Reach } from './reach.ts'
import { listedLinks, seenLinks, sessionLinks, sessionsOf } from './sessions.ts'

export const CAUSALITIES = ['causal', 'causal-convergence', 'causal-memory'] as const
export type Causality = (typeof CAUSALITIES)[number]

/** What contradicts it: a circle of links; null if nothing does. */
export function brokenCausality(events: readonly Event[], causality: Causality): readonly Link[] | null {
  const causes = [...sessionLinks(sessionsOf(events)), ...seenLinks(events)]
  const circle = shortestCycle(events.length, causes)
  if (circle !== null) return circle
  const past = new Reach(events.length, causes)
  if (causality === 'causal') return firstBrokenRead(events, causes, past)
  if (causality === 'causal-memory') return firstBrokenSession(events, causes, past)
  const demands = events.flatMap((read) => demandsOn(read, events, past))
  return shortestCycle(events.length, [...causes, ...demands, ...listedLinks(events)])
}

/** Each read by itself. */
function firstBrokenRead(
  events: readonly Event[],
  causes: readonly Link[],
  past: Reach,
): readonly Link[] | null {
  for (const read of events) {
    const links = [...demandsOn(read, events, past), ...listedLinks([read])]
    const isBroken = links.some(({ from, to }) => past.has(to, from)) || isListedAmiss(read, past)
    if (isBroken) return shortestCycle(events.length, [...causes, ...links])
  }
  return null
}

/** An item of the list causally precedes another that stands before it. */
function isListedAmiss({ isList, saw }: Event, past: Reach): boolean {
  return isList && saw.some((write, place) => saw.slice(0, place).some((before) => past.has(write, before)))
}

/** What follows for the order of writes from what causally precedes a read and was not seen by it. */
function demandsOn(read: Event, events: readonly Event[], past: Reach): Link[] {
  if (read.isWrite) return []
  const missed = events.filter(
    (write) =>
      write.isWrite &&
      write.key === read.key &&
      past.has(write.index, read.index) &&
      !read.saw.includes(write.index),
  )
  return missed.map(({ index }) =>
    read.isList || read.saw.length === 0
      ? link(read.index, index, 'missed')
      : link(index, read.saw.at(-1)!, 'isOlder', read.index),
  )
}

/** All that a session saw, in one order of what causally precedes its last event. */
function firstBrokenSession(
  events: readonly Event[],
  causes: readonly Link[],
  past: Reach,
): readonly Link[] | null {
  for (const session of sessionsOf(events)) {
    const last = session.findLast(({ operation }) => !isOpen(operation))
    const broken = last === undefined ? null : brokenUpTo(last, session, events, causes, past)
    if (broken !== null) return broken
  }
  return null
}

function brokenUpTo(
  last: Event,
  session: readonly Event[],
  events: readonly Event[],
  causes: readonly Link[],
  past: Reach,
): readonly Link[] | null {
  const isIn = (index: number) => index === last.index || past.has(index, last.index)
  const view = events.filter(({ index }) => isIn(index))
  const reads = session.filter(({ index, isWrite }) => !isWrite && isIn(index))
  const fixed = [...listedLinks(reads), ...reads.flatMap((read) => notYetListed(read, view))]
  let links = [...causes.filter(({ from, to }) => isIn(from) && isIn(to)), ...fixed]
  for (;;) {
    const circle = shortestCycle(events.length, links)
    if (circle !== null) return circle
    const reach = new Reach(events.length, links)
    const more = reads
      .flatMap((read) => demandsOn(read, view, reach))
      .filter(({ from, to }) => !reach.has(from, to))
    if (more.length === 0) return null
    links = [...links, ...more]
  }
}

/** What is not in the list that a read was told must come after it, if at all. */
function notYetListed({ index, isList, key, saw }: Event, view: readonly Event[]): Link[] {
  if (!isList) return []
  const missing = view.filter((write) => write.isWrite && write.key === key && !saw.includes(write.index))
  return missing.map((write) => link(index, write.index, 'missed'))
}
