// Geometry of the space-time diagram: one lane a client and a node, messages as slanted lines between them, and what you
// did as bands, walls and gaps. Pure: a run made ready for drawing and a window in, pixels out. Pixels count from the
// left edge of the plot; what costs a frame depends on the window's pixels and lanes, not on how long the run is.

import type { FigureSizes } from '../shared/sizes.ts'
import { type AxisTick, axisTicks } from './axis.ts'
import { type FaultView, faultRowsOf, faultViews } from './faultViews.ts'
import { type Layout, layoutOf } from './layout.ts'
import { type BarView, barsOf, type StretchView, stretchesOf } from './lives.ts'
import { type DeedMark, type Dot, deedMarks, dotsOf, type RailMark, railMarks } from './marks.ts'
import { type Messages, messagesOf } from './messages.ts'
import type { Model } from './model.ts'
import { type Mode, type Scale, type Span, scaleOf } from './scale.ts'

export interface Window {
  readonly mode: Mode
  readonly span: Span
  /** Of the plot, without the names. */
  readonly width: number
  readonly height: number
}

export interface DiagramGeometry {
  readonly width: number
  readonly height: number
  readonly scale: Scale
  readonly layout: Layout
  readonly ticks: readonly AxisTick[]
  readonly faults: readonly FaultView[]
  readonly stretches: readonly StretchView[]
  readonly bars: readonly BarView[]
  readonly messages: Messages
  readonly dots: readonly Dot[]
  readonly deeds: readonly DeedMark[]
  readonly rail: readonly RailMark[]
  /** Where the run begins, and where what is known of it ends. */
  readonly startX: number
  readonly endX: number
}

export function diagramGeometry(model: Model, window: Window, sizes: FigureSizes): DiagramGeometry {
  const { columns, slots, options } = model
  const { mode, span, width, height } = window
  const scale = scaleOf(columns, slots, mode, span, width)
  const layout = layoutOf(columns, options.hiddenLanes, faultRowsOf(model), height, sizes)
  return {
    width,
    height,
    scale,
    layout,
    ticks: axisTicks(model, scale, sizes),
    faults: faultViews(model, scale, layout, sizes),
    stretches: stretchesOf(model, scale, layout),
    bars: barsOf(model, scale, layout, sizes),
    messages: messagesOf(model, scale, layout),
    dots: dotsOf(model, scale, layout),
    deeds: deedMarks(model, scale, layout),
    rail: railMarks(model, scale),
    startX: mode === 'time' ? scale.x(-1) : -scale.span.from / scale.perPx,
    endX: mode === 'time' ? scale.xAt(-1, columns.knownUs) : (slots.count - scale.span.from) / scale.perPx,
  }
}
