// Which event changed a field of a node last. The run is played again from its checkpoints, backwards in ever longer
// stretches; far back, stretches that begin and end with the same value are passed over, so that long runs stay quick.

import { clone } from '../engine/clone.ts'
import type { NodeView } from '../engine/observer.ts'
import { createWorld, type World } from '../engine/world.ts'
import { isSameJson } from '../sim/sameJson.ts'
import type { Checkpoint, Timeline } from './timeline.ts'

/** Of a node in a world, or in a checkpoint. */
export type Looked = Pick<NodeView, 'disk' | 'memory' | 'up' | 'paused'> & {
  readonly timers: readonly { readonly name: string; readonly cause: number }[]
}

export type Field = (node: Looked) => unknown

/** So many events are played again without a look at where it pays. */
const MOST_PLAYED = 60_000

/** The last row up to `row` that left another value than it found; null if none did. */
export function lastChange(timeline: Timeline, row: number, node: number, field: Field): number | null {
  const { marks } = timeline
  const world = createWorld({ ...timeline.spec, observer: null })
  const within = (mark: Checkpoint, end: number) => changeWithin(timeline, world, mark, end, node, field)
  let end = Math.min(row, timeline.rows - 1) + 1
  let last = marks.findLastIndex(({ rows }) => rows < end)
  for (let stretch = 1, played = 0; last >= 0; stretch *= 2) {
    if (played >= MOST_PLAYED) {
      const far = lastThatDiffers(marks, last, node, field)
      return far < 0 ? null : within(marks[far]!, marks[far + 1]!.rows)
    }
    const first = Math.max(0, last - stretch + 1)
    const begin = marks[first]!
    const found = within(begin, end)
    if (found !== null) return found
    played += end - begin.rows
    end = begin.rows
    last = first - 1
  }
  return null
}

/** The latest stretch up to this one that ends with another value than it begins with; -1 for none. */
function lastThatDiffers(marks: readonly Checkpoint[], from: number, node: number, field: Field): number {
  const valueAt = (mark: number) => field(marks[mark]!.snapshot.nodes[node]!)
  let index = from
  while (index >= 0 && isSameJson(valueAt(index), valueAt(index + 1))) index--
  return index
}

/** Plays from a checkpoint up to `end` events, and gives the last row that changed the field. */
function changeWithin(
  { trace }: Timeline,
  world: World,
  from: Checkpoint,
  end: number,
  node: number,
  field: Field,
): number | null {
  world.restore(from.snapshot)
  const looked = world.nodes[node]!
  let known = clone(field(looked))
  let found: number | null = null
  for (let row = from.rows; row < end; row++) {
    world.step()
    const mayChange = trace.node(row) === node || trace.kind(row) === 'intervention'
    if (!mayChange || isSameJson(field(looked), known)) continue
    known = clone(field(looked))
    found = row
  }
  return found
}
