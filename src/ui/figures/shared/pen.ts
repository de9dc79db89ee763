// What dense figures are drawn with: the part of a canvas that they use, so that the same drawing can also be written down
// as SVG; the colours and sizes of the page's look; and a few strokes that all of its parts share.

import type { FigureSizes } from './sizes.ts'

export type Pen = Pick<
  CanvasRenderingContext2D,
  | 'beginPath'
  | 'moveTo'
  | 'lineTo'
  | 'closePath'
  | 'arc'
  | 'rect'
  | 'fill'
  | 'stroke'
  | 'fillRect'
  | 'fillText'
  | 'setLineDash'
  | 'save'
  | 'restore'
  | 'translate'
  | 'fillStyle'
  | 'strokeStyle'
  | 'lineWidth'
  | 'globalAlpha'
  | 'font'
  | 'textAlign'
  | 'textBaseline'
>

/** Colours as the theme has them, and sizes as the scale has them. */
export interface Look {
  readonly paper: string
  readonly wash: string
  readonly wash2: string
  readonly ink: string
  readonly ink2: string
  readonly ink3: string
  readonly line: string
  readonly edge: string
  readonly onInk: string
  readonly hatch: string
  readonly broken: string
  /** Ink for nobody's, then the cycle of four. */
  readonly hues: readonly string[]
  readonly textFont: string
  readonly dataFont: string
  readonly sizes: FigureSizes
}

export interface TextStyle {
  readonly colour: string
  readonly isData?: boolean
  readonly weight?: 400 | 500 | 600
  readonly align?: CanvasTextAlign
  readonly sizePx?: number
}

/** A text whose middle is at `y`. */
export function write(pen: Pen, look: Look, text: string, x: number, y: number, style: TextStyle): void {
  const { colour, isData = false, weight = 400, align = 'left', sizePx = look.sizes.small } = style
  pen.font = `${weight} ${sizePx}px ${isData ? look.dataFont : look.textFont}`
  pen.textAlign = align
  pen.textBaseline = 'middle'
  pen.fillStyle = colour
  pen.fillText(text, x, y)
}

/** A piece of ground that stops the lines behind a text of that width. */
export function ground(pen: Pen, look: Look, x: number, y: number, width: number): void {
  pen.fillStyle = look.paper
  pen.fillRect(x - 4, y - look.sizes.small * 0.7, width + 8, look.sizes.small * 1.4)
}

const HATCH_APART = 6

/** Hatching at 45 degrees between two edges. `phase` keeps it still while the window moves. */
export function hatch(pen: Pen, look: Look, x1: number, x2: number, y: number, h: number, phase = 0): void {
  pen.beginPath()
  const first = x1 - h + ((((phase - x1 + h) % HATCH_APART) + HATCH_APART) % HATCH_APART)
  for (let x = first; x < x2; x += HATCH_APART) {
    const [from, to] = [Math.max(x1, x), Math.min(x2, x + h)]
    if (to <= from) continue
    pen.moveTo(from, y + h / 2 - (from - x))
    pen.lineTo(to, y + h / 2 - (to - x))
  }
  pen.strokeStyle = look.hatch
  pen.lineWidth = 1.3
  pen.stroke()
}

export function crossAt(pen: Pen, x: number, y: number, r: number): void {
  pen.moveTo(x - r, y - r)
  pen.lineTo(x + r, y + r)
  pen.moveTo(x + r, y - r)
  pen.lineTo(x - r, y + r)
}

/** A closed outline of corners given in radii, turned to look along (dx, dy). */
export function outline(
  pen: Pen,
  corners: readonly (readonly [number, number])[],
  at: { readonly x: number; readonly y: number },
  r: number,
  dx = 1,
  dy = 0,
): void {
  corners.forEach(([cx, cy], i) => {
    const x = at.x + r * (cx * dx - cy * dy)
    const y = at.y + r * (cx * dy + cy * dx)
    if (i === 0) pen.moveTo(x, y)
    else pen.lineTo(x, y)
  })
  pen.closePath()
}

export const DIAMOND = [
  [-1, 0],
  [0, -1],
  [1, 0],
  [0, 1],
] as const
export const ARROW = [
  [-1, -0.72],
  [1, 0],
  [-1, 0.72],
] as const
export const ALARM = [
  [-0.95, 0.75],
  [0, -0.95],
  [0.95, 0.75],
] as const
