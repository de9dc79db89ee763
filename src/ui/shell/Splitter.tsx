// The bar between two panes, after the window splitter of the ARIA practices: arrows, Home and End resize, so does
// dragging; Enter or two clicks give the size back to the page.

import { type KeyboardEvent, type PointerEvent, useRef } from 'react'
import { askedSize, resize } from '../commands/layouts.ts'
import { type Grows, type Range, type SplitId, sizeAfterDrag, sizeAfterKey, within } from '../hooks/layout.ts'
import { useSession } from '../hooks/session.ts'

interface Props {
  /** What it resizes: "Width of the reasons". */
  readonly label: string
  readonly split: SplitId
  /** The id of the pane. */
  readonly controls: string
  /** As it is now, measured, and what it may be. */
  readonly size: number
  readonly range: Range
  readonly grows: Grows
  readonly step?: number
  /** How far the bar goes for one unit of size: rows are many. */
  readonly pxPerUnit?: number
}

export function Splitter({ label, split, controls, size, range, grows, step = 16, pxPerUnit = 1 }: Props) {
  const session = useSession()
  const hold = useRef<{ readonly x: number; readonly y: number; readonly size: number } | null>(null)
  const set = (next: number | null) => resize(session, split, next)
  const onKeyDown = (event: KeyboardEvent) => {
    // The page is measured after it is laid out: a key that comes sooner goes on from what the last one asked for.
    const from = within(askedSize(session, split) ?? size, range)
    const next = event.key === 'Enter' ? null : sizeAfterKey(event.key, from, range, step, grows)
    if (next === null && event.key !== 'Enter') return
    event.preventDefault()
    set(next)
  }
  const onPointerDown = (event: PointerEvent) => {
    event.currentTarget.setPointerCapture(event.pointerId)
    hold.current = { x: event.clientX, y: event.clientY, size }
  }
  const onPointerMove = ({ clientX, clientY }: PointerEvent) => {
    const from = hold.current
    if (from === null) return
    const moved = { x: clientX - from.x, y: clientY - from.y }
    if (moved.x !== 0 || moved.y !== 0) set(sizeAfterDrag(from.size, moved, range, grows, pxPerUnit))
  }
  const letGo = () => {
    hold.current = null
  }
  const now = Math.round(within(size, range))
  return (
    // biome-ignore lint/a11y/useSemanticElements: an <hr> cannot be moved
    <div
      className="splitter"
      data-grows={grows}
      role="separator"
      tabIndex={0}
      aria-label={label}
      aria-orientation={grows === 'left' ? 'vertical' : 'horizontal'}
      aria-controls={controls}
      aria-valuenow={now}
      aria-valuemin={Math.round(range.least)}
      aria-valuemax={Math.round(Math.max(range.least, range.most))}
      aria-valuetext={`${now} pixels`}
      title="Drag, or use the arrow keys; double-click resets"
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={letGo}
      onPointerCancel={letGo}
      onDoubleClick={() => set(null)}
    />
  )
}
