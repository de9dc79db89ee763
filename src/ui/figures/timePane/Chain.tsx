// A chain of causes lit in the lanes: ink over what else is drawn there.

import { px } from '../shared/geometry.ts'
import { type ChainMark, chainGeometry } from './chain.ts'
import type { TimePaneGeometry } from './timePane.ts'

interface ChainProps {
  readonly marks: readonly ChainMark[]
  readonly geometry: TimePaneGeometry
  readonly fromUs: number
  readonly toUs: number
}

export function Chain({ marks, geometry, fromUs, toUs }: ChainProps) {
  const { dots, lines } = chainGeometry(marks, geometry, fromUs, toUs)
  if (dots.length === 0 && lines.length === 0) return null
  return (
    <g className="lit-chain">
      {lines.map(([a, b]) => (
        <path key={`${px(a.x)} ${a.y} ${px(b.x)}`} d={`M${px(a.x)} ${a.y}L${px(b.x)} ${b.y}`} />
      ))}
      {dots.map(({ x, y }) => (
        <circle key={`${px(x)} ${y}`} cx={px(x)} cy={y} r={3.5} />
      ))}
    </g>
  )
}
