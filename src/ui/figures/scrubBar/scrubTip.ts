// What the scrub bar has at a place, in words: the marks near it and the stretches it lies in. Pure.

import { milliseconds } from '../shared/time.ts'
import type { ScrubInput } from './scrubBar.ts'

const KINDS = {
  election: 'election',
  violation: 'a promise breaks',
  'client error': 'a client is refused, or gives up',
} as const

/** The time, then what is there; marks count that are at most so many µs away, and nothing ahead of what was seen. */
export function scrubTip(input: ScrubInput, us: number, nearUs: number): readonly string[] {
  const { bands, faultSpans, landmarks, partsUs = null, wrongUs = [], seenUs } = input
  const isNear = (atUs: number) => Math.abs(atUs - us) <= nearUs && atUs <= seenUs
  const isWithin = ({ fromUs, untilUs }: { readonly fromUs: number; readonly untilUs: number | null }) =>
    fromUs <= us && us <= (untilUs ?? input.endUs) && us <= seenUs
  const marks = landmarks.flatMap(({ kind, atUs }) =>
    kind in KINDS && isNear(atUs) ? [KINDS[kind as keyof typeof KINDS]] : [],
  )
  return [
    milliseconds(us),
    ...bands.filter(isWithin).map(({ label }) => label),
    ...new Set(marks),
    ...(wrongUs.some(isNear) ? ['a client is told wrong'] : []),
    ...faultSpans.filter(isWithin).map(({ title }) => title),
    ...(partsUs !== null && isNear(partsUs) ? ['the two runs part'] : []),
  ]
}
