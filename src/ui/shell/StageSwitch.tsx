// Which figure stands on the stage, in its corner.

import { STAGES, showStage } from '../commands/stages.ts'
import { useSession } from '../hooks/session.ts'
import { useStage } from './StagePlace.tsx'
import './placement.css'

export function StageSwitch() {
  const session = useSession()
  const stage = useStage()
  return (
    <fieldset className="choice stage-switch" aria-label="On the stage">
      {STAGES.map(([id, title]) => (
        <button
          key={id}
          type="button"
          aria-pressed={id === stage}
          data-selected={id === stage || undefined}
          onClick={() => showStage(session, id)}
        >
          {title}
        </button>
      ))}
    </fieldset>
  )
}
