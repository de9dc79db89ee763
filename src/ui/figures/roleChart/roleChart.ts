// Layout of a role chart: states side by side in the order the chart gives them, arrows forward above the line, arrows
// back below it, one level each, as Raft's Figure 4 has them. Where words do not fit on the arrows, the arrows are
// numbered and the words stand in a list under the chart. Pure.

import type { ChartPicture, ChartState } from '../../../sim/picture.ts'
import { type Box, type Point, px } from '../shared/geometry.ts'
import type { FigureSizes } from '../shared/sizes.ts'
import { textWidth } from '../shared/textWidth.ts'

export interface StateView {
  readonly state: ChartState
  readonly box: Box
}

export interface ArrowView {
  readonly key: string
  readonly number: number
  readonly path: string
  /** Tip and direction of the head. */
  readonly tip: Point & { readonly angle: number }
  /** Middle of the level stretch: where its words or its number stand. */
  readonly at: Point
  readonly label: string
  readonly labelW: number
  readonly isLast: boolean
}

export interface ChartGeometry {
  readonly width: number
  readonly height: number
  readonly isNumbered: boolean
  readonly states: readonly StateView[]
  /** In the order of the chart. */
  readonly arrows: readonly ArrowView[]
}

type Arrow = ChartPicture['arrows'][number]

export function chartGeometry(chart: ChartPicture, width: number, sizes: FigureSizes): ChartGeometry {
  const order = new Map(chart.states.map((state, i) => [state.id, i]))
  const place = (arrow: Arrow) => ({ from: order.get(arrow.from) ?? 0, to: order.get(arrow.to) ?? 0 })
  const isBack = (arrow: Arrow) => place(arrow).to < place(arrow).from
  const above = stack(
    chart.arrows.filter((arrow) => !isBack(arrow)),
    place,
  )
  const below = stack(chart.arrows.filter(isBack), place)
  const pitch = sizes.small * 2
  const top = roomFor(above.count, pitch)
  const isNumbered = !fits(chart, width, place, sizes)
  const states = statesOf(chart.states, width, top, isNumbered, sizes)
  const bottom = top + (states[0]?.box.h ?? 0)
  const arrows = chart.arrows.map((arrow, i) => {
    const [from, to] = [states[place(arrow).from]?.box, states[place(arrow).to]?.box]
    const side = isBack(arrow) ? 1 : -1
    const level = (side < 0 ? above : below).levels.get(arrow) ?? 0
    return from && to ? [arrowOf(arrow, i + 1, from, to, side, NEAREST + level * pitch, sizes)] : []
  })
  const height = bottom + roomFor(below.count, pitch)
  return { width, height, isNumbered, states, arrows: arrows.flat() }
}

const NEAREST = 14

/** Beyond the outermost level, half a line of words. */
function roomFor(levels: number, pitch: number): number {
  return levels === 0 ? 2 : NEAREST + (levels - 1) * pitch + pitch / 2
}

type Place = (arrow: Arrow) => { readonly from: number; readonly to: number }

/** Short arrows stand next to the states; those whose stretches overlap stand on different levels. */
function stack(arrows: readonly Arrow[], place: Place) {
  const span = (arrow: Arrow) => Math.abs(place(arrow).to - place(arrow).from)
  const taken: [number, number][][] = []
  const levels = new Map<Arrow, number>()
  for (const arrow of [...arrows].sort((a, b) => span(a) - span(b))) {
    const { from, to } = place(arrow)
    const [low, high] = [Math.min(from, to) - 0.4, Math.max(from, to) + 0.4]
    let level = taken.findIndex((row) => row.every(([a, b]) => high <= a || low >= b))
    if (level < 0) level = taken.push([]) - 1
    taken[level]?.push([low, high])
    levels.set(arrow, level)
  }
  return { levels, count: taken.length }
}

const GAP = { numbered: 12, lettered: 110 } as const

function statesOf(
  states: readonly ChartState[],
  width: number,
  top: number,
  isNumbered: boolean,
  sizes: FigureSizes,
): readonly StateView[] {
  const gap = isNumbered ? GAP.numbered : GAP.lettered
  const w = (width - 4 - gap * (states.length - 1)) / Math.max(1, states.length)
  const h = sizes.medium * 1.5 + sizes.small * 1.5 + 10
  return states.map((state, i) => ({ state, box: { x: 2 + i * (w + gap), y: top, w, h } }))
}

/** Can every arrow carry its own words? */
function fits(chart: ChartPicture, width: number, place: Place, sizes: FigureSizes): boolean {
  const [first] = statesOf(chart.states, width, 0, false, sizes)
  const w = first?.box.w ?? 0
  return chart.arrows.every((arrow) => {
    const steps = Math.abs(place(arrow).to - place(arrow).from)
    const stretch = steps === 0 ? w * 0.9 : steps * (w + GAP.lettered) - w * 0.6
    return w > 80 && textWidth(arrow.label, sizes.small) + 20 < stretch
  })
}

/** Out of one state, across on its level, and into the other. Arrows that arrive and leave use different ports. */
function arrowOf(
  arrow: Arrow,
  number: number,
  from: Box,
  to: Box,
  side: 1 | -1,
  reach: number,
  sizes: FigureSizes,
): ArrowView {
  const isSelf = arrow.from === arrow.to
  const edge = side < 0 ? from.y : from.y + from.h
  const far = edge + side * reach
  const [leave, arrive] = isSelf ? [0.62, 0.38] : side < 0 ? [0.82, 0.18] : [0.3, 0.7]
  const x1 = from.x + from.w * leave
  const x2 = to.x + to.w * arrive
  return {
    key: `${arrow.from} ${arrow.to}`,
    number,
    path: `M${px(x1)} ${px(edge)}V${px(far)}H${px(x2)}V${px(edge + side * 6)}`,
    tip: { x: x2, y: edge + side, angle: side < 0 ? 90 : -90 },
    at: { x: (x1 + x2) / 2, y: far },
    label: arrow.label,
    labelW: textWidth(arrow.label, sizes.small),
    isLast: arrow.isLast,
  }
}
