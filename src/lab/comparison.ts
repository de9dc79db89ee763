// Another run beside the one on show: same seed, same moment, and what is different. The other run is a branch, the
// main line, or this run with one thing changed; where the two part is found in their traces, not guessed.

import type { Trace } from '../engine/trace.ts'
import { listedInterventions, type Place, type RunDocument } from '../sim/document.ts'
import type { Intervention } from '../sim/engineTypes.ts'
import { metricDifference, metricText } from '../sim/metric.ts'
import type { Scenario } from '../sim/scenario.ts'
import { becauseText, differencesOf } from './because.ts'
import type { Branches } from './branches.ts'
import { problemWithStart } from './checks.ts'
import { firstDifferenceUs } from './difference.ts'
import type { FeedLine, Frame } from './frame.ts'
import type { Recording } from './recording.ts'
import type { Recordings } from './recordings.ts'
import type { Standing } from './seek.ts'

/** What to compare with: a branch by its id, or this run with settings or rules other than here, all through it. */
export type Against =
  | { readonly branch: string }
  | {
      readonly name: string
      readonly settings?: Readonly<Record<string, number | boolean | string>>
      readonly broken?: readonly string[]
    }

export interface Consequence {
  readonly title: string
  readonly here: string
  readonly there: string
  /** "+170 ms", "−1"; empty where the two are the same or are no numbers. */
  readonly difference: string
}

export interface ComparisonPicture {
  /** What the other run is called. */
  readonly name: string
  readonly against: Against
  /** The other run at the same moment. */
  readonly frame: Frame
  /** First event that is not the same in both, as each run tells it; null while they are the same as far as recorded. */
  readonly parting: {
    readonly row: number
    readonly atUs: number
    readonly here: FeedLine | null
    readonly there: FeedLine | null
    /** "Because “Crash n1” is done only here"; what was changed that made them part. */
    readonly because: string
  } | null
  readonly consequences: readonly Consequence[]
}

interface Found {
  /** Of so many it is known. */
  readonly rows: number
  readonly row: number | null
}

const NOTHING_FOUND: Found = { rows: -1, row: null }

export class Comparison {
  readonly name: string
  readonly against: Against
  private readonly recordings: Recordings
  private other: Recording
  /** The document on show when the other run was computed. */
  private beside: RunDocument
  private found = NOTHING_FOUND

  constructor(
    name: string,
    against: Against,
    recordings: Recordings,
    document: RunDocument,
    beside: RunDocument,
  ) {
    this.beside = beside
    this.name = name
    this.against = against
    this.recordings = recordings
    this.other = recordings.beside(document)
  }

  /** Both runs at the same moment. */
  picture(mine: Recording, standing: Standing, here: Frame, branches: Branches): ComparisonPicture {
    this.keepUp(branches)
    const { other } = this
    other.extendTo(Math.max(standing.us, mine.timeline.endUs))
    const frame = other.frame(other.seek({ us: standing.us }, standing))
    const row = this.partingRow(mine)
    return {
      name: this.name,
      against: this.against,
      frame,
      parting: row === null ? null : this.parting(mine, row),
      consequences: consequences(here, frame),
    }
  }

  /** The first row that is not the same in both, as far as this run is recorded; null for none. */
  partsAt(mine: Recording, branches: Branches): number | null {
    this.keepUp(branches)
    this.other.extendTo(mine.timeline.endUs)
    return this.partingRow(mine)
  }

  /** After an edit the other run is this one with its difference again, and they may part elsewhere. */
  private keepUp(branches: Branches): void {
    if (branches.document === this.beside) return
    this.beside = branches.document
    this.found = NOTHING_FOUND
    const document = otherDocument(this.against, branches, this.other.place.scenario)
    if (document !== null) this.other = this.recordings.beside(document)
  }

  private parting(mine: Recording, row: number): ComparisonPicture['parting'] {
    const [here, there] = [mine.feed(row, row + 1)[0] ?? null, this.other.feed(row, row + 1)[0] ?? null]
    const atUs = Math.min(here?.atUs ?? Infinity, there?.atUs ?? Infinity)
    const { place, document } = mine
    const differences = differencesOf(place, document, this.other.document, this.name)
    const roots = [mine.rootOf(row), this.other.rootOf(row)]
    return { row, atUs, here, there, because: becauseText(differences, roots) }
  }

  /** Found once for as much as is recorded of both. */
  private partingRow(mine: Recording): number | null {
    const [here, there] = [mine.timeline.trace, this.other.timeline.trace]
    const rows = Math.min(here.rows, there.rows)
    if (this.found.row === null && this.found.rows < rows) {
      const from = Math.max(this.found.rows, this.sharedRows(mine))
      this.found = { rows, row: firstDifference(here, there, from) }
    }
    return this.found.row
  }

  /** Before anything differs in their documents, nothing does in the runs. */
  private sharedRows({ timeline, document, place }: Recording): number {
    const us = firstDifferenceUs(document, this.other.document, place.scenario)
    return us === null ? 0 : timeline.trace.rowAt(us - 1) + 1
  }
}

/** The comparison asked for, or a sentence on why it cannot be had. */
export function comparisonWith(
  against: Against,
  branches: Branches,
  recordings: Recordings,
  place: Place,
): Comparison | string {
  const document = otherDocument(against, branches, place.scenario)
  if ('branch' in against) {
    const name = branches.named(against.branch)?.name
    if (document === null || name === undefined) return `there is no branch ${against.branch}`
    return new Comparison(name, against, recordings, document, branches.document)
  }
  const { name, settings = {}, broken = [] } = against
  const problem = problemWithStart(place, settings, broken)
  if (problem !== null) return problem
  return new Comparison(name, against, recordings, document ?? branches.document, branches.document)
}

/** The document of the other run as things stand; null for a branch that is not there. */
function otherDocument(against: Against, branches: Branches, scenario: Scenario): RunDocument | null {
  if ('branch' in against) return branches.named(against.branch)?.edits.document ?? null
  const { document } = branches
  const { settings = {}, broken } = against
  // What is to hold all through the run is not set otherwise in its middle.
  const isOverruled = ({ do: command }: Intervention) =>
    (command.kind === 'set' && command.key in settings) || (command.kind === 'rule' && broken !== undefined)
  const overruled = listedInterventions(document, scenario).filter(isOverruled)
  return {
    ...document,
    settings: { ...document.settings, ...settings },
    broken: broken ?? document.broken,
    disabled: [...new Set([...document.disabled, ...overruled.map(({ id }) => id)])],
  }
}

/** First row, from one on, that is not the same event in both traces; null if one is the beginning of the other. */
export function firstDifference(a: Trace, b: Trace, from = 0): number | null {
  const rows = Math.min(a.rows, b.rows)
  for (let row = from; row < rows; row++) if (!isSameRow(a, b, row)) return row
  return null
}

function isSameRow(a: Trace, b: Trace, row: number): boolean {
  return (
    a.atUs(row) === b.atUs(row) &&
    a.node(row) === b.node(row) &&
    a.kind(row) === b.kind(row) &&
    a.label(row) === b.label(row) &&
    isSameMessage(a, b, row) &&
    JSON.stringify(a.notes(row)) === JSON.stringify(b.notes(row))
  )
}

function isSameMessage(a: Trace, b: Trace, row: number): boolean {
  const [mine, theirs] = [a.message(row), b.message(row)]
  if (mine < 0 || theirs < 0) return mine === theirs
  const [x, y] = [a.messageAt(mine), b.messageAt(theirs)]
  return (
    x.from === y.from && x.ref.nth === y.ref.nth && JSON.stringify(x.message) === JSON.stringify(y.message)
  )
}

/** Every number that either run has, those of this run first. */
function consequences(here: Frame, there: Frame): Consequence[] {
  const titles = new Set([...here.metrics, ...there.metrics].map(({ title }) => title))
  return [...titles].map((title) => {
    const [mine, theirs] = [here, there].map(({ metrics }) =>
      metrics.find((metric) => metric.title === title),
    )
    return {
      title,
      here: mine === undefined ? '' : metricText(mine),
      there: theirs === undefined ? '' : metricText(theirs),
      difference: mine === undefined ? '' : metricDifference(mine, theirs),
    }
  })
}
