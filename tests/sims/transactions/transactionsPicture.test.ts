// How transactions stand, as it is drawn: what is in doubt on the lanes is what is in doubt at the sites, waits are those
// of the lock tables, and a round of waits is found wherever it begins.

import { describe, expect, it } from 'vitest'
import { sim } from '../../../sims/transactions/sim.ts'
import type { Memory } from '../../../sims/transactions/state.ts'
import { sittingWith } from '../../../src/lab/sitting.ts'
import type { Scenario } from '../../../src/sim/scenario.ts'

const dies = sim.scenarios.find(({ id }) => id === 'transactions/coordinator-dies')!

function open(scenario: Scenario = dies) {
  const lone = { ...sim, scenarios: [scenario] }
  return sittingWith([lone], { sim: lone, scenario })
}

/** Two transfers over the same two rows, each holding what the other needs. */
const crossed: Scenario = {
  ...dies,
  settings: { ...dies.settings, lockTimeoutUs: 500_000 },
  interventions: [
    transfer('one', 50, 'c1', 'a1', 'a2'),
    transfer('two', 50, 'c2', 'a2', 'a1'),
    slow('k1', 'card'),
    slow('k2', 'stock'),
  ],
}

function slow(from: string, to: string) {
  const latency = { kind: 'constant', us: 30_000 } as const
  return { id: `slow ${from} ${to}`, atUs: 0, do: { kind: 'latency', links: [[from, to]], latency } } as const
}

function transfer(id: string, atMs: number, node: string, from: string, to: string) {
  const order = { name: 'transfer', from, to, amount: 10 }
  return { id, atUs: atMs * 1000, do: { kind: 'tell', node, order } } as const
}

describe('transactions as they stand', () => {
  it('doubts on the lanes are those at the sites, at every tenth event', () => {
    const sitting = open()
    sitting.seek({ to: 'end' })
    for (let row = 0; row < sitting.state.frame.rows; row += 10) {
      sitting.seek({ row })
      const { frame } = sitting.state
      const drawn = frame.transactions!.holds.filter(
        ({ style, untilUs }) => style === 'doubts' && untilUs === null,
      )
      const known = frame.nodes.flatMap(({ id, process, memory }) =>
        process === 'client' || memory === null
          ? []
          : Object.values((memory as unknown as Memory).tasks)
              .filter(({ phase, effects }) => phase === 'prepared' && effects.length > 0)
              .map(({ tx }) => `${id} ${tx}`),
      )
      const up = new Set(frame.nodes.filter(({ memory }) => memory !== null).map(({ id }) => id))
      const seen = drawn.filter(({ node }) => up.has(node)).map(({ node, of }) => `${node} ${of}`)
      expect(seen.sort()).toEqual(known.sort())
    }
  })

  it('a record is a mark on its lane, forced or not, and the vote is among them', () => {
    const sitting = open()
    sitting.seek({ us: 200_000 })
    const { records } = sitting.state.frame.transactions!
    expect(records.filter(({ text }) => text === 'prepared c1.1').map(({ node }) => node)).toEqual(
      expect.arrayContaining(['stock', 'card', 'courier']),
    )
    expect(records.every(({ isForced }) => isForced)).toBe(true)
  })

  it('two that wait for each other are a round', () => {
    const sitting = open(crossed)
    sitting.seek({ us: 150_000 })
    const { waits } = sitting.state.frame.transactions!
    expect(waits.map(({ from, to }) => `${from} ${to}`).sort()).toEqual(['c1.1 c2.1', 'c2.1 c1.1'])
    expect(waits.every(({ isInCycle }) => isInCycle)).toBe(true)
    sitting.seek({ to: 'end' })
    expect(sitting.state.frame.transactions!.waits).toEqual([])
  })
})

it('what an event changed leaves out by what the code keeps house', () => {
  const sitting = open()
  const paths = new Set<string>()
  sitting.seek({ to: 'start' })
  while (sitting.state.frame.row < sitting.state.frame.rows - 1) {
    sitting.seek({ by: 'event', step: 1 })
    for (const { path } of sitting.state.frame.changes) paths.add(path.split(/[.[]/).slice(0, 2).join('.'))
  }
  expect([...paths].filter((path) => sim.housekeeping!.includes(path.replace('memory.', '')))).toEqual([])
  expect(paths).toContain('memory.tasks')
})
