// A role chart (Raft's Figure 4, the states of a breaker): which node is in which state now, and what just happened.

import { useMemo, useRef } from 'react'
import type { ChartPicture } from '../../../sim/picture.ts'
import { px } from '../shared/geometry.ts'
import { type FigureSizes, useSizes } from '../shared/sizes.ts'
import { textWidth } from '../shared/textWidth.ts'
import { useBox } from '../shared/useBox.ts'
import { type ArrowView, type ChartGeometry, chartGeometry, type StateView } from './roleChart.ts'
import './roleChart.css'

export interface RoleChartProps {
  readonly chart: ChartPicture
}

export function RoleChart({ chart }: RoleChartProps) {
  const box = useRef<HTMLDivElement>(null)
  const { width } = useBox(box)
  const sizes = useSizes()
  const geometry = useMemo(() => chartGeometry(chart, Math.max(260, width), sizes), [chart, width, sizes])
  return (
    <div ref={box} className="role-chart">
      {width > 0 && (
        <svg
          className="fig"
          width={width}
          height={geometry.height}
          viewBox={`0 0 ${geometry.width} ${geometry.height}`}
          role="img"
          aria-label={chartWords(chart)}
        >
          {geometry.states.map((view) => (
            <State key={view.state.id} view={view} sizes={sizes} />
          ))}
          {lastOnTop(geometry).map((view) => (
            <Arrow key={view.key} view={view} isNumbered={geometry.isNumbered} sizes={sizes} />
          ))}
        </svg>
      )}
      {geometry.isNumbered && <Words arrows={geometry.arrows} />}
    </div>
  )
}

function lastOnTop({ arrows }: ChartGeometry): readonly ArrowView[] {
  return [...arrows].sort((a, b) => Number(a.isLast) - Number(b.isLast))
}

function State({ view: { state, box }, sizes }: { readonly view: StateView; readonly sizes: FigureSizes }) {
  const isLit = state.nodes.length > 0
  const x = px(box.x + box.w / 2)
  const size = textWidth(state.title, sizes.medium) < box.w - 8 ? 'f2 ' : ''
  return (
    <>
      <rect
        x={px(box.x)}
        y={box.y}
        width={px(box.w)}
        height={box.h}
        rx={8}
        className={isLit ? 'state lit' : 'state'}
      />
      <text
        x={x}
        y={box.y + box.h * (isLit ? 0.33 : 0.5)}
        dy=".35em"
        className={`${size}middle ${isLit ? 'strong' : 'quiet'}`}
      >
        {state.title}
      </text>
      {isLit && (
        <text x={x} y={box.y + box.h * 0.7} dy=".35em" className="middle soft">
          {namesOf(state.nodes, box.w, sizes)}
        </text>
      )}
    </>
  )
}

/** All names if they fit, else how many. */
function namesOf(nodes: readonly string[], width: number, sizes: FigureSizes): string {
  const all = nodes.join(', ')
  return textWidth(all, sizes.small) < width - 8 ? all : `${nodes.length} nodes`
}

function Arrow({
  view,
  isNumbered,
  sizes,
}: {
  readonly view: ArrowView
  readonly isNumbered: boolean
  readonly sizes: FigureSizes
}) {
  const { tip, at } = view
  const w = isNumbered ? sizes.small * 1.2 : view.labelW + 8
  return (
    <g className={view.isLast ? 'last' : undefined}>
      <path d={view.path} className="arrow" />
      <path
        d="M-8 -4.5L0 0L-8 4.5Z"
        className="arrow-head"
        transform={`translate(${px(tip.x)} ${px(tip.y)}) rotate(${tip.angle})`}
      />
      <rect
        x={px(at.x - w / 2)}
        y={px(at.y - sizes.small * 0.7)}
        width={px(w)}
        height={px(sizes.small * 1.4)}
        className="ground"
      />
      <text x={px(at.x)} y={px(at.y)} dy=".35em" className={`middle ${view.isLast ? 'strong' : 'soft'}`}>
        {isNumbered ? view.number : view.label}
      </text>
    </g>
  )
}

function Words({ arrows }: { readonly arrows: readonly ArrowView[] }) {
  return (
    <ol className="role-words">
      {arrows.map((arrow) => (
        <li key={arrow.key} className={arrow.isLast ? 'strong' : 'soft'}>
          <span className="data">{arrow.number}</span> {arrow.label}
        </li>
      ))}
    </ol>
  )
}

function chartWords(chart: ChartPicture): string {
  const lit = chart.states.filter((state) => state.nodes.length > 0)
  const last = chart.arrows.find((arrow) => arrow.isLast)
  const now = lit.map((state) => `${state.title}: ${state.nodes.join(', ')}`).join('; ')
  return `${chart.title}. ${now}${last ? `. Last: ${last.from} to ${last.to}, ${last.label}` : ''}`
}
