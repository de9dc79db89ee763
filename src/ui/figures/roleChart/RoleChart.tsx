// A role chart (Raft's Figure 4, the states of a breaker): which node is in which state now, and what just happened.

import { useMemo, useRef } from 'react'
import type { ChartPicture } from '../../../sim/picture.ts'
import { px } from '../shared/geometry.ts'
import { useSizes } from '../shared/sizes.ts'
import { useBox } from '../shared/useBox.ts'
import { type ArrowView, chartGeometry, type StateView } from './roleChart.ts'

export interface RoleChartProps {
  readonly chart: ChartPicture
}

export function RoleChart({ chart }: RoleChartProps) {
  const box = useRef<HTMLDivElement>(null)
  const { width } = useBox(box)
  const sizes = useSizes()
  const geometry = useMemo(() => chartGeometry(chart, Math.max(240, width), sizes), [chart, width, sizes])
  return (
    <div ref={box} className="role-chart" style={{ height: geometry.height }}>
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
            <State key={view.state.id} view={view} />
          ))}
          {[...geometry.arrows]
            .sort((a, b) => Number(a.isLast) - Number(b.isLast))
            .map((view) => (
              <Arrow key={view.key} view={view} />
            ))}
        </svg>
      )}
    </div>
  )
}

function State({ view: { state, box } }: { readonly view: StateView }) {
  const isLit = state.nodes.length > 0
  const x = box.x + box.w / 2
  return (
    <>
      <rect
        x={px(box.x)}
        y={box.y}
        width={px(box.w)}
        height={box.h}
        rx={box.h / 2}
        className={isLit ? 'state lit' : 'state'}
      />
      <text
        x={px(x)}
        y={box.y + box.h * (isLit ? 0.34 : 0.5)}
        dy=".35em"
        className={isLit ? 'f2 strong middle' : 'f2 middle quiet'}
      >
        {state.title}
      </text>
      {isLit && (
        <text x={px(x)} y={box.y + box.h * 0.7} dy=".35em" className="middle soft">
          {namesOf(state.nodes, box.w)}
        </text>
      )}
    </>
  )
}

/** All names if they fit, else how many. */
function namesOf(nodes: readonly string[], width: number): string {
  const all = nodes.join(', ')
  return all.length * 7 < width - 16 ? all : `${nodes.length} nodes`
}

function Arrow({ view }: { readonly view: ArrowView }) {
  const { tip, labelBox: box } = view
  return (
    <g className={view.isLast ? 'last' : undefined}>
      <path d={view.path} className="arrow" />
      <path
        d="M-8 -4.5L0 0L-8 4.5Z"
        className="arrow-head"
        transform={`translate(${px(tip.x)} ${px(tip.y)}) rotate(${tip.angle})`}
      />
      <rect x={px(box.x - 3)} y={px(box.y)} width={px(box.w + 6)} height={px(box.h)} className="ground" />
      <text
        x={px(box.x + box.w / 2)}
        y={px(box.y + box.h / 2)}
        dy=".35em"
        className={view.isLast ? 'middle strong' : 'middle quiet'}
      >
        {view.label}
      </text>
    </g>
  )
}

function chartWords(chart: ChartPicture): string {
  const lit = chart.states.filter((state) => state.nodes.length > 0)
  const last = chart.arrows.find((arrow) => arrow.isLast)
  const now = lit.map((state) => `${state.title}: ${state.nodes.join(', ')}`).join('; ')
  return `${chart.title}. ${now}${last ? `. Last: ${last.from} to ${last.to}, ${last.label}` : ''}`
}
