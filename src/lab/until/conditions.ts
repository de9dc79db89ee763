// Wishes as tests of one event after another. What is known of the run by its marks is read off the trace; a field is
// read in a world that is played along.

import { clone } from '../../engine/clone.ts'
import { createWorld, type World } from '../../engine/world.ts'
import type { Sim } from '../../sim/define.ts'
import { isSameJson } from '../../sim/sameJson.ts'
import type { Timeline } from '../timeline.ts'
import { fieldOf } from '../why.ts'
import { holds } from './field.ts'
import type { FieldUntil, MarkUntil, Until } from './until.ts'

/** The run that is looked through, and what lies beside it. */
export interface Sought {
  readonly sim: Sim
  readonly timeline: Timeline
  /** The first row that is not the same in the run it is compared with; undefined when there is none beside it. */
  readonly partingRow: () => number | null | undefined
  /** A question that is still open: nobody is led past it. */
  readonly questionRow: number | null
}

export interface Condition {
  /** Reads what was so before the first event it is asked about. */
  readonly begin: (world: World) => void
  /** Is it this event? The world stands just after it. Asked of one row after another. */
  readonly isAt: (row: number, world: World) => boolean
  /** Without this the world that is handed over stands anywhere. */
  readonly needsWorld: boolean
}

export function conditionOf(sought: Sought, until: Until): Condition {
  if (until.kind === 'field') return fieldCondition(sought.timeline, until)
  return onRows(markTest(sought, until.kind))
}

/** A condition that asks nothing of the state. */
export function onRows(isAt: (row: number) => boolean): Condition {
  return { isAt, begin: () => {}, needsWorld: false }
}

function markTest({ sim, timeline, partingRow }: Sought, kind: MarkUntil): (row: number) => boolean {
  const { trace } = timeline
  switch (kind) {
    case 'leader change':
      return (row) => trace.notes(row).some(({ code, params }) => isLeaderNote(sim, code, params))
    case 'violation': {
      const rows = new Set(timeline.end.violations.map((violation) => violation.row))
      return (row) => rows.has(row)
    }
    case 'divergence': {
      const parting = partingRow()
      return (row) => row === parting
    }
    default:
      return (row) => {
        const end = trace.notesFrom(row + 1)
        for (let i = trace.notesFrom(row); i < end; i++)
          if (sim.landmarks[trace.noteCodeAt(i)] === kind) return true
        return false
      }
  }
}

/** Someone leads from here on: a landmark of an election that draws its node as one that leads. */
export function isLeaderNote(sim: Sim, code: string, params: Parameters<Sim['lane']>[1]): boolean {
  return sim.landmarks[code] === 'election' && sim.lane(code, params)?.style === 'leads'
}

/** Becomes so at an event that finds it otherwise. */
function fieldCondition({ trace }: Timeline, until: FieldUntil): Condition {
  const index = trace.nodeIds.indexOf(until.node)
  const field = fieldOf(until.path)
  const read = (world: World) => {
    const part = field(world.nodes[index]!)
    return until.sign === 'changes' ? clone(part) : holds(until, part)
  }
  let was: unknown
  return {
    needsWorld: true,
    begin: (world) => {
      was = read(world)
    },
    isAt: (row, world) => {
      // Only its own events and what a person does can change a node.
      if (trace.node(row) !== index && trace.kind(row) !== 'intervention') return false
      const is = read(world)
      if (isSameJson(is, was)) return false
      was = is
      return until.sign === 'changes' || is === true
    },
  }
}

export interface Match {
  readonly row: number
  /** Which of the conditions. */
  readonly which: number
}

/** The first match, or the last, among the rows from `first` to `last`. */
export function matchAmong(
  timeline: Timeline,
  conditions: readonly Condition[],
  first: number,
  last: number,
  wanted: 'first' | 'last',
): Match | null {
  const isPlayed = conditions.some(({ needsWorld }) => needsWorld)
  const world = isPlayed ? worldBefore(timeline, first) : timeline.end
  for (const { begin } of conditions) begin(world)
  let found: Match | null = null
  for (let row = first; row <= last; row++) {
    if (isPlayed) world.step()
    // Every condition is asked, because each remembers what was so before.
    const which = conditions.map(({ isAt }) => isAt(row, world)).indexOf(true)
    if (which < 0) continue
    found = { row, which }
    if (wanted === 'first') return found
  }
  return found
}

/** A world of its own, just before the event in `row`. */
function worldBefore({ spec, marks }: Timeline, row: number): World {
  const world = createWorld({ ...spec, observer: null })
  world.restore(marks.findLast(({ rows }) => rows <= row)!.snapshot)
  while (world.rows < row) world.step()
  return world
}
