// How many messages were sent between two of them, by sender, receiver, hue and fate, without counting: sums from the
// beginning are kept at every 64th message, so that any stretch costs the same, be it ten messages or a million.

import type { RunColumns } from '../../../lab/diagram/columns.ts'
import { HEARTBEAT, LOST_ON_THE_WAY } from '../../../lab/diagram/part.ts'
import { lostShare } from './share.ts'

const HUES = 5
/** For each pair of lanes: loud ones by hue, quiet ones by hue, lost ones, and how far these came, in 255ths. */
export const LOUD = 0
export const QUIET = HUES
export const LOST = 2 * HUES
export const LOST_WAY = LOST + 1
export const PER_PAIR = LOST_WAY + 1
export const WHOLE_WAY = 255

const BITS = 6
const APART = 1 << BITS

export interface Pair {
  readonly from: number
  readonly to: number
}

export class Tallies {
  /** The pairs of lanes that spoke. */
  readonly pairs: readonly Pair[]
  private readonly columns: RunColumns
  private readonly shown: Int32Array
  private readonly pairOf: Int16Array
  private readonly lanes: number
  /** Row n: the sums over the first 64 n messages. */
  private readonly sums: Uint32Array

  /** Of the messages in `shown`, which the numbers below are places in. */
  constructor(columns: RunColumns, shown: Int32Array) {
    this.columns = columns
    this.shown = shown
    this.lanes = columns.nodes.length
    this.pairOf = new Int16Array(this.lanes * this.lanes).fill(-1)
    this.pairs = this.findPairs()
    this.sums = this.sumUp()
  }

  /** Room for what `between` counts: PER_PAIR places for each pair. */
  get width(): number {
    return this.pairs.length * PER_PAIR
  }

  /** Counts the messages at the places [from, to) into `into`, which is overwritten. */
  between(from: number, to: number, into: Uint32Array): void {
    const first = (from + APART - 1) >> BITS
    const last = to >> BITS
    if (first >= last) {
      into.fill(0)
      this.count(from, to, into)
      return
    }
    const { sums, width } = this
    const [low, high] = [first * width, last * width]
    for (let i = 0; i < width; i++) into[i] = sums[high + i]! - sums[low + i]!
    this.count(from, first << BITS, into)
    this.count(last << BITS, to, into)
  }

  private count(from: number, to: number, into: Uint32Array): void {
    const { messages } = this.columns
    for (let i = from; i < to; i++) {
      const id = this.shown[i]!
      const at = this.pairOf[messages.from[id]! * this.lanes + messages.to[id]!]! * PER_PAIR
      into[at + (messages.mark[id] === HEARTBEAT ? QUIET : LOUD) + messages.hue[id]!]!++
      if (messages.fate[id] !== LOST_ON_THE_WAY) continue
      into[at + LOST]!++
      into[at + LOST_WAY]! += Math.round(lostShare(this.columns, id) * WHOLE_WAY)
    }
  }

  private findPairs(): readonly Pair[] {
    const { messages } = this.columns
    const pairs: Pair[] = []
    for (const id of this.shown) {
      const key = messages.from[id]! * this.lanes + messages.to[id]!
      if (this.pairOf[key]! >= 0) continue
      this.pairOf[key] = pairs.length
      pairs.push({ from: messages.from[id]!, to: messages.to[id]! })
    }
    return pairs
  }

  private sumUp(): Uint32Array {
    const { width } = this
    const marks = this.shown.length >> BITS
    const sums = new Uint32Array((marks + 1) * width)
    for (let mark = 1; mark <= marks; mark++) {
      sums.copyWithin(mark * width, (mark - 1) * width, mark * width)
      this.count((mark - 1) << BITS, mark << BITS, sums.subarray(mark * width, (mark + 1) * width))
    }
    return sums
  }
}
