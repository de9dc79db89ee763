// A place in the run as it is typed: a time or an event.

import type { Target } from '../../lab/lab.ts'

/** What was typed as a place in the run; null when it is neither a time nor an event. */
export function placeOf(typed: string): Target | null {
  const text = typed.trim().toLowerCase().replaceAll(',', '')
  const event = /^(?:event|#|e)\s*(\d+)/.exec(text)
  if (event !== null) return { row: Math.max(-1, Number(event[1]) - 1) }
  const time = /^(\d+(?:\.\d+)?)\s*(ms|s|µs|us)?$/.exec(text)
  if (time === null) return null
  const scale = { s: 1_000_000, ms: 1_000, µs: 1, us: 1 }[time[2] ?? 'ms'] ?? 1_000
  return { us: Math.round(Number(time[1]) * scale) }
}
