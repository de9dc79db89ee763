// Layout of a role chart: states side by side in the order the chart gives them, arrows forward above the line, arrows
// back below it, one level each, as Raft's Figure 4 has them. Pure.

import type { ChartPicture, ChartState } from '../../../sim/picture.ts'
import { type Box, px } from '../shared/geometry.ts'
import type { FigureSizes } from '../shared/sizes.ts'
import { textWidth } from '../shared/textWidth.ts'

export interface StateView {
  readonly state: ChartState
  readonly box: Box
}

export interface ArrowView {
  readonly key: string
  readonly path: string
  /** Tip and direction of the head. */
  readonly tip: { readonly x: number; readonly y: number; readonly angle: number }
  readonly label: string
  readonly labelBox: Box
  readonly isLast: boolean
}

export interface ChartGeometry {
  readonly width: number
  readonly height: number
  readonly states: readonly StateView[]
  readonly arrows: readonly ArrowView[]
}

type Arrow = ChartPicture['arrows'][number]

export function chartGeometry(chart: ChartPicture, width: number, sizes: FigureSizes): ChartGeometry {
  const order = new Map(chart.states.map((state, i) => [state.id, i]))
  const place = (id: string) => order.get(id) ?? 0
  const isBack = (arrow: Arrow) => place(arrow.to) < place(arrow.from)
  const span = (arrow: Arrow) => Math.abs(place(arrow.to) - place(arrow.from))
  const above = chart.arrows.filter((arrow) => !isBack(arrow)).sort((a, b) => span(a) - span(b))
  const below = chart.arrows.filter(isBack).sort((a, b) => span(a) - span(b))
  const level = sizes.small * 2.1
  const topLevels = levelsOf(above, place)
  const bottomLevels = levelsOf(below, place)
  const top = 6 + topLevels.count * level + (topLevels.count > 0 ? 12 : 0)
  const states = statesOf(chart.states, width, top, sizes)
  const bottom = Math.max(...states.map((view) => view.box.y + view.box.h))
  const boxOf = (id: string) => states[place(id)]?.box ?? { x: 0, y: top, w: 0, h: 0 }
  const draw = (arrow: Arrow, i: number, levels: readonly number[], side: 1 | -1) =>
    arrowOf(arrow, boxOf(arrow.from), boxOf(arrow.to), side, (levels[i] ?? 0) * level + 16, width, sizes)
  return {
    width,
    height: bottom + bottomLevels.count * level + (bottomLevels.count > 0 ? 24 : 6),
    states,
    arrows: [
      ...above.map((arrow, i) => draw(arrow, i, topLevels.levels, -1)),
      ...below.map((arrow, i) => draw(arrow, i, bottomLevels.levels, 1)),
    ],
  }
}

/** Arrows whose stretches overlap stand on different levels. */
function levelsOf(arrows: readonly Arrow[], place: (id: string) => number) {
  const taken: [number, number][][] = []
  const levels = arrows.map((arrow) => {
    const from = Math.min(place(arrow.from), place(arrow.to)) - 0.1
    const to = Math.max(place(arrow.from), place(arrow.to)) + 0.1
    let level = taken.findIndex((row) => row.every(([a, b]) => to < a || from > b))
    if (level < 0) level = taken.push([]) - 1
    taken[level]?.push([from, to])
    return level
  })
  return { levels, count: taken.length }
}

function statesOf(
  states: readonly ChartState[],
  width: number,
  top: number,
  sizes: FigureSizes,
): readonly StateView[] {
  const gap = Math.max(8, Math.min(40, width * 0.05))
  const w = (width - 2 - gap * (states.length - 1)) / Math.max(1, states.length)
  const h = sizes.medium * 1.5 + sizes.small * 1.5 + 10
  return states.map((state, i) => ({ state, box: { x: 1 + i * (w + gap), y: top, w, h } }))
}

/** From the middle of one state, out to its level, across, and back to the other. Ends keep apart by direction. */
function arrowOf(
  arrow: Arrow,
  from: Box,
  to: Box,
  side: 1 | -1,
  reach: number,
  width: number,
  sizes: FigureSizes,
): ArrowView {
  const isSelf = arrow.from === arrow.to
  const isForth = to.x > from.x
  const edge = side < 0 ? from.y : from.y + from.h
  const far = edge + side * reach
  const lean = isSelf ? 0.3 : 0.22
  const x1 = from.x + from.w * (isSelf || isForth === side < 0 ? 0.5 + lean : 0.5 - lean)
  const x2 = to.x + to.w * (isSelf || isForth === side < 0 ? 0.5 - lean : 0.5 + lean)
  const w = Math.min(width, textWidth(arrow.label, sizes.small))
  const middle = Math.max(w / 2 + 1, Math.min(width - w / 2 - 1, (x1 + x2) / 2))
  const h = sizes.small * 1.35
  return {
    key: `${arrow.from} ${arrow.to}`,
    path: `M${px(x1)} ${px(edge)}V${px(far)}H${px(x2)}V${px(edge + side * 5)}`,
    tip: { x: x2, y: edge, angle: side < 0 ? 90 : -90 },
    label: arrow.label,
    labelBox: { x: middle - w / 2, y: far - h / 2, w, h },
    isLast: arrow.isLast,
  }
}
