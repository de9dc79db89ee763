// Which events two runs have in common, or a run and an earlier state of it. Recordings of one sitting are a family:
// each counts its editions, and one that was forked from another knows how much of it it kept. A view that kept the
// columns of one edition learns how many of its rows still hold in another, and asks for the rest only.

interface Edition {
  readonly id: number
  readonly parent: Edition | null
  /** The first rows that are the same in its parent. */
  readonly keptRows: number
}

/** Numbers of editions are never used twice, so that a view of another run's columns is not taken for one of this. */
let made = 0

/** Beyond this many editions of a family, the oldest are not known any more: a view of one is read anew. */
const MOST_KEPT = 300

export class Editions {
  private readonly family: Map<number, Edition>
  private latest: Edition

  constructor(family = new Map<number, Edition>(), parent: Edition | null = null, keptRows = 0) {
    this.family = family
    this.latest = this.added(parent, keptRows)
  }

  /** The edition that is recorded now. */
  get current(): number {
    return this.latest.id
  }

  /** The run was edited, and only its first rows are as they were. */
  edited(keptRows: number): void {
    this.latest = this.added(this.latest, keptRows)
  }

  /** Those of another run, whose first rows are the same as this one's. */
  fork(keptRows: number): Editions {
    return new Editions(this.family, this.latest, keptRows)
  }

  /** How many of the first `rows` rows of that edition are rows of the current one. */
  sharedRows(edition: number, rows: number): number {
    const keptOf = new Map<Edition, number>()
    let kept = Number.POSITIVE_INFINITY
    for (let at: Edition | null = this.latest; at !== null; at = at.parent) {
      keptOf.set(at, kept)
      kept = Math.min(kept, at.keptRows)
    }
    let shared = rows
    for (let at = this.family.get(edition) ?? null; at !== null; at = at.parent) {
      const met = keptOf.get(at)
      if (met !== undefined) return Math.min(shared, met)
      shared = Math.min(shared, at.keptRows)
    }
    return 0
  }

  private added(parent: Edition | null, keptRows: number): Edition {
    const edition = { id: made++, parent, keptRows }
    this.family.set(edition.id, edition)
    const oldest = this.family.keys().next().value
    if (this.family.size > MOST_KEPT && oldest !== undefined) this.family.delete(oldest)
    return edition
  }
}
