// Logs aligned across nodes: one row a node, one column an index. A real table, so that it can be read without eyes.

import { type CSSProperties, useLayoutEffect, useMemo, useRef } from 'react'
import type { TablePicture } from '../../../sim/picture.ts'
import { useSizes } from '../shared/sizes.ts'
import { useBox } from '../shared/useBox.ts'
import { type CellView, cellChars, keyOf, keyWord, type RowView, rowViews } from './logTable.ts'
import './logTable.css'

export interface LogTableProps {
  readonly table: TablePicture
  /** The selected node: its row is washed. */
  readonly selected?: string | null
  readonly onSelect?: (node: string) => void
  readonly showKey?: boolean
}

export function LogTable({ table, selected = null, onSelect, showKey = true }: LogTableProps) {
  const rows = useMemo(() => rowViews(table), [table])
  const scroller = useRef<HTMLDivElement>(null)
  const { width } = useBox(scroller)
  const sizes = useSizes()
  const lastIndex = table.firstIndex + table.columns

  // The newest entries are what the story is about: keep them in view when columns are added.
  useLayoutEffect(() => {
    const element = scroller.current
    if (!element || width === 0) return
    showWholeColumns(element)
    element.scrollLeft = element.scrollWidth
  }, [lastIndex, width, sizes])

  return (
    <div className="log-table" style={{ '--cell-chars': cellChars(table) } as CSSProperties}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section ref={scroller} className="log-scroll" tabIndex={0} aria-label={table.title}>
        <table>
          <caption className="vh">{table.title}</caption>
          <Head table={table} />
          <tbody>
            {rows.map((view) => (
              <Row
                key={view.row.node}
                view={view}
                hidden={table.hidden}
                isSelected={view.row.node === selected}
                onSelect={onSelect}
              />
            ))}
          </tbody>
        </table>
      </section>
      {showKey && <Key table={table} />}
    </div>
  )
}

/** Widens the last column until what is scrolled away is whole columns: no entry is cut in half. */
function showWholeColumns(element: HTMLElement): void {
  element.style.removeProperty('--end-more')
  const widthOf = (part: string) => element.querySelector(part)?.getBoundingClientRect().width ?? 0
  const pitch = widthOf('.log-index')
  const away = element.scrollWidth - element.clientWidth - widthOf('.log-hidden')
  const more = away > 0 && pitch > 0 ? pitch - (away % pitch) : 0
  element.style.setProperty('--end-more', `${more}px`)
}

function Head({ table }: { readonly table: TablePicture }) {
  return (
    <thead>
      <tr>
        <th scope="col" className="log-name">
          {table.title}
        </th>
        {table.hidden > 0 && (
          <th scope="col" className="log-hidden">
            {table.hidden} earlier
          </th>
        )}
        {Array.from({ length: table.columns }, (_, i) => (
          <th key={table.firstIndex + i} scope="col" className="log-index">
            {table.names?.[i] ?? table.firstIndex + i}
          </th>
        ))}
        <th scope="col" className="log-end">
          {table.endTitle}
        </th>
      </tr>
    </thead>
  )
}

function Row({
  view,
  hidden,
  isSelected,
  onSelect,
}: {
  readonly view: RowView
  readonly hidden: number
  readonly isSelected: boolean
  readonly onSelect: ((node: string) => void) | undefined
}) {
  const { row } = view
  return (
    <tr
      className={`${isSelected ? 'is-selected' : ''}${row.isUp ? '' : ' is-down'}${row.isHearsay ? ' is-hearsay' : ''}`}
    >
      <th scope="row" className="log-name">
        {onSelect ? (
          <button type="button" aria-pressed={isSelected} onClick={() => onSelect(row.node)}>
            {row.node}
          </button>
        ) : (
          row.node
        )}
      </th>
      {hidden > 0 && (
        <td className={view.hasBarBefore ? 'log-hidden has-bar' : 'log-hidden'}>
          <span aria-hidden="true">…</span>
        </td>
      )}
      {view.cells.map((cell) => (
        <Cell key={cell.index} view={cell} />
      ))}
      <td className="log-end data">{row.end}</td>
    </tr>
  )
}

function Cell({ view }: { readonly view: CellView }) {
  const { cell } = view
  const marks = `${view.isLastApplied ? ' is-applied' : ''}${view.hasBar ? ' has-bar' : ''}`
  if (!cell) return <td className={`log-cell${marks}`} aria-label={view.words} />
  return (
    <td className={`log-cell${marks}`} aria-label={view.words} data-hue={cell.hue ?? undefined}>
      <span className={view.classes} aria-hidden="true">
        <span className="tag">{cell.tag}</span>
        <span className="text">{cell.text}</span>
      </span>
    </td>
  )
}

function Key({ table }: { readonly table: TablePicture }) {
  return (
    <ul className="log-key">
      {keyOf(table).map((key) => (
        <li key={key}>
          <i className={`key-mark key-${key}`} aria-hidden="true" />
          {keyWord(table, key)}
        </li>
      ))}
    </ul>
  )
}
