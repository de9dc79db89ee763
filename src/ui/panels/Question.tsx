// The current task, always at the top of the reasoning column: a question with one thing to press, or a prediction
// to make before the future is shown. It holds the screen's only solid button.

import { Suspense } from 'react'
import type { LabState } from '../../lab/lab.ts'
import { uncapitalised } from '../commands/contrast.ts'
import { startOver } from '../commands/playing.ts'
import { later } from '../hooks/later.ts'
import { isAsked, isPredicting } from '../hooks/player.ts'
import { useLab, useSession } from '../hooks/session.ts'
import { BesideButton, ContrastButton } from './ContrastButton.tsx'

const Compared = later(() => import('./Compared.tsx').then((m) => ({ default: m.Compared })))
const Prediction = later(() => import('./Prediction.tsx').then((m) => ({ default: m.Prediction })))

export function Question() {
  const state = useLab()
  if (state.compare !== null && !isAsked(state))
    return (
      <Suspense fallback={null}>
        <Compared />
      </Suspense>
    )
  return (
    <section className="ask" aria-labelledby="ask-title">
      {isAsked(state) ? (
        <Suspense fallback={<h2 id="ask-title">{state.run.predict?.question}</h2>}>
          <Prediction key={state.run.predict?.question} state={state} />
        </Suspense>
      ) : (
        <Task state={state} />
      )}
    </section>
  )
}

function Task({ state }: { state: LabState }) {
  const { prediction, run } = state
  const isAnswered = isPredicting(state)
  const { question, contrast } = state.scenario
  const asked = isAnswered ? run.predict?.question : question
  return (
    <>
      <h2 id="ask-title">{state.isContrast ? `${contrast}.` : asked}</h2>
      {isAnswered && prediction !== null && prediction.chosen !== null ? <Answered state={state} /> : null}
      <GoOn state={state} />
    </>
  )
}

/** What was said, and at the end of the story what the run shows; the feedback speaks to the option that was chosen. */
function Answered({ state }: { state: LabState }) {
  const { prediction, run } = state
  const chosen = prediction?.chosen ?? null
  const answer = prediction?.answer ?? null
  const said = chosen === null ? undefined : run.predict?.options[chosen]
  const right = answer === null ? undefined : run.predict?.options[answer]
  return (
    <div className="answered">
      <p>
        <span className="quiet">You said </span>
        {said}
      </p>
      {isToldOut(state) ? (
        <>
          <p>
            <span className="quiet">The run shows </span>
            {right === said ? 'the same' : right}
          </p>
          <p className="soft">{prediction?.feedback}</p>
        </>
      ) : (
        <p className="soft">Watch what becomes of it.</p>
      )}
    </div>
  )
}

function isToldOut({ beat, run, frame }: LabState): boolean {
  return beat >= run.beats.length || frame.row >= run.rows - 1
}

function GoOn({ state }: { state: LabState }) {
  const { press } = state
  const session = useSession()
  const { lab, player } = session
  const next = () => player.seek({ by: 'beat', step: 1 })
  if (press !== null) {
    const { does } = press
    const run = () => {
      player.pause()
      if (does === 'next') next()
      else void lab.inject(does)
    }
    return (
      <div className="acts">
        <button type="button" className="primary" onClick={run}>
          {press.label}
        </button>
        {state.isContrast && <ContrastButton classes="btn" />}
      </div>
    )
  }
  if (!isToldOut(state))
    return (
      <div className="acts">
        <button type="button" className="primary" onClick={next}>
          Go on
        </button>
      </div>
    )
  return <WhatNext state={state} />
}

/** The story is told: change the one thing, or go back from that. */
function WhatNext({ state }: { state: LabState }) {
  const session = useSession()
  const { scenario, isContrast, run } = state
  const isNew = scenario.contrast !== null && !isContrast
  return (
    <>
      {isNew && (
        <p className="ask-next">
          <span className="quiet">Now change one thing: </span>
          {uncapitalised(scenario.contrast ?? '')}.
        </p>
      )}
      {isContrast && <p className="ask-next">{run.beats.at(-1)?.say}</p>}
      <div className="acts">
        {scenario.contrast !== null && <ContrastButton classes="primary" isShort />}
        <BesideButton />
        {!isContrast && (
          <button
            type="button"
            className={scenario.contrast === null ? 'primary' : 'btn'}
            onClick={() => startOver(session)}
          >
            Go back to the opening
          </button>
        )}
        <a className="btn" href="#/gallery">
          Another question
        </a>
      </div>
    </>
  )
}
