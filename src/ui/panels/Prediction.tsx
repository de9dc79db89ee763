// A question about what is to come, answered before the future is shown.

import { useState } from 'react'
import { Radio, RadioGroup } from 'react-aria-components'
import type { LabState } from '../../lab/lab.ts'
import { useSession } from '../hooks/session.ts'

export function Prediction({ state }: { state: LabState }) {
  const { lab } = useSession()
  const [choice, setChoice] = useState<string | null>(null)
  const { predict } = state.run
  if (predict === null) return null
  const skip = () => {
    void lab.predict('skip')
    void lab.seek({ by: 'beat', step: 1 })
  }
  const lockIn = () => {
    if (choice === null) return
    void lab.predict(Number(choice))
    void lab.seek({ by: 'beat', step: 1 })
  }
  return (
    <>
      <h2 id="ask-title">{predict.question}</h2>
      <RadioGroup aria-labelledby="ask-title" className="options" value={choice} onChange={setChoice}>
        {predict.options.map((option, i) => (
          <Radio key={option} value={String(i)} className="option">
            {option}
          </Radio>
        ))}
      </RadioGroup>
      <div className="acts">
        <button
          type="button"
          className="primary"
          disabled={choice === null}
          onClick={lockIn}
          aria-describedby="ask-why"
        >
          Lock in and go on
        </button>
        <button type="button" className="btn" onClick={skip}>
          Skip
        </button>
        <span id="ask-why" className="quiet">
          {choice === null ? 'Choose what you expect' : ''}
        </span>
      </div>
    </>
  )
}
