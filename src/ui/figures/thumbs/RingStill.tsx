// A still of a ring and of what each node has.

import { arc as arcShape } from 'd3-shape'
import { useHatch } from '../glyphs/Hatch.tsx'
import { Wall } from '../glyphs/Wall.tsx'
import { px } from '../shared/geometry.ts'
import type { RingStill as Still } from './rings.ts'

const CENTRE = { x: 76, y: 66 }
const OUTER = 56
const INNER = 45
const KEYS = 35
const BARS = { x: 176, y: 26, width: 104, pitch: 27, height: 12 }
const TURN = 2 * Math.PI

export function RingStill({ still: { arcs, keys, bars } }: { readonly still: Still }) {
  const hatch = useHatch()
  return (
    <>
      <g transform={`translate(${CENTRE.x} ${CENTRE.y})`}>
        {arcs.map(({ until, hue, isDead }, i) => (
          <path
            key={until}
            d={shapeOf(arcs[i - 1]?.until ?? 0, until)}
            data-hue={hue ?? undefined}
            className={isDead ? 'dead' : 'entry'}
            fill={isDead ? hatch : undefined}
          />
        ))}
        {keys.map(({ at, hue, isHot }) => (
          <circle
            key={at}
            cx={px(KEYS * Math.sin(at * TURN))}
            cy={px(-KEYS * Math.cos(at * TURN))}
            r={isHot ? 6 : 2.4}
            data-hue={hue ?? undefined}
            className="disc"
          />
        ))}
      </g>
      {bars.map(({ name, share, hue, isDead }, i) => (
        <g key={name} transform={`translate(${BARS.x} ${BARS.y + i * BARS.pitch})`}>
          <text x={-8} dy=".35em" className="f1 soft end">
            {name}
          </text>
          {isDead ? (
            <Wall length={share * BARS.width} thickness={BARS.height} faces={false} />
          ) : (
            <rect
              y={-BARS.height / 2}
              width={px(share * BARS.width)}
              height={BARS.height}
              data-hue={hue ?? undefined}
              className="entry"
            />
          )}
        </g>
      ))}
    </>
  )
}

function shapeOf(from: number, until: number): string {
  const shape = arcShape()
  return (
    shape({ innerRadius: INNER, outerRadius: OUTER, startAngle: from * TURN, endAngle: until * TURN }) ?? ''
  )
}
