// What happened in the event that is pointed at, beside it. The same words are in the list, where they can be heard.

import { type CSSProperties, useEffect, useState } from 'react'
import type { FeedLine } from '../../lab/frame.ts'
import type { Pointed } from '../figures/diagram/Diagram.tsx'
import { pointOf } from '../figures/diagram/drawOverlay.ts'
import type { DiagramGeometry } from '../figures/diagram/geometry.ts'
import type { Model } from '../figures/diagram/model.ts'
import { useSession } from '../hooks/session.ts'
import { clock, count } from '../panels/words.ts'

/** Pointing at many events on the way to one asks for none of them. */
const WAIT_MS = 60

interface Props {
  readonly model: Model
  readonly geometry: DiagramGeometry
  readonly pointed: Pointed
  readonly gutter: number
}

export function DiagramTip({ model, geometry, pointed, gutter }: Props) {
  const line = useLine(pointed.row)
  const place = pointOf(model, geometry, pointed.row)
  if (line === null) return null
  const x = gutter + Math.max(0, Math.min(geometry.width, place?.x ?? geometry.scale.x(pointed.row)))
  const crowd = crowdAt(geometry, x - gutter)
  const y = place?.y ?? geometry.layout.railY
  const style = {
    '--tip-x': `${x}px`,
    '--tip-y': `${y}px`,
  } as CSSProperties
  return (
    <div
      className="diagram-tip"
      style={style}
      data-left={x > gutter + geometry.width / 2 || undefined}
      data-up={y > geometry.layout.axisY / 2 || undefined}
      aria-hidden="true"
    >
      <p>{line.text}</p>
      {line.detail !== null && <p className="data soft">{line.detail}</p>}
      <p className="data quiet">
        {clock(line.atUs)} · event {count(line.row + 1)}
        {crowd > 1 && ` · ${count(crowd)} messages here`}
      </p>
    </div>
  )
}

/** How many messages are counted in the pixel column, where they are too many to be drawn one by one. */
function crowdAt({ messages }: DiagramGeometry, x: number): number {
  const { aggregates } = messages
  if (aggregates === null) return 0
  return aggregates.counts[Math.floor((x - aggregates.x) / aggregates.columnPx)] ?? 0
}

function useLine(row: number): FeedLine | null {
  const { lab } = useSession()
  const [line, setLine] = useState<FeedLine | null>(null)
  useEffect(() => {
    let isStale = false
    const timer = setTimeout(async () => {
      const [found] = await lab.feed(row, row + 1)
      if (!isStale) setLine(found ?? null)
    }, WAIT_MS)
    return () => {
      isStale = true
      clearTimeout(timer)
    }
  }, [lab, row])
  return line?.row === row ? line : null
}
