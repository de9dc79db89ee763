// Events as lines of a list that may have a million of them. Only those in the window are in the document; their places
// in the whole are told to assistive technology. Focus stays on the list, so scrolling never drops it.

import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { FeedLine } from '../../lab/frame.ts'
import { lineAfterKey, rowsInView } from './eventRows.ts'
import { clock } from './words.ts'

/** A row is as high as a thumb is wide where there are thumbs. */
const ROW = matchMedia('(pointer: coarse)').matches ? 44 : 30

export interface EventListProps {
  /** Lines are called `id-0`, `id-1` and so on. */
  readonly id: string
  readonly label: string
  readonly total: number
  readonly lineOf: (i: number) => FeedLine | undefined
  /** Asks for the lines in [from, to); null when all are here. */
  readonly want: ((from: number, to: number) => void) | null
  /** The line of the playhead; -1 for none. */
  readonly current: number
  readonly onGo: (i: number) => void
  readonly onWhy: (i: number) => void
  /** The line that keys have come to, or null when the focus has left. */
  readonly onActive?: (i: number | null) => void
}

export function EventList(props: EventListProps) {
  const { id, total, want, current, onGo, onWhy, onActive } = props
  const box = useRef<HTMLDivElement>(null)
  const [top, setTop] = useState(0)
  const [height, setHeight] = useState(400)
  const [active, setActive] = useState(-1)
  const rows = rowsInView(total, ROW, top, height)
  const { from, to } = rows
  const show = (i: number) => {
    const next = rows.scrollTo(i)
    if (next !== null && box.current !== null) box.current.scrollTop = next
  }
  const latestShow = useRef(show)
  latestShow.current = show

  useEffect(() => want?.(from, to), [want, from, to])
  useLayoutEffect(() => {
    const element = box.current
    if (element === null) return
    const observer = new ResizeObserver(() => setHeight(element.clientHeight))
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  useLayoutEffect(() => setActive(current), [current])
  // Again when the list gets another height: a pane that was made lower must not hide where one is
  useLayoutEffect(() => {
    if (current >= 0) latestShow.current(current)
  }, [current, height])

  const onKeyDown = (event: KeyboardEvent) => {
    const next = lineAfterKey(event.key, active, total, Math.max(1, Math.floor(height / ROW) - 1))
    if (next !== null) {
      setActive(next)
      show(next)
      onActive?.(next)
    } else if (event.key === 'Enter' && active >= 0) onGo(active)
    else if (event.key === 'e' && active >= 0) onWhy(active)
    else return
    event.preventDefault()
  }
  const inView = Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i)
  return (
    <div
      ref={box}
      className="feed-list"
      role="listbox"
      aria-label={props.label}
      aria-activedescendant={active >= from && active < to ? `${id}-${active}` : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onFocus={() => active >= 0 && onActive?.(active)}
      onBlur={() => onActive?.(null)}
      onScroll={(event) => setTop(event.currentTarget.scrollTop)}
    >
      <div style={{ height: rows.heightPx, position: 'relative' }} role="presentation">
        {inView.map((i) => (
          <Row key={i} i={i} topPx={rows.topOf(i)} isActive={i === active} list={props} />
        ))}
      </div>
    </div>
  )
}

interface RowProps {
  readonly i: number
  readonly topPx: number
  readonly isActive: boolean
  readonly list: EventListProps
}

function Row({ i, topPx, isActive, list }: RowProps) {
  const { id, total, current, onGo, onWhy } = list
  const line = list.lineOf(i)
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list has the focus and the keys
    // biome-ignore lint/a11y/useFocusableInteractive: the list points to its active row
    <div
      id={`${id}-${i}`}
      className="feed-row"
      role="option"
      aria-selected={i === current}
      aria-current={i === current ? 'true' : undefined}
      aria-setsize={total}
      aria-posinset={i + 1}
      data-active={isActive || undefined}
      data-future={(list.want !== null && i > current) || undefined}
      data-landmark={line?.landmark ?? undefined}
      {...(line !== undefined && line.hue !== null && { 'data-hue': line.hue })}
      style={{ top: topPx, height: ROW }}
      onClick={() => onGo(i)}
    >
      <span className="feed-mark" aria-hidden />
      <span className="feed-text">{line?.text ?? '…'}</span>
      <span
        className="feed-why quiet"
        aria-hidden
        onClick={(event) => {
          event.stopPropagation()
          onWhy(i)
        }}
      >
        why
      </span>
      <time className="data quiet">{line === undefined ? '' : clock(line.atUs).replace(' ms', '')}</time>
    </div>
  )
}
