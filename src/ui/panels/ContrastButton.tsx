// The scenario's one change, put in, taken out, and put beside: at the end of the story, at the rules, in the palette.

import { besideAction, contrastAction } from '../commands/contrast.ts'
import { useLab, useSession } from '../hooks/session.ts'

export function ContrastButton({ classes, isShort = false }: { classes: string; isShort?: boolean }) {
  useLab()
  const action = contrastAction(useSession())
  if (action === null) return null
  const shown = isShort ? action.title.split(':')[0] : action.title
  return (
    <button type="button" className={classes} aria-label={action.title} onClick={action.run}>
      {shown}
    </button>
  )
}

/** Both runs at once, at the same moment. */
export function BesideButton() {
  useLab()
  const action = besideAction(useSession())
  if (action === null) return null
  return (
    <button type="button" className="btn" aria-label={action.title} onClick={action.run}>
      Side by side
    </button>
  )
}
