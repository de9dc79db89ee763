// The four session guarantees of Terry and others, as far as clients can see them. A guarantee holds if the writes of
// every key have an order in which each read shows the latest of the writes that it had to see.
//
// - Read your writes: a read has to see what its session wrote before.
// - Monotonic reads: a read has to see what its session saw before.
// - Monotonic writes: whoever saw a write has to see from then on what the writer's session wrote before it.
// - Writes follow reads: whoever saw a write has to see from then on what the writer's session had seen before it, and
//   what those had seen who wrote that, and so on.
//
// In every order a session's own writes stand as it wrote them, unless the order is given. With one key at a time a
// client cannot tell a write that took effect too early from a read that went back: then both guarantees are broken.

import { type Link, link, shortestCycle } from './cycle.ts'
import { comesBefore, type Event } from './facts.ts'
import { Reach } from './reach.ts'
import type { Code } from './words.ts'

export const GUARANTEES = [
  'read-your-writes',
  'monotonic-reads',
  'monotonic-writes',
  'writes-follow-reads',
] as const
export type Guarantee = (typeof GUARANTEES)[number]

/** A read that has to see a write. */
interface Demand {
  readonly write: Event
  readonly read: Event
}

/** A write that has to be seen by whoever sees a later one. */
interface Dependence {
  readonly earlier: Event
  readonly later: Event
  readonly why: Code
  /** The read by which the writer of the later knew of the earlier. */
  readonly by: readonly number[]
}

/** What contradicts the guarantee: a circle of links; null if nothing does. */
export function brokenGuarantee(
  events: readonly Event[],
  guarantee: Guarantee,
  given: readonly Link[],
): readonly Link[] | null {
  const sessions = sessionsOf(events)
  const dependences = dependencesOf(guarantee, events, sessions)
  const demands = [...demandsOf(guarantee, events, sessions, dependences)]
  const order = given.length > 0 ? [...given] : ownOrder(sessions)
  for (const { earlier, later, why, by } of dependences)
    if (earlier.key === later.key) order.push(link(earlier.index, later.index, why, ...by))
  const sights = [...sessionLinks(sessions), ...seenLinks(events)]
  for (const { write, read } of demands) {
    sights.push(link(write.index, read.index, 'hadToBeSeen'))
    if (read.saw.includes(write.index)) continue
    if (read.isList || read.saw.length === 0) sights.push(link(read.index, write.index, 'missed'))
    else order.push(link(write.index, read.saw.at(-1)!, 'isOlder', read.index))
  }
  order.push(...listedLinks(events))
  return shortestCycle(events.length, sights) ?? shortestCycle(events.length, order)
}

/** Events of each session in the order of their calls. */
export function sessionsOf(events: readonly Event[]): readonly (readonly Event[])[] {
  const sessions = new Map<string, Event[]>()
  for (const event of events) {
    const { process } = event.operation
    const session = sessions.get(process)
    if (session === undefined) sessions.set(process, [event])
    else session.push(event)
  }
  return [...sessions.values()]
}

/** Each event before the next of its session. What is open comes before nothing but its own other side. */
export function sessionLinks(sessions: readonly (readonly Event[])[]): Link[] {
  return sessions.flatMap((session) =>
    session.flatMap((event, place) => {
      const before = session.slice(0, place).findLast((other) => comesBefore(other, event))
      return before === undefined ? [] : [link(before.index, event.index, 'cameBeforeIn')]
    }),
  )
}

export function seenLinks(events: readonly Event[]): Link[] {
  return events.flatMap(({ index, saw }) => saw.map((write) => link(write, index, 'wasSeen')))
}

/** Items of one list in their order. */
export function listedLinks(events: readonly Event[]): Link[] {
  return events.flatMap(({ index, isList, saw }) =>
    isList ? saw.slice(1).map((write, place) => link(saw[place]!, write, 'isListedBefore', index)) : [],
  )
}

function ownOrder(sessions: readonly (readonly Event[])[]): Link[] {
  return sessions.flatMap((session) => {
    const writes = session.filter(({ isWrite }) => isWrite)
    return writes.flatMap((event, place) => {
      const isEarlier = (other: Event) => other.key === event.key && comesBefore(other, event)
      const before = writes.slice(0, place).findLast(isEarlier)
      return before === undefined ? [] : [link(before.index, event.index, 'cameBeforeIn')]
    })
  })
}

function dependencesOf(
  guarantee: Guarantee,
  events: readonly Event[],
  sessions: readonly (readonly Event[])[],
): Dependence[] {
  if (guarantee === 'monotonic-writes') return sessions.flatMap(writtenBefore)
  if (guarantee === 'writes-follow-reads') return seenBefore(events, sessions)
  return []
}

function writtenBefore(session: readonly Event[]): Dependence[] {
  const writes = session.filter(({ isWrite }) => isWrite)
  return writes.flatMap((later) =>
    writes
      .filter((earlier) => comesBefore(earlier, later))
      .map((earlier) => ({ earlier, later, why: 'cameBeforeIn' as const, by: [] })),
  )
}

/** Directly, or by way of other writes. */
function seenBefore(events: readonly Event[], sessions: readonly (readonly Event[])[]): Dependence[] {
  const direct = sessions.flatMap((session) => seenInSession(session, events))
  const links = direct.map(({ earlier, later }) => link(earlier.index, later.index, 'wasSeenBefore'))
  const known = new Set(links.map(({ from, to }) => from * events.length + to))
  const reach = new Reach(events.length, links)
  const writes = events.filter(({ isWrite }) => isWrite)
  const indirect = writes.flatMap((later) =>
    writes
      .filter(({ index }) => reach.has(index, later.index) && !known.has(index * events.length + later.index))
      .map((earlier) => ({ earlier, later, why: 'wasKnownBefore' as const, by: [] })),
  )
  return [...direct, ...indirect]
}

function seenInSession(session: readonly Event[], events: readonly Event[]): Dependence[] {
  return session.flatMap((later) => {
    if (!later.isWrite) return []
    const reads = session.filter((read) => comesBefore(read, later))
    return reads.flatMap(({ index, saw }) =>
      saw
        .filter((write) => write !== later.index)
        .map((write) => ({ earlier: events[write]!, later, why: 'wasSeenBefore' as const, by: [index] })),
    )
  })
}

function* demandsOf(
  guarantee: Guarantee,
  events: readonly Event[],
  sessions: readonly (readonly Event[])[],
  dependences: readonly Dependence[],
): Generator<Demand> {
  if (guarantee === 'read-your-writes') for (const session of sessions) yield* ownWrites(session)
  else if (guarantee === 'monotonic-reads')
    for (const session of sessions) yield* earlierSights(session, events)
  else {
    const byLater = new Map<number, Dependence[]>()
    for (const each of dependences)
      byLater.set(each.later.index, [...(byLater.get(each.later.index) ?? []), each])
    for (const session of sessions) yield* sightsBehind(session, byLater)
  }
}

function* ownWrites(session: readonly Event[]): Generator<Demand> {
  for (const read of session)
    for (const write of session)
      if (write.isWrite && write.key === read.key && !read.isWrite && comesBefore(write, read))
        yield { write, read }
}

/** What the read before it saw; that one had to see in turn what was seen before it. */
function* earlierSights(session: readonly Event[], events: readonly Event[]): Generator<Demand> {
  for (const [place, read] of session.entries()) {
    if (read.isWrite) continue
    const isEarlier = (other: Event) => !other.isWrite && other.key === read.key && comesBefore(other, read)
    const before = session.slice(0, place).findLast(isEarlier)
    for (const write of before?.saw ?? []) yield { write: events[write]!, read }
  }
}

/** From the read on that first saw the later write. */
function* sightsBehind(
  session: readonly Event[],
  dependences: ReadonlyMap<number, readonly Dependence[]>,
): Generator<Demand> {
  const seen = new Set<number>()
  for (const first of session)
    for (const write of first.saw) {
      if (seen.has(write)) continue
      seen.add(write)
      for (const dependence of dependences.get(write) ?? []) yield* sightsFrom(first, session, dependence)
    }
}

function* sightsFrom(
  first: Event,
  session: readonly Event[],
  { earlier, later }: Dependence,
): Generator<Demand> {
  for (const read of session) {
    if (read.isWrite || read.key !== earlier.key) continue
    const comesLater = comesBefore(first, read)
    if (comesLater || read === first) yield { write: earlier, read }
    if (comesLater && earlier.key === later.key) yield { write: later, read }
  }
}
