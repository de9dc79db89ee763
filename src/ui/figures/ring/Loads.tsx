// How much each node has, as bars: the mean and, where there is one, the bound are lines over them.

import { useRef } from 'react'
import { useSizes } from '../shared/sizes.ts'
import { useBox } from '../shared/useBox.ts'
import { type LoadBar, type LoadColumn, type LoadsGeometry, loadsGeometry, nodeAt } from './loads.ts'
import type { RingModel } from './model.ts'
import { litNode, type PlacementProps, Said } from './Ring.tsx'
import { usePointing } from './usePointing.ts'
import { Walk } from './Walk.tsx'

export function Loads(props: PlacementProps & { readonly isSaid?: boolean }) {
  const { model, selected, isSaid = true } = props
  const box = useRef<HTMLDivElement>(null)
  const size = useBox(box)
  const sizes = useSizes()
  const pointing = usePointing(props)
  const geometry = loadsGeometry(model, size, sizes.small)
  const lit = litNode(model, pointing, selected)
  return (
    <figure className="loads">
      <div ref={box} className="loads-box">
        {size.width > 0 && (
          <svg className="fig" width={size.width} height={geometry.height} aria-hidden="true">
            {geometry.columns.map((column) => (
              <Column key={column.id} column={column} model={model} geometry={geometry} lit={lit} />
            ))}
            {[...new Set(geometry.columns.map(({ y }) => y))].map((y) => (
              <Names key={y} y={y} model={model} geometry={geometry} lit={lit} />
            ))}
          </svg>
        )}
        <Walk
          model={model}
          pointing={pointing}
          label="Nodes beside each other. Left and right walk from node to node"
          hit={({ y }) => {
            const index = nodeAt(geometry, y, model.picture.nodes.length)
            return index === null ? null : { kind: 'node', index }
          }}
        />
      </div>
      {isSaid && <Said model={model} pointing={pointing} hint="Bar: now. Tick: before the latest change." />}
    </figure>
  )
}

interface ColumnProps {
  readonly model: RingModel
  readonly geometry: LoadsGeometry
  readonly lit: number | null
}

function Column({ column, model, geometry, lit }: ColumnProps & { readonly column: LoadColumn }) {
  const { rowH, barH, names, headPx } = geometry
  const { nodes } = model.picture
  const isEven = new Set(column.bars.flatMap(({ fair }) => fair ?? [])).size === 1
  return (
    <g transform={`translate(${column.x} ${column.y})`}>
      <text className="f2 strong" x={0} y={headPx * 0.32}>
        {column.title}
      </text>
      <text className="quiet" x={0} y={headPx * 0.7}>
        {column.summary}
      </text>
      {column.bars.map((bar, i) => {
        const node = nodes[i]!
        const isNew = node.keysBefore === 0 && node.isMember
        return (
          <g key={node.id} transform={`translate(0 ${bar.y + (rowH - barH) / 2})`}>
            <rect
              className={i === lit ? 'load lit' : isNew ? 'load new' : 'load'}
              data-hue={isNew ? (node.hue ?? undefined) : undefined}
              width={bar.width}
              height={barH}
            />
            <Ticks bar={bar} barH={barH} hasFair={!isEven} />
            {names !== null && (
              <text className="mono end" x={column.width} y={barH / 2} dy=".35em">
                {bar.text}
              </text>
            )}
          </g>
        )
      })}
      {isEven && <Mean column={column} geometry={geometry} />}
    </g>
  )
}

function Ticks({ bar, barH, hasFair }: { bar: LoadBar; barH: number; hasFair: boolean }) {
  const over = Math.min(4, barH / 4)
  return (
    <>
      {bar.before !== null && <path className="load-was" d={`M${bar.before} ${-over}V${barH + over}`} />}
      {hasFair && bar.fair !== null && (
        <path className="load-fair" d={`M${bar.fair} ${-over}V${barH + over}`} />
      )}
      {bar.lid !== null && <path className="load-lid" d={`M${bar.lid} ${-over}V${barH + over}`} />}
    </>
  )
}

/** One line through all bars, with its name. */
function Mean({ column, geometry }: { column: LoadColumn; geometry: LoadsGeometry }) {
  const x = column.bars.find(({ fair }) => fair !== null)?.fair ?? 0
  const { headPx, footPx, panelH } = geometry
  const foot = panelH - footPx
  return (
    <>
      <path className="load-fair" d={`M${x} ${headPx - 4}V${foot + 4}`} />
      <text className="quiet middle" x={x} y={foot + footPx * 0.72}>
        fair share
      </text>
    </>
  )
}

function Names({ model, geometry: { names, rowH, headPx }, lit, y }: ColumnProps & { readonly y: number }) {
  if (names === null) return null
  return (
    <g transform={`translate(0 ${y})`}>
      {model.picture.nodes.map(({ id, isMember, isUp }, i) => (
        <text
          key={id}
          className={`f2 ${i === lit ? 'strong' : ''} ${isMember && isUp ? '' : 'quiet'}`}
          x={0}
          y={headPx + (i + 0.5) * rowH}
          dy=".35em"
        >
          {id}
        </text>
      ))}
    </g>
  )
}
