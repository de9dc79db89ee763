// Snapshots: what they share with the world, that they are never changed by it, and that they forget nothing.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { clone } from '../../src/engine/clone.ts'
import type { Observer } from '../../src/engine/observer.ts'
import type { Process } from '../../src/engine/process.ts'
import { createWorld, type World } from '../../src/engine/world.ts'
import { interventions } from './arbitrary.ts'
import { pingSpec } from './pingSystem.ts'
import { does, play } from './scripted.ts'

const END_US = 120_000

interface Entry {
  readonly at: number
}

const keeper: Process<{ log: Entry[] }, { recent: Entry[]; count: { value: number } }> = {
  name: 'keeper',
  format: () => ({ log: [] }),
  boot(_disk, ctx) {
    ctx.setTimer('tick', 1000)
    return { recent: [], count: { value: 0 } }
  },
  onMessage() {},
  onTimer({ disk, memory }, _timer, ctx) {
    ctx.append('log', { at: ctx.now() })
    ctx.sync()
    memory.recent = disk.log.slice(-3)
    memory.count.value++
    ctx.complete(ctx.invoke({ f: 'write', key: 'x', value: memory.count.value }), 'ok', null)
    ctx.setTimer('tick', 1000)
  },
}

/** Keeps a record of its own, so that a snapshot that forgot it would show. */
const counter: Observer<{ seen: { events: number } }> = {
  start: () => ({ seen: { events: 0 } }),
  after(state, world, _node, report) {
    state.seen.events++
    if (state.seen.events === 30) report.violate('fewer than 30', world.row)
  },
}

function keeperWorld(): World {
  return createWorld(pingSpec({ nodes: [{ id: 'n1', process: keeper }], observer: counter }))
}

describe('shared and not shared', () => {
  test('log entries and finished operations are shared, whatever can still change is copied', () => {
    const world = keeperWorld()
    world.advanceTo(20_000)
    const snapshot = world.snapshot()
    const [saved] = snapshot.nodes as unknown as [
      { disk: { log: Entry[] }; memory: { recent: Entry[]; count: object } },
    ]
    const [node] = world.nodes
    expect(saved.disk.log).not.toBe(node!.disk.log)
    expect(saved.disk.log.length).toBe(20)
    for (const [i, entry] of saved.disk.log.entries()) expect(entry).toBe(node!.disk.log[i])
    expect(saved.memory.recent[0]).toBe(node!.disk.log[17])
    expect(saved.memory.count).not.toBe(node!.memory.count)
    expect(snapshot.history[0]).toBe(world.history[0])
    expect(snapshot.history).not.toBe(world.history)
    expect(snapshot.truth).not.toBe(world.truth)
  })

  test('a message in flight is shared', () => {
    const { world } = play([[500, does('n1', ['send', 'n2', 'a'])]], 600)
    const [event] = world.snapshot().events.filter(({ message, kind }) => kind === 1 && message === 0)
    expect(event!.payload).toBe(world.inFlight()[0]!.message)
  })

  test('clone copies deeply, except what is frozen', () => {
    const frozen = Object.freeze({ deep: [1] })
    const value = { list: [frozen, { a: 1 }], frozen, text: 'x', none: null }
    const copy = clone(value)
    expect(copy).toEqual(value)
    expect(copy.frozen).toBe(frozen)
    expect(copy.list[0]).toBe(frozen)
    expect(copy.list).not.toBe(value.list)
    expect(copy.list[1]).not.toBe(value.list[1])
  })
})

describe('isolation in time', () => {
  test('what the world does later does not change a snapshot', () => {
    fc.assert(
      fc.property(interventions(END_US), fc.nat(END_US), (list, atUs) => {
        const world = createWorld(pingSpec({ interventions: list, observer: counter }))
        world.advanceTo(atUs)
        const snapshot = world.snapshot()
        const before = JSON.stringify(snapshot)
        world.advanceTo(END_US)
        expect(JSON.stringify(snapshot)).toBe(before)
        // Nor what another world does that began from it.
        world.restore(snapshot)
        world.advanceTo(END_US)
        expect(JSON.stringify(snapshot)).toBe(before)
      }),
    )
  })

  test('a snapshot of a restored world is the same snapshot', () => {
    fc.assert(
      fc.property(interventions(END_US), fc.nat(END_US), (list, atUs) => {
        const spec = pingSpec({ interventions: list, observer: counter })
        const first = createWorld(spec)
        first.advanceTo(atUs)
        const second = createWorld(spec)
        second.restore(first.snapshot())
        expect(sorted(second.snapshot())).toEqual(sorted(first.snapshot()))
      }),
    )
  })
})

test('observer state, violations, history and receipts come back', () => {
  const straight = keeperWorld()
  straight.advanceTo(60_000)
  expect(straight.violations).toEqual([{ invariant: 'fewer than 30', row: 57, atUs: 29_000, params: [57] }])
  const world = keeperWorld()
  world.advanceTo(10_000)
  const early = world.snapshot()
  world.advanceTo(60_000)
  world.restore(early)
  expect([world.violations, world.history.length]).toEqual([[], 10])
  world.advanceTo(60_000)
  expect(world.truth).toEqual(straight.truth)
  expect(world.violations).toEqual(straight.violations)
  expect(world.history).toEqual(straight.history)
})

/** The order in the heap, the seq of what waits elsewhere, and slots that disarmed timers keep are no state. */
function sorted(snapshot: ReturnType<World['snapshot']>): string[] {
  const { events, nodes, ...rest } = snapshot
  const pending = events.map((event) =>
    JSON.stringify(event.place === 'queue' ? event : { ...event, seq: 0 }),
  )
  const plain = nodes.map(({ timers, ...node }) => ({
    ...node,
    timers: timers.map(({ slot: _slot, isQueued: _isQueued, slotUs: _slotUs, ...timer }) => timer),
  }))
  return [...pending.sort(), JSON.stringify(plain), JSON.stringify(rest)]
}
