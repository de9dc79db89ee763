// What a search has to say: what was found and how far on, or that nothing came.

import { grouped } from '../../sim/result.ts'
import { fill, milliseconds } from '../../sim/words.ts'
import { type Narrated, narrate, sentence } from '../narrate.ts'
import { isLeaderNote, type Sought } from './conditions.ts'
import { pathText, type Until, untilText, valueText } from './until.ts'

/** "n3 leads term 4, at 812 ms, 1,204 events on" */
export function foundText(
  narrated: Narrated,
  sought: Sought,
  until: Until,
  from: number,
  row: number,
): string {
  const events = Math.abs(row - from)
  const far = `${grouped(events)} ${events === 1 ? 'event' : 'events'} ${row > from ? 'on' : 'back'}`
  return `${whatText(narrated, sought, until, row)}, at ${milliseconds(narrated.trace.atUs(row))} ms, ${far}`
}

function whatText(narrated: Narrated, { sim, timeline }: Sought, until: Until, row: number): string {
  const line = narrate(narrated, row)
  if (until.kind === 'field') return fieldText(until)
  if (until.kind === 'divergence') return `The runs part: ${line.text}`
  if (until.kind === 'violation') {
    const violation = timeline.end.violations.find((each) => each.row === row)
    const promise = sim.invariants.find(({ id }) => id === violation?.invariant)
    return promise === undefined
      ? line.text
      : `Broken: ${promise.title}. ${fill(promise.broken, violation?.params ?? [], '', sim.words.reasons)}`
  }
  const note = narrated.trace
    .notes(row)
    .find(({ code, params }) =>
      until.kind === 'leader change' ? isLeaderNote(sim, code, params) : sim.landmarks[code] === until.kind,
    )
  return note === undefined ? line.text : sentence(sim, note)
}

function fieldText({ node, path, sign, value }: Extract<Until, { kind: 'field' }>): string {
  const field = `${node} ${pathText(path)}`
  if (sign === 'changes') return `${field} changes`
  return sign === '=' ? `${field} is ${valueText(value)}` : `${field} is ${sign} ${valueText(value)}`
}

/** "“commit” did not come within 12,345 events, up to 60,812 ms" */
export function nothingText(until: Until, rows: number, us: number): string {
  const wish = `“${untilText(until)}”`
  return `${wish} did not come within ${grouped(rows)} events, up to ${milliseconds(us)} ms`
}

export function nothingBackText(until: Until, us: number): string {
  return `“${untilText(until)}” did not come before ${milliseconds(us)} ms`
}
