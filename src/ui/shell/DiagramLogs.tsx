// Each node's lane goes on as its log at the playhead: a row is one node, its past and what it holds now.

import type { CSSProperties } from 'react'
import type { TablePicture } from '../../sim/picture.ts'
import type { DiagramGeometry } from '../figures/diagram/geometry.ts'
import { LogTable } from '../figures/logTable/LogTable.tsx'
import { useSizes } from '../figures/shared/sizes.ts'
import { useSession, useView } from '../hooks/session.ts'

interface Props {
  readonly table: TablePicture
  readonly geometry: DiagramGeometry
}

export function DiagramLogs({ table, geometry: { layout } }: Props) {
  const { view } = useSession()
  const { selection } = useView()
  const sizes = useSizes()
  const lanes = layout.lanes.filter(({ id }) => table.rows.some(({ node }) => node === id))
  const first = lanes[0]
  if (first === undefined) return null
  const rows = lanes.map(({ id }) => table.rows.find(({ node }) => node === id)!)
  const style = {
    top: first.y - first.pitch / 2 - sizes.clientRow,
    '--row': `${first.pitch}px`,
  } as CSSProperties
  return (
    <div className="diagram-logs" style={style}>
      <LogTable
        table={{ ...table, rows }}
        selected={selection?.kind === 'node' ? selection.id : null}
        onSelect={(id) => view.set({ selection: { kind: 'node', id } })}
        showKey={false}
      />
    </div>
  )
}
