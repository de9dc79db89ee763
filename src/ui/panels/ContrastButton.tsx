// The scenario's one change, put in and taken out: at the end of the story, beside the rules, and in the palette.

import { contrastAction } from '../commands/contrast.ts'
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
