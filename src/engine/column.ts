// A typed array that grows by pages, so that growing copies nothing and wastes at most one page.

const PAGE_BITS = 14
const PAGE = 1 << PAGE_BITS

type TypedArray = Float64Array | Int32Array | Uint16Array | Uint8Array

export class Column {
  length = 0
  private readonly pages: TypedArray[] = []
  private readonly Page: new (
    length: number,
  ) => TypedArray

  constructor(Page: new (length: number) => TypedArray) {
    this.Page = Page
  }

  push(value: number): void {
    const at = this.length++
    const page = at >> PAGE_BITS
    if (page === this.pages.length) this.pages.push(new this.Page(PAGE))
    this.pages[page]![at & (PAGE - 1)] = value
  }

  /** No check of the range: callers count their rows. */
  get(at: number): number {
    return this.pages[at >> PAGE_BITS]![at & (PAGE - 1)]!
  }

  set(at: number, value: number): void {
    this.pages[at >> PAGE_BITS]![at & (PAGE - 1)] = value
  }

  truncate(length: number): void {
    this.length = Math.min(this.length, length)
    this.pages.length = Math.min(this.pages.length, Math.ceil(this.length / PAGE))
  }

  bytes(): number {
    return this.pages.reduce((sum, page) => sum + page.byteLength, 0)
  }
}
