// Tables of figures measured on runs, beside what the literature says they should be. A system's tables stand in
// `sims/<name>/tables`; the command line prints them, and the gate holds a short form of each.

export interface TableRow {
  readonly label: string
  readonly measured: number
  readonly published: number
  /** How far the two may be apart. */
  readonly allowed: number
  /** "ms", "%", "req/s"; empty for plain numbers. */
  readonly unit: string
}

export interface Table {
  /** What it is called on the command line. */
  readonly id: string
  readonly title: string
  /** Where the published numbers stand. */
  readonly source: string
  /** `full` is what is printed; `short` is small enough for the gate and may allow more. Measured one by one. */
  readonly rows: (effort: 'short' | 'full') => Iterable<TableRow>
}

export function isWithin({ measured, published, allowed }: TableRow): boolean {
  return Math.abs(measured - published) <= allowed
}
