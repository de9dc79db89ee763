// Chance comes from named streams, one per purpose and entity ("latency n1→n2", "election n3"). Each is seeded by
// the run's seed and its own name, so one more fault, node or client shifts no other stream's draws.
//
// seedrandom's alea seeds a stream; its four numbers then stand in one table with those of all others, and are moved on there
// as alea does it. A thousand clients have many thousands of streams: each on its own is far from all the rest in memory.

import alea from 'seedrandom/lib/alea.js'

/** Saved position of one stream. */
export interface StreamState {
  readonly c: number
  readonly s0: number
  readonly s1: number
  readonly s2: number
}

/** Gives the next number in [0, 1). */
export type Stream = () => number

export interface Streams {
  readonly seed: string
  /** The stream of that name; opened at its start, or where it was restored to. */
  open(name: string): Stream
  /** The place of that stream, for `next`. */
  place(name: string): number
  next(place: number): number
  /** Purposes are few and nodes may be many: each keeps its places by these numbers. */
  purposeNumber(purpose: string): number
  draw(name: string): number
  save(): Record<string, StreamState>
}

const WIDTH = 4
const FIRST_STREAMS = 64
const TWO_TO_MINUS_32 = 2.3283064365386963e-10

export function createStreams(seed: string, saved: Readonly<Record<string, StreamState>> = {}): Streams {
  const places = new Map<string, number>()
  // Streams not opened since they were restored are carried on as they are.
  const waiting = new Map(Object.entries(saved))
  const purposes = new Map<string, number>()
  /** c, s0, s1 and s2 of every stream. */
  let table = new Float64Array(FIRST_STREAMS * WIDTH)

  function place(name: string): number {
    return places.get(name) ?? begin(name)
  }

  function begin(name: string): number {
    const { c, s0, s1, s2 } = waiting.get(name) ?? alea(`${seed}|${name}`, { state: true }).state()
    const at = places.size * WIDTH
    if (at === table.length) table = doubled(table)
    table.set([c, s0, s1, s2], at)
    places.set(name, at)
    waiting.delete(name)
    return at
  }

  /** Alea: s0 is multiplied, the carry c added, and what is whole in that is carried on. */
  function next(at: number): number {
    const t = 2091639 * table[at + 1]! + table[at]! * TWO_TO_MINUS_32
    const carry = t | 0
    table[at] = carry
    table[at + 1] = table[at + 2]!
    table[at + 2] = table[at + 3]!
    table[at + 3] = t - carry
    return t - carry
  }

  function purposeNumber(purpose: string): number {
    const number = purposes.get(purpose) ?? purposes.size
    if (number === purposes.size) purposes.set(purpose, number)
    return number
  }

  function open(name: string): Stream {
    const at = place(name)
    return () => next(at)
  }

  function save(): Record<string, StreamState> {
    const states: Record<string, StreamState> = Object.fromEntries(waiting)
    for (const [name, at] of places)
      states[name] = { c: table[at]!, s0: table[at + 1]!, s1: table[at + 2]!, s2: table[at + 3]! }
    return states
  }

  return { seed, open, place, next, purposeNumber, draw: (name) => next(place(name)), save }
}

function doubled(table: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const bigger = new Float64Array(table.length * 2)
  bigger.set(table)
  return bigger
}
