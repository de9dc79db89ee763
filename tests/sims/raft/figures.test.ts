// Figures 7 and 8 of the paper, played out on the engine.

import { describe, expect, test } from 'vitest'
import type { Entry } from '../../../sims/raft/state.ts'
import type { Intervention } from '../../../src/engine/intervention.ts'
import type { World } from '../../../src/engine/world.ts'
import {
  cluster,
  crash,
  isolate,
  leaderOf,
  notesOf,
  plan,
  restart,
  servers,
  tell,
  termsOf,
} from './cluster.ts'

/** A disk with a log written as its terms. Entries of one index and term are the same on every disk. */
function disk(currentTerm: number, terms: readonly number[]) {
  const log = terms.map(
    (term, i): Entry => ({
      term,
      op: 'write',
      key: 'x',
      value: 100 * term + i + 1,
      expect: null,
      clientId: `t${term}`,
      sequenceNum: i + 1,
    }),
  )
  return { currentTerm, votedFor: null, log: log as unknown as never }
}

describe('Figure 7', () => {
  const LEADER = [1, 1, 1, 4, 4, 5, 5, 6, 6, 6]
  const FOLLOWERS = {
    a: [1, 1, 1, 4, 4, 5, 5, 6, 6],
    b: [1, 1, 1, 4],
    c: [1, 1, 1, 4, 4, 5, 5, 6, 6, 6, 6],
    d: [1, 1, 1, 4, 4, 5, 5, 6, 6, 6, 7, 7],
    e: [1, 1, 1, 4, 4, 4, 4],
    f: [1, 1, 1, 2, 2, 2, 3, 3, 3, 3, 3],
  }
  const IDS = { a: 'n2', b: 'n3', c: 'n4', d: 'n5', e: 'n6', f: 'n7' } as const
  type Letter = keyof typeof IDS
  const LETTERS = Object.keys(IDS) as Letter[]

  function figure7(interventions: readonly Intervention[], maxEntriesPerMessage = 16): World {
    const disks = Object.fromEntries(LETTERS.map((letter) => [IDS[letter], disk(7, FOLLOWERS[letter])]))
    return cluster({
      servers: 7,
      clients: 0,
      disks: { n1: disk(7, LEADER), ...disks },
      settings: { maxEntriesPerMessage },
      interventions,
      isTraced: true,
    })
  }

  test.each([1, 16])(
    'when the leader of term 8 comes to power, all logs become its own (%i a message)',
    (most) => {
      const world = figure7(plan([10, tell('n1', 'timeout')]), most)
      world.advanceTo(1_500_000)
      expect(leaderOf(world)?.id).toBe('n1')
      for (const server of servers(world)) expect(termsOf(server)).toEqual([...LEADER, 8])
      expect(world.violations).toEqual([])
    },
  )

  test('(c) and (d) refuse it their votes, the others do not', () => {
    const world = figure7(plan([10, tell('n1', 'timeout')]))
    world.advanceTo(60_000)
    const refusals = notesOf(world).filter(({ code }) => code === 'voteRefused')
    expect(refusals).toHaveLength(2)
    expect(refusals).toContainEqual({ node: 'n4', code: 'voteRefused', params: ['n1', 'logShorter', 10, 11] })
    expect(refusals).toContainEqual({
      node: 'n5',
      code: 'voteRefused',
      params: ['n1', 'logTermBehind', 6, 7],
    })
  })

  test.each([
    ['a', true],
    ['b', false],
    ['c', true],
    ['d', true],
    ['e', false],
    ['f', false],
  ] as const)('if the old leader crashes, (%s) can win: %s', (letter, wins) => {
    const world = figure7(plan([5, crash('n1')], [10, tell(IDS[letter], 'timeout')]))
    world.advanceTo(60_000)
    expect(leaderOf(world)?.id ?? null).toBe(wins ? IDS[letter] : null)
  })
})

describe('Figure 8', () => {
  const DISKS = {
    n1: disk(3, [1, 2]),
    n2: disk(3, [1, 2]),
    n3: disk(3, [1]),
    n4: disk(3, [1]),
    n5: disk(3, [1, 3]),
  }
  /** One entry a message: entry 2 reaches a majority before the new leader's own entry does. */
  const settings = { maxEntriesPerMessage: 1 }
  const toC = [
    [5, crash('n5')],
    [10, tell('n1', 'timeout')],
  ] as const

  function figure8(broken: readonly string[], interventions: readonly Intervention[]): World {
    return cluster({ servers: 5, clients: 0, disks: DISKS, settings, broken, interventions, isTraced: true })
  }

  /** Runs to the moment at which S1 has entry 2 on a majority: (c). */
  function momentC(broken: readonly string[], code: string): number {
    const world = figure8(broken, plan(...toC))
    while (!notesOf(world).some((note) => note.code === code && note.params[0] === 2)) world.step()
    return world.nowUs
  }

  /** S1 crashes at (c) and its last messages are lost; S5 comes back and stands twice: (d). */
  function toD(broken: readonly string[], code: string): World {
    const ms = (momentC(broken, code) + 1) / 1000
    const world = figure8(
      broken,
      plan(
        ...toC,
        [ms, isolate('n1', ['n2', 'n3', 'n4', 'n5'])],
        [ms, crash('n1')],
        [ms + 10, restart('n5')],
        [ms + 20, tell('n5', 'timeout')],
        [ms + 70, tell('n5', 'timeout')],
      ),
    )
    world.advanceTo((ms + 110) * 1000)
    return world
  }

  test('(c) entry 2 is on a majority, but it is of term 2 and the leader is in term 4: not committed', () => {
    const world = figure8([], plan(...toC))
    world.advanceTo(momentC([], 'notCommitted'))
    const note = notesOf(world).find(({ code }) => code === 'notCommitted')
    expect(note).toEqual({ node: 'n1', code: 'notCommitted', params: [2, 2, 4, 3] })
    expect(leaderOf(world)?.memory.commitIndex).toBe(0)
  })

  test('(d) S5 may overwrite it with its own entry of term 3, and nothing is lost', () => {
    const world = toD([], 'notCommitted')
    expect(leaderOf(world)?.id).toBe('n5')
    world.advanceTo(1_000_000)
    for (const server of servers(world).slice(1)) expect(termsOf(server).slice(0, 2)).toEqual([1, 3])
    expect(world.violations).toEqual([])
  })

  test('with older terms committed by counting, the new leader lacks a committed entry', () => {
    const world = toD(['commitsOldTerms'], 'committed')
    expect(leaderOf(world)?.id).toBe('n5')
    expect(world.violations.map(({ invariant }) => invariant)).toContain('leaderCompleteness')
    expect(world.violations[0]!.params).toEqual(['n5', 5, 2, 4])
    world.advanceTo(2_000_000)
    expect(world.violations.map(({ invariant }) => invariant)).toContain('stateMachineSafety')
  })

  test('(e) once an entry of term 4 is on a majority, S5 cannot win', () => {
    const before = figure8([], plan(...toC))
    while (before.nodes[0]!.memory?.commitIndex !== 3) before.step()
    const ms = (before.nowUs + 1) / 1000
    const steps = [
      [ms, crash('n1')],
      [ms + 10, restart('n5')],
      [ms + 20, tell('n5', 'timeout')],
      [ms + 60, tell('n5', 'timeout')],
    ] as const
    const world = figure8([], plan(...toC, ...steps))
    world.advanceTo((ms + 95) * 1000)
    expect(leaderOf(world)?.id).not.toBe('n5')
    const refusals = notesOf(world).filter(({ code, params }) => code === 'voteRefused' && params[0] === 'n5')
    expect(refusals.map(({ params }) => params[1])).toContain('logTermBehind')
    world.advanceTo(2_000_000)
    for (const server of servers(world).filter(({ up }) => up))
      expect(termsOf(server).slice(0, 3)).toEqual([1, 2, 4])
    expect(world.violations).toEqual([])
  })
})
