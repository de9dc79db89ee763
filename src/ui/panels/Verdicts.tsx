// Verdicts on the history: a line each, and under a broken one what shows it, drawn and in words.

import type { SaidOf, VerdictPicture } from '../../lab/judgement.ts'
import type { LedgerLine } from '../../lab/ledger.ts'
import { Evidence } from '../figures/evidence/Evidence.tsx'
import { VerdictMark } from '../figures/glyphs/Verdict.tsx'
import { useLab, useSession } from '../hooks/session.ts'
import { clock, count } from './words.ts'

interface VerdictsProps {
  readonly verdicts: readonly VerdictPicture[]
  readonly ledger: readonly LedgerLine[]
}

export function Verdicts({ verdicts, ledger }: VerdictsProps) {
  if (verdicts.length === 0)
    return (
      <p className="quiet">
        Clients ask for more here than to read or write a value. What is promised of that stands under
        Promises, in Story.
      </p>
    )
  const first = verdicts.find(({ verdict }) => verdict === 'broken')
  return (
    <section aria-labelledby="verdicts-title">
      <h3 id="verdicts-title">What the clients can rely on, up to here</h3>
      <ul className="verdicts">
        {verdicts.map((each) => (
          <li key={each.id}>
            <details open={each === first}>
              <summary>
                <VerdictMark verdict={each.verdict} />
                <span className={each.verdict === 'broken' ? 'broken' : undefined}>{each.title}</span>
                <span className="quiet">{each.plain}</span>
              </summary>
              <p>{each.say}.</p>
              {each.evidence.length > 0 && <Shown verdict={each} ledger={ledger} />}
            </details>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Shown({ verdict, ledger }: { verdict: VerdictPicture; ledger: readonly LedgerLine[] }) {
  const { run } = useLab()
  const { evidence, longest } = verdict
  const stuck = longest?.stuck.map(({ id }) => id) ?? []
  const last = longest?.last ?? []
  const firstPlace = (longest?.length ?? 0) - last.length + 1
  const placeOf = (id: number) => {
    const at = last.findIndex((placed) => placed.id === id)
    return at < 0 ? null : firstPlace + at
  }
  const operations = evidence.flatMap(({ id }) => {
    const line = ledger[id]
    if (line === undefined) return []
    const { client, invokedUs, completedUs } = line
    const text = `${line.label}: ${line.answer}`
    return [{ id, client, text, invokedUs, completedUs, place: placeOf(id), isMisfit: stuck.includes(id) }]
  })
  return (
    <>
      <Evidence operations={operations} faultSpans={run.faultSpans} />
      <Operations title="What shows it" said={evidence} ledger={ledger} />
      {longest !== null && (
        <>
          <Operations
            title={`The longest order that works, ${count(longest.length)} long, ends`}
            said={last}
            ledger={ledger}
            start={firstPlace}
          />
          <Operations title="What cannot come next" said={longest.stuck} ledger={ledger} isMisfit />
        </>
      )}
    </>
  )
}

interface OperationsProps {
  readonly title: string
  readonly said: readonly SaidOf[]
  readonly ledger: readonly LedgerLine[]
  /** The number of the first: they are an order. */
  readonly start?: number
  readonly isMisfit?: boolean
}

function Operations({ title, said, ledger, start, isMisfit = false }: OperationsProps) {
  if (said.length === 0) return null
  const items = said.map(({ id, say }) => {
    const line = ledger[id]
    return (
      line && (
        <li key={id}>
          <ToOperation line={line} /> {say !== '' && <span className="soft">{say}</span>}
        </li>
      )
    )
  })
  return (
    <>
      <h4>{title}</h4>
      {start === undefined ? (
        <ul className={isMisfit ? 'misfit' : undefined}>{items}</ul>
      ) : (
        <ol className="order" start={start}>
          {items}
        </ol>
      )}
    </>
  )
}

/** Leads to the event with which it was answered, or asked if it never was. */
function ToOperation({ line }: { line: LedgerLine }) {
  const { player } = useSession()
  const { client, label, answer, completedUs, completedRow, invokedRow, invokedUs } = line
  return (
    <button type="button" className="plain" onClick={() => player.seek({ row: completedRow ?? invokedRow })}>
      <span className="data">
        {client} {label}: {answer}
      </span>{' '}
      <span className="quiet">{clock(completedUs ?? invokedUs)}</span>
    </button>
  )
}
