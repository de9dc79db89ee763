// The bar between the two columns of the wide page, in every layout that has two.

import { Splitter } from './Splitter.tsx'

const LEAST_SIDE_PX = 300
/** Stage, lanes and transport need this much beside the reasons; shell.css holds to it too. */
const LEAST_LEFT_PX = 520
/** Margins of the page, and the gap between the columns. */
const BETWEEN_PX = 24 + 40 + 24

/** `width` is that of the page, `side` that of the column on the right, as they were measured. */
export function SideSplitter({ width, side }: { readonly width: number; readonly side: number }) {
  return (
    <Splitter
      label="Width of the reasons"
      split="side"
      controls="pane-side"
      size={side}
      range={{ least: LEAST_SIDE_PX, most: width - BETWEEN_PX - LEAST_LEFT_PX }}
      grows="left"
    />
  )
}
