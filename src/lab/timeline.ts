// A recorded run that can be stood in at any moment. The head world runs and records; checkpoints are left on the
// way; a second world is put at the nearest one and replays from there. A run with other interventions shares what lies
// before the change, trace and checkpoints, so an edit late in a long run costs only what comes after it.

import { type Intervention, inOrder } from '../engine/intervention.ts'
import type { Snapshot } from '../engine/snapshot.ts'
import { Trace } from '../engine/trace.ts'
import { createWorld, type World, type WorldSpec } from '../engine/world.ts'
import { type Mark, spacing, thinned } from './checkpoints.ts'

/** No run on screen grows beyond this; the page says so instead of filling the memory. */
export const MOST_ROWS = 2_000_000
/** What a checkpoint costs, roughly: its nodes and streams, and a reference for each thing in a list. */
const BYTES_OF_CHECKPOINT = 20_000
const BYTES_OF_THING = 16
/** Head and scratch, and one that looks at single events. */
const WORLDS = 3

export interface Checkpoint extends Mark {
  readonly us: number
  readonly snapshot: Snapshot
}

/** What a run begins with that shares the first events of another. */
interface Beginning {
  readonly trace: Trace
  readonly checkpoints: readonly Checkpoint[]
}

export class Timeline {
  readonly spec: WorldSpec
  readonly trace: Trace
  /** The recorded future ends here. */
  endUs = 0
  private head: World
  private scratch: World
  private checkpoints: readonly Checkpoint[]
  /** The next checkpoint is due at this many events. */
  private nextMark = 0

  constructor(spec: WorldSpec, beginning: Beginning | null = null) {
    this.spec = spec
    this.trace = beginning?.trace ?? new Trace(spec.nodes.map(({ id }) => id))
    this.head = createWorld(spec, { trace: this.trace })
    this.scratch = createWorld(spec)
    const start = { rows: 0, us: 0, size: 0, snapshot: this.head.snapshot() }
    this.checkpoints = beginning?.checkpoints ?? [start]
    this.stand()
  }

  /**
   * The run with another list of interventions, as if it had had it from the start; all else in `spec` is the same.
   * It shares what was recorded before anything differs, and is recorded no further.
   */
  fork(spec: WorldSpec): Timeline {
    const changeUs = firstChangeUs(this.spec.interventions, spec.interventions)
    // What happens at the very time of the change may already be different.
    const isSame = ({ us, rows }: Checkpoint) => changeUs === null || rows === 0 || us < changeUs
    const checkpoints = this.checkpoints.filter(isSame)
    return new Timeline(spec, { trace: this.trace.fork(checkpoints.at(-1)!.rows), checkpoints })
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

  /** Records up to and including `us`, or the moment by which there are so many more rows. */
  extendTo(us: number, mostRows = MOST_ROWS): void {
    const { head } = this
    const enough = head.rows + mostRows
    while (!this.isFull && !(head.rows >= enough && this.isMomentOver()) && head.step(us)) {
      if (head.rows >= this.nextMark) this.mark()
    }
    this.endUs = this.isFull || head.rows >= enough ? head.nowUs : Math.max(this.endUs, us)
  }

  /** Nothing more happens at the time of the latest event. */
  private isMomentOver(): boolean {
    return (this.head.nextUs() ?? Number.POSITIVE_INFINITY) > this.head.nowUs
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

  /** Bytes that it holds, roughly; what is in `seen`, because others share it, only once. */
  bytes(seen: Set<object> = new Set()): number {
    const own = this.checkpoints.filter((checkpoint) => !seen.has(checkpoint))
    for (const checkpoint of own) seen.add(checkpoint)
    const size = own.reduce((sum, checkpoint) => sum + checkpoint.size, WORLDS * sizeOf(this.head))
    return this.trace.bytes(seen) + own.length * BYTES_OF_CHECKPOINT + size * BYTES_OF_THING
  }

  /** Moments to replay from, each after `rows` events, the first at the start. */
  get marks(): readonly Checkpoint[] {
    return this.checkpoints
  }

  /** Forgets what was recorded after that time. */
  shortenTo(us: number): void {
    if (us >= this.endUs) return
    this.checkpoints = this.checkpoints.filter((mark) => mark.rows === 0 || mark.us <= us)
    this.trace.truncate(this.checkpoints.at(-1)!.rows)
    this.head = createWorld(this.spec, { trace: this.trace })
    this.scratch = createWorld(this.spec)
    this.stand()
    this.extendTo(us)
  }

  /** Puts the head at the last checkpoint: nothing more is recorded. */
  private stand(): void {
    const last = this.checkpoints.at(-1)!
    if (last.rows > 0) this.head.restore(last.snapshot)
    this.endUs = last.us
    this.nextMark = last.rows + spacing(last)
  }

  private mark(): void {
    const { rows, nowUs } = this.head
    const mark = { rows, us: nowUs, size: sizeOf(this.head), snapshot: this.head.snapshot() }
    this.checkpoints = thinned([...this.checkpoints, mark], rows)
    this.nextMark = rows + spacing(mark)
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
