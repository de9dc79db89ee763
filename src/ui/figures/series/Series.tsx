// A small chart over simulated time, with what it shows in words.

import { useRef } from 'react'
import { alarm } from '../glyphs/paths.ts'
import { Axis } from '../shared/Axis.tsx'
import { px } from '../shared/geometry.ts'
import { useSizes } from '../shared/sizes.ts'
import { useBox } from '../shared/useBox.ts'
import { type SeriesInput, seriesGeometry } from './series.ts'

export interface SeriesProps extends SeriesInput {
  /** What it shows, as a sentence: the figure's name for those who listen. */
  readonly label: string
}

export function Series({ label, ...input }: SeriesProps) {
  const box = useRef<HTMLDivElement>(null)
  const { width } = useBox(box)
  const g = seriesGeometry(input, width, useSizes())
  return (
    <div ref={box} className="series" style={{ height: g.height }}>
      {width > 0 && (
        <svg className="fig" width={width} height={g.height} role="img" aria-label={label}>
          <Axis width={width} y={g.baseY} ticks={g.ticks} />
          {g.levels.map(({ text, y, textY }) => (
            <g key={text}>
              <path d={`M0 ${px(y)}H${width}`} className="level" />
              <text x={width} y={px(textY)} className="mono end quiet">
                {text}
              </text>
            </g>
          ))}
          {g.dots.map(({ x, y, isBroken }, i) => {
            const at = `translate(${px(x)} ${px(y)})`
            return isBroken ? (
              <path key={i} d={alarm(4.5)} transform={at} className="alarm" />
            ) : (
              <circle key={i} r={2.2} transform={at} className="dot" />
            )
          })}
          <path d={`M${px(g.needleX)} 0V${g.baseY}`} className="needle" />
        </svg>
      )}
    </div>
  )
}
