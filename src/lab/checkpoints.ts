// Which copies of a run's world are kept, so that any moment can be stood in quickly and a long run stays small. Pure:
// the policy decides by the age of a copy, in events, and by what it has to carry. What a person did is never thinned.
//
// From one copy to the next, as many events may have to be replayed as the older of these allows:
//   LEAST_SPACING, and one for every AGE_SHARE events that have happened since (people look at what is near),
//   and one for every two things a copy carries (logs, histories, queues: it costs as much as replaying some events).
// If there are still more than MOST_CHECKPOINTS, all of that is doubled until there are not.

/** Events between copies of a small world, where it is recorded. */
export const LEAST_SPACING = 200
const AGE_SHARE = 64
const COST_SHARE = 2
export const MOST_CHECKPOINTS = 256

export interface Mark {
  /** Events before it. */
  readonly rows: number
  /** How much it carries, roughly, in things of a list. */
  readonly size: number
}

/** How many events apart copies may be that carry so much, when so many events have happened since. */
export function spacing({ size }: Pick<Mark, 'size'>, ageRows = 0): number {
  return LEAST_SPACING + Math.floor(ageRows / AGE_SHARE) + Math.floor(size / COST_SHARE)
}

/** The copies to keep of a run of `rows` events: always the first and the latest. They stand in order. */
export function thinned<M extends Mark>(marks: readonly M[], rows: number): readonly M[] {
  for (let factor = 1; ; factor *= 2) {
    const kept = thinnedBy(marks, rows, factor)
    if (kept.length <= MOST_CHECKPOINTS) return kept
  }
}

/** From the latest back, one goes if those around it are close enough without it. */
function thinnedBy<M extends Mark>(marks: readonly M[], rows: number, factor: number): readonly M[] {
  const kept: M[] = []
  for (let i = marks.length - 1; i >= 0; i--) {
    const [mark, older, newer] = [marks[i]!, marks[i - 1], kept.at(-1)]
    const gap =
      older === undefined || newer === undefined ? Number.POSITIVE_INFINITY : newer.rows - older.rows
    if (gap > factor * spacing(mark, rows - mark.rows)) kept.push(mark)
  }
  return kept.reverse()
}
