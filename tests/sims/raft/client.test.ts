// Clients on the engine: they find the leader, retry with the same serial number, and know when they do not know.

import { describe, expect, test } from 'vitest'
import type { Entry } from '../../../sims/raft/state.ts'
import {
  cluster,
  crash,
  isolate,
  leaderOf,
  notesWith,
  plan,
  restart,
  type Step,
  servers,
  tell,
} from './cluster.ts'

const SERVERS = ['n1', 'n2', 'n3']
const write = (value: number) => tell('c1', 'write', { key: 'x', value })
const read = tell('c1', 'read', { key: 'x' })

/** A world with a leader, and its id and those of the others. */
function settled(steps: readonly Step[], options: Parameters<typeof cluster>[0] = {}) {
  const world = cluster({ isTraced: true, ...options, interventions: plan(...steps) })
  world.advanceTo(399_999)
  const leader = leaderOf(world)!.id
  return { world, leader, followers: SERVERS.filter((id) => id !== leader) }
}

/** Who leads at 400 ms with seed 1 and these servers. */
const { leader, followers } = settled([])

describe('a client', () => {
  test('is pointed to the leader by a server that is not', () => {
    const { world } = settled([[400, tell('c1', 'write', { key: 'x', value: 7, to: followers[0]! })]])
    world.advanceTo(600_000)
    expect(notesWith(world, 'redirected')).toEqual([
      { node: followers[0], code: 'redirected', params: ['c1', leader, 1] },
    ])
    expect(notesWith(world, 'redirectFollowed')).toHaveLength(1)
    expect(world.history).toMatchObject([{ f: 'write', key: 'x', value: 7, outcome: 'ok' }])
  })

  test('asks the next server with the same serial number when no answer comes', () => {
    const { world } = settled([
      [399, tell('c1', 'read', { key: 'x', to: leader })],
      [440, crash(leader)],
      [450, write(7)],
    ])
    world.advanceTo(3_000_000)
    expect(notesWith(world, 'retries').length).toBeGreaterThan(0)
    expect(world.history.map(({ outcome }) => outcome)).toEqual(['ok', 'ok'])
    const log: Entry[] = leaderOf(world)!.disk.log
    expect(log.filter(({ op }) => op === 'write').map(({ sequenceNum }) => sequenceNum)).toEqual([2])
  })

  test('that never heard the answer is told again, and its write takes effect once', () => {
    const toClient = SERVERS.map((id) => [id, 'c1'] as const)
    const { world } = settled([
      [400, tell('c1', 'append', { key: 'x', value: 1, to: leader })],
      [410, { kind: 'cut', name: 'no answer', links: toClient }],
      [1000, { kind: 'heal' }],
    ])
    world.advanceTo(3_000_000)
    expect(notesWith(world, 'duplicateRequest').length).toBeGreaterThan(0)
    expect(world.history).toMatchObject([{ outcome: 'ok', result: [1] }])
    for (const server of servers(world)) expect(server.memory.machine.values.x).toEqual([1])
  })

  test('without deduplication the same retry takes effect twice, and the promise is broken', () => {
    const toClient = SERVERS.map((id) => [id, 'c1'] as const)
    const { world } = settled(
      [
        [400, tell('c1', 'append', { key: 'x', value: 1, to: leader })],
        [410, { kind: 'cut', name: 'no answer', links: toClient }],
        [1000, { kind: 'heal' }],
      ],
      { broken: ['noDedup'] },
    )
    world.advanceTo(3_000_000)
    expect(world.history[0]!.result).not.toEqual([1])
    expect(world.violations.map(({ invariant }) => invariant)).toEqual(['exactlyOnce'])
  })

  test('does not know of a write, and knows that a read failed, when it gives up', () => {
    const { world } = settled(
      [
        [400, isolate('c1', SERVERS)],
        [410, write(7)],
        [420, read],
      ],
      {
        settings: { clientRetries: 2 },
      },
    )
    world.advanceTo(3_000_000)
    expect(world.history.map(({ f, outcome }) => [f, outcome])).toEqual([
      ['write', 'unknown'],
      ['read', 'fail'],
    ])
    expect(notesWith(world, 'gaveUp').map(({ params }) => params)).toEqual([
      ['write', 'x', 'unknown', 3],
      ['read', 'x', 'fail', 3],
    ])
  })

  test('does one thing at a time; the rest waits its turn', () => {
    const { world } = settled([
      [400, write(1)],
      [401, write(2)],
      [402, read],
    ])
    world.advanceTo(403_000)
    expect(world.history).toHaveLength(1)
    expect(notesWith(world, 'queued')).toHaveLength(2)
    world.advanceTo(1_500_000)
    expect(world.history.map(({ result }) => result)).toEqual([null, null, 2])
    for (const [i, { invokedUs }] of world.history.slice(1).entries())
      expect(invokedUs).toBe(world.history[i]!.completedUs)
  })

  test('that restarts is a new client, so its serial numbers start again without harm', () => {
    const { world } = settled([
      [400, write(1)],
      [600, crash('c1')],
      [650, restart('c1')],
      [700, write(2)],
    ])
    world.advanceTo(1_500_000)
    expect(world.nodes[3]!.memory.clientId).toBe('c1@650000')
    expect(leaderOf(world)!.memory.machine.values).toEqual({ x: 2 })
  })

  test('swaps a value only if it is the one expected', () => {
    const cas = (expect: number, value: number) => tell('c1', 'cas', { key: 'x', expect, value })
    const { world } = settled([
      [400, write(1)],
      [500, cas(1, 2)],
      [600, cas(1, 3)],
      [700, read],
    ])
    world.advanceTo(1_500_000)
    expect(world.history.map(({ result }) => result)).toEqual([null, true, false, 2])
  })

  test('is busy by itself when told so by the settings, and every write writes another value', () => {
    const world = cluster({ clients: 3, settings: { workloadEveryUs: 30_000 } })
    world.advanceTo(5_000_000)
    const values = world.history.filter(({ f }) => f === 'write').map(({ value }) => value)
    expect(values.length).toBeGreaterThan(50)
    expect(new Set(values).size).toBe(values.length)
  })
})
