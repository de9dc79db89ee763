// Questions about what did not happen. Each opens its answer: a sentence, the facts that decide it, and the rule.

import type { Question } from '../../sim/question.ts'
import { useQuestions } from '../hooks/useQuestions.ts'

const TICK = 'M-5 0L-1.5 4L5 -4.5'
const CROSS = 'M-4.5 -4.5L4.5 4.5M4.5 -4.5L-4.5 4.5'

export function WhyNot() {
  const questions = useQuestions()
  if (questions.length === 0) return null
  return (
    <section aria-labelledby="why-not-title">
      <h3 id="why-not-title">Why not?</h3>
      <ul className="why-not">
        {questions.map((question) => (
          <Asked key={question.id} question={question} />
        ))}
      </ul>
    </section>
  )
}

function bringIntoView(answer: HTMLElement): void {
  answer.scrollIntoView({ block: 'nearest' })
}

function Asked({ question: { ask, answer } }: { question: Question }) {
  return (
    <li>
      <details onToggle={(event) => event.currentTarget.open && bringIntoView(event.currentTarget)}>
        <summary>{ask}</summary>
        <p className="strong">{answer.say}.</p>
        <ul>
          {answer.facts.map(({ text, holds }) => (
            <li key={text} data-holds={holds}>
              <svg className="fig" width={11} height={11} viewBox="-7 -7 14 14" aria-hidden="true">
                <path d={holds ? TICK : CROSS} className="op" />
              </svg>
              <span>
                <span className="vh">{holds ? 'For it: ' : 'Against it: '}</span>
                {text}
              </span>
            </li>
          ))}
        </ul>
        {answer.rule !== null && <p className="rule">{answer.rule}</p>}
      </details>
    </li>
  )
}
