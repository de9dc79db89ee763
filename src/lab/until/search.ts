// Looking through a run for the next event, or the last one, that answers a wish. A look is bounded, so that a worker
// is never away for long; whoever asks looks on from where it ended. The run is recorded further as it is needed.

import { milliseconds } from '../../sim/words.ts'
import type { Recording } from '../recording.ts'
import { conditionOf, matchAmong, onRows, type Sought } from './conditions.ts'
import { fieldProblem } from './field.ts'
import { marksOf } from './marks.ts'
import { foundText, nothingBackText, nothingText } from './says.ts'
import { readUntil, type Until } from './until.ts'

export interface Search {
  /** The first of these that comes; texts are read as they are typed. */
  readonly until: readonly (Until | string)[]
  /** On, or back. */
  readonly step: 1 | -1
  /** Null to begin at the playhead; then as the look before gave it. */
  readonly begun: Begun | null
  /** It is given up: what was recorded for it is forgotten. */
  readonly isGivenUp?: boolean
}

/** Where a search began, how far it has looked, and how long the run was before. */
export interface Begun {
  readonly from: number
  readonly at: number
  readonly endUs: number
}

export type Looked =
  /** The event, and a sentence about it. */
  | { readonly kind: 'found'; readonly row: number; readonly says: string }
  /** Not so far: look on from here. */
  | { readonly kind: 'further'; readonly begun: Begun; readonly us: number }
  | { readonly kind: 'nothing'; readonly says: string }
  /** It cannot be looked for: what is wrong, as a phrase. */
  | { readonly kind: 'problem'; readonly says: string }

/** Rows of one look. */
const ROWS_A_LOOK = 10_000
/** Nothing is looked for farther than this from where it began. */
export const FARTHEST_ROWS = 200_000
export const FARTHEST_US = 60_000_000

interface Errand {
  readonly begun: Begun
  readonly recording: Recording
  readonly sought: Sought
  readonly untils: readonly Until[]
}

/** What else bears on a search. */
export interface Beside extends Pick<Sought, 'partingRow'> {
  /** The scenario's question is still open. */
  readonly isAsked: boolean
}

/** The playhead stands on `playhead`. */
export function look(
  recording: Recording,
  { partingRow, isAsked }: Beside,
  search: Search,
  playhead: number,
): Looked {
  const { place, timeline, telling } = recording
  const questionRow = isAsked ? (telling.predict?.row ?? null) : null
  const sought: Sought = { sim: place.sim, timeline, partingRow, questionRow }
  const read = search.until.map((each) => (typeof each === 'string' ? readUntil(each) : asRead(each)))
  const untils = read.flatMap((each) => (each.ok ? [each.value] : []))
  const unread = read.flatMap((each) => (each.ok ? [] : [each.error]))[0]
  const begun = search.begun ?? { from: playhead, at: playhead, endUs: timeline.endUs }
  const problem =
    unread ?? (search.begun === null ? problemWith(recording, sought, untils, playhead, search.step) : null)
  if (problem !== null) return { kind: 'problem', says: problem }
  const errand = { recording, sought, untils, begun }
  if (search.isGivenUp === true) return nothingOn(errand, begun.at, begun.endUs)
  return search.step === 1 ? lookOn(errand) : lookBack(errand)
}

function asRead(value: Until) {
  return { ok: true as const, value }
}

/** Why this can never be found; null when it can. */
function problemWith(
  recording: Recording,
  sought: Sought,
  untils: readonly Until[],
  playhead: number,
  step: Search['step'],
): string | null {
  const { nodes } = recording.timeline.at(playhead)
  const problems = untils.map((until) => {
    if (until.kind === 'field') return fieldProblem(until, nodes)
    if (until.kind === 'violation') return null
    if (until.kind === 'divergence') return partingProblem(sought, playhead, step)
    const { title } = recording.place.sim
    return marksOf(sought.sim).includes(until.kind) ? null : `“${title}” has no ${until.kind} to wait for`
  })
  return problems.find((problem) => problem !== null) ?? null
}

function partingProblem({ timeline, partingRow }: Sought, playhead: number, step: 1 | -1): string | null {
  const row = partingRow()
  if (row === undefined) return 'no run stands beside this one: compare it with another first'
  if (row === null || Math.sign(row - playhead) === step) return null
  return `the runs part only once, at ${milliseconds(timeline.trace.atUs(row))} ms`
}

function lookOn(errand: Errand): Looked {
  const { recording, sought, untils, begun } = errand
  const { timeline } = recording
  const { from, at } = begun
  const untilUs = (from < 0 ? 0 : timeline.trace.atUs(from)) + FARTHEST_US
  const isQuestion = onRows((row) => row === sought.questionRow)
  for (let seen = at; seen - at < ROWS_A_LOOK; ) {
    if (seen + 1 >= timeline.rows) {
      if (!canGoOn(recording, untilUs)) return nothingOn(errand, seen, timeline.endUs)
      recording.extendTo(Math.min(untilUs, timeline.endUs + 1))
    }
    const last = Math.min(at + ROWS_A_LOOK, from + FARTHEST_ROWS, timeline.rows - 1)
    const conditions = [...untils.map((until) => conditionOf(sought, until)), isQuestion]
    const match = matchAmong(timeline, conditions, seen + 1, last, 'first')
    if (match !== null) return found(errand, match.row, untils[match.which])
    seen = last
    if (seen >= from + FARTHEST_ROWS) return nothingOn(errand, seen, timeline.trace.atUs(seen))
  }
  const reached = at + ROWS_A_LOOK
  return { kind: 'further', begun: { ...begun, at: reached }, us: timeline.trace.atUs(reached) }
}

/** What was recorded in vain is forgotten. */
function nothingOn({ recording, untils, begun }: Errand, seen: number, us: number): Looked {
  recording.shortenTo(begun.endUs)
  return { kind: 'nothing', says: nothingText(untils[0]!, seen - begun.from, us) }
}

/** There is more of the run to come before that time. */
function canGoOn({ timeline }: Recording, untilUs: number): boolean {
  const nextUs = timeline.nextUnrecordedUs()
  return nextUs !== null && nextUs <= untilUs && timeline.endUs < untilUs && !timeline.isFull
}

/** The event the playhead stands on is not looked at. */
function lookBack(errand: Errand): Looked {
  const { recording, sought, untils, begun } = errand
  const { timeline } = recording
  const { from, at } = begun
  const first = Math.max(0, at - ROWS_A_LOOK)
  const conditions = untils.map((until) => conditionOf(sought, until))
  const match = matchAmong(timeline, conditions, first, at - 1, 'last')
  if (match !== null) return found(errand, match.row, untils[match.which])
  if (first > 0) return { kind: 'further', begun: { ...begun, at: first }, us: timeline.trace.atUs(first) }
  const us = from < 0 ? 0 : timeline.trace.atUs(from)
  return { kind: 'nothing', says: nothingBackText(untils[0]!, us) }
}

function found({ recording, sought, begun }: Errand, row: number, until: Until | undefined): Looked {
  const says =
    until === undefined
      ? `A question comes first, at ${milliseconds(sought.timeline.trace.atUs(row))} ms: what do you expect?`
      : foundText(recording.narrated(), sought, until, begun.from, row)
  return { kind: 'found', row, says }
}
