// Which messages are on their way across a moment: an index of their latest ends, by blocks and blocks of blocks, so
// that a message sent long before the window is found without looking at all that were sent since.

import type { RunColumns } from '../../../lab/diagram/columns.ts'

const BLOCK_BITS = 5
const FOREVER = 0x7fffffff

/** Row of its end; one that has not ended is on its way for ever. */
export function endOf({ messages }: RunColumns, id: number): number {
  const end = messages.endRow[id]!
  return end < 0 ? FOREVER : end
}

export class Crossing {
  private readonly endAt: (place: number) => number
  private readonly count: number
  /** Level 0 has a place for every 32 messages, each further level for every 32 places of the one below. */
  private readonly levels: Int32Array[] = []

  constructor(columns: RunColumns, shown: Int32Array) {
    this.endAt = (place) => endOf(columns, shown[place]!)
    this.count = shown.length
    let { count } = this
    let below = this.endAt
    do {
      const level = blocksOf(count, below)
      this.levels.push(level)
      count = level.length
      below = (i) => level[i]!
    } while (count > 1)
  }

  /** Places below `before` in the list of messages shown, of those whose end is at `row` or later, in order. */
  places(row: number, before: number): number[] {
    const found: number[] = []
    const visit = (level: number, block: number) => {
      if (level >= 0 && this.levels[level]![block]! < row) return
      const size = 1 << (BLOCK_BITS * (level + 1))
      if (block * size >= before) return
      if (level < 0) {
        if (this.endAt(block) >= row) found.push(block)
        return
      }
      const first = block << BLOCK_BITS
      const count = level === 0 ? this.count : this.levels[level - 1]!.length
      for (let i = first; i < Math.min(first + (1 << BLOCK_BITS), count); i++) visit(level - 1, i)
    }
    const top = this.levels.length - 1
    for (let block = 0; block < this.levels[top]!.length; block++) visit(top, block)
    return found
  }
}

function blocksOf(count: number, endAt: (i: number) => number): Int32Array {
  const blocks = new Int32Array(Math.ceil(count / (1 << BLOCK_BITS)))
  for (let i = 0; i < count; i++) {
    const block = i >> BLOCK_BITS
    blocks[block] = Math.max(blocks[block]!, endAt(i))
  }
  return blocks
}
