// Consequences as numbers, one line at the foot of the page.

import { useLab } from '../hooks/session.ts'

export function Metrics() {
  const { frame } = useLab()
  return (
    <dl className="metrics" aria-label="Consequences">
      {frame.metrics.map(({ title, value, isBroken }) => (
        <div key={title}>
          <dt>{title}</dt>
          <dd className={isBroken ? 'data broken' : 'data'}>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
