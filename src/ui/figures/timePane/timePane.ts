// Geometry of the time pane: one row for the truth, one a client, one a node, and time to the right. Pure. The rows
// of nodes are as high as those of the log table, so that a row is one node: its name, its past, its log.

import type { RunInfo } from '../../../lab/frame.ts'
import type {
  FlightPicture,
  Hue,
  LanePicture,
  OperationPicture,
  TrailPicture,
  TruthPicture,
} from '../../../sim/picture.ts'
import { linear } from '../shared/scale.ts'
import type { FigureSizes } from '../shared/sizes.ts'
import { textWidth } from '../shared/textWidth.ts'
import { type Tick, timeTicks } from '../shared/time.ts'
import { type HoldsInput, type HoldView, placeHolds, placeRecords, type RecordView } from './holds.ts'
import { type LaneFlightView, placeFlights, placeTrails } from './messages.ts'
import { type OperationView, placeOperations } from './operations.ts'

export interface TimePaneInput extends HoldsInput {
  readonly nodes: readonly string[]
  readonly clients: readonly string[]
  readonly lanes: readonly LanePicture[]
  readonly operations: readonly OperationPicture[]
  readonly truth: readonly TruthPicture[]
  /** Messages in flight now. */
  readonly flights: readonly FlightPicture[]
  /** Messages that have ended. */
  readonly trails: readonly TrailPicture[]
  readonly faultSpans: RunInfo['faultSpans']
  /** The stretch of time shown. */
  readonly fromUs: number
  readonly toUs: number
}

export interface LaneView {
  readonly key: string
  readonly style: LanePicture['style']
  readonly hue: Hue
  readonly x1: number
  readonly x2: number
  readonly y: number
  /** It begins inside the window: its beginning is marked. */
  readonly begins: boolean
  /** As another node was told. */
  readonly isHearsay?: true
}

export interface TruthView {
  readonly x1: number
  readonly x2: number
  readonly isNow: boolean
  readonly begins: boolean
  readonly text: string | null
  readonly textX: number
}

export interface SpanView {
  readonly key: string
  readonly title: string
  readonly x1: number
  readonly x2: number
  readonly y: number
  readonly textX: number | null
}

/** What happened to a node, beside its lane. */
export interface LaneWord {
  readonly key: string
  readonly text: string
  readonly x: number
  readonly y: number
}

export interface TimePaneGeometry {
  readonly width: number
  readonly height: number
  readonly truthY: number
  readonly axisY: number
  readonly needleX: number
  /** The needle is inside the window. */
  readonly hasNeedle: boolean
  readonly rows: readonly {
    readonly id: string
    readonly y: number
    readonly h: number
    readonly kind: 'truth' | 'client' | 'node'
  }[]
  readonly truth: readonly TruthView[]
  readonly operations: readonly OperationView[]
  readonly lanes: readonly LaneView[]
  readonly holds: readonly HoldView[]
  readonly records: readonly RecordView[]
  readonly trails: readonly LaneFlightView[]
  readonly flights: readonly LaneFlightView[]
  readonly spans: readonly SpanView[]
  readonly words: readonly LaneWord[]
  readonly ticks: readonly (Tick & { readonly x: number })[]
}

const SPAN_ROWS = 3

function spanPitch(sizes: FigureSizes): number {
  return sizes.small * 1.25
}

/** From the top of the pane to the first node row: where a log table beside it must begin its rows. */
export function timePaneHead(clients: number, faultSpans: RunInfo['faultSpans'], sizes: FigureSizes): number {
  const room = Math.max(sizes.clientRow, spanRows(barred(faultSpans)).count * spanPitch(sizes) + 10)
  return sizes.clientRow * (1 + clients) + room
}

export function timePaneGeometry(input: TimePaneInput, width: number, sizes: FigureSizes): TimePaneGeometry {
  const x = linear([input.fromUs, Math.max(input.fromUs + 1, input.toUs)], [0, Math.max(1, width)])
  const head = timePaneHead(input.clients.length, input.faultSpans, sizes)
  const rows = rowsOf(input, head, sizes)
  const middle = new Map(rows.map((row) => [row.id, row.y + row.h / 2]))
  const axisY = head + input.nodes.length * sizes.row + 4
  const needleX = x(input.atUs)
  const truthY = sizes.clientRow / 2
  return {
    width,
    height: axisY + sizes.small * 2.5,
    truthY,
    axisY,
    needleX,
    hasNeedle: needleX >= -0.5 && needleX <= width + 0.5,
    rows,
    truth: placeTruth(input, x, width, sizes),
    operations: placeOperations(input, x, middle, width, sizes),
    lanes: placeLanes(input, x, middle, width),
    holds: placeHolds(input, x, middle, width, sizes),
    records: placeRecords(input, x, middle, width, sizes),
    trails: placeTrails(input, x, middle, width),
    flights: placeFlights(input, x, middle),
    spans: placeSpans(input, x, width, sizes),
    words: placeWords(input, x, middle, width, sizes),
    ticks: placeTicks(input, x, width, needleX, sizes),
  }
}

function rowsOf(
  { nodes, clients }: TimePaneInput,
  head: number,
  sizes: FigureSizes,
): TimePaneGeometry['rows'] {
  const { row: h, clientRow } = sizes
  return [
    { id: 'truth', y: 0, h: clientRow, kind: 'truth' },
    ...clients.map((id, i) => ({ id, y: (i + 1) * clientRow, h: clientRow, kind: 'client' as const })),
    ...nodes.map((id, i) => ({ id, y: head + i * h, h, kind: 'node' as const })),
  ]
}

type Scale = (us: number) => number
type Middles = ReadonlyMap<string, number>

function placeLanes(input: TimePaneInput, x: Scale, middle: Middles, width: number): readonly LaneView[] {
  return input.lanes.flatMap((lane) => {
    const y = middle.get(lane.node)
    const until = Math.min(lane.untilUs ?? input.atUs, input.atUs)
    const x1 = Math.max(0, x(lane.fromUs))
    const x2 = Math.min(width, x(until))
    if (y === undefined || x2 <= x1) return []
    const begins = lane.fromUs > input.fromUs && lane.fromUs > 0
    const { style, hue } = lane
    const hearsay = lane.isHearsay ? { isHearsay: true as const } : {}
    return [{ key: `${lane.node} ${lane.fromUs}`, style, hue, x1, x2, y, begins, ...hearsay }]
  })
}

function placeTruth(input: TimePaneInput, x: Scale, width: number, sizes: FigureSizes): readonly TruthView[] {
  const past = input.truth.filter((truth) => truth.fromUs <= input.atUs).sort((a, b) => a.fromUs - b.fromUs)
  const end = Math.min(width, x(input.atUs))
  return past.flatMap((truth, i) => {
    const next = past[i + 1]
    const x1 = Math.max(0, x(truth.fromUs))
    const x2 = Math.min(end, next ? x(next.fromUs) : end)
    if (x2 <= x1) return []
    const needs = textWidth(truth.text, sizes.small) + 16
    const textX = x1 + Math.min(18, Math.max(8, (x2 - x1 - needs) / 2))
    const text = x2 - x1 > needs + 8 ? truth.text : null
    return [{ x1, x2, isNow: !next, begins: x(truth.fromUs) >= 0, text, textX }]
  })
}

/** What hatches a lane needs no bar of its own. */
function barred(spans: RunInfo['faultSpans']): RunInfo['faultSpans'] {
  return spans.filter(({ node }) => node === null)
}

/** Spans that overlap in time stand under each other; which row depends on the whole run, so that none jumps. */
function spanRows(spans: RunInfo['faultSpans']): {
  readonly rows: readonly number[]
  readonly count: number
} {
  const until: number[] = []
  const rows = spans.map((span) => {
    const free = until.findIndex((end) => end <= span.fromUs)
    const row = free >= 0 ? free : Math.min(until.length, SPAN_ROWS - 1)
    until[row] = Math.max(until[row] ?? 0, span.untilUs ?? Number.POSITIVE_INFINITY)
    return row
  })
  return { rows, count: until.length }
}

function placeSpans(input: TimePaneInput, x: Scale, width: number, sizes: FigureSizes): readonly SpanView[] {
  const spans = barred(input.faultSpans)
  const { rows } = spanRows(spans)
  const top = sizes.clientRow * (1 + input.clients.length) + sizes.small * 0.85
  return spans.flatMap((span, i) => {
    const x1 = Math.max(0, x(span.fromUs))
    const x2 = Math.min(width, x(Math.min(span.untilUs ?? input.atUs, input.atUs)))
    if (span.fromUs > input.atUs || x2 <= x1) return []
    const fits = x2 - x1 > textWidth(span.title, sizes.small) + 24
    const key = `${span.title} ${span.fromUs}`
    return [
      {
        key,
        title: span.title,
        x1,
        x2,
        y: top + (rows[i] ?? 0) * spanPitch(sizes),
        textX: fits ? x1 + 12 : null,
      },
    ]
  })
}

/** Said where it happened, just above the lane; left out where there is no room before the next or the edge. */
function placeWords(input: TimePaneInput, x: Scale, middle: Middles, width: number, sizes: FigureSizes) {
  const taken = new Map<number, number>()
  return input.faultSpans.flatMap((span): LaneWord[] => {
    const y = span.node === null ? undefined : middle.get(span.node)
    const at = x(span.fromUs)
    const needs = textWidth(span.title, sizes.small)
    // The future is no place for words: while the lane is short they stand before the mark.
    const left = at + 14 + needs > Math.min(width, x(input.atUs)) ? at - 12 - needs : at + 10
    const isShown = y !== undefined && at >= 0 && left >= 0 && span.fromUs <= input.atUs
    if (!isShown || left < (taken.get(y) ?? 0)) return []
    taken.set(y, Math.max(at, left + needs) + 4)
    return [{ key: `${span.title} ${span.fromUs}`, text: span.title, x: left, y: y - sizes.small }]
  })
}

/** Numbers under the axis, but none under the tag of the needle. */
function placeTicks(input: TimePaneInput, x: Scale, width: number, needleX: number, sizes: FigureSizes) {
  const ticks = timeTicks(input.fromUs, input.toUs, width / (sizes.small * 10))
  return ticks.map((tick) => {
    const at = x(tick.us)
    const isCovered = Math.abs(at - needleX) < sizes.small * 6.5
    const isCut = at < sizes.small * 1.5 || at > width - sizes.small * 1.5
    return { ...tick, x: at, label: isCovered || isCut ? null : tick.label }
  })
}
