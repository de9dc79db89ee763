// The names at the left of their lanes: pressing one selects it, as on the stage.

import type { CSSProperties } from 'react'
import type { DiagramGeometry } from '../figures/diagram/geometry.ts'
import { useSession, useView } from '../hooks/session.ts'

/** As high as a name needs, or as a thumb does, where lanes are that far apart. */
const MOST_PX = matchMedia('(pointer: coarse)').matches ? 44 : 28

export function DiagramNames({ geometry }: { geometry: DiagramGeometry }) {
  const { view } = useSession()
  const { selection } = useView()
  return (
    <ul className="diagram-names" aria-label="Lanes">
      {geometry.layout.lanes.map(({ id, isClient, y, pitch }) => {
        const isSelected = selection?.kind === 'node' && selection.id === id
        return (
          <li key={id} style={{ top: y, '--lane-h': `${Math.min(MOST_PX, pitch)}px` } as CSSProperties}>
            <button
              type="button"
              data-client={isClient || undefined}
              aria-pressed={isSelected}
              onClick={() => view.set({ selection: isSelected ? null : { kind: 'node', id } })}
              onContextMenu={(event) => {
                event.preventDefault()
                const target = { kind: 'node', id } as const
                view.set({ selection: target, menu: { target, x: event.clientX, y: event.clientY } })
              }}
            >
              {id}
            </button>
          </li>
        )
      })}
    </ul>
  )
}
