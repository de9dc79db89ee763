// Rates measured side by side: each contestant in turn, several rounds, and the median of the ratios within a round,
// so that a machine whose speed drifts still gives a ratio that holds.

export interface Contestant {
  readonly name: string
  /** Does the work and gives the number of events. */
  readonly run: () => number
}

const ROUNDS = 5

/** Prints each contestant's median rate and its ratio to the first one's. Gives the ratios. */
export function race(title: string, contestants: readonly Contestant[]): readonly number[] {
  for (const { run } of contestants) run()
  const rounds = Array.from({ length: ROUNDS }, () => contestants.map(({ run }) => rateOf(run)))
  console.log(`\n${title}`)
  return contestants.map(({ name }, i) => {
    const rate = median(rounds.map((round) => round[i]!))
    const ratio = median(rounds.map((round) => round[i]! / round[0]!))
    console.log(`  ${name.padEnd(52)} ${(rate / 1e6).toFixed(3).padStart(8)} M events/s   × ${ratio.toFixed(3)}`)
    return ratio
  })
}

function rateOf(run: () => number): number {
  const begin = process.hrtime.bigint()
  const events = run()
  return (events * 1e9) / Number(process.hrtime.bigint() - begin)
}

export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN
}
