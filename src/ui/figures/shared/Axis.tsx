// A time axis: large ticks with their numbers, small ones between.

import { px } from './geometry.ts'
import type { Tick } from './time.ts'

interface AxisProps {
  readonly width: number
  readonly y: number
  readonly ticks: readonly (Tick & { readonly x: number })[]
}

export function Axis({ width, y, ticks }: AxisProps) {
  return (
    <>
      <path d={`M0 ${y}H${width}`} className="axis" />
      {ticks.map((tick) => (
        <g key={tick.us} transform={`translate(${px(tick.x)} ${y})`}>
          <path d={tick.label === null ? 'M0 0v3' : 'M0 0v6'} className="axis" />
          {tick.label !== null && (
            <text y={8} dy=".9em" className="mono middle quiet">
              {tick.label}
            </text>
          )}
        </g>
      ))}
    </>
  )
}
