// A tiny system for engine tests: nodes that ping their peers on a timer, count pongs, and keep a durable log.

import type { Process } from '../../src/engine/process.ts'
import { createWorld, type World, type WorldOptions, type WorldSpec } from '../../src/engine/world.ts'

export type Ping =
  | { readonly type: 'Ping'; readonly count: number }
  | { readonly type: 'Pong'; readonly count: number }
export interface PingDisk {
  sent: number
  log: number[]
}
export interface PingMemory {
  pongs: number
  heard: string[]
}

export const pingProcess: Process<PingDisk, PingMemory, Ping> = {
  name: 'ping',
  format: () => ({ sent: 0, log: [] }),
  boot(_disk, ctx) {
    ctx.setTimer('ping', ctx.randomInteger('start', 1000, 5000))
    return { pongs: 0, heard: [] }
  },
  onMessage(state, from, message, ctx) {
    if (message.type === 'Ping') {
      ctx.append('log', message.count)
      ctx.sync()
      ctx.send(from, { type: 'Pong', count: message.count })
      return
    }
    state.memory.pongs++
    state.memory.heard.push(from)
    ctx.note('pong', from, message.count)
  },
  onTimer(state, _timer, ctx) {
    ctx.write('sent', state.disk.sent + 1)
    ctx.sync()
    for (const peer of ctx.peers) ctx.send(peer, { type: 'Ping', count: state.disk.sent })
    ctx.setTimer('ping', 10_000)
  },
  onOrder(_state, order, ctx) {
    ctx.note('told', order.name)
    ctx.setTimer('ping', 0)
  },
}

export function pingSpec(change: Partial<WorldSpec> & { readonly count?: number } = {}): WorldSpec {
  const { count = 3, ...rest } = change
  return {
    seed: '1',
    nodes: Array.from({ length: count }, (_, i) => ({ id: `n${i + 1}`, process: pingProcess })),
    settings: {},
    broken: [],
    network: () => ({ latency: { kind: 'uniform', minUs: 500, maxUs: 3000 }, loss: 0, duplicate: 0 }),
    disk: () => ({ sync: { kind: 'constant', us: 200 } }),
    observer: null,
    interventions: [],
    ...rest,
  }
}

export function pingWorld(change: Parameters<typeof pingSpec>[0] = {}, options: WorldOptions = {}): World {
  return createWorld(pingSpec(change), options)
}
