// Tables that grow by pages, so that growing copies nothing. A page holds one typed array per column, and a row is
// written with its page at hand: that costs a fraction of as many columns that each look for their own page.

const PAGE_BITS = 12
export const PAGE_ROWS = 1 << PAGE_BITS
/** `row & IN_PAGE` is the row's place in its page. */
export const IN_PAGE = PAGE_ROWS - 1

export class Pages<Page extends object> {
  private readonly pages: Page[] = []
  private readonly make: () => Page

  constructor(make: () => Page) {
    this.make = make
  }

  /** The page that holds the row. No check of the range: callers count their rows. */
  of(row: number): Page {
    const at = row >> PAGE_BITS
    while (at >= this.pages.length) this.pages.push(this.make())
    return this.pages[at]!
  }

  /** Gives back the pages behind that many rows. */
  truncate(rows: number): void {
    this.pages.length = Math.min(this.pages.length, Math.ceil(rows / PAGE_ROWS))
  }

  bytes(): number {
    let sum = 0
    for (const page of this.pages)
      for (const column of Object.values(page)) sum += (column as ArrayBufferView).byteLength
    return sum
  }
}

/** A single column of numbers of any size. */
export class Numbers {
  length = 0
  private readonly pages = new Pages(() => ({ values: new Float64Array(PAGE_ROWS) }))
  /** The page that the next value goes to, unless that one begins a page. */
  private tail = new Float64Array(0)

  push(value: number): void {
    const at = this.length++ & IN_PAGE
    if (at === 0) this.tail = this.pages.of(this.length - 1).values
    this.tail[at] = value
  }

  get(at: number): number {
    return this.pages.of(at).values[at & IN_PAGE]!
  }

  truncate(length: number): void {
    this.length = Math.min(this.length, length)
    this.pages.truncate(this.length)
    if ((this.length & IN_PAGE) !== 0) this.tail = this.pages.of(this.length).values
  }

  bytes(): number {
    return this.pages.bytes()
  }
}
