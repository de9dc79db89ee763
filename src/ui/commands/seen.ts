// Seeing the run as one node: what it knows, and nothing else; and back to everything.

import type { Session } from '../hooks/session.ts'
import { type Action, action } from './action.ts'

/** Shift+V goes there and back; Escape goes back first of all. */
export function seenActions(session: Session): readonly Action[] {
  const { lab, view } = session
  const { seen, frame } = lab.getState()
  if (seen !== null)
    return [
      action({
        id: 'seen.all',
        title: 'See everything',
        keys: ['Escape', 'Shift+v'],
        group: 'Ask the system',
        run: () => void lab.seeAs(null),
      }),
    ]
  const { selection } = view.get()
  const first = frame.cluster.nodes.find(({ glyph }) => glyph !== 'client')?.id
  const node = selection?.kind === 'node' ? selection.id : first
  return node === undefined ? [] : [seeAction(session, node, ['Shift+v'])]
}

/** In the menu of a node. */
export function seeAction({ lab, player }: Session, node: string, keys: readonly string[] = []): Action {
  return action({
    id: `seen.${node}`,
    title: `See as ${node}`,
    scope: `what ${node} knows, and nothing else`,
    keys,
    group: 'Ask the system',
    run: () => {
      player.pause()
      void lab.seeAs(node)
    },
  })
}

/** For the palette: every node. */
export function seenByAll(session: Session): readonly Action[] {
  return session.lab.getState().frame.cluster.nodes.map(({ id }) => seeAction(session, id))
}
