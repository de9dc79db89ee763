// The tree of runs under the transport: every branch a thin line, the run on show a strong one. Pressing a branch
// shows it.

import { type CSSProperties, type KeyboardEvent, useEffect, useRef } from 'react'
import type { BranchPicture } from '../../../lab/branches.ts'
import { useSizes } from '../shared/sizes.ts'
import { milliseconds } from '../shared/time.ts'
import { useBox } from '../shared/useBox.ts'
import { rowAfterKey, type TreeRow, treeGeometry } from './branchTree.ts'
import './branchTree.css'

export interface BranchTreeProps {
  readonly branches: readonly BranchPicture[]
  /** End of the run on show, as on the scrub bar. */
  readonly endUs: number
  readonly onShow: (id: string) => void
}

export function BranchTree({ branches, endUs, onShow }: BranchTreeProps) {
  const box = useRef<HTMLDivElement>(null)
  const { width } = useBox(box)
  const { rows, height, pitch } = treeGeometry(branches, endUs, width, useSizes())
  const current = rows.findIndex(({ isCurrent }) => isCurrent)

  useEffect(() => {
    box.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' })
  }, [current, rows.length, width])

  const onKeyDown = (event: KeyboardEvent, at: number) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const next = rowAfterKey(event.key, at, rows.length)
    if (event.key === 'Enter' || event.key === ' ') onShow(rows[at]?.id ?? '')
    else if (next !== null) box.current?.querySelectorAll<SVGElement>('[role=option]')[next]?.focus()
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <div
      className="branch-tree"
      role="listbox"
      aria-label="Branches"
      style={{ '--pitch': `${pitch}px` } as CSSProperties}
    >
      <div ref={box}>
        {width > 0 && (
          <svg className="fig" width={width} height={height} role="presentation">
            {rows.map((row, at) => (
              <rect
                key={row.id}
                y={row.y - pitch / 2}
                width={width}
                height={pitch}
                role="option"
                aria-selected={row.isCurrent}
                aria-label={wordsFor(branches, row)}
                tabIndex={at === Math.max(0, current) ? 0 : -1}
                className="branch-hit"
                onClick={() => onShow(row.id)}
                onKeyDown={(event) => onKeyDown(event, at)}
              />
            ))}
            {/* biome-ignore lint/a11y/noAriaHiddenOnFocusable: nothing in it takes the focus */}
            <g className="branch-lines" aria-hidden="true">
              {rows.map((row) => (
                <Line key={row.id} row={row} />
              ))}
            </g>
          </svg>
        )}
      </div>
    </div>
  )
}

function Line({ row: { x, endX, y, fromY, shownX, label, name, isCurrent } }: { row: TreeRow }) {
  const bend = fromY === null ? `M${x} ${y}` : `M${x} ${fromY}V${y - 6}Q${x} ${y} ${x + 6} ${y}`
  return (
    <>
      <path d={`${bend}H${endX}M${endX} ${y - 4}v8`} className="branch" />
      {shownX !== null && <path d={`${bend}H${Math.max(shownX, x)}`} className="branch shown" />}
      <rect x={label.boxX} y={y - 8} width={label.w} height={16} className="ground" />
      <text
        x={label.x}
        y={y}
        dy="0.35em"
        className={`${label.isBefore ? 'end ' : ''}${isCurrent ? 'strong' : 'soft'}`}
      >
        {name}
      </text>
    </>
  )
}

function wordsFor(branches: readonly BranchPicture[], { id, name }: TreeRow): string {
  const branch = branches.find((one) => one.id === id)
  const parent = branches.find((one) => one.id === branch?.parent)
  return branch === undefined || parent === undefined
    ? name
    : `${name}, leaves ${parent.name} at ${milliseconds(branch.forkUs)}`
}
