// Rates measured side by side: each contestant in turn, several rounds, and the median of the ratios within a round,
// so that a machine whose speed drifts still gives a ratio that holds. And what a benchmark hands to the table.

import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

export interface Contestant {
  readonly name: string
  /** What comes before the work and is not timed. */
  readonly prepare?: () => void
  /** Does the work and gives the number of events. */
  readonly run: () => number
}

/** One line of the table: a figure, and the goal it is held against if there is one. */
export interface Figure {
  readonly name: string
  readonly value: string
  readonly goal: string | null
  readonly isMet: boolean | null
}

const ROUNDS = 5
/** Rounds that are not counted: the compiler is not done after one. */
const WARM_UP = 3

/** Prints each contestant's median rate and its ratio to the first one's. Gives the ratios. */
export function race(title: string, contestants: readonly Contestant[], unit = 'events'): readonly number[] {
  return ratesOf(title, contestants, unit).map(({ ratio }) => ratio)
}

/** As `race`, with the rates themselves, a second. */
export function ratesOf(
  title: string,
  contestants: readonly Contestant[],
  unit: string,
): readonly { readonly rate: number; readonly ratio: number }[] {
  for (let round = 0; round < WARM_UP; round++) for (const each of contestants) rateOf(each)
  const rounds = Array.from({ length: ROUNDS }, () => contestants.map(rateOf))
  console.log(`\n${title}`)
  return contestants.map(({ name }, i) => {
    const rate = median(rounds.map((round) => round[i]!))
    const ratio = median(rounds.map((round) => round[i]! / round[0]!))
    console.log(
      `  ${name.padEnd(52)} ${(rate / 1e6).toFixed(3).padStart(8)} M ${unit}/s   × ${ratio.toFixed(3)}`,
    )
    return { rate, ratio }
  })
}

function rateOf({ prepare, run }: Contestant): number {
  prepare?.()
  const begin = process.hrtime.bigint()
  const events = run()
  return (events * 1e9) / Number(process.hrtime.bigint() - begin)
}

/** A ratio that should be at least so much. */
export function atLeast(name: string, ratio: number, goal: number): Figure {
  return {
    name,
    value: `× ${ratio.toFixed(2)}`,
    goal: `at least × ${goal.toFixed(2)}`,
    isMet: ratio >= goal,
  }
}

/** A figure that should stay below so much. */
export function below(name: string, value: number, goal: number, unit: string): Figure {
  return { name, value: `${value.toFixed(1)} ${unit}`, goal: `below ${goal} ${unit}`, isMet: value < goal }
}

/** A figure that is only told. */
export function told(name: string, value: string): Figure {
  return { name, value, goal: null, isMet: null }
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5)
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN
}

/** Numbers in [0, 1) that are the same every time. */
export function fractions(): () => number {
  let state = 1
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

/** What is reachable: on the heap and in typed arrays. */
export function usedMb(): number {
  setFlagsFromString('--expose_gc')
  const gc = runInNewContext('gc') as () => void
  gc()
  gc()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return (heapUsed + arrayBuffers) / 1e6
}
