// Where a chain of causes runs through the lanes: a dot an event, a line from each to what it brought about. Pure.

import type { TimePaneGeometry } from './timePane.ts'

export interface ChainMark {
  readonly node: string
  readonly atUs: number
}

interface Point {
  readonly x: number
  readonly y: number
}

export interface ChainView {
  readonly dots: readonly Point[]
  readonly lines: readonly (readonly [Point, Point])[]
}

/** Events of no node in particular have no lane: the line ends before them. */
export function chainGeometry(
  marks: readonly ChainMark[],
  { rows, width }: Pick<TimePaneGeometry, 'rows' | 'width'>,
  fromUs: number,
  toUs: number,
): ChainView {
  const middle = new Map(rows.map((row) => [row.id, row.y + row.h / 2]))
  const x = (us: number) => ((us - fromUs) / Math.max(1, toUs - fromUs)) * width
  const points = marks.map(({ node, atUs }): Point | null => {
    const y = middle.get(node)
    return y === undefined ? null : { x: x(atUs), y }
  })
  const isIn = ({ x: at }: Point) => at >= 0 && at <= width
  return {
    dots: points.filter((point): point is Point => point !== null && isIn(point)),
    lines: points.flatMap((effect, i) => {
      const cause = points[i + 1] ?? null
      const line = effect === null || cause === null ? null : within(cause, effect, width)
      return line === null ? [] : [line]
    }),
  }
}

/** The part of a line, left to right, that is inside the pane. */
function within(from: Point, to: Point, width: number): readonly [Point, Point] | null {
  if (to.x < 0 || from.x > width) return null
  const at = (x: number): Point => ({ x, y: from.y + ((x - from.x) / (to.x - from.x)) * (to.y - from.y) })
  return [from.x < 0 ? at(0) : from, to.x > width ? at(width) : to]
}
