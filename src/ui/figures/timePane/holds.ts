// What transactions hold of a node, as bars on its lane, and the records that came to its log, as marks under it. Those
// of several transactions at once share the height of the lane, each in a line of its own for as long as it lasts.

import type { Hue } from '../../../sim/picture.ts'
import type { HoldPicture, RecordPicture } from '../../../sim/transactionsPicture.ts'
import type { FigureSizes } from '../shared/sizes.ts'
import { textWidth } from '../shared/textWidth.ts'

export interface HoldView {
  readonly key: string
  readonly style: HoldPicture['style']
  readonly hue: Hue
  readonly x1: number
  readonly x2: number
  /** The middle of the bar. */
  readonly y: number
  readonly h: number
  /** Its beginning is in the window, with room for a lock. */
  readonly hasLock: boolean
  readonly text: { readonly text: string; readonly x: number } | null
}

export interface RecordView {
  readonly key: string
  readonly x: number
  readonly y: number
  readonly hue: Hue
  readonly isForced: boolean
}

export interface HoldsInput {
  readonly holds: readonly HoldPicture[]
  readonly records: readonly RecordPicture[]
  readonly atUs: number
}

type Scale = (us: number) => number
type Middles = ReadonlyMap<string, number>

/** Of the height of a row. */
const BAR_SHARE = 0.5
const LEAST_BAR = 4
const LOCK_ROOM = 16

export function placeHolds(
  input: HoldsInput,
  x: Scale,
  middle: Middles,
  width: number,
  sizes: FigureSizes,
): readonly HoldView[] {
  return [...middle].flatMap(([node, y]) => {
    const own = input.holds.filter((hold) => hold.node === node && hold.fromUs <= input.atUs)
    const { lineOf, lines } = linesOf(own)
    const room = sizes.row * BAR_SHARE
    const h = Math.max(LEAST_BAR, room / lines)
    return own.flatMap((hold) => {
      const x1 = Math.max(0, x(hold.fromUs))
      const x2 = Math.min(width, x(Math.min(hold.untilUs ?? input.atUs, input.atUs)))
      if (x2 <= x1) return []
      const begins = x(hold.fromUs) >= 0 && hold.style === 'locks'
      const hasLock = begins && x2 - x1 > LOCK_ROOM && h >= room
      const { style, hue } = hold
      const key = `${node} ${hold.of} ${style} ${hold.fromUs}`
      const line = lineOf.get(hold.of) ?? 0
      const text = h >= room ? placeText(hold, x1, x2, sizes) : null
      return [{ key, style, hue, x1, x2, y: y - room / 2 + (line + 0.5) * (room / lines), h, hasLock, text }]
    })
  })
}

/** Transactions that overlap in time stand in different lines; how many there are at the most. */
function linesOf(holds: readonly HoldPicture[]) {
  const spans = new Map<string, { fromUs: number; untilUs: number }>()
  for (const { of, fromUs, untilUs } of holds) {
    const span = spans.get(of) ?? { fromUs, untilUs: 0 }
    span.fromUs = Math.min(span.fromUs, fromUs)
    span.untilUs = Math.max(span.untilUs, untilUs ?? Number.POSITIVE_INFINITY)
    spans.set(of, span)
  }
  const until: number[] = []
  const lineOf = new Map<string, number>()
  for (const [of, span] of [...spans].sort(([, a], [, b]) => a.fromUs - b.fromUs)) {
    const free = until.findIndex((end) => end <= span.fromUs)
    const line = free >= 0 ? free : until.length
    until[line] = span.untilUs
    lineOf.set(of, line)
  }
  return { lineOf, lines: Math.max(1, until.length) }
}

/** On the bar, in its middle, where it fits with ground on both sides. */
function placeText(
  { text, style }: HoldPicture,
  x1: number,
  x2: number,
  sizes: FigureSizes,
): HoldView['text'] {
  const needs = textWidth(text, sizes.small)
  const isRoomy = x2 - x1 > needs + 2 * LOCK_ROOM + 24
  return style === 'locks' || !isRoomy ? null : { text, x: (x1 + x2 - needs) / 2 }
}

export function placeRecords(
  { records, atUs }: HoldsInput,
  x: Scale,
  middle: Middles,
  width: number,
  sizes: FigureSizes,
): readonly RecordView[] {
  return records.flatMap(({ node, atUs: us, hue, isForced, text }) => {
    const y = middle.get(node)
    const at = x(us)
    if (y === undefined || us > atUs || at < 0 || at > width) return []
    return [{ key: `${node} ${us} ${text}`, x: at, y: y + sizes.row * 0.38, hue, isForced }]
  })
}
