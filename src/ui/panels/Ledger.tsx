// Every operation in the order it was asked: when, what came back, and, where it was wrong, what was true.

import { useState } from 'react'
import type { LedgerLine } from '../../lab/ledger.ts'
import { useSession } from '../hooks/session.ts'
import { clock, count } from './words.ts'

/** As many as are read in one go; more are a press away. */
const PORTION = 60

export function Ledger({ ledger }: { readonly ledger: readonly LedgerLine[] }) {
  const [onlyWrong, setOnlyWrong] = useState(false)
  const [shown, setShown] = useState(PORTION)
  const wrong = ledger.filter(({ broken }) => broken !== null)
  const all = (onlyWrong ? wrong : ledger).toReversed()
  return (
    <section aria-labelledby="ledger-title">
      <h3 id="ledger-title">
        {onlyWrong ? 'Wrong answers' : 'Operations, latest first'}{' '}
        <span className="quiet">{count(all.length)}</span>
      </h3>
      {wrong.length > 0 && (
        <button
          type="button"
          className="btn"
          aria-pressed={onlyWrong}
          onClick={() => setOnlyWrong(!onlyWrong)}
        >
          {onlyWrong ? 'Show all' : `Only the ${count(wrong.length)} wrong`}
        </button>
      )}
      <table className="ledger">
        <thead>
          <tr>
            <th scope="col">Asked</th>
            <th scope="col">What</th>
            <th scope="col">Answer</th>
            <th scope="col" className="end">
              Took
            </th>
          </tr>
        </thead>
        <tbody>
          {all.slice(0, shown).map((line) => (
            <Line key={line.id} line={line} />
          ))}
        </tbody>
      </table>
      {all.length > shown && (
        <button type="button" className="btn" onClick={() => setShown(shown + PORTION)}>
          {count(Math.min(PORTION, all.length - shown))} more
        </button>
      )}
    </section>
  )
}

function Line({ line }: { readonly line: LedgerLine }) {
  const { player } = useSession()
  const { client, label, answer, invokedUs, completedUs, invokedRow, completedRow, broken } = line
  return (
    <>
      <tr data-broken={broken !== null || undefined}>
        <td>
          <button
            type="button"
            className="plain data"
            aria-label={`Go to ${client} asking ${label} at ${clock(invokedUs)}`}
            onClick={() => player.seek({ row: invokedRow })}
          >
            {clock(invokedUs)}
          </button>
        </td>
        <td className="data">
          <span className="soft">{client}</span> {label}
        </td>
        <td>
          {completedRow === null ? (
            <span className="quiet">{answer}</span>
          ) : (
            <button
              type="button"
              className="plain data"
              aria-label={`Go to ${client} being told ${answer} at ${clock(completedUs ?? 0)}`}
              onClick={() => player.seek({ row: completedRow })}
            >
              {answer}
            </button>
          )}
        </td>
        <td className="data end">{completedUs === null ? '' : clock(completedUs - invokedUs)}</td>
      </tr>
      {broken !== null && (
        <tr className="truth-line">
          <td />
          <td colSpan={3} className="broken">
            {wrongSentence(broken)}
          </td>
        </tr>
      )}
    </>
  )
}

/** "stale: the truth was 7, 2 versions newer, for 140 ms, against read your writes" */
function wrongSentence(broken: NonNullable<LedgerLine['broken']>): string {
  const { word, truth, versions, behindUs, against } = broken
  const behind = [
    versions === undefined ? null : `${count(versions)} ${versions === 1 ? 'version' : 'versions'} newer`,
    behindUs === undefined ? null : `for ${clock(behindUs)}`,
    against === undefined ? null : `against ${against}`,
  ].filter((part) => part !== null)
  return `${word}: the truth was ${truth}${behind.length === 0 ? '' : `, ${behind.join(', ')}`}`
}
