// Chance comes from named streams, one per purpose and entity ("latency n1→n2", "election n3"). Each is seeded by
// the run's seed and its own name, so one more fault, node or client shifts no other stream's draws.

import alea from 'seedrandom/lib/alea.js'

/** Saved position of one stream. */
export interface StreamState {
  readonly c: number
  readonly s0: number
  readonly s1: number
  readonly s2: number
}

/** Gives the next number in [0, 1). */
export interface Stream {
  (): number
  state(): StreamState
}

export interface Streams {
  readonly seed: string
  /** The stream of that name; opened at its start, or where it was restored to. */
  open(name: string): Stream
  draw(name: string): number
  save(): Record<string, StreamState>
}

export function createStreams(seed: string, saved: Readonly<Record<string, StreamState>> = {}): Streams {
  const opened = new Map<string, Stream>()
  // Streams not opened since they were restored are carried on as they are.
  const waiting = new Map(Object.entries(saved))

  function open(name: string): Stream {
    return opened.get(name) ?? begin(name)
  }

  function begin(name: string): Stream {
    const stream = alea(`${seed}|${name}`, { state: waiting.get(name) ?? true })
    opened.set(name, stream)
    waiting.delete(name)
    return stream
  }

  function save(): Record<string, StreamState> {
    const states: Record<string, StreamState> = Object.fromEntries(waiting)
    for (const [name, stream] of opened) states[name] = stream.state()
    return states
  }

  return { seed, open, draw: (name) => open(name)(), save }
}
