// Three kinds of read on a deposed leader that does not know it, and what a new leader may answer.

import { describe, expect, test } from 'vitest'
import type { RaftSettings } from '../../../sims/raft/settings.ts'
import type { Command, Intervention } from '../../../src/engine/intervention.ts'
import type { World } from '../../../src/engine/world.ts'
import { cluster, leaderOf, notesWith, plan, tell } from './cluster.ts'
import { acknowledge, aLeader } from './fakeCtx.ts'

const ALL = ['n1', 'n2', 'n3', 'n4', 'n5', 'c1', 'c2']

function five(settings: Partial<RaftSettings>, interventions: readonly Intervention[]): World {
  return cluster({ servers: 5, clients: 2, settings, interventions, isTraced: true })
}

/** The leader of seed 1, one follower and c2 on one side; c1 and the majority on the other. */
const probe = five({}, [])
probe.advanceTo(400_000)
const old = leaderOf(probe)!.id
const friend = ALL.find((id) => id.startsWith('n') && id !== old)!
const minority = [old, friend, 'c2']
const split: Command = {
  kind: 'cut',
  name: 'two sides',
  links: minority.flatMap((a) =>
    ALL.filter((b) => !minority.includes(b)).flatMap((b) => [[a, b] as const, [b, a] as const]),
  ),
}
const majorityServer = ALL.find((id) => id.startsWith('n') && !minority.includes(id))!

/** x=1 before the split, x=2 on the majority's side after it, then c2 reads x from the old leader. */
function twoLeaders(settings: Partial<RaftSettings>, readAtMs = 1_500): World {
  const world = five(
    settings,
    plan(
      [400, tell('c1', 'write', { key: 'x', value: 1, to: old })],
      [550, tell('c2', 'read', { key: 'x', to: old })],
      [600, split],
      [1_100, tell('c1', 'write', { key: 'x', value: 2, to: majorityServer })],
      [readAtMs, tell('c2', 'read', { key: 'x', to: old })],
    ),
  )
  world.advanceTo((readAtMs + 100) * 1000)
  return world
}

const readOf = (world: World) => world.history.filter(({ client }) => client === 'c2')[1]!

describe('two leaders, one per term', () => {
  test('a local read on the old one is stale', () => {
    const world = twoLeaders({ reads: 'local' })
    const leaders = world.nodes.filter((node) => node.memory.role === 'leader')
    expect(leaders).toHaveLength(2)
    expect(readOf(world)).toMatchObject({ outcome: 'ok', result: 1 })
    expect(world.violations).toMatchObject([
      { invariant: 'freshReads', params: [readOf(world).id, 'x', 1, 2] },
    ])
    expect((world.truth as { wrong: unknown }).wrong).toEqual([
      { operation: readOf(world).id, word: 'stale', truth: 'x=2' },
    ])
  })

  test('ReadIndex waits for a majority that does not come, and answers nothing', () => {
    const world = twoLeaders({ reads: 'readIndex' })
    expect(readOf(world)).toMatchObject({ outcome: 'pending' })
    expect(notesWith(world, 'readWaits').at(-1)).toMatchObject({
      node: old,
      params: ['c2', 'x', 'confirm', 2],
    })
    expect(world.violations).toEqual([])
  })

  test('a lease has run out by then', () => {
    const world = twoLeaders({ reads: 'lease' })
    expect(readOf(world).outcome).toBe('pending')
    expect(world.violations).toEqual([])
  })

  test('a lease is stale if the old leader’s clock runs too slowly', () => {
    const slow: Command = { kind: 'clock', node: old, offsetUs: 0, driftPpm: -950_000 }
    const world = five(
      { reads: 'lease', checkQuorum: true },
      plan(
        [400, tell('c1', 'write', { key: 'x', value: 1, to: old })],
        [590, slow],
        [600, split],
        [1_100, tell('c1', 'write', { key: 'x', value: 2, to: majorityServer })],
        [1_500, tell('c2', 'read', { key: 'x', to: old })],
      ),
    )
    world.advanceTo(1_600_000)
    expect(world.violations.map(({ invariant }) => invariant)).toEqual(['freshReads'])
  })
})

describe('a leader', () => {
  test('with a lease answers at once', () => {
    const world = five(
      { reads: 'lease', checkQuorum: true },
      plan([500, tell('c1', 'read', { key: 'x', to: old })]),
    )
    world.advanceTo(550_000)
    expect(notesWith(world, 'leaseRead')).toHaveLength(1)
    expect(notesWith(world, 'readWaits')).toHaveLength(0)
  })

  test('that has committed nothing in its term first waits for that', () => {
    const leader = aLeader('n1', { log: [1] })
    const query = { type: 'ClientQuery', sequenceNum: 1, key: 'x' } as const
    expect(leader.receive('c1', query)).toEqual([])
    expect(leader.notes.at(-1)).toEqual(['readWaits', 'c1', 'x', 'termUncommitted', 0])
    acknowledge(leader, 'n2', 2)
    const round = acknowledge(leader, 'n3', 2)
    expect(round.map(({ type }) => type)).toEqual(Array(4).fill('AppendEntries'))
    acknowledge(leader, 'n4', 2)
    expect(acknowledge(leader, 'n5', 2)).toMatchObject([{ type: 'ClientReply', status: 'OK', response: 1 }])
  })

  test('that steps down sends those who wait away', () => {
    const leader = aLeader()
    acknowledge(leader, 'n2', 1)
    acknowledge(leader, 'n3', 1)
    leader.receive('c1', { type: 'ClientQuery', sequenceNum: 4, key: 'x' })
    const sent = leader.receive('n2', { type: 'RequestVoteReply', term: 9, voteGranted: false })
    expect(sent).toMatchObject([
      { type: 'ClientReply', sequenceNum: 4, status: 'NOT_LEADER', leaderHint: null },
    ])
  })
})
