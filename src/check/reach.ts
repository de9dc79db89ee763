// Which event can be reached from which along links.

import type { Link } from './cycle.ts'

export class Reach {
  private readonly rowWords: number
  private readonly bits: Int32Array

  constructor(size: number, links: readonly Link[]) {
    this.rowWords = (size + 31) >>> 5
    this.bits = new Int32Array(this.rowWords * size)
    const out: number[][] = Array.from({ length: size }, () => [])
    for (const { from, to } of links) out[from]!.push(to)
    for (let from = 0; from < size; from++) this.fill(from, out)
  }

  /** By at least one link. */
  has(from: number, to: number): boolean {
    return ((this.bits[from * this.rowWords + (to >>> 5)]! >>> (to & 31)) & 1) === 1
  }

  private fill(from: number, out: readonly (readonly number[])[]): void {
    const row = from * this.rowWords
    const open = [from]
    for (let node = open.pop(); node !== undefined; node = open.pop())
      for (const to of out[node]!) {
        if (this.has(from, to)) continue
        this.bits[row + (to >>> 5)]! |= 1 << (to & 31)
        open.push(to)
      }
  }
}
