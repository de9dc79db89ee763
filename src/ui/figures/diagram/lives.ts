// The lives of nodes as their lanes: who leads, follows, stands, and the gaps where one is down or paused. And what
// clients asked, as bars on theirs.

import { STYLES } from '../../../lab/diagram/part.ts'
import type { LanePicture } from '../../../sim/picture.ts'
import type { FigureSizes } from '../shared/sizes.ts'
import { dataWidth } from '../shared/textWidth.ts'
import type { LaneRow, Layout } from './layout.ts'
import type { Model } from './model.ts'
import type { Scale } from './scale.ts'

export interface StretchView {
  readonly style: LanePicture['style']
  readonly hue: number
  readonly x1: number
  readonly x2: number
  readonly y: number
  /** It begins in the window, with the event in this row. */
  readonly begins: boolean
  readonly row: number
}

export interface BarView {
  readonly operation: number
  readonly x1: number
  readonly x2: number
  readonly y: number
  readonly isOpen: boolean
  readonly isBroken: boolean
  /** Others follow it so closely that they are one bar, which has no words. */
  readonly isSeveral: boolean
  readonly begins: boolean
  readonly ends: boolean
  readonly label: BarText | null
  readonly answer: BarText | null
}

export interface BarText {
  readonly text: string
  readonly x: number
  readonly y: number
}

export function stretchesOf(model: Model, scale: Scale, layout: Layout): readonly StretchView[] {
  return layout.lanes.flatMap((row) => laneStretches(model, scale, row))
}

/** Stretches of less than half a pixel behind each other are one, but a gap is never lost among them. */
function laneStretches({ columns, stretchesOf: places }: Model, scale: Scale, row: LaneRow): StretchView[] {
  const { stretches } = columns.circumstances
  const views: StretchView[] = []
  let drawnTo = Number.NEGATIVE_INFINITY
  for (const i of places[row.lane]!) {
    const [fromRow, untilRow] = [stretches.fromRow[i]!, stretches.untilRow[i]!]
    const from = scale.x(fromRow)
    if (from > scale.width) break
    const until = untilRow < 0 ? scale.xAt(columns.rowCount - 1, columns.knownUs) : scale.x(untilRow)
    const style = STYLES[stretches.style[i]!]!
    const isGap = style === 'down' || style === 'paused'
    if (until < 0 || (until < drawnTo + 0.5 && !isGap)) continue
    const x1 = Math.max(0, from)
    const x2 = Math.min(scale.width, isGap ? Math.max(until, from + 1) : until)
    drawnTo = Math.max(drawnTo, x2)
    views.push({
      style,
      hue: stretches.hue[i]!,
      x1,
      x2,
      y: row.y,
      begins: from > 0 && fromRow > 0,
      row: fromRow,
    })
  }
  return views
}

export function barsOf(model: Model, scale: Scale, layout: Layout, sizes: FigureSizes): readonly BarView[] {
  return layout.lanes.flatMap((row) => labelled(laneBars(model, scale, row), model, scale, sizes))
}

/** Bars shorter than this look the same. */
const TOLD_APART_PX = 2

type Bar = Omit<BarView, 'label' | 'answer'>

/** Short bars that touch are one; a broken one is always drawn. */
function laneBars({ columns, operationsOf }: Model, scale: Scale, row: LaneRow): Bar[] {
  const { operations, rowCount, knownUs } = columns
  const firstRow = scale.rowFrom(0)
  // Of tens of thousands most are made longer, not added.
  const bars: { -readonly [K in keyof Bar]: Bar[K] }[] = []
  for (const operation of operationsOf[row.lane]!) {
    const answeredRow = operations.answeredRow[operation]!
    if (answeredRow >= 0 && answeredRow < firstRow) continue
    const from = scale.x(operations.askedRow[operation]!)
    if (from > scale.width) break
    const isOpen = answeredRow < 0
    const until = isOpen ? scale.xAt(rowCount - 1, knownUs) : scale.x(answeredRow)
    const isBroken = operations.isBroken[operation] === 1
    if (until < 0) continue
    const last = bars.at(-1)
    const isPlain = !isBroken && !isOpen && last?.isBroken === false && !last.isOpen
    if (isPlain && from < last.x2 + 1 && until - from < TOLD_APART_PX) {
      last.x2 = Math.max(last.x2, Math.min(scale.width, until))
      last.isSeveral = true
      continue
    }
    bars.push({
      operation,
      x1: Math.max(0, from),
      x2: Math.min(scale.width, until),
      y: row.y,
      isOpen,
      isBroken,
      isSeveral: false,
      begins: from >= 0,
      ends: !isOpen && until <= scale.width,
    })
  }
  return bars
}

/**
 * Words where they fit between one bar and the next: the question before its bar or in it, the answer behind. A wrong
 * answer that does not fit there stands above.
 */
function labelled(bars: readonly Bar[], { columns }: Model, scale: Scale, sizes: FigureSizes): BarView[] {
  let taken = 0
  return bars.map((bar, i) => {
    const room = bars[i + 1]?.x1 ?? scale.width
    const question = columns.words.label[bar.operation]!
    const needs = dataWidth(question, sizes.small)
    const isBefore = !bar.isSeveral && bar.x1 - needs - 7 > taken + 4
    const isInside = !bar.isSeveral && !isBefore && bar.x2 - bar.x1 > needs + 24
    const label = isBefore ? bar.x1 - needs - 7 : bar.x1 + 10
    const told = columns.words.answer[bar.operation]!
    const answer = bar.x2 + 7
    const hasAnswer = bar.ends && !bar.isSeveral && answer + dataWidth(told, sizes.small) <= room - 4
    taken = hasAnswer ? answer + dataWidth(told, sizes.small) : bar.x2
    const above = bar.isBroken && bar.ends ? { text: told, x: bar.x1, y: bar.y - sizes.small * 1.1 } : null
    return {
      ...bar,
      label: isBefore || isInside ? { text: question, x: label, y: bar.y } : null,
      answer: hasAnswer ? { text: told, x: answer, y: bar.y } : above,
    }
  })
}
