// A pen that writes SVG: what is drawn with it is drawn as on a canvas, path for path. It knows what the diagram needs of
// a canvas and nothing else.

import { px } from '../shared/geometry.ts'
import type { Pen } from '../shared/pen.ts'

interface State {
  readonly fillStyle: string
  readonly strokeStyle: string
  readonly lineWidth: number
  readonly globalAlpha: number
  readonly font: string
  readonly textAlign: CanvasTextAlign
  readonly dash: readonly number[]
  readonly dx: number
  readonly dy: number
}

const ANCHORS: Readonly<Partial<Record<CanvasTextAlign, string>>> = {
  center: 'middle',
  right: 'end',
  end: 'end',
}

export class SvgPen implements Pen {
  fillStyle: Pen['fillStyle'] = '#000'
  strokeStyle: Pen['strokeStyle'] = '#000'
  lineWidth = 1
  globalAlpha = 1
  font = ''
  textAlign: CanvasTextAlign = 'left'
  textBaseline: CanvasTextBaseline = 'middle'
  private dash: readonly number[] = []
  private dx = 0
  private dy = 0
  private path = ''
  private readonly saved: State[] = []
  private readonly parts: string[] = []

  /** Everything drawn so far, to stand in an <svg>. */
  toString(): string {
    return this.parts.join('\n')
  }

  /** Adds markup of one's own around what `inside` draws. */
  wrap(open: string, close: string, inside: () => void): void {
    const first = this.parts.length
    inside()
    this.parts.push(open + this.parts.splice(first).join('') + close)
  }

  beginPath(): void {
    this.path = ''
  }
  moveTo(x: number, y: number): void {
    this.path += `M${this.at(x, y)}`
  }
  lineTo(x: number, y: number): void {
    this.path += `L${this.at(x, y)}`
  }
  closePath(): void {
    this.path += 'Z'
  }
  rect(x: number, y: number, w: number, h: number): void {
    this.path += `M${this.at(x, y)}h${px(w)}v${px(h)}h${px(-w)}Z`
  }
  /** Whole circles only, which begin at their right, as the diagram draws them. */
  arc(x: number, y: number, r: number, _from: number, _to: number): void {
    this.path += `M${this.at(x + r, y)}a${px(r)} ${px(r)} 0 1 1 ${px(-2 * r)} 0a${px(r)} ${px(r)} 0 1 1 ${px(2 * r)} 0`
  }
  fill(): void {
    if (this.path !== '')
      this.parts.push(`<path d="${this.path}" fill="${this.fillStyle}"${this.opacity()}/>`)
  }
  stroke(): void {
    if (this.path === '') return
    const dash = this.dash.length === 0 ? '' : ` stroke-dasharray="${this.dash.join(' ')}"`
    this.parts.push(
      `<path d="${this.path}" fill="none" stroke="${this.strokeStyle}" stroke-width="${px(this.lineWidth)}"${dash}${this.opacity()}/>`,
    )
  }
  fillRect(x: number, y: number, w: number, h: number): void {
    const [left, top] = this.at(x, y).split(' ')
    this.parts.push(
      `<rect x="${left}" y="${top}" width="${px(w)}" height="${px(h)}" fill="${this.fillStyle}"${this.opacity()}/>`,
    )
  }
  fillText(text: string, x: number, y: number): void {
    const [left, top] = this.at(x, y).split(' ')
    const anchor = ANCHORS[this.textAlign]
    const [weight, size, ...family] = this.font.split(' ')
    this.parts.push(
      `<text x="${left}" y="${top}" dy=".35em" font-weight="${weight}" font-size="${size}" font-family="${escaped(family.join(' '))}"` +
        `${anchor === undefined ? '' : ` text-anchor="${anchor}"`} fill="${this.fillStyle}"${this.opacity()}>${escaped(text)}</text>`,
    )
  }
  setLineDash(dash: readonly number[]): void {
    this.dash = dash
  }
  translate(x: number, y: number): void {
    this.dx += x
    this.dy += y
  }
  save(): void {
    const { fillStyle, strokeStyle, lineWidth, globalAlpha, font, textAlign, dash, dx, dy } = this
    const [fill, stroke] = [String(fillStyle), String(strokeStyle)]
    this.saved.push({
      fillStyle: fill,
      strokeStyle: stroke,
      lineWidth,
      globalAlpha,
      font,
      textAlign,
      dash,
      dx,
      dy,
    })
  }
  restore(): void {
    Object.assign(this, this.saved.pop())
  }

  private at(x: number, y: number): string {
    return `${px(x + this.dx)} ${px(y + this.dy)}`
  }
  private opacity(): string {
    return this.globalAlpha === 1 ? '' : ` opacity="${px(this.globalAlpha)}"`
  }
}

export function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
