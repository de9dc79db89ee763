// Consequences as numbers, one line at the foot of the page.

import { metricText } from '../../sim/metric.ts'
import { useLab } from '../hooks/session.ts'

export function Metrics() {
  const { frame } = useLab()
  return (
    <dl className="metrics" aria-label="Consequences">
      {frame.metrics.map((metric) => (
        <div key={metric.title}>
          <dt>{metric.title}</dt>
          <dd className={metric.isBroken ? 'data broken' : 'data'}>{metricText(metric)}</dd>
        </div>
      ))}
    </dl>
  )
}
