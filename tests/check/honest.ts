// Histories that are linearizable by construction: every operation takes effect at one moment between its call and its
// end, on one store. Some answers never arrive; then the effect may come at any later time, or never.

import type { History, Operation } from '../../src/check/history.ts'
import type { Json } from '../../src/engine/json.ts'

export interface Workload {
  readonly seed: number
  readonly operations: number
  readonly clients: number
  readonly keys: number
  /** Names to draw from, as often as they stand here. */
  readonly mix: readonly string[]
  /** Values are drawn from so many; 0: every value is written once. */
  readonly values: number
  /** Share of the answers that never arrive. */
  readonly unknown: number
}

interface Timed extends Omit<Operation, 'calledAt' | 'endedAt'> {
  readonly calledUs: number
  readonly effectUs: number
  readonly endedUs: number
  output: Json
}

const NEVER = Number.POSITIVE_INFINITY

export function honestHistory(workload: Workload): History {
  const timed = asked(workload)
  answer(timed)
  return inOneOrder(timed)
}

/** A small generator of random numbers, for tests alone. */
export function dice(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

function asked({ seed, operations, clients, keys, mix, values, unknown }: Workload): Timed[] {
  const random = dice(seed)
  const below = (n: number) => Math.floor(random() * n)
  const freeUs = Array.from({ length: clients }, () => random() * 1000)
  return Array.from({ length: operations }, (_, id): Timed => {
    const client = freeUs.indexOf(Math.min(...freeUs))
    const calledUs = freeUs[client]!
    const effectUs = calledUs + 10 + random() * 1000
    const isUnknown = random() < unknown
    const endedUs = effectUs + 10 + random() * 1000
    const f = mix[below(mix.length)]!
    const value = values === 0 ? id + 1 : 1 + below(values)
    freeUs[client] = endedUs + random() * 300
    return {
      id,
      process: `p${client}`,
      f,
      key: `k${below(keys)}`,
      input:
        f === 'cas' ? [values === 0 ? below(id + 1) : 1 + below(values), value] : f === 'read' ? null : value,
      output: null,
      outcome: isUnknown ? 'unknown' : 'ok',
      calledUs,
      effectUs: isUnknown ? lateOrNever(effectUs, random()) : effectUs,
      endedUs: isUnknown ? NEVER : endedUs,
      invokedUs: Math.round(calledUs),
      completedUs: isUnknown ? null : Math.round(endedUs),
    }
  })
}

function lateOrNever(effectUs: number, chance: number): number {
  if (chance < 0.4) return NEVER
  return chance < 0.7 ? effectUs : effectUs + chance * 50_000
}

function answer(timed: Timed[]): void {
  const store: Record<string, Json> = {}
  for (const operation of [...timed].sort((a, b) => a.effectUs - b.effectUs)) {
    if (operation.effectUs === NEVER) continue
    const { f, key, input } = operation
    const held = store[key] ?? null
    const told = f === 'read' ? held : take(store, f, key, input, held)
    if (operation.outcome === 'ok') operation.output = told
  }
}

function take(store: Record<string, Json>, f: string, key: string, input: Json, held: Json): Json {
  if (f === 'append') store[key] = [...(Array.isArray(held) ? held : []), input]
  else if (f === 'cas') {
    const [expected, fresh] = input as readonly [Json, Json]
    const isMatch = held === expected
    if (isMatch) store[key] = fresh
    return isMatch
  } else store[key] = f === 'delete' ? null : input
  return null
}

function inOneOrder(timed: readonly Timed[]): History {
  const moments = timed
    .flatMap(({ calledUs, endedUs }, index) => [
      { index, us: calledUs, isCall: true },
      { index, us: endedUs, isCall: false },
    ])
    .filter(({ us }) => us < NEVER)
    .sort((a, b) => a.us - b.us)
  const called = new Map<number, number>()
  const ended = new Map<number, number>()
  moments.forEach(({ index, isCall }, at) => {
    ;(isCall ? called : ended).set(index, at)
  })
  return timed.map(({ calledUs: _c, effectUs: _e, endedUs: _n, ...operation }, index) => ({
    ...operation,
    calledAt: called.get(index)!,
    endedAt: ended.get(index) ?? null,
  }))
}
