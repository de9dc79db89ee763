// How often something happens lately, in two numbers: what this quarter of a second has had so far, and what the one
// before had in all. Whoever counts remembers nothing else.

export interface Pace {
  readonly quarter: number
  readonly count: number
  readonly before: number
}

const QUARTER_US = 250_000

export const STILL: Pace = Object.freeze({ quarter: 0, count: 0, before: 0 })

export function counted(pace: Pace, nowUs: number): Pace {
  const quarter = quarterOf(nowUs)
  if (pace.quarter === quarter) return { ...pace, count: pace.count + 1 }
  return { quarter, count: 1, before: lastQuarter(pace, nowUs) }
}

/** What the quarter of a second before the one that runs has had. */
export function lastQuarter(pace: Pace, nowUs: number): number {
  const behind = quarterOf(nowUs) - pace.quarter
  if (behind === 0) return pace.before
  return behind === 1 ? pace.count : 0
}

/** The quarter that runs and the one before it. */
export function lately(pace: Pace, nowUs: number): number {
  return lastQuarter(pace, nowUs) + (pace.quarter === quarterOf(nowUs) ? pace.count : 0)
}

/** Of a node's memory, which it has lost if it is down. */
export function servedLately(memory: { readonly servedPace: Pace } | null, nowUs: number): number {
  return memory === null ? 0 : lately(memory.servedPace, nowUs)
}

export function perSecond(pace: Pace, nowUs: number): number {
  return lastQuarter(pace, nowUs) * (1_000_000 / QUARTER_US)
}

function quarterOf(us: number): number {
  return Math.floor(us / QUARTER_US)
}
