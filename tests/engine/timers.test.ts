// A timer that is set again for the very moment it stood at takes its place anew among what happens then.

import { expect, test } from 'vitest'
import type { Process } from '../../src/engine/process.ts'
import { createWorld, type World } from '../../src/engine/world.ts'
import { pingSpec } from './pingSystem.ts'

const twoTimers: Process<object, { fired: string[] }> = {
  name: 'two timers',
  format: () => ({}),
  boot(_disk, ctx) {
    ctx.setTimer('a', 1000)
    ctx.setTimer('b', 1000)
    return { fired: [] }
  },
  onMessage() {},
  onTimer(state, timer) {
    state.memory.fired.push(timer)
  },
  onOrder(_state, _order, ctx) {
    ctx.clearTimer('a')
    ctx.setTimer('a', 500)
  },
}

function spec() {
  const order = {
    id: 'again',
    atUs: 500,
    do: { kind: 'tell', node: 'n1', order: { name: 'again' } },
  } as const
  return pingSpec({ nodes: [{ id: 'n1', process: twoTimers }], interventions: [order] })
}

function fired(world: World): string[] {
  world.advanceTo(2000)
  return world.nodes[0]!.memory.fired
}

test('it comes after what was set for that moment before', () => {
  expect(fired(createWorld(spec()))).toEqual(['b', 'a'])
})

test('and so it does through a checkpoint', () => {
  const first = createWorld(spec())
  first.advanceTo(700)
  const second = createWorld(spec())
  second.restore(JSON.parse(JSON.stringify(first.snapshot())))
  expect(fired(second)).toEqual(['b', 'a'])
  first.advanceTo(2000)
  expect(second.fingerprint()).toBe(first.fingerprint())
})
