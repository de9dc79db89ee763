// What came of many futures, told in counts. The page reads this; running them is in odds.ts.

import type { Command } from '../sim/engineTypes.ts'

/** What came of one future. */
export interface Future {
  readonly number: number
  /** Who leads at its end; null for nobody. */
  readonly leader: string | null
  /** Time without a leader, from the moment on. */
  readonly leaderlessUs: number
  readonly answered: number
  /** Answers that turned out wrong: stale reads, lost writes. */
  readonly wrong: number
  /** Invariants that broke after the moment. */
  readonly broken: readonly string[]
}

/** The intervention that leads into a future. */
export function otherDice(number: number): Extract<Command, { kind: 'dice' }> {
  return { kind: 'dice', salt: `future ${number}` }
}

/** Futures that ended alike, the most frequent first. */
export interface Outcome {
  readonly title: string
  readonly count: number
  /** One to open. */
  readonly example: number
}

export interface OddsPicture {
  readonly futures: number
  readonly leaders: readonly Outcome[]
  /** µs without a leader: half of the futures have less, nine tenths have less, the most. */
  readonly leaderless: {
    readonly median: number
    readonly p90: number
    readonly most: number
    readonly example: number
  }
  /** Futures in which an answer turned out wrong or a promise broke. */
  readonly harm: readonly Outcome[]
}

export function oddsOf(futures: readonly Future[]): OddsPicture {
  const byTime = [...futures].sort((a, b) => a.leaderlessUs - b.leaderlessUs || a.number - b.number)
  const at = (share: number) => byTime[Math.min(byTime.length - 1, Math.floor(byTime.length * share))]
  const worst = byTime.at(-1)
  return {
    futures: futures.length,
    leaders: tally(futures, ({ leader }) => [leader === null ? 'nobody leads' : `${leader} leads`]),
    leaderless: {
      median: at(0.5)?.leaderlessUs ?? 0,
      p90: at(0.9)?.leaderlessUs ?? 0,
      most: worst?.leaderlessUs ?? 0,
      example: worst?.number ?? 0,
    },
    harm: tally(futures, ({ wrong, broken }) => [
      ...broken,
      ...(wrong > 0 ? ['a client was told wrong'] : []),
    ]),
  }
}

function tally(
  futures: readonly Future[],
  titlesOf: (future: Future) => readonly string[],
): readonly Outcome[] {
  const counts = new Map<string, { count: number; example: number }>()
  for (const future of futures)
    for (const title of titlesOf(future)) {
      const known = counts.get(title) ?? { count: 0, example: future.number }
      counts.set(title, { count: known.count + 1, example: Math.min(known.example, future.number) })
    }
  const outcomes = [...counts].map(([title, one]) => ({ title, ...one }))
  return outcomes.sort((a, b) => b.count - a.count || (a.title < b.title ? -1 : 1))
}
