// What the clients were promised and what they got: verdicts with their evidence, latency and staleness over time, and
// every operation with its answer and the truth.

import type { Judgement } from '../../lab/judgement.ts'
import type { LedgerLine } from '../../lab/ledger.ts'
import { metricText } from '../../sim/metric.ts'
import { Series } from '../figures/series/Series.tsx'
import { useLab } from '../hooks/session.ts'
import { useJudgement } from '../hooks/useJudgement.ts'
import './history.css'
import { Ledger } from './Ledger.tsx'
import { Verdicts } from './Verdicts.tsx'
import { count } from './words.ts'

export function History() {
  const { judgement, isCurrent } = useJudgement()
  if (judgement === null) return <p className="quiet">Reading the history …</p>
  const { ledger, verdicts } = judgement
  if (ledger.length === 0)
    return <p className="quiet">No client has asked anything yet. Send a write, or step on.</p>
  return (
    <div className="history" aria-busy={!isCurrent}>
      <Verdicts verdicts={verdicts} ledger={ledger} />
      <Numbers />
      <Charts ledger={ledger} />
      <Ledger ledger={ledger} />
    </div>
  )
}

function Numbers() {
  const { frame } = useLab()
  return (
    <section aria-labelledby="numbers-title">
      <h3 id="numbers-title">In numbers</h3>
      <dl className="numbers">
        {frame.metrics.map((metric) => (
          <div key={metric.title}>
            <dt>{metric.title}</dt>
            <dd className={metric.isBroken ? 'data broken' : 'data'}>{metricText(metric)}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function Charts({ ledger }: Pick<Judgement, 'ledger'>) {
  const { frame } = useLab()
  const answered = ledger.filter((line) => line.completedUs !== null)
  const latency = answered.map((line) => pointOf(line, line.completedUs! - line.invokedUs))
  const behind = ledger.filter(({ broken }) => broken?.behindUs !== undefined)
  const staleness = behind.map((line) => pointOf(line, line.broken?.behindUs ?? 0))
  const axis = { toUs: Math.max(frame.endUs, frame.atUs), atUs: frame.atUs }
  return (
    <>
      <section aria-labelledby="latency-title">
        <h3 id="latency-title">Time to an answer</h3>
        {latency.length === 0 ? (
          <p className="quiet">No answer yet.</p>
        ) : (
          <Series
            {...axis}
            points={latency}
            label={`Time to an answer of ${count(latency.length)} operations`}
          />
        )}
      </section>
      {staleness.length > 0 && (
        <section aria-labelledby="staleness-title">
          <h3 id="staleness-title">How old stale answers were</h3>
          <Series
            {...axis}
            points={staleness}
            label={`How old ${count(staleness.length)} stale answers were`}
          />
        </section>
      )}
    </>
  )
}

function pointOf(line: LedgerLine, valueUs: number) {
  return { atUs: line.completedUs ?? line.invokedUs, valueUs, isBroken: line.broken !== null }
}
