// Reads a log as ShiViz does: the expression of the first line, found again and again in the rest; a clock in JSON.
// Then what ShiViz checks before it draws: each host counts its own events by one, every clock names events there
// are, and is exactly what the events it came from make it.

export interface LogEvent {
  readonly text: string
  readonly host: string
  readonly clock: Readonly<Record<string, number>>
  /** Its number among its host's events, from 1. */
  readonly own: number
}

/** As it stands in ShiViz's documentation: what an empty first line means. */
export const DEFAULT_PARSER = '(?<event>.*)\\n(?<host>\\S*) (?<clock>{.*})'

export function readLog(file: string): LogEvent[] {
  const [parser = '', delimiter, ...rest] = file.split('\n')
  if (parser !== DEFAULT_PARSER || delimiter !== '') throw new Error(`not a log file: ${parser}`)
  return matches(rest.join('\n').trim())
}

/** What is pasted rather than uploaded is read whole, its first two lines included. */
export function matches(text: string): LogEvent[] {
  return [...text.matchAll(new RegExp(DEFAULT_PARSER, 'g'))].map(({ groups }) => {
    const clock = JSON.parse(groups!.clock!)
    return { text: groups!.event!, host: groups!.host!, clock, own: clock[groups!.host!] }
  })
}

/** What is wrong with the clocks, in words. */
export function clockProblems(events: readonly LogEvent[]): string[] {
  const byHost = new Map<string, LogEvent[]>()
  for (const event of events) byHost.set(event.host, [...(byHost.get(event.host) ?? []), event])
  const problems: string[] = []
  for (const [host, own] of byHost)
    own.forEach((event, i) => {
      if (event.own !== i + 1) problems.push(`${host} goes to ${event.own} after ${i}`)
    })
  if (problems.length > 0) return problems
  for (const event of events) {
    const expected = mergedClock(event, byHost)
    if (expected === null) problems.push(`${event.host} ${event.own} knows of an event there is not`)
    else if (canonical(expected) !== canonical(event.clock))
      problems.push(`${event.host} ${event.own} is ${canonical(event.clock)}, not ${canonical(expected)}`)
  }
  return problems
}

/** The clock of the event before it, and of every event that it newly knows of, put together. */
function mergedClock(
  event: LogEvent,
  byHost: ReadonlyMap<string, readonly LogEvent[]>,
): Record<string, number> | null {
  const before = event.own === 1 ? {} : byHost.get(event.host)![event.own - 2]!.clock
  const merged: Record<string, number> = { ...before, [event.host]: event.own }
  for (const [host, count] of Object.entries(event.clock)) {
    if (host === event.host || count === (before[host] ?? 0)) continue
    const known = byHost.get(host)?.[count - 1]
    if (known === undefined) return null
    for (const [other, seen] of Object.entries(known.clock))
      merged[other] = Math.max(merged[other] ?? 0, seen)
  }
  return merged
}

function canonical(clock: Readonly<Record<string, number>>): string {
  return JSON.stringify(Object.entries(clock).sort(([a], [b]) => (a < b ? -1 : 1)))
}
