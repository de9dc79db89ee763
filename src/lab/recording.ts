// A run of a document: recorded, chronicled, and ready to be shown at any moment. It holds no playhead and no undo.
// The run of another document that begins alike is forked from it and shares what lies before the change.

import type { Snapshot } from '../engine/snapshot.ts'
import type { Trace } from '../engine/trace.ts'
import { startSettings, worldSpec } from '../sim/build.ts'
import { interventionsOf, type Place, type RunDocument } from '../sim/document.ts'
import type { Intervention, NodeView } from '../sim/engineTypes.ts'
import { MOST_MARKS, markedAt, markOf } from '../sim/marks.ts'
import type { PlacingAsk, PlacingPicture } from '../sim/placing.ts'
import type { Question } from '../sim/question.ts'
import { LONGEST_US } from '../sim/schema.ts'
import { storyOf } from '../sim/story.ts'
import { type CausalRun, chainOf } from './causes.ts'
import { Chronicle } from './chronicle.ts'
import { pictureView } from './clusterOf.ts'
import { hasContrast, partingRow, tellContrast, withoutContrast } from './contrast.ts'
import { Editions } from './diagram/editions.ts'
import type { Horizon, KnownRun } from './diagram/known.ts'
import type { Recorded } from './export/recorded.ts'
import { endedFaults } from './faultSpans.ts'
import type { FeedLine, FieldChange, Frame, Landmark, RunInfo } from './frame.ts'
import { frameOf } from './frameOf.ts'
import { Microscope } from './inspect.ts'
import type { Target } from './lab.ts'
import { listOf } from './listed.ts'
import { doersOf, type Narrated, narrate } from './narrate.ts'
import { runInfoOf, type Telling, tell } from './runInfo.ts'
import { type Standing, seekPlace } from './seek.ts'
import { firstChangeUs, Timeline } from './timeline.ts'
import { type Asked, type Chain, whyOf } from './why.ts'

/** Going past the end records at least this much more at once, so that playing does not stutter. */
const LEAST_EXTENSION_US = 1_000_000
/** What is recorded at once of a run that is to reach farther: so many rows take some hundredths of a second. */
const ROWS_AT_ONCE = 10_000
/** A step at the end looks this many extensions ahead for something to stand on. */
const MOST_TRIES = 10
/** Questions about what did not happen, when none is asked of a node in particular. */
const FIRST_QUESTIONS = 3

interface Event {
  readonly row: number
  readonly changes: readonly FieldChange[]
  /** The node it happened on, as it was before. */
  readonly before: NodeView | null
}

const NO_EVENT: Event = { row: -1, changes: [], before: null }

export class Recording {
  readonly place: Place
  readonly timeline: Timeline
  readonly telling: Telling
  chronicle: Chronicle
  readonly document: RunDocument
  private readonly editions: Editions
  private readonly interventions: readonly Intervention[]
  private readonly microscope: Microscope
  private reachUs = 0
  private runInfo: RunInfo | null = null
  private narration: Narrated | null = null
  private event: Event | null = null
  private way: string[] = []

  /**
   * The run of a document. One that begins like another, `from`, shares what is the same and is recorded no further
   * than it must be, but is to reach as far.
   */
  constructor(place: Place, document: RunDocument, from: Recording | null = null) {
    this.place = place
    this.document = document
    this.interventions = interventionsOf(document, place.scenario)
    const spec = this.specOf(document)
    this.microscope = new Microscope(spec)
    if (from === null) {
      this.timeline = new Timeline(spec)
      this.chronicle = new Chronicle(place.sim, this.timeline.trace, this.interventions)
      this.editions = new Editions()
      this.telling = this.tell()
      return
    }
    const changeUs = firstChangeUs(from.interventions, this.interventions)
    this.reachUs = from.endUs
    this.timeline = from.timeline.fork(spec)
    const { trace, rows } = this.timeline
    this.chronicle = from.chronicle.fork(trace, this.interventions, rows)
    this.editions = from.editions.fork(rowsBefore(from.timeline.trace, changeUs))
    // A change after the scenario's end leaves its story as it was.
    const isToldAgain = changeUs !== null && changeUs <= place.scenario.durationUs
    this.record(place.scenario.durationUs)
    this.telling = isToldAgain ? this.tell() : from.telling
  }

  /** The run reaches until here; what of it is not recorded yet is when it is asked for, or bit by bit. */
  get endUs(): number {
    return Math.max(this.timeline.endUs, this.reachUs)
  }

  /** It is to reach at least until here. */
  reachFor(us: number): void {
    if (us <= this.endUs) return
    this.reachUs = us
    this.runInfo = null
  }

  /** Records some more of what it is to reach for. */
  recordOn(): void {
    if (this.timeline.endUs < this.endUs) this.record(this.endUs, ROWS_AT_ONCE)
  }

  /** Bytes that it holds, roughly; what is in `seen`, because others share it, only once. */
  bytes(seen: Set<object>): number {
    return this.timeline.bytes(seen)
  }

  /** Makes sure that the run is recorded up to here. */
  extendTo(us: number): void {
    const { timeline } = this
    if (us <= timeline.endUs || timeline.isFull) return
    this.record(Math.max(us, timeline.endUs + LEAST_EXTENSION_US))
  }

  /** Forgets what was recorded after that time. */
  shortenTo(us: number): void {
    if (us >= this.timeline.endUs) return
    const { timeline, interventions } = this
    timeline.shortenTo(us)
    this.editions.edited(timeline.rows)
    this.chronicle = this.chronicle.fork(timeline.trace, interventions, timeline.rows)
    this.chronicle.catchUp()
    this.runInfo = null
    this.narration = null
    this.event = null
  }

  seek(target: Target, from: Standing): Standing {
    if ('us' in target) this.extendTo(target.us)
    if ('to' in target && target.to === 'end') this.extendTo(this.endUs)
    if ('row' in target) this.extendToRow(target.row)
    if ('by' in target && target.step === 1) this.extendForStep(target.by, from)
    const { timeline, telling } = this
    return seekPlace(target, from, {
      trace: timeline.trace,
      endUs: this.endUs,
      openingRow: telling.openingRow,
      landmarks: this.info().landmarks,
      beats: telling.beats,
    })
  }

  /** The same moment, in a run that may have become another: that row if it still is at that time. */
  stay({ row, us }: Standing): Standing {
    const { trace } = this.timeline
    const latest = trace.rowAt(us)
    const hasCome = row <= latest && (row < 0 || trace.atUs(row) <= us)
    const ownUs = row < 0 ? 0 : trace.atUs(row)
    const isLast = row + 1 >= trace.rows || trace.atUs(row + 1) > us || ownUs === us
    return hasCome && isLast ? { row, us } : { row: latest, us }
  }

  /** Lent until the next call. */
  world({ row, us }: Standing) {
    return this.timeline.at(row, us)
  }

  frame(standing: Standing): Frame {
    const { timeline, chronicle, place } = this
    const { row } = standing
    const narrated = this.narrated()
    const { changes, before } = this.eventAt(row)
    return frameOf({
      sim: place.sim,
      timeline,
      endUs: this.endUs,
      chronicle,
      narrated,
      row,
      changes,
      before,
      world: this.world(standing),
    })
  }

  feed(from: number, to: number): FeedLine[] {
    const narrated = this.narrated()
    const lines: FeedLine[] = []
    for (let row = Math.max(0, from); row < Math.min(to, this.timeline.rows); row++)
      lines.push(narrate(narrated, row))
    return lines
  }

  /** The whole run, for files. */
  recorded(document: RunDocument): Recorded {
    this.extendTo(this.endUs)
    const { interventions, timeline } = this
    const { end, endUs } = timeline
    return { document, narrated: this.narrated(), history: end.history, interventions, endUs }
  }

  /** The run as far as it may be shown, for the space-time diagram. */
  known(horizon: Horizon): KnownRun {
    const { chronicle, editions, interventions, timeline } = this
    const faults = endedFaults(interventions)
    return { ...horizon, narrated: this.narrated(), chronicle, faults, end: timeline.end, editions }
  }

  /** Marks of the fingerprint along the first `events` events, of which there must be so many. */
  marks(events: number): readonly string[] {
    const { timeline, way } = this
    for (let n = way.length; n < MOST_MARKS && markedAt(n) <= events; n++)
      way.push(markOf(timeline.at(markedAt(n) - 1).fingerprint()))
    return way.filter((_, n) => markedAt(n) <= events)
  }

  /** The chain of causes behind what is asked, as it was at the playhead. */
  why(asked: Asked, { row }: Standing): Chain {
    return whyOf(this.narrated(), this.causal(), this.timeline, asked, row)
  }

  /** The deed that an event goes back to; null for none. */
  rootOf(row: number): string | null {
    const { trace } = this.timeline
    if (row >= trace.rows) return null
    const root = chainOf(this.causal(), row).at(-1) ?? row
    return trace.kind(root) === 'intervention' ? trace.label(root) : null
  }

  /** What did not happen and makes sense to ask about here: of one node, or else what matters most. */
  async whyNot(standing: Standing, node: string | null): Promise<readonly Question[]> {
    const whyNot = await this.place.sim.whyNot()
    const { before } = this.eventAt(standing.row)
    const questions = whyNot(pictureView(this.world(standing), before))
    const ofNode = questions.filter(({ about }) => about.node === node)
    return ofNode.length > 0 ? ofNode : questions.slice(0, FIRST_QUESTIONS)
  }

  /** A placement beside the one of this moment; null where nothing is placed. */
  async placing(standing: Standing, ask: PlacingAsk): Promise<PlacingPicture | null> {
    const placing = await this.place.sim.placing?.()
    const { before } = this.eventAt(standing.row)
    return placing?.(pictureView(this.world(standing), before), ask) ?? null
  }

  info(): RunInfo {
    const { place, document, timeline, chronicle, telling } = this
    this.runInfo ??= runInfoOf(timeline, chronicle, telling, listOf(place, document), this.endUs)
    return this.runInfo
  }

  private causal(): CausalRun {
    const { place, timeline, chronicle } = this
    const { interventionOf } = this.narrated()
    return {
      trace: timeline.trace,
      waits: new Set(place.sim.waits),
      rowOfDeed: (id) => chronicle.deeds.get(id) ?? null,
      commandOf: (id) => interventionOf(id)?.intervention.do ?? null,
    }
  }

  narrated(): Narrated {
    this.narration ??= this.beginNarration()
    return this.narration
  }

  private beginNarration(): Narrated {
    const { sim, scenario } = this.place
    const marks = landmarkByRow(this.info().landmarks)
    return {
      sim,
      trace: this.timeline.trace,
      landmarkOf: (row) => marks.get(row) ?? null,
      interventionOf: doersOf(this.interventions, scenario.interventions),
    }
  }

  private changesAfter(before: Snapshot): readonly FieldChange[] {
    const { housekeeping = [] } = this.place.sim
    return this.microscope.look(before).filter(({ path }) => {
      const [part, field = ''] = path.split(/[.[]/)
      return part !== 'memory' || !housekeeping.includes(field)
    })
  }

  /** What the event did, seen through the microscope; it is the same for every moment until the next event. */
  private eventAt(row: number): Event {
    if (row < 0) return NO_EVENT
    if (this.event?.row !== row) {
      const { trace } = this.timeline
      const snapshot = this.timeline.snapshotAt(row - 1)
      const before = nodeBefore(this.timeline.spec, snapshot, trace.node(row))
      this.event = { row, before, changes: this.changesAfter(snapshot) }
    }
    return this.event
  }

  private record(us: number, mostRows?: number): void {
    const before = this.timeline.rows
    this.timeline.extendTo(Math.min(us, LONGEST_US), mostRows)
    this.chronicle.catchUp()
    this.runInfo = null
    if (this.timeline.rows > before) this.narration = null
  }

  /** An event that is not recorded yet, but within reach. */
  private extendToRow(row: number): void {
    while (row >= this.timeline.rows && this.timeline.endUs < this.endUs && !this.timeline.isFull)
      this.recordOn()
  }

  /** A step at the very end asks for more of the run. */
  private extendForStep(by: 'event' | 'landmark' | 'beat', { row }: Standing): void {
    if (by === 'beat') return
    const hasNext = () =>
      by === 'landmark' ? this.info().landmarks.some((mark) => mark.row > row) : row + 1 < this.timeline.rows
    for (let tries = 0; tries < MOST_TRIES && !hasNext(); tries++) {
      const next = this.timeline.nextUnrecordedUs()
      if (next === null || this.timeline.isFull) return
      this.extendTo(Math.max(next, this.timeline.endUs + 1))
    }
  }

  private tell(): Telling {
    const { scenario } = this.place
    const { timeline } = this
    timeline.extendTo(scenario.durationUs)
    this.chronicle.catchUp()
    const story = storyOf(timeline.end, timeline.trace, timeline.endUs)
    const telling = tell(scenario, story, timeline)
    if (!hasContrast(this.document, scenario)) return telling
    return tellContrast(telling, scenario, story, timeline.trace, this.partsAt())
  }

  /** Where a run with the scenario's contrast leaves the run without it. */
  private partsAt(): number | null {
    const { scenario } = this.place
    const document = withoutContrast(this.document, scenario)
    const stock = new Timeline(this.specOf(document, interventionsOf(document, scenario)))
    stock.extendTo(scenario.durationUs)
    return partingRow(stock.trace, this.timeline.trace, scenario.contrast?.change.add ?? [])
  }

  private specOf({ seed, settings, broken }: RunDocument, interventions = this.interventions) {
    const { sim, scenario } = this.place
    return worldSpec(sim, scenario, seed, startSettings(sim, scenario, settings), broken, interventions)
  }
}

/** What a row is known for: what happened in it, before that it is told. */
function landmarkByRow(landmarks: RunInfo['landmarks']): Map<number, Landmark['kind']> {
  const marks = new Map<number, Landmark['kind']>()
  for (const { row, kind } of landmarks) if (kind !== 'beat' || !marks.has(row)) marks.set(row, kind)
  return marks
}

function nodeBefore(spec: Timeline['spec'], snapshot: Snapshot, index: number): NodeView | null {
  const [node, saved] = [spec.nodes[index], snapshot.nodes[index]]
  if (node === undefined || saved === undefined) return null
  const { up, paused, disk, memory } = saved
  return { id: node.id, process: node.process.name, up, paused, disk, memory }
}

/** How many rows come before a change; all of them without one. */
function rowsBefore(trace: Trace, changeUs: number | null): number {
  return changeUs === null ? trace.rows : trace.rowAt(changeUs - 1) + 1
}
