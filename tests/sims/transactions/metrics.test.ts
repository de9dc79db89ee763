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
