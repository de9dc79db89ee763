// What the marks in a picture mean, beside it: only those that are in it.

import { MARKS } from '../../../lab/diagram/part.ts'
import type { Mark } from '../../../sim/picture.ts'
import { type Look, type Pen, write } from '../shared/pen.ts'
import { textWidth } from '../shared/textWidth.ts'
import { drawStretches } from './drawLives.ts'
import { drawLines } from './drawMessages.ts'
import type { DiagramGeometry } from './geometry.ts'
import { WITH_CROSS, WITH_MARK } from './lines.ts'
import type { StretchView } from './lives.ts'
import type { Model } from './model.ts'

export const MARK_NAMES: Readonly<Record<Mark, string>> = {
  request: 'request',
  reply: 'reply',
  vote: 'vote request',
  granted: 'vote granted',
  refusal: 'refusal',
  heartbeat: 'heartbeat',
}
const STYLE_NAMES: Readonly<Record<StretchView['style'], string>> = {
  leads: 'leads',
  follows: 'follows',
  stands: 'stands for election',
  down: 'is down',
  paused: 'is paused',
}

interface Entry {
  readonly name: string
  /** Draws the sample from (0, 0) to the right. */
  readonly sample: (pen: Pen, look: Look) => void
}

const SAMPLE_PX = 34
const APART_PX = 22

export function drawLegend(pen: Pen, model: Model, geometry: DiagramGeometry, look: Look): void {
  const entries = [...laneEntries(geometry), ...messageEntries(model, geometry)]
  let x = 0
  let y = 0
  for (const { name, sample } of entries) {
    const width = SAMPLE_PX + 8 + textWidth(name, look.sizes.small)
    if (x + width > geometry.width) {
      x = 0
      y += look.sizes.small * 1.8
    }
    pen.save()
    pen.translate(x, y)
    sample(pen, look)
    pen.restore()
    write(pen, look, name, x + SAMPLE_PX + 8, y, { colour: look.ink2 })
    x += width + APART_PX
  }
}

function laneEntries({ stretches }: DiagramGeometry): readonly Entry[] {
  const styles = (Object.keys(STYLE_NAMES) as StretchView['style'][]).filter((style) =>
    stretches.some((stretch) => stretch.style === style),
  )
  return styles.map((style) => ({
    name: STYLE_NAMES[style],
    sample: (pen, look) => {
      const view = { style, hue: 0, x1: 0, x2: SAMPLE_PX, y: 0, begins: false, row: 0 }
      drawStretches(pen, look, [view], 0)
    },
  }))
}

function messageEntries({ columns, shown }: Model, { messages }: DiagramGeometry): readonly Entry[] {
  const { lines, aggregates } = messages
  const [from, to] = aggregates === null ? [0, 0] : [aggregates.from, aggregates.to]
  const counted = new Set(Array.from(shown.subarray(from, to), (id) => columns.messages.mark[id]!))
  for (let i = 0; i < lines.count; i++) counted.add(lines.mark[i]!)
  const isLost =
    lines.end.subarray(0, lines.count).includes(WITH_CROSS) || (aggregates?.crosses.length ?? 0) > 0
  return [
    ...MARKS.flatMap((mark, code) =>
      counted.has(code) ? [{ name: MARK_NAMES[mark], sample: sampleOf(code, WITH_MARK) }] : [],
    ),
    ...(isLost ? [{ name: 'lost', sample: sampleOf(0, WITH_CROSS) }] : []),
  ]
}

/** A line with its mark, drawn as those in the picture are. */
function sampleOf(mark: number, end: number): Entry['sample'] {
  const lines = {
    count: 1,
    id: Int32Array.of(0),
    x1: Float32Array.of(0),
    y1: Float32Array.of(0),
    x2: Float32Array.of(SAMPLE_PX),
    y2: Float32Array.of(0),
    mark: Uint8Array.of(mark),
    hue: Uint8Array.of(0),
    end: Uint8Array.of(end),
  }
  return (pen, look) => drawLines(pen, look, { count: 1, lines, aggregates: null })
}
