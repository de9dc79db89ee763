// Which lines of a very long list are in view, and where they stand. A browser shows nothing that is higher than some
// ten million pixels, so a longer list is scrolled faster than it is high. Pure.

/** No browser has trouble with this. */
const HIGHEST_PX = 12_000_000
/** Lines drawn above and below what is seen. */
const OVERSCAN = 8

export interface RowsInView {
  /** Height of what is scrolled. */
  readonly heightPx: number
  readonly from: number
  readonly to: number
  /** Top of a line. */
  readonly topOf: (i: number) => number
  /** Where to scroll to, so that a line is in view; null if it is already. */
  readonly scrollTo: (i: number) => number | null
}

export function rowsInView(total: number, rowPx: number, scrollTop: number, boxPx: number): RowsInView {
  const wholePx = total * rowPx
  const heightPx = Math.min(wholePx, HIGHEST_PX)
  const pace = heightPx < wholePx ? (wholePx - boxPx) / (heightPx - boxPx) : 1
  const offset = scrollTop * pace
  return {
    heightPx,
    from: Math.max(0, Math.floor(offset / rowPx) - OVERSCAN),
    to: Math.min(total, Math.ceil((offset + boxPx) / rowPx) + OVERSCAN),
    topOf: (i) => scrollTop + i * rowPx - offset,
    scrollTo: (i) => {
      const top = i * rowPx
      const isSeen = top >= offset && top + rowPx <= offset + boxPx
      return isSeen ? null : Math.max(0, (top - boxPx / 2) / pace)
    },
  }
}

/** Where a key leads from the active line; null for other keys. */
export function lineAfterKey(key: string, active: number, total: number, page: number): number | null {
  const steps: Readonly<Record<string, number>> = {
    ArrowDown: 1,
    ArrowUp: -1,
    PageDown: page,
    PageUp: -page,
    Home: -total,
    End: total,
  }
  const step = steps[key]
  return step === undefined ? null : Math.min(Math.max(active + step, 0), total - 1)
}
