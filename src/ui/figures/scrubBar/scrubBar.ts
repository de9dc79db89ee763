// Geometry of the scrub bar: the whole run on one line. Pure; positions are pixels from the left of the track.

import type { Landmark, RunInfo } from '../../../lab/frame.ts'
import type { Hue } from '../../../sim/picture.ts'
import { clamped, type Linear } from '../shared/scale.ts'
import type { FigureSizes } from '../shared/sizes.ts'
import { textWidth } from '../shared/textWidth.ts'

export interface ScrubInput {
  readonly endUs: number
  /** How far the run is known; ahead of it there is only a dotted line. */
  readonly seenUs: number
  readonly atUs: number
  /** The stretch the lanes show, framed. */
  readonly window: { readonly fromUs: number; readonly untilUs: number } | null
  readonly bands: RunInfo['bands']
  readonly landmarks: readonly Landmark[]
  readonly faultSpans: RunInfo['faultSpans']
  /** Where the run beside this one leaves it. */
  readonly partsUs?: number | null
  /** When clients were answered. */
  readonly answersUs: readonly number[]
  /** When they were told what was not so. */
  readonly wrongUs?: readonly number[]
}

export interface ScrubGeometry {
  readonly height: number
  readonly bandY: number
  readonly bandH: number
  readonly markY: number
  readonly seenX: number
  readonly needleX: number
  /** Where two runs that are compared part. */
  readonly partsX: number | null
  readonly window: { readonly x: number; readonly w: number } | null
  readonly bands: readonly {
    readonly x: number
    readonly w: number
    readonly hue: Hue
    readonly label: string | null
    readonly labelX: number
    readonly labelW: number
  }[]
  readonly elections: readonly { readonly x: number; readonly hue: Hue }[]
  readonly violations: readonly number[]
  readonly answers: readonly number[]
  /** Clients that were refused or gave up. */
  readonly errors: readonly number[]
  readonly wrong: readonly number[]
  readonly spans: readonly {
    readonly x: number
    readonly w: number
    readonly y: number
    readonly title: string
  }[]
  readonly spanLabel: {
    readonly x: number
    readonly y: number
    readonly isBefore: boolean
    readonly text: string
    /** The ground that stops the frame behind it. */
    readonly boxX: number
    readonly w: number
  } | null
}

const SPAN_ROWS = 3
const SPAN_PITCH = 8

/** Pixels of a moment, and back; both stay on the track. */
export function scrubScale(endUs: number, width: number): Linear {
  return clamped([0, Math.max(1, endUs)], [0, Math.max(1, width)])
}

export function timeAt(x: number, endUs: number, width: number): number {
  return Math.round(scrubScale(endUs, width).invert(x))
}

export function scrubGeometry(input: ScrubInput, width: number, sizes: FigureSizes): ScrubGeometry {
  const scale = scrubScale(input.endUs, width)
  const seenUs = Math.max(0, Math.min(input.seenUs, input.endUs))
  const bandY = sizes.small + 4
  const elections = apart(markers(input, 'election', seenUs, scale), 7)
  const violations = apart(markers(input, 'violation', seenUs, scale), 9).map((mark) => mark.x)
  const taken = [...elections.map((mark) => mark.x), ...violations]
  const spans = placeSpans(input, seenUs, scale, bandY + 8 + 4.5)
  return {
    height: bandY + 8 + 4 + SPAN_ROWS * SPAN_PITCH + 6,
    bandY,
    bandH: 8,
    markY: bandY - 8,
    seenX: scale(seenUs),
    needleX: scale(input.atUs),
    partsX: input.partsUs == null ? null : scale(input.partsUs),
    window: input.window && {
      x: scale(input.window.fromUs),
      w: scale(input.window.untilUs) - scale(input.window.fromUs),
    },
    bands: placeBands(input, seenUs, scale, width, taken, sizes),
    elections,
    violations,
    answers: apart(ticks(input.answersUs, seenUs, scale), 2).map((mark) => mark.x),
    errors: apart(markers(input, 'client error', seenUs, scale), 7).map((mark) => mark.x),
    wrong: apart(ticks(input.wrongUs ?? [], seenUs, scale), 3).map((mark) => mark.x),
    spans,
    spanLabel: labelSpans(spans, width, sizes),
  }
}

type Scale = (us: number) => number

function ticks(times: readonly number[], seenUs: number, scale: Scale) {
  return times.filter((us) => us <= seenUs).map((us) => ({ x: scale(us) }))
}

function markers(input: ScrubInput, kind: Landmark['kind'], seenUs: number, scale: Scale) {
  return input.landmarks
    .filter((mark) => mark.kind === kind && mark.atUs <= seenUs)
    .map((mark) => ({ x: scale(mark.atUs), hue: mark.hue }))
}

/** Keeps the first of marks that would touch: what is closer than a mark's width is one mark. */
function apart<T extends { readonly x: number }>(marks: readonly T[], gap: number): readonly T[] {
  const kept: T[] = []
  for (const mark of [...marks].sort((a, b) => a.x - b.x)) {
    const last = kept.at(-1)
    if (!last || mark.x - last.x >= gap) kept.push(mark)
  }
  return kept
}

function placeBands(
  input: ScrubInput,
  seenUs: number,
  scale: Scale,
  width: number,
  taken: readonly number[],
  sizes: FigureSizes,
) {
  return input.bands
    .filter((band) => band.fromUs < seenUs)
    .map((band, i, all) => {
      const next = all[i + 1]
      const x = scale(band.fromUs)
      const w = Math.max(1, scale(Math.min(band.untilUs, seenUs)) - x)
      const end = Math.min(x + w, next ? scale(next.fromUs) : width)
      const labelX = x + (taken.some((at) => Math.abs(at - x) < 9) ? 11 : 2)
      const needs = textWidth(band.label, sizes.small) + 6
      const isFree = taken.every((at) => at < labelX - 6 || at > labelX + needs + 4)
      const label = labelX + needs <= end && isFree ? band.label : null
      return { x, w, hue: band.hue, label, labelX, labelW: needs }
    })
}

/** Spans that overlap in time stand under each other; beyond three rows they share the last. */
function placeSpans(input: ScrubInput, seenUs: number, scale: Scale, top: number) {
  const rows: number[] = []
  return input.faultSpans
    .filter((span) => span.fromUs <= seenUs)
    .map((span) => {
      const x = scale(span.fromUs)
      const w = Math.max(3, scale(Math.min(span.untilUs ?? seenUs, seenUs)) - x)
      let row = rows.findIndex((until) => until < x)
      if (row < 0) row = Math.min(rows.length, SPAN_ROWS - 1)
      rows[row] = Math.max(rows[row] ?? 0, x + w + 2)
      return { x, w, y: top + row * SPAN_PITCH, title: span.title }
    })
}

function labelSpans(
  spans: ScrubGeometry['spans'],
  width: number,
  sizes: FigureSizes,
): ScrubGeometry['spanLabel'] {
  if (spans.length === 0 || spans.length > 3) return null
  const text = spans.map((span) => span.title).join(', ')
  const needs = textWidth(text, sizes.small) + 10
  const left = Math.min(...spans.map((span) => span.x))
  const right = Math.max(...spans.map((span) => span.x + span.w))
  const y = Math.min(...spans.map((span) => span.y)) + sizes.small * 0.75
  if (left >= needs) return { x: left - 8, y, isBefore: true, text, boxX: left - needs - 2, w: needs }
  if (right + needs > width) return null
  return { x: right + 8, y, isBefore: false, text, boxX: right + 5, w: needs }
}

/** Where a key on the slider leads, or null for other keys. Page keys are the clicker's: they step by beats. */
export function afterKey(key: string, atUs: number, endUs: number, stepUs: number): number | null {
  const clamp = (us: number) => Math.max(0, Math.min(endUs, Math.round(us)))
  switch (key) {
    case 'ArrowRight':
    case 'ArrowUp':
      return clamp(atUs + stepUs)
    case 'ArrowLeft':
    case 'ArrowDown':
      return clamp(atUs - stepUs)
    case 'Home':
      return 0
    case 'End':
      return clamp(endUs)
    default:
      return null
  }
}
