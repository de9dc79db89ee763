// Tables that grow by pages, so that growing copies nothing. A page holds one typed array per column, and a row is
// written with its page at hand: that costs a fraction of as many columns that each look for their own page. Tables of
// runs that begin alike share pages: whoever writes into a page of both gets a copy of its own.

const PAGE_BITS = 12
export const PAGE_ROWS = 1 << PAGE_BITS
/** `row & IN_PAGE` is the row's place in its page. */
export const IN_PAGE = PAGE_ROWS - 1

export class Pages<Page extends object> {
  private readonly pages: Page[] = []
  /** Pages, by number, that another table may hold as well. */
  private readonly shared: boolean[] = []
  private isShared = false
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

  /** The page that holds the row, to be written into: nobody else's from now on. */
  own(row: number): Page {
    const at = row >> PAGE_BITS
    if (!this.isShared || this.shared[at] !== true) return this.of(row)
    this.shared[at] = false
    this.pages[at] = this.copied(this.pages[at]!)
    return this.pages[at]
  }

  /** Another table that begins with the same rows. It grows on its own. */
  fork(rows: number): Pages<Page> {
    const fork = new Pages(this.make)
    this.isShared = true
    fork.isShared = true
    for (const [at, page] of this.pages.entries()) {
      this.shared[at] = true
      fork.shared[at] = true
      fork.pages.push(page)
    }
    fork.truncate(rows)
    return fork
  }

  /** Gives back the pages behind that many rows. */
  truncate(rows: number): void {
    this.pages.length = Math.min(this.pages.length, Math.ceil(rows / PAGE_ROWS))
    this.shared.length = Math.min(this.shared.length, this.pages.length)
    // The next row goes into the last page, if that one has room.
    if ((rows & IN_PAGE) !== 0 && this.pages.length > rows >> PAGE_BITS) this.own(rows)
  }

  /** Bytes of the pages; of those in `seen`, which others hold as well, only once. */
  bytes(seen: Set<object> = new Set()): number {
    let sum = 0
    for (const page of this.pages) {
      if (seen.has(page)) continue
      seen.add(page)
      for (const column of Object.values(page)) sum += (column as ArrayBufferView).byteLength
    }
    return sum
  }

  private copied(page: Page): Page {
    const copy = this.make()
    for (const [name, column] of Object.entries(page))
      (copy as Record<string, Float64Array>)[name]!.set(column as Float64Array)
    return copy
  }
}

/** A single column of numbers of any size. */
export class Numbers {
  length = 0
  private pages = new Pages(() => ({ values: new Float64Array(PAGE_ROWS) }))
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

  /** Another column that begins with the same numbers. */
  fork(): Numbers {
    const fork = new Numbers()
    fork.pages = this.pages.fork(this.length)
    fork.length = this.length
    fork.truncate(this.length)
    return fork
  }

  truncate(length: number): void {
    this.length = Math.min(this.length, length)
    this.pages.truncate(this.length)
    if ((this.length & IN_PAGE) !== 0) this.tail = this.pages.of(this.length).values
  }

  bytes(seen?: Set<object>): number {
    return this.pages.bytes(seen)
  }
}
