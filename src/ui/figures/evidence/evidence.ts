// Geometry of a piece of evidence: the operations that show that a promise broke, a row each, over the time they took,
// with their places in the longest order that works. Pure.

import { linear } from '../shared/scale.ts'
import type { FigureSizes } from '../shared/sizes.ts'
import { dataWidth } from '../shared/textWidth.ts'
import { type Tick, timeTicks } from '../shared/time.ts'

export interface EvidenceOperation {
  readonly id: number
  readonly client: string
  /** "x=7: OK" */
  readonly text: string
  readonly invokedUs: number
  /** null: no answer ever came. */
  readonly completedUs: number | null
  /** Its place in the longest order that works, from 1; null if it is not in it. */
  readonly place: number | null
  readonly isMisfit: boolean
}

export interface EvidenceInput {
  readonly operations: readonly EvidenceOperation[]
  readonly faultSpans: readonly {
    readonly fromUs: number
    readonly untilUs: number | null
    readonly title: string
  }[]
}

export interface EvidenceRow extends EvidenceOperation {
  readonly y: number
  readonly x1: number
  readonly x2: number
  readonly isOpen: boolean
  /** The middle of the disc with its place, before the bar. */
  readonly placeX: number
  readonly textX: number
  /** Which end of the text stands at `textX`. */
  readonly anchor: 'start' | 'end'
}

export interface EvidenceGeometry {
  readonly width: number
  readonly height: number
  readonly axisY: number
  readonly rows: readonly EvidenceRow[]
  readonly bands: readonly { readonly x1: number; readonly x2: number; readonly title: string }[]
  readonly ticks: readonly (Tick & { readonly x: number })[]
}

/** Radius of a disc, and what it stands away from the bar. */
export const DISC = 7.5
const DISC_GAP = 5

/** Before the first and after the last operation, as a share of the time between. */
const MARGIN = 0.09

export function evidenceGeometry(
  { operations, faultSpans }: EvidenceInput,
  width: number,
  sizes: FigureSizes,
): EvidenceGeometry {
  const times = operations.flatMap(({ invokedUs, completedUs }) => [invokedUs, completedUs ?? invokedUs])
  const [firstUs, lastUs] = [Math.min(...times), Math.max(...times)]
  const marginUs = Math.max(1, lastUs - firstUs) * MARGIN
  const [fromUs, toUs] = [Math.max(0, firstUs - marginUs), lastUs + marginUs]
  const x = linear([fromUs, toUs], [0, Math.max(1, width)])
  const head = sizes.small * 1.4
  const axisY = head + operations.length * sizes.row
  const sorted = operations.toSorted((a, b) => a.invokedUs - b.invokedUs || a.id - b.id)
  return {
    width,
    height: axisY + sizes.small * 2,
    axisY,
    rows: sorted.map((operation, i) => rowOf(operation, head + (i + 0.5) * sizes.row, x, width, sizes)),
    bands: faultSpans.flatMap(({ fromUs: begin, untilUs, title }) => {
      const [x1, x2] = [Math.max(0, x(begin)), Math.min(width, x(untilUs ?? toUs))]
      return x2 > x1 ? [{ x1, x2, title }] : []
    }),
    ticks: timeTicks(fromUs, toUs, width / (sizes.small * 8)).map((tick) => {
      const at = x(tick.us)
      const needs = tick.label === null ? 0 : dataWidth(tick.label, sizes.small) / 2
      return { ...tick, x: at, label: at - needs < 0 || at + needs > width ? null : tick.label }
    }),
  }
}

function rowOf(
  operation: EvidenceOperation,
  y: number,
  x: (us: number) => number,
  width: number,
  { small }: FigureSizes,
): EvidenceRow {
  const isOpen = operation.completedUs === null
  const x1 = x(operation.invokedUs)
  const x2 = operation.completedUs === null ? width : x(operation.completedUs)
  const needs = dataWidth(operation.text, small) + small
  const before = operation.place === null ? 0 : 2 * DISC + DISC_GAP
  const isAfter = x2 + needs <= width || x1 - before < needs
  return {
    ...operation,
    y,
    x1,
    x2,
    isOpen,
    placeX: x1 - DISC - DISC_GAP,
    textX: isAfter ? Math.min(x2 + small * 0.6, width - needs) : x1 - before - small * 0.6,
    anchor: isAfter ? 'start' : 'end',
  }
}
