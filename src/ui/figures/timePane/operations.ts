// What clients asked and were told, as bars on their lanes, with the words that fit between them.

import type { OperationPicture } from '../../../sim/picture.ts'
import type { FigureSizes } from '../shared/sizes.ts'
import { dataWidth, textWidth } from '../shared/textWidth.ts'
import type { TimePaneInput } from './timePane.ts'

export interface OperationView {
  readonly id: number
  readonly y: number
  readonly x1: number
  readonly x2: number
  readonly isOpen: boolean
  readonly isBroken: boolean
  /** Its ends are inside the window. */
  readonly begins: boolean
  readonly ends: boolean
  readonly label: { readonly text: string; readonly x: number } | null
  readonly answer: { readonly text: string; readonly x: number; readonly width: number } | null
  /** Where the thread to the truth hangs. */
  readonly judgeX: number | null
}

type Scale = (us: number) => number

export function placeOperations(
  input: TimePaneInput,
  x: Scale,
  middle: ReadonlyMap<string, number>,
  width: number,
  sizes: FigureSizes,
): readonly OperationView[] {
  return input.clients.flatMap((client) => {
    const y = middle.get(client) ?? 0
    const own = input.operations
      .filter((op) => op.client === client && op.invokedUs <= input.atUs)
      .sort((a, b) => a.invokedUs - b.invokedUs || a.id - b.id)
    let taken = 0
    return own.flatMap((op, i) => {
      const next = own[i + 1]
      const room = next ? x(next.invokedUs) - 4 : width
      const view = place(op, {
        y,
        x,
        atX: Math.min(width, x(input.atUs)),
        atUs: input.atUs,
        taken,
        room,
        width,
        sizes,
      })
      if (view) taken = view.answer ? view.answer.x + view.answer.width : view.x2
      return view ? [view] : []
    })
  })
}

interface Lane {
  readonly y: number
  readonly x: Scale
  readonly atX: number
  readonly atUs: number
  /** Words and bars to the left end here. */
  readonly taken: number
  /** The next bar begins here. */
  readonly room: number
  readonly width: number
  readonly sizes: FigureSizes
}

function place(op: OperationPicture, lane: Lane): OperationView | null {
  const isOpen = op.completedUs === null || op.completedUs > lane.atUs
  const start = lane.x(op.invokedUs)
  const end = isOpen ? lane.atX : lane.x(op.completedUs ?? 0)
  const [x1, x2] = [Math.max(0, start), Math.min(lane.width, end)]
  if (end < 0 || start > lane.width) return null
  return {
    id: op.id,
    y: lane.y,
    x1,
    x2,
    isOpen,
    isBroken: op.broken !== null && !isOpen,
    begins: start >= 0,
    ends: !isOpen && end <= lane.width,
    label: placeLabel(op, lane, x1, x2),
    answer: isOpen ? openAnswer(op, lane, x1, x2) : closedAnswer(op, lane, x2),
    judgeX: op.broken && !isOpen ? (x1 + x2) / 2 : null,
  }
}

function placeLabel(op: OperationPicture, lane: Lane, x1: number, x2: number): OperationView['label'] {
  const w = dataWidth(op.label, lane.sizes.small)
  if (x1 - w - 7 > lane.taken + 4) return { text: op.label, x: x1 - w - 7 }
  // No room before the bar: inside it, if it is long.
  return x2 - x1 > w + 24 ? { text: op.label, x: x1 + 10 } : null
}

function closedAnswer(op: OperationPicture, lane: Lane, x2: number): OperationView['answer'] {
  const text = op.broken ? `${op.answer}, ${op.broken.word}` : op.answer
  const width = op.broken ? textWidth(text, lane.sizes.small) : dataWidth(text, lane.sizes.small)
  const x = x2 + 7
  return x + width <= Math.min(lane.room, lane.width) ? { text, x, width } : null
}

function openAnswer(op: OperationPicture, lane: Lane, x1: number, x2: number): OperationView['answer'] {
  const width = textWidth(op.answer, lane.sizes.small)
  const labelled = dataWidth(op.label, lane.sizes.small) + 30
  return x2 - x1 > width + labelled + 20 ? { text: op.answer, x: x2 - width - 24, width } : null
}
