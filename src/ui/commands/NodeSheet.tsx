// On a phone a tap on a node, link or message opens its actions at the thumb's end of the screen.

import { useEffect, useState } from 'react'
import type { MenuItem } from '../../lab/frame.ts'
import { useLab, useSession } from '../hooks/session.ts'
import type { Selection } from '../hooks/view.ts'
import { DialogFrame } from './Frame.tsx'
import { actionsOn } from './faults.ts'
import { titleOf } from './Menus.tsx'

export function NodeSheet({ target }: { target: Selection }) {
  const session = useSession()
  useLab()
  const [items, setItems] = useState<readonly MenuItem[]>([])
  useEffect(() => {
    if (target.kind === 'node') void session.lab.menu(target.id).then(setItems)
  }, [session, target])
  return (
    <DialogFrame title={titleOf(session, target)} kind="sheet">
      <ul className="sheet-actions">
        {actionsOn(session, target, items).map((action) => (
          <li key={action.id}>
            <button
              type="button"
              className="btn"
              disabled={action.why !== null}
              onClick={() => {
                session.view.set({ dialog: null })
                action.run()
              }}
            >
              {action.title}
              {action.why !== null && <span className="quiet">{action.why}</span>}
            </button>
          </li>
        ))}
      </ul>
    </DialogFrame>
  )
}
