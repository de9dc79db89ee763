// Every event of the run as one line, the current one in view. Only the lines in the window are in the document; their
// places in the whole are told to assistive technology. Focus stays on the list, so scrolling never drops it.

import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { FeedLine } from '../../lab/frame.ts'
import { ask } from '../commands/why.ts'
import { isAsked } from '../hooks/player.ts'
import { useLab, useSession, useView } from '../hooks/session.ts'
import { useFeed, useFiltered } from '../hooks/useFeed.ts'
import { clock, count } from './words.ts'

/** A row is as high as a thumb is wide where there are thumbs. */
const ROW = matchMedia('(pointer: coarse)').matches ? 44 : 30
const OVERSCAN = 8

export function Feed() {
  const [filter, setFilter] = useState('')
  const { filterAsked } = useView()
  const field = useRef<HTMLInputElement>(null)
  const seen = useRef(0)
  useEffect(() => {
    if (filterAsked > seen.current) field.current?.focus()
    seen.current = filterAsked
  }, [filterAsked])
  return (
    <section className="feed" aria-labelledby="feed-title">
      <h3 id="feed-title" className="vh">
        Events
      </h3>
      <input
        ref={field}
        type="search"
        className="text-input"
        placeholder="Filter: a node, a message, a word"
        aria-label="Filter the feed"
        value={filter}
        onChange={(event) => setFilter(event.target.value)}
      />
      <List filter={filter} />
    </section>
  )
}

function List({ filter }: { filter: string }) {
  const session = useSession()
  const { player } = session
  const state = useLab()
  const { frame, run } = state
  const { lineAt, want } = useFeed()
  // While a prediction is open, what comes after is nobody's to read.
  const rows = isAsked(state) ? frame.row + 1 : run.rows
  const found = useFiltered(filter, rows)
  const total = found === null ? rows : found.length
  const box = useRef<HTMLDivElement>(null)
  const [top, setTop] = useState(0)
  const [height, setHeight] = useState(400)
  const [active, setActive] = useState(-1)

  const current = found === null ? frame.row : found.findIndex((line) => line.row === frame.row)
  const from = Math.max(0, Math.floor(top / ROW) - OVERSCAN)
  const to = Math.min(total, Math.ceil((top + height) / ROW) + OVERSCAN)

  useEffect(() => {
    if (found === null) want(from, to)
  }, [want, from, to, found])
  useLayoutEffect(() => {
    const element = box.current
    if (element === null) return
    const observer = new ResizeObserver(() => setHeight(element.clientHeight))
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  useLayoutEffect(() => {
    setActive(current)
    if (box.current !== null && current >= 0) bringIntoView(box.current, current)
  }, [current])

  const lineOf = (i: number): FeedLine | undefined => (found === null ? lineAt(i) : found[i])
  const go = (i: number) => player.seek({ row: lineOf(i)?.row ?? i })
  const why = (i: number) => void ask(session, { row: lineOf(i)?.row ?? i }, lineOf(i)?.text ?? null)
  const onKeyDown = (event: KeyboardEvent) => {
    const next = moved(event.key, active, total, Math.max(1, Math.floor(height / ROW) - 1))
    if (next !== null) {
      setActive(next)
      if (box.current !== null) bringIntoView(box.current, next)
    } else if (event.key === 'Enter' && active >= 0) go(active)
    else if (event.key === 'e' && active >= 0) why(active)
    else return
    event.preventDefault()
  }

  if (total === 0)
    return (
      <p className="quiet">
        {found === null ? 'No events yet.' : `Nothing holds “${filter}”. Try a node or a message.`}
      </p>
    )
  const inView = Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i)
  return (
    <>
      <div
        ref={box}
        className="feed-list"
        role="listbox"
        aria-label={`${count(total)} events`}
        aria-activedescendant={active >= from && active < to ? `feed-${active}` : undefined}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onScroll={(event) => setTop(event.currentTarget.scrollTop)}
      >
        <div style={{ height: total * ROW, position: 'relative' }} role="presentation">
          {inView.map((i) => (
            <Row
              key={i}
              i={i}
              total={total}
              line={lineOf(i)}
              isCurrent={i === current}
              isActive={i === active}
              isFuture={found === null && i > current}
              onGo={go}
              onWhy={why}
            />
          ))}
        </div>
      </div>
      {found !== null && <p className="quiet">{count(total)} found</p>}
    </>
  )
}

function Row(props: {
  i: number
  total: number
  line: FeedLine | undefined
  isCurrent: boolean
  isActive: boolean
  isFuture: boolean
  onGo: (i: number) => void
  onWhy: (i: number) => void
}) {
  const { i, total, line, isCurrent, isActive, isFuture, onGo, onWhy } = props
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list has the focus and the keys
    // biome-ignore lint/a11y/useFocusableInteractive: the list points to its active row
    <div
      id={`feed-${i}`}
      className="feed-row"
      role="option"
      aria-selected={isCurrent}
      aria-current={isCurrent ? 'true' : undefined}
      aria-setsize={total}
      aria-posinset={i + 1}
      data-active={isActive || undefined}
      data-future={isFuture || undefined}
      data-landmark={line?.landmark ?? undefined}
      {...(line !== undefined && line.hue !== null && { 'data-hue': line.hue })}
      style={{ top: i * ROW, height: ROW }}
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

function bringIntoView(box: HTMLElement, i: number): void {
  const top = i * ROW
  if (top < box.scrollTop || top + ROW > box.scrollTop + box.clientHeight) {
    box.scrollTop = Math.max(0, top - box.clientHeight / 2)
  }
}

function moved(key: string, active: number, total: number, page: number): number | null {
  const steps: Readonly<Record<string, number>> = {
    ArrowDown: 1,
    ArrowUp: -1,
    PageDown: page,
    PageUp: -page,
    Home: -total,
    End: total,
  }
  const step = steps[key]
  return step === undefined ? null : Math.min(Math.max(active + step, 0), total - 1)
}
