// Probes against somebody who sees all sites at once: every circle of waits ends, nobody gives way where there is none, and of a
// plain circle exactly one does, the one that began to wait last.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { waitsIn } from '../../../sims/transactions/locks.ts'
import type { Order, Part } from '../../../sims/transactions/messages.ts'
import { diskWith } from '../../../sims/transactions/scenarios/cluster.ts'
import { sim } from '../../../sims/transactions/sim.ts'
import { siteNamed } from '../../../sims/transactions/site.ts'
import type { Memory } from '../../../sims/transactions/state.ts'
import type { Process } from '../../../src/engine/process.ts'
import { Trace } from '../../../src/engine/trace.ts'
import { createWorld, type World } from '../../../src/engine/world.ts'
import { defaultSettings } from '../../../src/sim/build.ts'

const SITES = ['s1', 's2', 's3', 's4', 's5']
const COORDINATORS = ['k1', 'k2']
const END_US = 3_000_000
/** Longer than the run: whatever ends was not ended by patience. */
const NEVER_US = 60_000_000

/** No two rows of a system are called alike. */
function rowAt(site: string, key: string): string {
  return `${site}${key}`
}

interface Wish {
  readonly atUs: number
  readonly parts: readonly Part[]
}

type Asker = Process<Record<string, never>, Record<string, never>, Order>

/** Asks once. */
function asker({ atUs, parts }: Wish): Asker {
  return {
    name: 'asker',
    format: () => ({}),
    boot(_disk, ctx) {
      ctx.setTimer('ask', atUs)
      return {}
    },
    onMessage() {},
    onTimer(_state, _timer, ctx) {
      const coordinator = COORDINATORS[ctx.group('asker').indexOf(ctx.id) % COORDINATORS.length]!
      ctx.send(coordinator, { type: 'Order', request: `${ctx.id}.1`, parts })
    },
    onOrder() {},
  }
}

function worldOf(wishes: readonly Wish[], seed: string, deadlocks = 'detected'): World {
  const nodes = [
    ...COORDINATORS.map((id) => ({ id, process: siteNamed('coordinator') })),
    ...SITES.map((id) => ({
      id,
      process: siteNamed('participant'),
      disk: diskWith({ [rowAt(id, 'x')]: 100, [rowAt(id, 'y')]: 100 }),
    })),
    ...wishes.map((wish, i) => ({ id: `c${i + 1}`, process: asker(wish) })),
  ]
  const patience = { lockTimeoutUs: NEVER_US, voteTimeoutUs: NEVER_US, idleUs: NEVER_US }
  return createWorld(
    {
      ...{ seed, nodes, broken: [], network: sim.network, disk: sim.disk, interventions: [] },
      settings: {
        ...defaultSettings(sim),
        ...patience,
        latencyMinUs: 1_000,
        latencyMaxUs: 20_000,
        deadlocks,
      },
      observer: sim.observer,
    },
    { trace: new Trace(nodes.map(({ id }) => id)) },
  )
}

interface Seen {
  /** In the order in which they gave way. */
  readonly victims: readonly string[]
  /** Transactions that were in a circle when the first one gave way; null if none ever was in one. */
  readonly first: readonly string[] | null
  readonly wasCircle: boolean
}

function play(world: World): Seen {
  const victims: string[] = []
  let first: readonly string[] | null = null
  let circle: readonly string[] = []
  let wasCircle = false
  while (world.step(END_US)) {
    for (const { code, params } of world.trace!.notes(world.row)) {
      if (code !== 'endsCircle') continue
      if (victims.length === 0) first = circle
      victims.push(String(params[0]))
    }
    circle = inCircles(world)
    wasCircle ||= circle.length > 0
  }
  return { victims, first, wasCircle }
}

function memories(world: World): readonly Memory[] {
  return world.nodes.filter(({ process }) => process !== 'asker').map(({ memory }) => memory as Memory)
}

/** Those that wait for themselves, by any number of waits, over all sites. */
function inCircles(world: World): readonly string[] {
  const out = new Map<string, string[]>()
  for (const { locks } of memories(world).filter((memory) => memory !== null))
    for (const { tx, on } of waitsIn(locks)) out.set(tx, [...(out.get(tx) ?? []), on])
  return [...out.keys()].filter((start) => {
    const reached = new Set(out.get(start))
    for (const each of reached) for (const next of out.get(each) ?? []) reached.add(next)
    return reached.has(start)
  })
}

/** Nobody waits any more, anywhere. */
function expectOver(world: World): void {
  for (const { tasks, deals, locks } of memories(world)) expect({ tasks, deals, locks }).toEqual(FREE)
  expect(world.violations).toEqual([])
}

const FREE = { tasks: {}, deals: {}, locks: {} }

const op = fc.record({
  key: fc.constantFrom('x', 'y'),
  kind: fc.constantFrom('add', 'add', 'read'),
})

const part = fc.record({ site: fc.constantFrom(...SITES.slice(0, 3)), ops: fc.tuple(op) })

const wish = fc.record({
  atUs: fc.integer({ min: 1_000, max: 25_000 }),
  parts: fc.uniqueArray(part, { selector: ({ site }) => site, minLength: 1, maxLength: 3 }),
})

function wishOf({ atUs, parts }: { atUs: number; parts: readonly { site: string; ops: unknown }[] }): Wish {
  const ops = (site: string, given: unknown) =>
    (given as readonly { key: string; kind: 'add' | 'read' }[]).map(({ key, kind }) => {
      return { key: rowAt(site, key), kind, add: kind === 'add' ? 1 : 0, least: null }
    })
  return { atUs, parts: parts.map(({ site, ops: given }) => ({ site, ops: ops(site, given) })) }
}

test('every circle ends, however the waits come about, and where there is none nobody gives way', () => {
  const seen = { circles: 0, none: 0 }
  fc.assert(
    fc.property(fc.array(wish, { minLength: 2, maxLength: 9 }), fc.nat(99), (wishes, seed) => {
      const world = worldOf(wishes.map(wishOf), String(seed))
      const { victims, first, wasCircle } = play(world)
      expectOver(world)
      expect(victims.length > 0).toBe(wasCircle)
      if (first !== null) expect(first).toContain(victims[0])
      seen[wasCircle ? 'circles' : 'none']++
    }),
    { numRuns: 400, seed: 11 },
  )
  expect(seen.circles).toBeGreaterThan(50)
  expect(seen.none).toBeGreaterThan(50)
})

/** Each takes a row at its own site at once, and needs that of the next. */
function ring(size: number, lastAtUs: number): readonly Wish[] {
  return Array.from({ length: size }, (_, i) => {
    const parts = [i, (i + 1) % size].map((at) => {
      const site = SITES[at]!
      return { site, ops: [{ key: rowAt(site, 'x'), kind: 'add' as const, add: 1, least: null }] }
    })
    return { atUs: i === size - 1 ? lastAtUs : 5_000, parts }
  })
}

test('of a plain circle exactly one gives way, the one that began to wait last, and all others are done', () => {
  let rings = 0
  for (let seed = 1; seed <= 400; seed++) {
    const size = 2 + (seed % 4)
    const world = worldOf(ring(size, 9_000), String(seed))
    const waited: string[] = []
    let circle: readonly string[] = []
    while (circle.length === 0 && world.step(END_US)) {
      for (const { code, params } of world.trace!.notes(world.row))
        if (code === 'waitsForLock') waited.push(String(params[0]))
      circle = inCircles(world)
    }
    const { victims } = play(world)
    expectOver(world)
    if (circle.length === 0) expect(victims).toEqual([])
    else {
      rings++
      expect(victims).toEqual([waited.at(-1)])
    }
    expect(committed(world)).toBe(size - victims.length)
  }
  expect(rings).toBeGreaterThan(25)
})

function committed(world: World): number {
  const known = memories(world).flatMap(({ requests }) => Object.values(requests))
  return known.filter(({ outcome }) => outcome === 'commit').length
}

test('without probes the same circles last', () => {
  const isOver = (seed: number) => {
    const world = worldOf(ring(2, 5_000), String(seed), 'timeout')
    play(world)
    return inCircles(world).length === 0
  }
  expect(Array.from({ length: 40 }, (_, i) => isOver(i + 1))).toContain(false)
})
