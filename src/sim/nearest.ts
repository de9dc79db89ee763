// What a person may have meant: of many names, the few that are spelled most like the one that was typed.

/** Of what was typed, so much is compared: no name is longer. */
const LONGEST = 60

/** The nearest first; of equally near ones, the earlier. */
export function nearest(typed: string, names: readonly string[], most: number): readonly string[] {
  const wanted = typed.slice(0, LONGEST)
  return names
    .map((name, place) => ({ name, place, distance: editsBetween(wanted, name) }))
    .sort((a, b) => a.distance - b.distance || a.place - b.place)
    .slice(0, most)
    .map(({ name }) => name)
}

/** Letters to put in, take out or change (Levenshtein). */
function editsBetween(a: string, b: string): number {
  let above = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let row = 1; row <= a.length; row++) {
    const here = [row]
    for (let column = 1; column <= b.length; column++) {
      const changed = above[column - 1]! + (a[row - 1] === b[column - 1] ? 0 : 1)
      here.push(Math.min(changed, above[column]! + 1, here[column - 1]! + 1))
    }
    above = here
  }
  return above[b.length]!
}
