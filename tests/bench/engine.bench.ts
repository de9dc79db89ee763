// The engine alone against the bare loop: timers that re-arm, 100 pending, fingerprint on. Floor: half the rate.

import type { Process } from '../../src/engine/process.ts'
import { createWorld } from '../../src/engine/world.ts'
import { bareLoop } from './bareLoop.ts'
import { atLeast, type Figure, race } from './measure.ts'

const EVENTS = 2_000_000
const PENDING = 100

const ticker: Process<object, { ticks: number }> = {
  name: 'ticker',
  format: () => ({}),
  boot(_disk, ctx) {
    for (let i = 0; i < PENDING / 10; i++) ctx.setTimer(`t${i}`, 1000 + i)
    return { ticks: 0 }
  },
  onMessage() {},
  onTimer(state, timer, ctx) {
    state.memory.ticks = (state.memory.ticks * 5 + 1) % 16384
    ctx.setTimer(timer, 1000 + state.memory.ticks)
  },
}

function engineLoop(): number {
  const world = createWorld({
    seed: '1',
    nodes: Array.from({ length: 10 }, (_, i) => ({ id: `n${i}`, process: ticker })),
    settings: {},
    broken: [],
    network: () => ({ latency: { kind: 'constant', us: 1 }, loss: 0, duplicate: 0 }),
    disk: () => ({ sync: { kind: 'constant', us: 0 } }),
    observer: null,
    interventions: [],
  })
  while (world.rows < EVENTS) world.step()
  return world.rows
}

function bare(): number {
  bareLoop(EVENTS, PENDING)
  return EVENTS
}

export function measure(): readonly Figure[] {
  const [, engine = 0] = race('Engine alone, 100 timers that re-arm', [
    { name: 'bare loop', run: bare },
    { name: 'engine with fingerprint', run: engineLoop },
  ])
  return [atLeast('Engine alone, to the bare loop', engine, 1 / 2)]
}
