// Messages too many to be drawn one by one: counted by pixel column and pair of lanes. Where a way is shorter than the
// eye sees, all that cross the space between two lanes in a column are one upright stroke; where ways are still slanted,
// each pair of lanes has a ribbon. Lost ones are marked apart, whatever hides below.

import type { Layout } from './layout.ts'
import type { Model } from './model.ts'
import type { Scale } from './scale.ts'
import { LOST, LOST_WAY, LOUD, type Pair, PER_PAIR, QUIET, WHOLE_WAY } from './tallies.ts'

const HUES = 5
/** A heartbeat is drawn this much fainter than another message. */
const QUIET_SHARE = 0.35
/** Crosses of lost messages that would touch are one. */
const CROSS_APART = 6

/** Upright strokes between neighbouring lanes: `strength` is messages a pixel, for each column and space. */
export interface Ink {
  readonly columnPx: number
  /** Left edge of the first column. */
  readonly x: number
  readonly columns: number
  readonly spaces: number
  /** Column after column, space after space. */
  readonly strength: Float32Array
  readonly hue: Uint8Array
}

/** A band from a column of one lane to that of another, as wide as the column. */
export interface Ribbon {
  readonly x: number
  readonly w: number
  /** How far right it arrives. */
  readonly slant: number
  readonly y1: number
  readonly y2: number
  readonly hue: number
  readonly strength: number
}

export interface Aggregates {
  readonly ink: Ink | null
  readonly ribbons: readonly Ribbon[]
  readonly crosses: readonly { readonly x: number; readonly y: number }[]
  /** Places in the model's list of messages, from and to: those that are counted here and not drawn one by one. */
  readonly from: number
  readonly to: number
  /** How many messages each column counts. */
  readonly counts: Uint32Array
  readonly columnPx: number
  readonly x: number
}

/** Columns of so many pixels, at places that stay where they are when the window moves. */
export interface Columns {
  readonly columnPx: number
  readonly x: number
  /** Place of the first message of each column; one more for the end. */
  readonly places: Int32Array
}

export function columnsOf(scale: Scale, columnPx: number, placeFrom: (row: number) => number): Columns {
  const unit = scale.perPx * columnPx
  const first = Math.floor(scale.span.from / unit)
  const x = (first * unit - scale.span.from) / scale.perPx
  const count = Math.ceil((scale.width - x) / columnPx)
  const places = new Int32Array(count + 1)
  for (let c = 0; c <= count; c++) places[c] = placeFrom(scale.rowFrom(x + c * columnPx))
  return { columnPx, x, places }
}

/** `slantPx`: how far right messages arrive; below `uprightPx` they are drawn upright. */
export function aggregate(
  model: Model,
  layout: Layout,
  columns: Columns,
  slantPx: number,
  uprightPx: number,
): Aggregates {
  const { columnPx, x, places } = columns
  const count = places.length - 1
  const counter = new Counter(model, layout, columns, slantPx < uprightPx ? 0 : slantPx)
  for (let c = 0; c < count; c++) if (places[c]! < places[c + 1]!) counter.add(c, places[c]!, places[c + 1]!)
  return {
    ink: slantPx < uprightPx ? counter.inked() : null,
    ribbons: counter.ribbons,
    crosses: counter.crosses,
    from: places[0]!,
    to: places[count]!,
    counts: counter.counts,
    columnPx,
    x,
  }
}

class Counter {
  readonly ribbons: Ribbon[] = []
  readonly crosses: { x: number; y: number }[] = []
  readonly counts: Uint32Array
  private readonly model: Model
  private readonly layout: Layout
  private readonly columns: Columns
  private readonly slantPx: number
  private readonly spaces: number
  private readonly tally: Uint32Array
  /** Column after column, space after space, hue after hue. */
  private readonly weights: Float32Array
  private readonly orderOf: readonly number[]
  private readonly crossed = new Set<number>()

  constructor(model: Model, layout: Layout, columns: Columns, slantPx: number) {
    this.model = model
    this.layout = layout
    this.columns = columns
    this.slantPx = slantPx
    const count = columns.places.length - 1
    this.spaces = Math.max(0, layout.lanes.length - 1)
    this.tally = new Uint32Array(model.tallies.width)
    this.counts = new Uint32Array(count)
    this.weights = new Float32Array(slantPx > 0 ? 0 : count * this.spaces * HUES)
    this.orderOf = model.columns.nodes.map((_, lane) => layout.lanes.findIndex((row) => row.lane === lane))
  }

  add(column: number, from: number, to: number): void {
    const { tallies } = this.model
    tallies.between(from, to, this.tally)
    this.counts[column] = to - from
    for (let p = 0; p < tallies.pairs.length; p++) this.addPair(column, tallies.pairs[p]!, p * PER_PAIR)
  }

  private addPair(column: number, pair: Pair, at: number): void {
    const { tally } = this
    let total = 0
    for (let hue = 0; hue < HUES; hue++) {
      const weight = tally[at + LOUD + hue]! + tally[at + QUIET + hue]! * QUIET_SHARE
      if (weight === 0) continue
      total += weight
      if (this.slantPx === 0) this.addInk(column, pair, hue, weight)
    }
    if (total === 0) return
    if (this.slantPx > 0) this.addRibbon(column, pair, at, total)
    if (tally[at + LOST]! > 0)
      this.addCross(column, pair, tally[at + LOST_WAY]! / WHOLE_WAY / tally[at + LOST]!)
  }

  private addInk(column: number, { from, to }: Pair, hue: number, weight: number): void {
    const [a, b] = [this.orderOf[from]!, this.orderOf[to]!]
    for (let space = Math.min(a, b); space < Math.max(a, b); space++)
      this.weights[(column * this.spaces + space) * HUES + hue]! += weight
  }

  private addRibbon(column: number, { from, to }: Pair, at: number, total: number): void {
    const { x, columnPx } = this.columns
    const { yOf } = this.layout
    let hue = 0
    const weightOf = (h: number) => this.tally[at + LOUD + h]! + this.tally[at + QUIET + h]! * QUIET_SHARE
    for (let h = 1; h < HUES; h++) if (weightOf(h) > weightOf(hue)) hue = h
    this.ribbons.push({
      x: x + column * columnPx,
      w: columnPx,
      slant: this.slantPx,
      y1: yOf[from]!,
      y2: yOf[to]!,
      hue,
      strength: total / columnPx,
    })
  }

  private addCross(column: number, { from, to }: Pair, share: number): void {
    const { x, columnPx } = this.columns
    const { yOf } = this.layout
    const at = {
      x: x + (column + 0.5) * columnPx + this.slantPx * share,
      y: yOf[from]! + (yOf[to]! - yOf[from]!) * share,
    }
    const cell = Math.floor(at.x / CROSS_APART) * 4096 + Math.floor(at.y / CROSS_APART)
    if (this.crossed.has(cell)) return
    this.crossed.add(cell)
    this.crosses.push(at)
  }

  /** In each space of a column the hue that most of its messages have. */
  inked(): Ink {
    const { columnPx, x, places } = this.columns
    const [columns, spaces] = [places.length - 1, this.spaces]
    const strength = new Float32Array(columns * spaces)
    const hue = new Uint8Array(columns * spaces)
    for (let i = 0; i < strength.length; i++) {
      let total = 0
      let best = 0
      for (let h = 0; h < HUES; h++) {
        const weight = this.weights[i * HUES + h]!
        total += weight
        if (weight > this.weights[i * HUES + best]!) best = h
      }
      strength[i] = total / columnPx
      hue[i] = best
    }
    return { columnPx, x, columns, spaces, strength, hue }
  }
}
