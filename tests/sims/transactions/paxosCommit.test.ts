// What Gray and Lamport 2006 say of Paxos Commit, a sentence a test, on runs in which every message takes the same time.

import { describe, expect, test } from 'vitest'
import type { Truth } from '../../../sims/transactions/observer/truth.ts'
import type { AcceptorRecord, LogRecord, Memory } from '../../../sims/transactions/state.ts'
import { ASKED_US, type Bench, benchWorld } from '../../../sims/transactions/tables/bench.ts'
import type { Command, Intervention } from '../../../src/engine/intervention.ts'

const END_US = 6_000_000
const MS = 1000

interface Sent {
  readonly from: string
  readonly to: string
  readonly type: string
  readonly ballot: number
}

function run(bench: Partial<Bench>) {
  const { settings, ...others } = bench
  const { world, trace } = benchWorld({
    ...{ sites: 3, coordinators: 3, ...others },
    settings: { protocol: 'paxosCommit', ...settings },
  })
  world.advanceTo(END_US)
  const sent = Array.from({ length: trace.messages }, (_, id): Sent => {
    const { from, to, message } = trace.messageAt(id)
    return { from, to, type: message.type, ballot: 'ballot' in message ? Number(message.ballot) : -1 }
  })
  return { world, sent, truth: world.truth as Truth, fate: (world.truth as Truth).fates['c1.1']! }
}

const at = (id: string, afterMs: number, command: Command): Intervention => ({
  id,
  atUs: ASKED_US + afterMs * MS,
  do: command,
})
const dies = (node: string, afterMs: number) => at(`${node} dies`, afterMs, { kind: 'crash', node })
const isBack = (node: string, afterMs: number) => at(`${node} is back`, afterMs, { kind: 'restart', node })
const kindsOf = (log: readonly LogRecord[], role: string) =>
  log.filter((record) => record.role === role).map(({ kind }) => kind)

describe('when nothing goes wrong', () => {
  const { world, sent } = run({})

  test('only a majority of the acceptors is sent to, and the others hear nothing', () => {
    const asked = sent.filter(({ type }) => type === 'Propose').map(({ to }) => to)
    expect(new Set(asked)).toEqual(new Set(['k1', 'k2']))
    expect(sent.filter(({ to }) => to === 'k3')).toEqual([])
  })

  test('ballot 0 needs no first phase', () => {
    expect(sent.filter(({ type }) => type === 'Claim' || type === 'Promised')).toEqual([])
    expect(sent.filter(({ ballot }) => ballot > 0)).toEqual([])
  })

  test('an acceptor forces one record for all instances, and sends one message', () => {
    const log: readonly LogRecord[] = world.nodes.find(({ id }) => id === 'k2')!.disk.log
    expect(kindsOf(log, 'acceptor')).toEqual(['accepted'])
    expect((log[0] as AcceptorRecord).kept.map(({ site }) => site).sort()).toEqual(['p1', 'p2', 'p3'])
    expect(sent.filter(({ type, from }) => type === 'Accepted' && from === 'k2')).toHaveLength(1)
  })

  test('the leader forces no decision', () => {
    const log: readonly LogRecord[] = world.nodes.find(({ id }) => id === 'k1')!.disk.log
    const decisions = log.filter(({ role, kind }) => role === 'coordinator' && kind === 'commit')
    expect(decisions.map(({ isForced }) => isForced)).toEqual([false])
  })
})

test('with one coordinator it sends what two-phase commit sends', () => {
  const counted = (protocol: string) => {
    const names = { Propose: 'Vote' } as Readonly<Record<string, string>>
    const { sent } = run({ coordinators: 1, settings: { protocol, presumption: 'nothing' } })
    return sent.map(({ from, to, type }) => `${from} ${to} ${names[type] ?? type}`).sort()
  }
  expect(counted('paxosCommit')).toEqual(counted('twoPhase'))
})

test('a participant that never voted is voted no for, and whoever voted yes is free', () => {
  const { fate, sent, world } = run({ interventions: [dies('p3', 42), isBack('p3', 3_000)] })
  expect(fate.ended).toEqual({ p1: 'abort', p2: 'abort', p3: 'abort' })
  expect(Math.max(...sent.map(({ ballot }) => ballot))).toBeGreaterThan(0)
  expect(world.violations).toEqual([])
})

test('an acceptor that was spared takes part when one of the others is away', () => {
  const { fate, sent } = run({ interventions: [dies('k2', 20), isBack('k2', 4_000)] })
  expect(fate.ended).toEqual({ p1: 'commit', p2: 'commit', p3: 'commit' })
  expect(sent.some(({ from, type }) => from === 'k3' && type === 'Accepted')).toBe(true)
})

test('a leader never leads a ballot twice, although it dies after each of its claims', () => {
  const deaths = Array.from({ length: 6 }, (_, i) => [
    at(`dies ${i}`, 300 + 300 * i, { kind: 'crash', node: 'k2' }),
    at(`back ${i}`, 350 + 300 * i, { kind: 'restart', node: 'k2' }),
  ]).flat()
  const { sent, fate, world } = run({
    settings: { inquireUs: 50 * MS },
    interventions: [dies('k1', 52), dies('k3', 52), ...deaths, isBack('k1', 2_500), isBack('k3', 2_500)],
  })
  const claims = sent.filter(({ type, from, to }) => type === 'Claim' && from === 'k2' && to === 'k3')
  const ballots = claims.map(({ ballot }) => ballot)
  expect(ballots.length).toBeGreaterThan(6)
  expect(new Set(ballots).size).toBe(ballots.length)
  expect(fate.ended).toEqual({ p1: 'commit', p2: 'commit', p3: 'commit' })
  expect(world.violations).toEqual([])
})

test('two that lead at once end, and choose the same', () => {
  const links = linksOf('k1', ['k2', 'k3'])
  const { sent, fate, world } = run({
    interventions: [
      at('cut', 45, { kind: 'cut', name: 'the leader is cut off from the other acceptors', links }),
      at('heal', 3_000, { kind: 'heal' }),
    ],
  })
  const leaders = new Set(sent.filter(({ type }) => type === 'Claim').map(({ from }) => from))
  expect(leaders).toEqual(new Set(['k1', 'k2']))
  expect(fate.ended).toEqual({ p1: 'commit', p2: 'commit', p3: 'commit' })
  expect(world.violations).toEqual([])
  const sites = world.nodes.filter(({ process }) => process !== 'client')
  expect(sites.flatMap(({ memory }) => Object.keys((memory as Memory).deals))).toEqual([])
})

function linksOf(node: string, others: readonly string[]): [string, string][] {
  return others.flatMap((other): [string, string][] => [
    [node, other],
    [other, node],
  ])
}

test('a leader that starts again finds out what was chosen, and its client is told', () => {
  const { world, truth, fate } = run({
    settings: { clientRetries: 5 },
    interventions: [dies('k1', 54), isBack('k1', 2_000)],
  })
  expect(fate.ended).toEqual({ p1: 'commit', p2: 'commit', p3: 'commit' })
  expect(world.history.map(({ outcome }) => outcome)).toEqual(['ok'])
  expect(Object.keys(truth.fates)).toEqual(['c1.1'])
})

test('faster: participants commit although the leader dies as soon as all have voted', () => {
  const { fate, sent } = run({
    settings: { faster: true, place: 'apart' },
    interventions: [dies('k1', 54.5), isBack('k1', 4_000)],
  })
  expect(fate.ended).toEqual({ p1: 'commit', p2: 'commit', p3: 'commit' })
  expect(sent.some(({ type, from }) => type === 'Accepted' && from === 'k2')).toBe(true)
})
