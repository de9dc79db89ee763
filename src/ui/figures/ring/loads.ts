// Nodes beside each other as bars, for each of the things that they can be measured by. Bars of one measure have one
// scale; what would be fair, what may not be passed, and what was before are ticks on them.

import type { Size } from '../shared/geometry.ts'
import { fairShares, type Measure, type RingModel } from './model.ts'
import { counted, percent, times } from './numbers.ts'

export interface LoadBar {
  readonly y: number
  readonly width: number
  readonly text: string
  readonly before: number | null
  readonly fair: number | null
  readonly lid: number | null
}

export interface LoadColumn {
  readonly id: 'share' | Measure
  readonly title: string
  /** "fullest 1.33 × its fair share" */
  readonly summary: string
  /** Its left top corner; bars stand below its head. */
  readonly x: number
  readonly y: number
  readonly width: number
  readonly bars: readonly LoadBar[]
}

export interface LoadsGeometry {
  readonly rowH: number
  readonly barH: number
  /** Names stand here; null where rows are too low for them. */
  readonly names: { readonly width: number } | null
  readonly columns: readonly LoadColumn[]
  /** Of one measure. */
  readonly panelH: number
  readonly headPx: number
  readonly footPx: number
  readonly height: number
}

interface Values {
  readonly id: LoadColumn['id']
  readonly title: string
  readonly now: readonly number[]
  readonly before: readonly (number | null)[]
  readonly fair: readonly number[]
  readonly lid: readonly (number | null)[]
  readonly print: (value: number) => string
}

/** In heights of small letters: above the rows a title and what it comes to, below them the name of the line. */
const HEAD = 3.7
const FOOT = 1.8
const ROW = { least: 2, most: 34 }
/** A second row of measures needs rows at least so high, and a second column so much width. */
const NAMED = 1.65
const LEAST_COLUMN = 16
const GAP_PX = 36

export function loadsGeometry(model: RingModel, { width, height }: Size, labelPx: number): LoadsGeometry {
  const { nodes } = model.picture
  const all = valuesOf(model)
  const [headPx, footPx] = [HEAD * labelPx, FOOT * labelPx]
  const leastColumn = LEAST_COLUMN * labelPx
  const beside = Math.max(1, Math.min(all.length, Math.floor(width / leastColumn)))
  const most = Math.floor(height / (headPx + nodes.length * NAMED * labelPx))
  const below = Math.max(1, Math.min(Math.ceil(all.length / beside), most))
  const rowH = Math.max(ROW.least, Math.min(ROW.most, (height / below - headPx - footPx) / nodes.length))
  const isNamed = rowH >= labelPx * 1.1
  const nameW = isNamed ? Math.max(...nodes.map(({ id }) => id.length)) * labelPx * 0.66 + 14 : 0
  const columnW = (width - nameW - GAP_PX * (beside - 1)) / beside
  const numberW = isNamed ? 7 * labelPx * 0.62 : 0
  const panelH = headPx + rowH * nodes.length + footPx
  return {
    rowH,
    barH: isNamed ? Math.min(16, rowH * 0.6) : rowH * 0.8,
    names: isNamed ? { width: nameW } : null,
    columns: all.slice(0, beside * below).map((values, i) => ({
      id: values.id,
      title: values.title,
      summary: summaryOf(values),
      x: nameW + (i % beside) * (columnW + GAP_PX),
      y: Math.floor(i / beside) * panelH,
      width: columnW,
      bars: barsOf(values, columnW - numberW, headPx, rowH),
    })),
    panelH,
    headPx,
    footPx,
    height: panelH * below,
  }
}

/** Index of the node whose row is there; null between rows. */
export function nodeAt({ rowH, panelH, headPx }: LoadsGeometry, y: number, nodes: number): number | null {
  const index = Math.floor((y - Math.floor(y / panelH) * panelH - headPx) / rowH)
  return index >= 0 && index < nodes ? index : null
}

/** What matters most first: keys, then what is bounded. */
function valuesOf(model: RingModel): readonly Values[] {
  const { picture, shares } = model
  const { nodes, keyBytes } = picture
  const none = nodes.map(() => null)
  const of = (id: Measure, title: string): Values => ({
    id,
    title,
    now: nodes.map((node) => node[id]),
    before: id === 'keys' ? nodes.map(({ keysBefore }) => keysBefore) : none,
    fair: fairShares(picture, id),
    lid: none,
    print: counted,
  })
  const circle: Values = {
    id: 'share',
    title: 'Share of the circle',
    now: shares ?? [],
    before: none,
    fair: fairOfCircle(model),
    lid: nodes.map(({ lid }) => lid),
    print: percent,
  }
  const keys = of('keys', 'Keys it is first to keep')
  const circles = shares === null ? [] : [circle]
  const load = of('load', 'Requests served lately')
  const isBounded = nodes.some(({ lid }) => lid !== null)
  return [
    keys,
    ...(isBounded ? [...circles, load] : [load, ...circles]),
    ...(keyBytes === null ? [] : [of('held', 'Copies on its disk')]),
  ]
}

function fairOfCircle({ picture: { nodes } }: RingModel): readonly number[] {
  const all = nodes.reduce((sum, { isMember, weight }) => sum + (isMember ? weight : 0), 0)
  return nodes.map(({ isMember, weight }) => (isMember && all > 0 ? weight / all : 0))
}

function summaryOf({ now, fair, lid }: Values): string {
  const ratios = now.flatMap((value, i) => (fair[i]! > 0 ? [value / fair[i]!] : []))
  const bounds = lid.flatMap((each, i) => (each === null || fair[i]! === 0 ? [] : [each / fair[i]!]))
  const bound = bounds.length === 0 ? '' : `, at most ${times(Math.max(...bounds))}`
  return ratios.length === 0 ? 'nothing yet' : `fullest ${times(Math.max(...ratios))} × fair${bound}`
}

function barsOf(
  { now, before, fair, lid, print }: Values,
  width: number,
  headPx: number,
  rowH: number,
): readonly LoadBar[] {
  const known = (values: readonly (number | null)[]) => values.map((value) => value ?? 0)
  const full = Math.max(...now, ...known(before), ...fair, ...known(lid)) || 1
  const length = (value: number) => (width * value) / full
  return now.map((value, i) => ({
    y: headPx + i * rowH,
    width: length(value),
    text: print(value),
    before: !before[i] || before[i] === value ? null : length(before[i]!),
    fair: fair[i]! > 0 ? length(fair[i]!) : null,
    lid: lid[i] == null ? null : length(lid[i]!),
  }))
}
