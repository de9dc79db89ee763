// PreVote and CheckQuorum: who is deposed, who steps down, and who is left alone (conformance R5 to R8, R17).

import { describe, expect, test } from 'vitest'
import type { RaftSettings } from '../../../sims/raft/settings.ts'
import type { Command } from '../../../src/engine/intervention.ts'
import type { World } from '../../../src/engine/world.ts'
import { runChaos } from './chaos.ts'
import { cluster, isolate, leaderOf, notesWith, plan, type Step, servers, tell } from './cluster.ts'
import { lone } from './fakeCtx.ts'

const SERVERS = ['n1', 'n2', 'n3', 'n4', 'n5']
const probe = cluster({ servers: 5, clients: 0 })
probe.advanceTo(400_000)
const leader = leaderOf(probe)!.id
const follower = SERVERS.find((id) => id !== leader)!
const othersOf = (id: string) => SERVERS.filter((other) => other !== id)

function run(settings: Partial<RaftSettings>, untilMs: number, ...steps: readonly Step[]): World {
  const world = cluster({ servers: 5, clients: 0, settings, interventions: plan(...steps), isTraced: true })
  world.advanceTo(untilMs * 1000)
  return world
}

const elections = (world: World) => notesWith(world, 'elected').length
const highestTerm = (world: World) => Math.max(...servers(world).map((node) => node.disk.currentTerm))

describe('R6: a follower that was cut off comes back', () => {
  const steps = [
    [500, isolate(follower, othersOf(follower))],
    [3_500, { kind: 'heal' }],
  ] as const

  test('without PreVote its term has grown and the leader steps down', () => {
    const world = run({}, 5_000, ...steps)
    expect(highestTerm(world)).toBeGreaterThan(8)
    expect(elections(world)).toBeGreaterThan(1)
    expect(notesWith(world, 'steppedDown')).toHaveLength(1)
  })

  test('with PreVote no term changes and nobody is elected', () => {
    const world = run({ preVote: true }, 5_000, ...steps)
    expect([highestTerm(world), elections(world)]).toEqual([1, 1])
    expect(leaderOf(world)!.id).toBe(leaderOf(run({ preVote: true }, 450))!.id)
  })
})

describe('R7: a server that can send but not receive', () => {
  const deaf: Command = {
    kind: 'cut',
    name: 'deaf',
    links: othersOf(follower).map((from) => [from, follower] as const),
  }

  test('plain Raft deposes one leader after the other', () => {
    const world = run({}, 10_000, [500, deaf])
    expect(elections(world)).toBeGreaterThan(10)
  })

  test('with PreVote and CheckQuorum the leader stays', () => {
    const world = run({ preVote: true, checkQuorum: true }, 10_000, [500, deaf])
    expect([elections(world), highestTerm(world)]).toEqual([1, 1])
  })
})

describe('R8: a leader cut off with one follower', () => {
  const friends = [leader, follower]
  const rest = SERVERS.filter((id) => !friends.includes(id))
  const cut: Command = {
    kind: 'cut',
    name: 'two and three',
    links: friends.flatMap((a) => rest.flatMap((b) => [[a, b] as const, [b, a] as const])),
  }
  const roleAt = (settings: Partial<RaftSettings>) =>
    run(settings, 1_500, [400, cut]).nodes.find(({ id }) => id === leader)!.memory.role

  test('goes on leading', () => expect(roleAt({})).toBe('leader'))

  test('steps down with CheckQuorum, within two of its election timeouts', () => {
    expect(roleAt({ checkQuorum: true })).not.toBe('leader')
    const world = run({ checkQuorum: true }, 710, [400, cut])
    expect(notesWith(world, 'steppedDown')).toMatchObject([
      { node: leader, params: ['quorumLost', 1, leader] },
    ])
  })
})

describe('R5: a server that hears its leader', () => {
  test('disregards a candidate with a higher term, with CheckQuorum', () => {
    const world = run({ checkQuorum: true }, 516, [500, tell(follower, 'timeout')])
    expect(notesWith(world, 'voteIgnored')).toHaveLength(4)
    expect(
      servers(world)
        .map((node) => node.disk.currentTerm)
        .sort(),
    ).toEqual([1, 1, 1, 1, 2])
  })

  test('without it, votes for that candidate', () => {
    const world = run({}, 1_000, [500, tell(follower, 'timeout')])
    expect(leaderOf(world)).toMatchObject({ id: follower })
  })

  test('would not vote for it in a PreVote either', () => {
    const world = run({ preVote: true }, 1_000, [500, tell(follower, 'timeout')])
    const refusals = notesWith(world, 'preVoteRefused').filter(({ params }) => params[1] === 'heardLeader')
    expect(refusals.length).toBeGreaterThan(2)
    expect(elections(world)).toBe(1)
  })

  test('a leader has no timeout to trigger', () => {
    const world = run({}, 600, [500, tell(leader, 'timeout')])
    expect(notesWith(world, 'timeoutIgnored')).toEqual([
      { node: leader, code: 'timeoutIgnored', params: [1] },
    ])
  })
})

describe('PreVote', () => {
  test('changes no term and no vote, of the one that asks or the one that answers', () => {
    const asks = lone('n1', { log: [1], settings: { preVote: true } })
    const [question] = asks.fire('election')
    expect(question).toEqual({ type: 'RequestPreVote', term: 2, lastLogIndex: 1, lastLogTerm: 1 })
    expect(asks.state.disk).toMatchObject({ currentTerm: 1, votedFor: null })
    const answers = lone('n2', { log: [1], settings: { preVote: true } })
    answers.nowUs += 1_000_000
    expect(answers.receive('n1', question!)).toEqual([
      { type: 'RequestPreVoteReply', term: 2, voteGranted: true },
    ])
    expect(answers.state.disk).toMatchObject({ currentTerm: 1, votedFor: null })
  })
})

describe('one server alone', () => {
  test.each<readonly [string, readonly Step[]]>([
    ['a healthy disk', []],
    ['a lying disk', [[0, { kind: 'lyingDisk', node: 'n1' }]]],
    ['a disk that takes no time', [[0, { kind: 'slowDisk', node: 'n1', syncUs: 0 }]]],
  ])('leads, commits and answers with %s', (_, trouble) => {
    const world = cluster({
      servers: 1,
      interventions: plan(
        ...trouble,
        [500, tell('c1', 'write', { key: 'x', value: 7 })],
        [600, tell('c1', 'read', { key: 'x' })],
      ),
    })
    world.advanceTo(1_000_000)
    expect(world.history.map(({ outcome, result }) => [outcome, result])).toEqual([
      ['ok', null],
      ['ok', 7],
    ])
    expect(world.violations).toEqual([])
  })
})

/** Timing under which a leader can stay (§5.6), whatever the seed's mood is. */
const calm = { latencyMinUs: 5_000, latencyMaxUs: 15_000, electionMinUs: 150_000, heartbeatUs: 50_000 }

describe('a follower far behind', () => {
  test('catches up without a storm of messages, although half of them are doubled', () => {
    const writes = Array.from(
      { length: 60 },
      (_, i): Step => [500 + 5 * i, tell('c1', 'write', { key: 'x', value: i })],
    )
    const world = cluster({
      servers: 3,
      settings: {
        maxEntriesPerMessage: 1,
        latencyMinUs: 500,
        latencyMaxUs: 1_500,
        duplicateProbability: 0.5,
      },
      interventions: plan([450, isolate('n3', ['n1', 'n2', 'c1'])], ...writes, [1_500, { kind: 'heal' }]),
    })
    world.advanceTo(1_500_000)
    const before = world.messages
    world.advanceTo(2_000_000)
    const [first, ...others] = servers(world).map((node) => node.memory.commitIndex)
    expect(first).toBeGreaterThan(60)
    expect(others).toEqual([first, first])
    expect(world.messages - before).toBeLessThan(2_000)
  })
})

describe('after trouble, once everything is healed', () => {
  test.each([
    ['plain', {}],
    ['PreVote and CheckQuorum', { preVote: true, checkQuorum: true }],
  ])('clients are answered again: %s', (_name, settings) => {
    for (let seed = 1; seed <= 20; seed++) {
      const world = runChaos(String(seed), 4_000, { settings: { ...settings, ...calm } })
      const before = world.history.length
      world.advanceTo(14_000_000)
      const answered = world.history.slice(before).filter(({ outcome }) => outcome === 'ok')
      expect({ seed, isAnswered: answered.length > 0 }).toEqual({ seed, isAnswered: true })
    }
  })
})
