// Every event of the run as one line, the current one in view, and a filter over them.

import { useEffect, useRef, useState } from 'react'
import type { FeedLine } from '../../lab/frame.ts'
import { ask } from '../commands/why.ts'
import { isAsked } from '../hooks/player.ts'
import { useLab, useSession, useView } from '../hooks/session.ts'
import { useFeed, useFiltered } from '../hooks/useFeed.ts'
import { EventList } from './EventList.tsx'
import { count } from './words.ts'

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
  if (total === 0)
    return (
      <p className="quiet">
        {found === null ? 'No events yet.' : `Nothing holds “${filter}”. Try a node or a message.`}
      </p>
    )
  const lineOf = (i: number): FeedLine | undefined => (found === null ? lineAt(i) : found[i])
  return (
    <>
      <EventList
        id="feed"
        label={`${count(total)} events`}
        total={total}
        lineOf={lineOf}
        want={found === null ? want : null}
        current={found === null ? frame.row : found.findIndex((line) => line.row === frame.row)}
        onGo={(i) => player.seek({ row: lineOf(i)?.row ?? i })}
        onWhy={(i) => void ask(session, { row: lineOf(i)?.row ?? i }, lineOf(i)?.text ?? null)}
      />
      {found !== null && <p className="quiet">{count(total)} found</p>}
    </>
  )
}
