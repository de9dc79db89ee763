// Which figure stands on the stage, in its corner.

import { STAGE_TITLES, showStage } from '../commands/stages.ts'
import { useLabPart, useSession } from '../hooks/session.ts'
import { stagesOf } from '../hooks/view.ts'
import { useStage } from './StagePlace.tsx'
import './placement.css'

export function StageSwitch() {
  const session = useSession()
  const stage = useStage()
  const stages = useLabPart(stagesOf)
  return (
    <fieldset className="choices stage-switch" aria-label="On the stage">
      {stages.map((id) => (
        <button
          key={id}
          type="button"
          aria-pressed={id === stage}
          data-selected={id === stage || undefined}
          onClick={() => showStage(session, id)}
        >
          {STAGE_TITLES[id]}
        </button>
      ))}
    </fieldset>
  )
}
