// The plate of an unsafe variant: a torn corner and the words. It stands wherever a run with a rule left out is shown.

import { type FigureSizes, SIZES } from '../shared/sizes.ts'
import { tornPlate } from './paths.ts'
import { PLATE_WORDS, plateSize } from './plate.ts'

/** Its left top corner is the origin. `says` adds which rules are left out, for those who listen. */
export function Plate({
  sizes = SIZES,
  says = PLATE_WORDS,
}: {
  readonly sizes?: FigureSizes
  readonly says?: string
}) {
  const { w, h } = plateSize(sizes)
  return (
    <g>
      <title>{says}</title>
      <path d={tornPlate(w, h)} className="ground" />
      <path d={tornPlate(w, h)} className="op" />
      <text x={(w - 4) / 2} y={h / 2} dy=".35em" className="middle mid">
        {PLATE_WORDS}
      </text>
    </g>
  )
}
