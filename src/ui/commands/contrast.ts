// The command that runs the scenario with its one thing changed, or goes back from that.

import type { Session } from '../hooks/session.ts'
import { type Action, action } from './action.ts'

/** null where the scenario names nothing to change. */
export function contrastAction({ lab, player }: Session): Action | null {
  const { scenario, isContrast } = lab.getState()
  if (scenario.contrast === null) return null
  return action({
    id: 'contrast',
    title: isContrast ? 'Back to the stock run' : `Try it: ${uncapitalised(scenario.contrast)}`,
    group: 'Page',
    run: () => {
      player.pause()
      void lab.contrast(!isContrast)
    },
  })
}

/** Puts the run with the change beside the stock run; null where that cannot be, or it is there. */
export function besideAction({ lab }: Session): Action | null {
  const { scenario, isContrast, compare } = lab.getState()
  const { beside, contrast } = scenario
  if (beside === null || contrast === null || isContrast || compare !== null) return null
  return action({
    id: 'beside',
    title: `Side by side with: ${uncapitalised(contrast)}`,
    group: 'Page',
    run: () => void lab.compare(beside),
  })
}

/** For the middle of a sentence. */
export function uncapitalised(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1).replace(/\.$/, '')
}
