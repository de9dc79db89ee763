// Which events a run and an earlier state of it have in common. A recording counts its editions: a view that kept the
// columns of one of them learns how many of its rows still hold, and asks for the rest only.

/** Numbers of editions are never used twice, so that a view of another run's columns is not taken for one of this. */
let made = 0

/** Beyond this many edits back, everything is read anew. */
const MOST_KEPT = 200

export class Editions {
  private list: { readonly id: number; readonly keptRows: number }[] = [{ id: made++, keptRows: 0 }]

  /** The edition that is recorded now. */
  get current(): number {
    return this.list.at(-1)!.id
  }

  /** The run was edited, and only its first rows are as they were. */
  edited(keptRows: number): void {
    this.list.push({ id: made++, keptRows })
    if (this.list.length > MOST_KEPT) this.list.shift()
  }

  /** How many of the first `rows` rows of that edition are rows of the current one. */
  sharedRows(edition: number, rows: number): number {
    let shared = rows
    for (let i = this.list.length - 1; i >= 0; i--) {
      if (this.list[i]!.id === edition) return shared
      shared = Math.min(shared, this.list[i]!.keptRows)
    }
    return 0
  }
}
