// A run of a document: recorded, chronicled, and ready to be shown at any moment. It holds no playhead and no undo;
// given another document it computes itself anew, keeping what lies before the change.

import type { Snapshot } from '../engine/snapshot.ts'
import { startSettings, worldSpec } from '../sim/build.ts'
import { interventionsOf, type Place, type RunDocument } from '../sim/document.ts'
import type { Intervention, NodeView } from '../sim/engineTypes.ts'
import { MOST_MARKS, markedAt, markOf } from '../sim/marks.ts'
import type { Question } from '../sim/question.ts'
import { LONGEST_US } from '../sim/schema.ts'
import { storyOf } from '../sim/story.ts'
import type { CausalRun } from './causes.ts'
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
import { Timeline } from './timeline.ts'
import { type Asked, type Chain, whyOf } from './why.ts'

/** Going past the end records at least this much more at once, so that playing does not stutter. */
const LEAST_EXTENSION_US = 1_000_000
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
  timeline: Timeline
  telling: Telling
  chronicle: Chronicle
  private readonly editions = new Editions()
  private document: RunDocument
  private interventions: readonly Intervention[]
  private microscope: Microscope
  private runInfo: RunInfo | null = null
  private narration: Narrated | null = null
  private event: Event | null = null
  private way: string[] = []

  constructor(place: Place, document: RunDocument) {
    this.place = place
    this.document = document
    this.interventions = interventionsOf(document, place.scenario)
    this.timeline = new Timeline(this.specOf(document))
    this.microscope = new Microscope(this.timeline.spec)
    this.chronicle = this.beginChronicle()
    this.telling = this.tell()
  }

  /** Computes the run of another document of the same scenario, as far as the one before was recorded. */
  become(document: RunDocument): void {
    const { timeline } = this
    const { endUs } = timeline
    this.document = document
    this.interventions = interventionsOf(document, this.place.scenario)
    const spec = this.specOf(document)
    const isSameStart = same(startOf(timeline.spec), startOf(spec))
    const changeUs = isSameStart ? timeline.become(spec) : 0
    if (!isSameStart) this.timeline = new Timeline(spec)
    if (changeUs !== null) this.editions.edited(this.timeline.rows)
    this.microscope = new Microscope(spec)
    this.chronicle = this.beginChronicle()
    // A change after the scenario's end leaves its story as it was.
    if (changeUs !== null && changeUs <= this.place.scenario.durationUs) this.telling = this.tell()
    this.forget()
    this.record(endUs)
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
    this.timeline.shortenTo(us)
    this.editions.edited(this.timeline.rows)
    this.chronicle = this.beginChronicle()
    this.chronicle.catchUp()
    this.forget()
  }

  seek(target: Target, from: Standing): Standing {
    if ('us' in target) this.extendTo(target.us)
    if ('by' in target && target.step === 1) this.extendForStep(target.by, from)
    const { timeline, telling } = this
    return seekPlace(target, from, {
      trace: timeline.trace,
      endUs: timeline.endUs,
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

  /** What did not happen and makes sense to ask about here: of one node, or else what matters most. */
  whyNot(standing: Standing, node: string | null): readonly Question[] {
    const { before } = this.eventAt(standing.row)
    const questions = this.place.sim.whyNot(pictureView(this.world(standing), before))
    const ofNode = questions.filter(({ about }) => about.node === node)
    return ofNode.length > 0 ? ofNode : questions.slice(0, FIRST_QUESTIONS)
  }

  info(): RunInfo {
    const { place, document, timeline, chronicle, telling } = this
    this.runInfo ??= runInfoOf(timeline, chronicle, telling, listOf(place, document))
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

  /** What the event did, seen through the microscope; it is the same for every moment until the next event. */
  private eventAt(row: number): Event {
    if (row < 0) return NO_EVENT
    if (this.event?.row !== row) {
      const { trace } = this.timeline
      const snapshot = this.timeline.snapshotAt(row - 1)
      const before = nodeBefore(this.timeline.spec, snapshot, trace.node(row))
      this.event = { row, before, changes: this.microscope.look(snapshot) }
    }
    return this.event
  }

  private record(us: number): void {
    const before = this.timeline.rows
    this.timeline.extendTo(Math.min(us, LONGEST_US))
    this.chronicle.catchUp()
    this.runInfo = null
    if (this.timeline.rows > before) this.narration = null
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

  private beginChronicle(): Chronicle {
    return new Chronicle(this.place.sim, this.timeline.trace, this.interventions)
  }

  private forget(): void {
    this.runInfo = null
    this.narration = null
    this.event = null
    this.way = []
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

/** All but the interventions: what a run begins with. */
function startOf({ seed, settings, broken }: Timeline['spec']) {
  return [seed, settings, broken]
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
