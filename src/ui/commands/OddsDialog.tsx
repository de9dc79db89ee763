// Was it luck? Two hundred futures of this moment, run on all cores while one looks; any of them can be opened.

import { useEffect, useState } from 'react'
import { askOdds } from '../../lab/askOdds.ts'
import { type Future, type OddsPicture, oddsOf, otherDice } from '../../lab/futures.ts'
import { milliseconds } from '../figures/shared/time.ts'
import { useLab, useSession } from '../hooks/session.ts'
import { DialogFrame } from './Frame.tsx'

const FUTURES = 200
const HORIZON_US = 5_000_000

export function OddsDialog() {
  const { futures, isDone } = useFutures()
  const { frame } = useLab()
  const odds = oddsOf(futures)
  const titleOf = (id: string) =>
    frame.promises.find((promise) => promise.id === id)?.formal.split(':')[0] ?? id
  return (
    <DialogFrame title="Was it luck?" kind="wide">
      <p>
        From {milliseconds(frame.atUs)} on: what is planned happens as planned, and what is drawn from now on
        is drawn otherwise. Each future is {milliseconds(HORIZON_US)} long.
      </p>
      <p className="quiet" role="status">
        {isDone ? `${odds.futures} futures` : `${odds.futures} of ${FUTURES} futures`}
      </p>
      {!isDone && <progress value={odds.futures} max={FUTURES} aria-label="Futures run" />}
      {futures.length > 0 && <Findings odds={odds} titleOf={titleOf} />}
    </DialogFrame>
  )
}

function Findings({ odds, titleOf }: { odds: OddsPicture; titleOf: (id: string) => string }) {
  const { median, p90, most, example } = odds.leaderless
  return (
    <div className="odds">
      <h3>Who leads in the end</h3>
      <ul>
        {odds.leaders.map(({ title, count, example: number }) => (
          <Row key={title} title={title} count={count} of={odds.futures} number={number} />
        ))}
      </ul>
      <h3>Without a leader</h3>
      <p>
        Half of them under <span className="data">{milliseconds(median)}</span>, nine in ten under{' '}
        <span className="data">{milliseconds(p90)}</span>, the longest{' '}
        <span className="data">{milliseconds(most)}</span>{' '}
        <OpenButton number={example} label="Open the longest" />
      </p>
      <h3>Was anyone harmed</h3>
      {odds.harm.length === 0 ? (
        <p>No promise broke and no client was told wrong, in any of {odds.futures}.</p>
      ) : (
        <ul>
          {odds.harm.map(({ title, count, example: number }) => (
            <Row
              key={title}
              title={titleOf(title)}
              count={count}
              of={odds.futures}
              number={number}
              isBroken
            />
          ))}
        </ul>
      )}
    </div>
  )
}

interface RowProps {
  readonly title: string
  readonly count: number
  readonly of: number
  readonly number: number
  readonly isBroken?: boolean
}

function Row({ title, count, of, number, isBroken = false }: RowProps) {
  return (
    <li className={isBroken ? 'odds-row is-broken' : 'odds-row'}>
      <span>{title}</span>
      <span className="odds-bar" style={{ inlineSize: `${(100 * count) / of}%` }} aria-hidden="true" />
      <span className="data">
        {count} of {of}
      </span>
      <OpenButton number={number} label={`Open one where ${title}`} />
    </li>
  )
}

/** A future is this run with one deed more, so opening it is doing that deed. */
function OpenButton({ number, label }: { number: number; label: string }) {
  const { lab, view } = useSession()
  const open = () => {
    view.set({ dialog: null })
    void lab.inject(otherDice(number))
  }
  return (
    <button type="button" className="btn" aria-label={label} onClick={open}>
      Open
    </button>
  )
}

/** Futures as they come in; closing the dialog stops them. */
function useFutures(): { readonly futures: readonly Future[]; readonly isDone: boolean } {
  const { lab, startFutures } = useSession()
  const [found, setFound] = useState<{ futures: readonly Future[]; isDone: boolean }>({
    futures: [],
    isDone: false,
  })
  useEffect(() => {
    let stop = () => {}
    let isClosed = false
    void lab.moment().then((document) => {
      if (isClosed) return
      stop = askOdds(startFutures(), { document, horizonUs: HORIZON_US }, FUTURES, (more, isDone) =>
        setFound(({ futures }) => ({ futures: [...futures, ...more], isDone })),
      )
    })
    return () => {
      isClosed = true
      stop()
    }
  }, [lab, startFutures])
  return found
}
