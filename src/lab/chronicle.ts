// What a run's trace says over time, read once and not again at every frame: who led when, when nodes were down,
// what became true, and the moments worth stopping at. Rows are read as they are recorded. A run that begins like
// another goes on from what was read of that one.

import { PERSISTENT } from '../engine/intervention.ts'
import type { Trace } from '../engine/trace.ts'
import type { Sim } from '../sim/define.ts'
import type { Command, Intervention, Violation } from '../sim/engineTypes.ts'
import type { Hue, LanePicture, TruthPicture } from '../sim/picture.ts'
import type { Landmark } from './frame.ts'

/** A stretch of a lane; `untilUs` is null while it lasts. */
interface Stretch {
  readonly node: string
  readonly fromUs: number
  readonly fromRow: number
  untilUs: number | null
  untilRow: number | null
  style: LanePicture['style']
  hue: Hue
}

interface NodeNow {
  style: 'leads' | 'follows' | 'stands'
  hue: Hue
  isDown: boolean
  isPaused: boolean
  open: Stretch | null
}

/** How far everything was when so many rows had been read. */
interface Mark {
  readonly rows: number
  readonly lanes: number
  readonly truths: number
  readonly marks: number
  readonly deeds: number
  /** Each with the place of its open stretch among the lanes, -1 without one. */
  readonly nodes: readonly (Omit<NodeNow, 'open'> & { readonly id: string; readonly openAt: number })[]
}

/** Rows between marks: a fork reads at most so many again. */
const MARK_EVERY = 2_000

export class Chronicle {
  readonly lanes: Stretch[] = []
  readonly truths: (TruthPicture & { readonly row: number })[] = []
  readonly marks: Landmark[] = []
  /** Row of each intervention. */
  readonly deeds = new Map<string, number>()
  private rows = 0
  private readonly nodes = new Map<string, NodeNow>()
  private readonly saved: Mark[] = []
  private readonly sim: Sim
  private readonly trace: Trace
  private readonly commandOf: (id: string) => Command | null

  constructor(sim: Sim, trace: Trace, interventions: readonly Intervention[]) {
    this.sim = sim
    this.trace = trace
    const commands = new Map(interventions.map((intervention) => [intervention.id, intervention.do]))
    this.commandOf = (id) => commands.get(id) ?? null
  }

  /** That of another run, whose trace has the first `rows` rows in common with this one's. */
  fork(trace: Trace, interventions: readonly Intervention[], rows: number): Chronicle {
    const fork = new Chronicle(this.sim, trace, interventions)
    const mark = this.saved.findLast((each) => each.rows <= rows)
    if (mark !== undefined) fork.continueFrom(this, mark)
    return fork
  }

  /** Reads what was recorded since the last time. */
  catchUp(): void {
    for (; this.rows < this.trace.rows; this.rows++) {
      if (this.rows % MARK_EVERY === 0 && this.rows > 0) this.save()
      this.readRow(this.rows)
    }
  }

  private save(): void {
    const { rows, lanes, truths, marks, deeds } = this
    const nodes = [...this.nodes].map(([id, { open, ...now }]) => {
      return { id, ...now, openAt: open === null ? -1 : lanes.lastIndexOf(open) }
    })
    this.saved.push({
      rows,
      lanes: lanes.length,
      truths: truths.length,
      marks: marks.length,
      deeds: deeds.size,
      nodes,
    })
  }

  /** Stretches that were open at the mark may have ended since: those are this one's own. */
  private continueFrom(other: Chronicle, mark: Mark): void {
    this.rows = mark.rows
    this.saved.push(...other.saved.slice(0, other.saved.indexOf(mark) + 1))
    for (const lane of other.lanes.slice(0, mark.lanes)) this.lanes.push(lane)
    for (const truth of other.truths.slice(0, mark.truths)) this.truths.push(truth)
    for (const each of other.marks.slice(0, mark.marks)) this.marks.push(each)
    for (const [id, row] of [...other.deeds].slice(0, mark.deeds)) this.deeds.set(id, row)
    for (const { id, openAt, ...now } of mark.nodes) {
      const lane = this.lanes[openAt]
      const open = lane === undefined ? null : { ...lane, untilUs: null, untilRow: null }
      if (open !== null) this.lanes[openAt] = open
      this.nodes.set(id, { ...now, open })
    }
  }

  private readRow(row: number): void {
    const { trace } = this
    const kind = trace.kind(row)
    const node = trace.nodeIds[trace.node(row)] ?? ''
    if (kind === 'boot') this.changeLane(node, row, (now) => Object.assign(now, { style: 'follows' }))
    if (kind === 'intervention') this.readDeed(trace.label(row), row)
    for (const note of trace.notes(row)) {
      const { code, params } = note
      const lane = note.node === '' ? null : this.sim.lane(code, params)
      if (lane !== null) this.changeLane(note.node, row, (now) => Object.assign(now, lane))
      const truth = this.sim.truth(code, params)
      if (truth !== null) this.truths.push({ ...truth, fromUs: trace.atUs(row), row })
      const mark = this.sim.landmarks[code]
      if (mark !== undefined) this.mark(row, mark, lane?.hue ?? this.nodes.get(note.node)?.hue ?? null)
    }
  }

  private readDeed(id: string, row: number): void {
    if (this.deeds.has(id)) return
    this.deeds.set(id, row)
    const command = this.commandOf(id)
    if (command === null) return
    if (PERSISTENT.has(command.kind) || command.kind === 'message') this.mark(row, 'fault', null)
    if (command.kind === 'heal' || command.kind === 'restart' || command.kind === 'resume')
      this.mark(row, 'heal', null)
    this.followStatus(command, row)
  }

  private followStatus(command: Command, row: number): void {
    switch (command.kind) {
      case 'crash':
        this.changeLane(command.node, row, (now) => Object.assign(now, { isDown: true, isPaused: false }))
        break
      case 'restart':
        this.changeLane(command.node, row, rise)
        break
      case 'pause':
        this.changeLane(command.node, row, (now) => Object.assign(now, { isPaused: true }))
        break
      case 'resume':
        this.changeLane(command.node, row, (now) => Object.assign(now, { isPaused: false }))
        break
      case 'heal':
        this.followHeal(command.fault, row)
        break
    }
  }

  private followHeal(fault: string | undefined, row: number): void {
    const healed = fault === undefined ? null : this.commandOf(fault)
    for (const id of this.nodes.keys()) {
      const isMeant = fault === undefined || (healed !== null && 'node' in healed && healed.node === id)
      const isStatus = healed === null || healed.kind === 'crash' || healed.kind === 'pause'
      if (isMeant && isStatus)
        this.changeLane(id, row, (now) => (now.isDown ? rise(now) : Object.assign(now, { isPaused: false })))
    }
  }

  private changeLane(node: string, row: number, change: (now: NodeNow) => void): void {
    const now = this.nodes.get(node) ?? {
      style: 'follows',
      hue: null,
      isDown: false,
      isPaused: false,
      open: null,
    }
    this.nodes.set(node, now)
    change(now)
    const style = now.isDown ? 'down' : now.isPaused ? 'paused' : now.style
    const hue = now.isDown ? null : now.hue
    if (now.open !== null && now.open.style === style && now.open.hue === hue) return
    // One event may say several things; what it came to is what is drawn.
    if (now.open?.fromRow === row) {
      Object.assign(now.open, { style, hue })
      return
    }
    const atUs = this.trace.atUs(row)
    if (now.open !== null) Object.assign(now.open, { untilUs: atUs, untilRow: row })
    now.open = { node, fromUs: atUs, fromRow: row, untilUs: null, untilRow: null, style, hue }
    this.lanes.push(now.open)
  }

  private mark(row: number, kind: Landmark['kind'], hue: Hue): void {
    const last = this.marks.at(-1)
    if (last?.row === row && last.kind === kind) return
    this.marks.push({ row, atUs: this.trace.atUs(row), kind, hue })
  }
}

/** A restarted node knows its term from disk but leads nothing. */
function rise(now: NodeNow): void {
  Object.assign(now, { isDown: false, isPaused: false, style: 'follows' })
}

/** Marks of the trace, violations and beats, in order. */
export function allLandmarks(
  chronicle: Chronicle,
  violations: readonly Violation[],
  beats: readonly { readonly row: number; readonly atUs: number }[],
): Landmark[] {
  const broken = violations.map(({ row, atUs }): Landmark => ({ row, atUs, kind: 'violation', hue: null }))
  const told = beats.map(({ row, atUs }): Landmark => ({ row, atUs, kind: 'beat', hue: null }))
  return [...chronicle.marks, ...broken, ...told].sort((a, b) => a.row - b.row)
}

/** Simulated time up to `untilUs` in which nobody led. */
export function withoutLeaderUs(chronicle: Chronicle, untilUs: number): number {
  let covered = 0
  let freeFromUs = 0
  for (const { style, fromUs, untilUs: end } of chronicle.lanes) {
    if (style !== 'leads' || fromUs > untilUs) continue
    const [from, until] = [Math.max(fromUs, freeFromUs), Math.min(end ?? untilUs, untilUs)]
    if (until > from) covered += until - from
    freeFromUs = Math.max(freeFromUs, until)
  }
  return untilUs - covered
}
