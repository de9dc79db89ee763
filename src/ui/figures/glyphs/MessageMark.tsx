// The mark of a message, pointing along the x axis and centred on the origin: its shape says what it is, its hue whose.

import type { Mark } from '../../../sim/picture.ts'
import { arrowHead, cross, diamond } from './paths.ts'

export function MessageMark({ mark, radius }: { readonly mark: Mark; readonly radius: number }) {
  const r = radius
  switch (mark) {
    case 'request':
      return <path d={arrowHead(r)} className="m-solid" />
    case 'reply':
      return <path d={arrowHead(r)} className="m-hollow" />
    case 'vote':
      return <path d={diamond(r)} className="m-solid" />
    case 'granted':
      return <path d={diamond(r)} className="m-hollow" />
    case 'refusal':
      return <path d={`M${-r} 0H${r * 0.5}M${r * 0.6} ${-r}V${r}`} className="m-bar" />
    case 'heartbeat':
      return <circle r={r * 0.48} className="disc" />
  }
}

/** Where a message was lost. The cross is in ink: losing a message breaks no promise. */
export function LostMark({ radius }: { readonly radius: number }) {
  const x = cross(radius * 0.72)
  return (
    <>
      <path d={x} className="x-halo" />
      <path d={x} className="x" />
    </>
  )
}
