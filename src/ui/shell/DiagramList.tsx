// What the diagram shows, in words: all of its events in order. The line that keys have come to is lit in the picture,
// and Enter moves the playhead there. It stands beside the picture when asked for, or as long as it has the focus.

import { ask } from '../commands/why.ts'
import type { Pointed } from '../figures/diagram/Diagram.tsx'
import { useLab, useSession } from '../hooks/session.ts'
import { useFeed } from '../hooks/useFeed.ts'
import { EventList } from '../panels/EventList.tsx'
import { count } from '../panels/words.ts'

interface Props {
  /** Events that may be known. */
  readonly rows: number
  readonly isShown: boolean
  readonly onPoint: (pointed: Pointed | null) => void
}

export function DiagramList({ rows, isShown, onPoint }: Props) {
  const session = useSession()
  const { frame } = useLab()
  const { lineAt, want } = useFeed()
  if (rows === 0) return null
  return (
    <div className="diagram-list" data-shown={isShown || undefined}>
      <EventList
        id="diagram-event"
        label={`${count(rows)} events of the diagram`}
        total={rows}
        lineOf={lineAt}
        want={want}
        current={frame.row}
        onGo={(row) => session.player.seek({ row })}
        onWhy={(row) => void ask(session, { row }, lineAt(row)?.text ?? null)}
        onActive={(row) => onPoint(row === null ? null : { row, message: -1 })}
      />
    </div>
  )
}
