// The chart of Figure 4 holds every change of role that chaos and the scenarios bring about, and nothing in it is
// made up: each of its arrows is taken.

import { describe, expect, test } from 'vitest'
import { chartOf, MOVES, roleOf } from '../../../sims/raft/roleChart.ts'
import { moveBetween } from '../../../sims/raft/roleMachine.ts'
import { sim } from '../../../sims/raft/sim.ts'
import type { NodeView } from '../../../src/engine/observer.ts'
import { createWorld, type WorldSpec } from '../../../src/engine/world.ts'
import { trialSpec } from '../../../src/lab/trial.ts'
import type { ChartPicture } from '../../../src/sim/picture.ts'
import { specOf } from '../running.ts'
import { cluster, plan, servers, tell } from './cluster.ts'

const SEEDS = 60
const END_US = 10_000_000

const taken = new Set<string>()
const strange = new Set<string>()

/** Runs it event by event and keeps the moves of every server. A candidate in a higher term has moved too. */
function watch(name: string, spec: WorldSpec, endUs: number): void {
  const world = createWorld(spec)
  const nodes = servers(world)
  const look = (node: NodeView) => ({ role: roleOf(node), term: node.disk.currentTerm as number })
  let before = nodes.map(look)
  while (world.step(endUs)) {
    const after = nodes.map(look)
    for (const [i, now] of after.entries()) {
      const was = before[i]!
      const standsAgain = was.role === 'candidate' && now.role === 'candidate' && now.term > was.term
      if (was.role === now.role && !standsAgain) continue
      const move = `${was.role} → ${now.role}`
      taken.add(move)
      if (moveBetween(was.role, now.role) === null)
        strange.add(`${move}: ${name}, row ${world.row}, ${nodes[i]!.id}`)
    }
    before = after
  }
}

test(`every change of role in ${SEEDS} seeds of chaos is in the chart`, () => {
  const options = { settings: {}, broken: [], isChaotic: true, endUs: END_US }
  for (let seed = 1; seed <= SEEDS; seed++)
    watch(`chaos seed ${seed}`, trialSpec(sim, sim.scenarios[0]!, String(seed), false, options), END_US)
  expect([...strange]).toEqual([])
})

test('every change of role in the scenarios is in the chart', () => {
  for (const scenario of sim.scenarios)
    watch(scenario.id, specOf(sim, scenario, scenario.seed), scenario.durationUs)
  expect([...strange]).toEqual([])
})

test('every arrow of the chart was taken', () => {
  expect([...taken].sort()).toEqual([...new Set(MOVES.map(({ from, to }) => `${from} → ${to}`))].sort())
})

test.each([
  ['follower', 'leader'],
  ['preCandidate', 'leader'],
  ['leader', 'candidate'],
  ['leader', 'leader'],
  ['down', 'candidate'],
  ['down', 'down'],
] as const)('no event leads from %s to %s', (from, to) => {
  expect(moveBetween(from, to)).toBeNull()
})

describe('the picture', () => {
  const settings = { preVote: false, checkQuorum: false }
  const lines = (chart: ChartPicture) =>
    chart.arrows.map(({ from, to, label, isLast }) => `${from} → ${to}: ${label}${isLast ? ' (last)' : ''}`)

  test('is Figure 4 while nothing is added to it', () => {
    const world = cluster()
    world.advanceTo(0)
    expect(lines(chartOf(servers(world), null, settings))).toEqual([
      'follower → candidate: times out, starts election',
      'candidate → leader: receives votes from majority',
      'candidate → follower: discovers leader or new term',
      'candidate → candidate: times out, new election',
      'leader → follower: discovers higher term',
    ])
  })

  test('gains what settings and crashes add', () => {
    const world = cluster({ interventions: plan([1, { kind: 'crash', node: 'n1' }]) })
    world.advanceTo(1_000)
    const chart = chartOf(servers(world), null, { preVote: true, checkQuorum: true })
    expect(chart.states.map(({ id, nodes }) => [id, ...nodes])).toEqual([
      ['follower', 'n2', 'n3'],
      ['preCandidate'],
      ['candidate'],
      ['leader'],
      ['down', 'n1'],
    ])
    expect(lines(chart)).toContain('leader → follower: discovers higher term, or hears no majority')
    expect(lines(chart)).toContain('down → follower: starts up')
    expect(lines(chart)).not.toContain('follower → candidate: times out, starts election')
  })

  test('lights the arrow that the latest event took, also when a candidate stands again', () => {
    const world = cluster({ interventions: plan([1, tell('n1', 'timeout')], [2, tell('n1', 'timeout')]) })
    const lit = (us: number) => {
      const before = structuredClone(servers(world).map(({ id, disk, memory }) => ({ id, disk, memory })))
      world.advanceTo(us)
      return lines(chartOf(servers(world), before[0] as NodeView, settings)).filter((line) =>
        line.endsWith('(last)'),
      )
    }
    world.advanceTo(999)
    expect(lit(1_000)).toEqual(['follower → candidate: times out, starts election (last)'])
    expect(lit(2_000)).toEqual(['candidate → candidate: times out, new election (last)'])
  })
})
