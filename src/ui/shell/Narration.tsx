// One sentence for the moment, and what can be done to the selection, on one line under the stage.

import { ChevronDown } from 'lucide-react'
import { Toolbar } from 'react-aria-components'
import { actionsOn } from '../commands/faults.ts'
import { printed } from '../commands/keys.ts'
import { ActionsButton } from '../commands/Menus.tsx'
import { usePlaying } from '../hooks/player.ts'
import { useLab, useOffers, useSession, useViewPart } from '../hooks/session.ts'
import { useNarration } from '../hooks/useNarration.ts'
import type { Selection } from '../hooks/view.ts'

export function Narration() {
  const selection = useViewPart((view) => view.selection)
  return (
    <div className="say">
      <Sentence />
      {selection !== null && <SelectionTools selection={selection} />}
    </div>
  )
}

export function Sentence() {
  return <p role="status">{useNarration()}</p>
}

function SelectionTools({ selection }: { selection: Selection }) {
  const session = useSession()
  const { onSelection } = useOffers()
  useLab()
  usePlaying(session.player)
  const actions = actionsOn(session, selection, onSelection)
  if (actions.length === 0) return null
  const shown = actions.slice(0, 3)
  const name =
    selection.kind === 'node'
      ? selection.id
      : selection.kind === 'link'
        ? `${selection.a}–${selection.b}`
        : 'message'
  return (
    <Toolbar className="do" aria-label={`Break ${name}`}>
      <b>{name}</b>
      {shown.map((action) => (
        <button
          key={action.id}
          type="button"
          className="btn"
          disabled={action.why !== null}
          title={action.why ?? action.scope}
          onClick={action.run}
        >
          {action.title} {action.keys[0] !== undefined && <kbd>{printed(action.keys[0])}</kbd>}
        </button>
      ))}
      {actions.length > shown.length && (
        <ActionsButton label={`More for ${name}`} actions={() => actions.slice(3)}>
          more <ChevronDown size={14} aria-hidden />
        </ActionsButton>
      )}
    </Toolbar>
  )
}
