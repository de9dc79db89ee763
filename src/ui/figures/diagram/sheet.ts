// The diagram as a picture to take away: a title, the diagram with its names, what the marks mean, and the link that
// opens the same moment. The same drawing makes an SVG and, through a canvas, a PNG.

import { type Look, type Pen, write } from '../shared/pen.ts'
import { dataWidth, textWidth } from '../shared/textWidth.ts'
import { draw, drawNames } from './draw.ts'
import { drawNeedle, type Playhead } from './drawOverlay.ts'
import { diagramGeometry } from './geometry.ts'
import { drawLegend } from './legend.ts'
import type { Model } from './model.ts'
import type { Mode, Span } from './scale.ts'
import { escaped, SvgPen } from './svgPen.ts'

export interface Sheet {
  readonly model: Model
  readonly mode: Mode
  readonly span: Span
  readonly playhead: Playhead
  readonly look: Look
  readonly words: SheetWords
}

export interface SheetWords {
  readonly title: string
  /** Seed, and what else tells the run apart. */
  readonly about: string
  /** A run with a rule left out says so wherever it goes. */
  readonly unsafe: string | null
  readonly link: string
}

export const SHEET = { width: 1440, height: 810 }
const MARGIN = 40
const NAMES = 64
const HEAD = 84
const FOOT = 92
/** Links are long: what does not fit on the line is in the link itself. */
const LINK_PX = SHEET.width - 2 * MARGIN

export function drawSheet(
  pen: Pen,
  sheet: Sheet,
  link: (inside: () => void) => void = (inside) => inside(),
): void {
  const { model, mode, span, playhead, look, words } = sheet
  pen.fillStyle = look.paper
  pen.fillRect(0, 0, SHEET.width, SHEET.height)
  drawHead(pen, look, words)
  const width = SHEET.width - 2 * MARGIN - NAMES
  const height = SHEET.height - HEAD - FOOT
  const geometry = diagramGeometry(model, { mode, span, width, height }, look.sizes)
  pen.save()
  pen.translate(MARGIN + NAMES, HEAD)
  draw(pen, geometry, look, { selected: null })
  drawNames(pen, geometry, look)
  drawNeedle(pen, geometry, look, geometry.scale.xAt(playhead.row, playhead.atUs), playhead.atUs)
  pen.restore()
  pen.save()
  pen.translate(MARGIN + NAMES, SHEET.height - FOOT + 22)
  drawLegend(pen, model, geometry, look)
  pen.restore()
  link(() =>
    write(pen, look, fitted(words.link, LINK_PX), MARGIN, SHEET.height - 22, {
      colour: look.ink3,
      isData: true,
      sizePx: 11,
    }),
  )
}

function drawHead(pen: Pen, look: Look, { title, about, unsafe }: SheetWords): void {
  write(pen, look, title, MARGIN, 34, { colour: look.ink, weight: 600, sizePx: 22 })
  write(pen, look, about, MARGIN, 60, { colour: look.ink3, sizePx: 13 })
  if (unsafe !== null) drawPlate(pen, look, unsafe)
}

/** The plate of an unsafe variant: a torn corner and the words. */
function drawPlate(pen: Pen, look: Look, words: string): void {
  const [right, top, h, torn] = [SHEET.width - MARGIN, 22, 26, 9]
  const left = right - textWidth(words, 13) - 20
  pen.beginPath()
  pen.moveTo(left, top)
  pen.lineTo(right - torn, top)
  pen.lineTo(right, top + torn)
  pen.lineTo(right, top + h)
  pen.lineTo(left, top + h)
  pen.closePath()
  pen.strokeStyle = look.ink
  pen.lineWidth = 1.5
  pen.stroke()
  write(pen, look, words, left + 10, top + h / 2, { colour: look.ink, weight: 500, sizePx: 13 })
}

function fitted(link: string, roomPx: number): string {
  const most = Math.floor(roomPx / dataWidth('m', 11))
  return link.length <= most ? link : `${link.slice(0, most - 1)}…`
}

/** A file of its own: nothing in it is loaded from elsewhere. */
export function diagramSvg(sheet: Sheet): string {
  const pen = new SvgPen()
  const { title, about, link } = sheet.words
  drawSheet(pen, sheet, (inside) => pen.wrap(`<a href="${escaped(link)}">`, '</a>', inside))
  const { width, height } = SHEET
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">`,
    `<title>${escaped(title)}</title>`,
    `<desc>${escaped(about)}</desc>`,
    pen.toString(),
    '</svg>',
    '',
  ].join('\n')
}
