// Every event has a chain of causes that ends where a person can begin: at a deed, or at a start. Chains lead to what
// a person would name: the crash behind a silence, the cut behind a loss, the election behind a heartbeat.

import { describe, expect, test } from 'vitest'
import { sim as raft } from '../../sims/raft/sim.ts'
import { sim as skeleton } from '../../sims/skeleton/sim.ts'
import { SIMS } from '../../src/app/registry.ts'
import type { Intervention } from '../../src/engine/intervention.ts'
import { ROW_KINDS, Trace } from '../../src/engine/trace.ts'
import { type CausalRun, causeOf, chainOf, effectOf } from '../../src/lab/causes.ts'
import { chaos, runChaos } from '../sims/raft/chaos.ts'
import { cluster, crash, isolate, plan } from '../sims/raft/cluster.ts'
import { told } from '../sims/running.ts'

function causal(trace: Trace, interventions: readonly Intervention[], waits: readonly string[]): CausalRun {
  const deeds = new Map<string, number>()
  for (let row = 0; row < trace.rows; row++)
    if (trace.kind(row) === 'intervention' && !deeds.has(trace.label(row))) deeds.set(trace.label(row), row)
  return {
    trace,
    waits: new Set(waits),
    rowOfDeed: (id) => deeds.get(id) ?? null,
    commandOf: (id) => interventions.find((one) => one.id === id)?.do ?? null,
  }
}

function expectRoots(run: CausalRun): void {
  const { trace } = run
  for (let row = 0; row < trace.rows; row++) {
    const chain = chainOf(run, row)
    const root = chain.at(-1)!
    expect([row, trace.kind(root), trace.cause(root)]).toEqual([
      row,
      expect.stringMatching(/boot|intervention/),
      -1,
    ])
    expect(chain.every((each, i) => i === 0 || each < chain[i - 1]!)).toBe(true)
  }
}

describe('every chain ends at a root', () => {
  const all = [...SIMS, skeleton].flatMap((sim) => sim.scenarios.map((scenario) => ({ sim, scenario })))
  test.each(all.map(({ sim, scenario }) => [scenario.id, sim, scenario] as const))(
    '%s, and with its contrast',
    (_, sim, scenario) => {
      const { interventions, seed, contrast } = scenario
      expectRoots(causal(told(sim, scenario, seed).trace, interventions, sim.waits))
      if (contrast === undefined) return
      const { trace } = told(sim, scenario, seed, contrast.change)
      expectRoots(causal(trace, [...interventions, ...(contrast.change.add ?? [])], sim.waits))
    },
  )

  test.each(['1', '2', '3', '4', '5'])('chaos, seed %s', (seed) => {
    const { trace } = runChaos(seed, 2_000, { isTraced: true })
    const servers = ['n1', 'n2', 'n3', 'n4', 'n5']
    expect(trace!.rows).toBeGreaterThan(500)
    expectRoots(causal(trace!, chaos(seed, 2_000, servers), raft.waits))
  })
})

describe('a chain leads to what a person would name', () => {
  const ids = ['n1', 'n2', 'n3', 'c1']
  const others = (id: string) => ids.filter((each) => each !== id)

  function run(interventions: readonly Intervention[]) {
    const world = cluster({ interventions, isTraced: true, settings: { workloadEveryUs: 60_000 } })
    world.advanceTo(2_000_000)
    const trace = world.trace!
    const rows = Array.from({ length: trace.rows }, (_, row) => row)
    const noted = (code: string, from = 0) =>
      rows.find((row) => row >= from && trace.notes(row).some((note) => note.code === code))!
    return { trace, rows, noted, causes: causal(trace, interventions, raft.waits) }
  }
  const leader = () => {
    const { trace, noted } = run([])
    return trace.nodeIds[trace.node(noted('elected'))]!
  }

  test('a silence to the crash of the leader that was heard', () => {
    const { trace, rows, noted, causes } = run(plan([700, crash(leader())]))
    const crashed = rows.find((row) => trace.kind(row) === 'intervention')!
    expect(causeOf(causes, noted('candidate', crashed))).toBe(crashed)
  })

  test('a silence to the message that was lost, and the loss to the cut', () => {
    const id = leader()
    const { trace, rows, noted, causes } = run(plan([700, isolate(id, others(id))]))
    const cut = rows.find((row) => trace.kind(row) === 'intervention')!
    const lost = causeOf(causes, noted('candidate', cut))
    expect([trace.kind(lost), trace.label(lost)]).toEqual(['lost', 'cut'])
    expect(causeOf(causes, lost)).toBe(cut)
  })

  test('a heartbeat, however late, to the election of its leader', () => {
    const { rows, noted, causes, trace } = run([])
    const beat = rows.findLast((row) => trace.kind(row) === 'timer' && trace.label(row) === 'heartbeat')!
    expect(causeOf(causes, beat)).toBe(noted('elected'))
  })

  test('an event’s effect is the first that names it as its cause', () => {
    const { rows, causes, trace } = run([])
    for (const row of rows.slice(0, 300)) {
      const effect = rows.find((later) => trace.cause(later) === row) ?? null
      expect(effectOf(causes, row)).toBe(effect)
    }
  })
})

test('a timer that set itself again fifty thousand times leads to what first set it', () => {
  const trace = new Trace(['n1'])
  const [boot, timer] = [ROW_KINDS.indexOf('boot'), ROW_KINDS.indexOf('timer')]
  trace.row(0, boot, 0, -1, -1, '')
  for (let row = 1; row <= 50_000; row++) trace.row(row, timer, 0, row - 1, 0, 'beat')
  expect(causeOf(causal(trace, [], []), 50_000)).toBe(0)
})
