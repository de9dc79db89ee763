// What transactions are measured by: an audit that saw money on its way is counted as that, and not as a lost write.

import { expect, test } from 'vitest'
import { sim } from '../../../sims/transactions/sim.ts'
import { sittingWith } from '../../../src/lab/sitting.ts'
import { metricText } from '../../../src/sim/metric.ts'

test('an audit in the middle of a saga is wrong, and no write is lost', () => {
  const scenario = sim.scenarios.find(({ id }) => id === 'transactions/bank-total')!
  const sitting = sittingWith([sim], { sim, scenario })
  sitting.seek({ to: 'end' })
  const texts = sitting.state.frame.metrics.map((metric) => [metric.title, metricText(metric)])
  const metrics = Object.fromEntries(texts)
  expect(metrics).toMatchObject({ 'audits wrong': '1', undone: '0' })
  expect(Object.keys(metrics)).not.toContain('acknowledged writes lost')
})

test('an order that is done at one site and aborted at others is counted, and told in the books', () => {
  const scenario = sim.scenarios.find(({ id }) => id === 'transactions/three-phase')!
  const sitting = sittingWith([sim], { sim, scenario })
  const parted = () =>
    sitting.state.frame.metrics.filter(({ title }) => title === 'ended both ways').map(metricText)
  expect(parted()).toEqual(['0'])
  sitting.seek({ to: 'end' })
  expect(parted()).toEqual(['1'])
  expect(sitting.state.frame.transactions!.ledger!.halves).toEqual([
    { text: 'c1.1 is done at stock, and aborted at card, courier', isWrong: true },
  ])
})
