// A few words in a still figure, on a piece of ground that stops the line.

import type { Hue } from '../../../sim/picture.ts'
import { SIZES } from '../shared/sizes.ts'
import { textWidth } from '../shared/textWidth.ts'

export function Note({
  x,
  y,
  text,
  hue = null,
  anchor = 'start',
}: {
  readonly x: number
  readonly y: number
  readonly text: string
  readonly hue?: Hue
  readonly anchor?: 'start' | 'middle' | 'end'
}) {
  const w = textWidth(text, SIZES.small)
  const left = anchor === 'start' ? x : anchor === 'end' ? x - w : x - w / 2
  return (
    <g data-hue={hue ?? undefined}>
      <rect x={left - 3} y={y - 11} width={w + 6} height={15} className="ground" />
      <text
        x={x}
        y={y}
        className={`${hue === null ? 'soft' : 'its mid'}${anchor === 'start' ? '' : ` ${anchor}`}`}
      >
        {text}
      </text>
    </g>
  )
}
