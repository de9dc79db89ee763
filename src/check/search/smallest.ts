// The smallest set of things that still breaks. `isBroken` must be monotone: what breaks goes on breaking when more is
// added. It may say false where it could not find out; then the set found still breaks, but may not be the smallest.

export interface Smallest<T> {
  readonly chosen: readonly T[]
  /** No smaller set breaks, as far as `isBroken` told. */
  readonly isProven: boolean
}

/** Looks no further once `mayGoOn` says so; what it has by then breaks. `all` must break. */
export function smallest<T>(
  all: readonly T[],
  isBroken: (chosen: readonly T[]) => boolean,
  mayGoOn: () => boolean,
): Smallest<T> {
  const chosen = irreducible(all, isBroken)
  return smallerThan(chosen, all, isBroken, mayGoOn)
}

/** Junker's QuickXplain: a set of which nothing can be left out, the earlier in the list the rather in it. */
function irreducible<T>(all: readonly T[], isBroken: (chosen: readonly T[]) => boolean): readonly T[] {
  const reduce = (kept: readonly T[], rest: readonly T[], hasGrown: boolean): readonly T[] => {
    if (hasGrown && isBroken(kept)) return []
    if (rest.length <= 1) return rest
    const half = rest.length >>> 1
    const [first, second] = [rest.slice(0, half), rest.slice(half)]
    const ofSecond = reduce([...kept, ...first], second, true)
    const ofFirst = reduce([...kept, ...ofSecond], first, ofSecond.length > 0)
    return [...ofFirst, ...ofSecond]
  }
  return reduce([], all, false)
}

/**
 * By implicit hitting sets. When a set does not break, everything that could still be added to it without breaking is
 * added; of what is left over, every set that breaks has at least one. So the smallest set that has one of each such
 * leftover is either broken, and then the smallest of all, or gives another leftover.
 */
function smallerThan<T>(
  chosen: readonly T[],
  all: readonly T[],
  isBroken: (chosen: readonly T[]) => boolean,
  mayGoOn: () => boolean,
): Smallest<T> {
  const leftovers: (readonly T[])[] = []
  while (mayGoOn()) {
    const hitting = smallestHitting(leftovers, chosen.length - 1, mayGoOn)
    if (hitting === null) return { chosen, isProven: mayGoOn() }
    if (isBroken(hitting)) return { chosen: all.filter((each) => hitting.includes(each)), isProven: true }
    leftovers.push(leftoverOf(hitting, all, isBroken))
  }
  return { chosen, isProven: false }
}

function leftoverOf<T>(
  base: readonly T[],
  all: readonly T[],
  isBroken: (chosen: readonly T[]) => boolean,
): readonly T[] {
  let kept = base
  const leave = (rest: readonly T[]): readonly T[] => {
    if (rest.length === 0) return []
    const more = [...kept, ...rest]
    if (!isBroken(more)) {
      kept = more
      return []
    }
    if (rest.length === 1) return rest
    const half = rest.length >>> 1
    return [...leave(rest.slice(0, half)), ...leave(rest.slice(half))]
  }
  return leave(all.filter((each) => !base.includes(each)))
}

/** At most `most` members, at least one of each set; null if there is none so small. */
function smallestHitting<T>(
  sets: readonly (readonly T[])[],
  most: number,
  mayGoOn: () => boolean,
): readonly T[] | null {
  for (let size = 0; size <= most; size++) {
    const hitting = hittingOf(sets, size, [], mayGoOn)
    if (hitting !== null) return hitting
  }
  return null
}

function hittingOf<T>(
  sets: readonly (readonly T[])[],
  size: number,
  chosen: readonly T[],
  mayGoOn: () => boolean,
): readonly T[] | null {
  const missed = sets.find((set) => !set.some((each) => chosen.includes(each)))
  if (missed === undefined) return chosen
  if (chosen.length === size || !mayGoOn()) return null
  for (const each of missed) {
    const hitting = hittingOf(sets, size, [...chosen, each], mayGoOn)
    if (hitting !== null) return hitting
  }
  return null
}
