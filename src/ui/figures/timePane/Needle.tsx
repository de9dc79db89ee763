// The needle: the one moment all views show, with its time under the axis.

import { px } from '../shared/geometry.ts'
import type { FigureSizes } from '../shared/sizes.ts'
import { dataWidth } from '../shared/textWidth.ts'
import { milliseconds } from '../shared/time.ts'
import type { TimePaneGeometry } from './timePane.ts'

export function Needle({
  geometry: g,
  atUs,
  sizes,
}: {
  readonly geometry: TimePaneGeometry
  readonly atUs: number
  readonly sizes: FigureSizes
}) {
  const words = milliseconds(atUs)
  const w = dataWidth(words, sizes.small) + 14
  const h = sizes.small * 1.9
  const left = Math.max(0, Math.min(g.width - w, g.needleX - w / 2))
  return (
    <>
      <path d={`M${px(g.needleX)} -2V${g.axisY}`} className="needle" />
      <path d={`M${px(g.needleX - 5)} -5h10l-5 7Z`} className="needle-head" />
      <rect x={px(left)} y={g.axisY + 3} width={px(w)} height={h} rx={2} className="needle-head" />
      <text x={px(left + w / 2)} y={g.axisY + 3 + h / 2} dy=".35em" className="mono middle needle-text">
        {words}
      </text>
    </>
  )
}
