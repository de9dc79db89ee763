// A recorded run that can be stood in at any moment. The head world runs and records; checkpoints are left on the
// way; a second world is put at the nearest one and replays from there. Changing the interventions keeps what lies
// before the change, so an edit late in a long run costs only what comes after it.

import { type Intervention, inOrder } from '../engine/intervention.ts'
import type { Snapshot } from '../engine/snapshot.ts'
import { Trace } from '../engine/trace.ts'
import { createWorld, type World, type WorldSpec } from '../engine/world.ts'

/** No run on screen grows beyond this; the page says so instead of filling the memory. */
export const MOST_ROWS = 2_000_000
/** Events between checkpoints of a small world. A larger world costs more to copy, so it is copied less often. */
const LEAST_SPACING = 200
/** When there are this many, every other one goes and the spacing doubles. */
const MOST_CHECKPOINTS = 256

export interface Checkpoint {
  readonly rows: number
  readonly us: number
  readonly snapshot: Snapshot
}

export class Timeline {
  spec: WorldSpec
  readonly trace: Trace
  /** The recorded future ends here. */
  endUs = 0
  private head: World
  private scratch: World
  private checkpoints: Checkpoint[]
  private spacing = LEAST_SPACING
  /** The next checkpoint is due at this many events. */
  private nextMark = LEAST_SPACING

  constructor(spec: WorldSpec) {
    this.spec = spec
    this.trace = new Trace(spec.nodes.map(({ id }) => id))
    this.head = createWorld(spec, { trace: this.trace })
    this.scratch = createWorld(spec)
    this.checkpoints = [{ rows: 0, us: 0, snapshot: this.head.snapshot() }]
  }

  get rows(): number {
    return this.trace.rows
  }

  /** The world at the end of what was recorded. Look at it, do not run it. */
  get end(): World {
    return this.head
  }

  get isFull(): boolean {
    return this.rows >= MOST_ROWS
  }

  /** Records up to and including `us`. */
  extendTo(us: number): void {
    const { head } = this
    while (!this.isFull && head.step(us)) {
      if (head.rows >= this.nextMark) this.mark()
    }
    this.endUs = this.isFull ? head.nowUs : Math.max(this.endUs, us)
  }

  /** Nothing that is not recorded yet happens before this; null when nothing ever will. */
  nextUnrecordedUs(): number | null {
    return this.head.nextUs()
  }

  /**
   * The world just after the event in `row` (-1: before the first), at `us` or, without it, at that event's time.
   * It is lent until the next call.
   */
  at(row: number, us?: number): World {
    this.standAt(row)
    const { scratch } = this
    if (us !== undefined && us > scratch.nowUs) scratch.advanceTo(us)
    return scratch
  }

  /** A copy of the world just after `row`, for another world of the same run. */
  snapshotAt(row: number): Snapshot {
    return this.at(row).snapshot()
  }

  /** Moments to replay from, each after `rows` events, the first at the start. */
  get marks(): readonly Checkpoint[] {
    return this.checkpoints
  }

  /**
   * Goes on with another list of interventions, as if the run had had it from the start; everything else in `spec`
   * is the same. Gives the time from which it may differ, null if it does not.
   */
  become(spec: WorldSpec): number | null {
    const changeUs = firstChangeUs(this.spec.interventions, spec.interventions)
    this.spec = spec
    if (changeUs === null) return null
    // What happens at the very time of the change may already be different.
    this.goBackTo((us) => us < changeUs)
    return changeUs
  }

  /** Forgets what was recorded after that time. */
  shortenTo(us: number): void {
    if (us >= this.endUs) return
    this.goBackTo((markUs) => markUs <= us)
    this.extendTo(us)
  }

  /** Stands at the last checkpoint whose time is fit, as if no more had been recorded. */
  private goBackTo(isFit: (us: number) => boolean): void {
    const { spec, trace } = this
    this.checkpoints = this.checkpoints.filter(({ us, rows }) => rows === 0 || isFit(us))
    const from = this.checkpoints.at(-1)!
    trace.truncate(from.rows)
    this.head = createWorld(spec, { trace })
    this.head.restore(from.snapshot)
    this.scratch = createWorld(spec)
    this.nextMark = from.rows + this.spacing
    this.endUs = from.us
  }

  private mark(): void {
    this.checkpoints.push({ rows: this.head.rows, us: this.head.nowUs, snapshot: this.head.snapshot() })
    if (this.checkpoints.length >= MOST_CHECKPOINTS) {
      this.checkpoints = this.checkpoints.filter((_, index) => index % 2 === 0)
      this.spacing *= 2
    }
    this.nextMark = this.head.rows + this.spacing + (sizeOf(this.head) >> 1)
  }

  private standAt(row: number): void {
    const { scratch } = this
    const rows = Math.min(Math.max(row, -1), this.rows - 1) + 1
    const isExact = rows === 0 ? scratch.nowUs === 0 : scratch.nowUs === this.trace.atUs(rows - 1)
    if (scratch.rows === rows && isExact) return
    const checkpoint = this.checkpointBefore(rows)
    const canGoOn = scratch.rows < rows && scratch.rows > checkpoint.rows
    if (!canGoOn) scratch.restore(checkpoint.snapshot)
    while (scratch.rows < rows) scratch.step()
  }

  private checkpointBefore(rows: number): Checkpoint {
    let low = 0
    let high = this.checkpoints.length
    while (high - low > 1) {
      const middle = (low + high) >> 1
      if (this.checkpoints[middle]!.rows <= rows) low = middle
      else high = middle
    }
    return this.checkpoints[low]!
  }
}

/** How much a copy of the world has to carry, roughly: queue, history and logs. */
function sizeOf(world: World): number {
  let size = world.queue.size + world.history.length
  for (const { disk } of world.nodes) {
    for (const value of Object.values(disk as Record<string, unknown>))
      if (Array.isArray(value)) size += value.length
  }
  return size
}

/** Time of the first difference between two lists of interventions; null if there is none. */
export function firstChangeUs(
  before: readonly Intervention[],
  after: readonly Intervention[],
): number | null {
  const [a, b] = [inOrder(before), inOrder(after)]
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    if (JSON.stringify(a[i]) === JSON.stringify(b[i])) continue
    return Math.min(a[i]?.atUs ?? Number.POSITIVE_INFINITY, b[i]?.atUs ?? Number.POSITIVE_INFINITY)
  }
  return null
}
