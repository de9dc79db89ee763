// A run made ready for drawing: what is left out is left out, and what every frame looks up is indexed once. Made anew
// when the run or what is left out changes, never for panning or zooming.

import type { RunColumns } from '../../../lab/diagram/columns.ts'
import { DEED } from '../../../lab/diagram/part.ts'
import type { Landmark } from '../../../lab/frame.ts'
import { Crossing } from './crossing.ts'
import { classify, type Filter, shownMessages } from './filter.ts'
import { type Slots, slotsOf } from './slots.ts'
import { Tallies } from './tallies.ts'

export interface ModelOptions extends Filter {
  /** Runs of local events share a column. */
  readonly isCollapsed: boolean
}

export interface Model {
  readonly columns: RunColumns
  readonly options: ModelOptions
  readonly landmarks: readonly Landmark[]
  /** Numbers of the messages drawn. */
  readonly shown: Int32Array
  readonly classes: Uint8Array
  readonly slots: Slots
  readonly crossing: Crossing
  readonly tallies: Tallies
  /** What people and scenarios did. */
  readonly deeds: Int32Array
  /** For each lane the places of its stretches, in order. */
  readonly stretchesOf: readonly Int32Array[]
  /** For each lane the numbers of its operations, in order. */
  readonly operationsOf: readonly Int32Array[]
}

/** Landmarks behind what may be known are left out. */
export function modelOf(columns: RunColumns, landmarks: readonly Landmark[], options: ModelOptions): Model {
  const known = landmarks.filter(({ row }) => row < columns.rowCount)
  const shown = shownMessages(columns, options)
  const classes = classify(
    columns,
    options,
    shown,
    Int32Array.from(known, ({ row }) => row),
  )
  const { stretches } = columns.circumstances
  return {
    columns,
    options,
    landmarks: known,
    shown,
    classes,
    slots: slotsOf(classes, options.isCollapsed),
    crossing: new Crossing(columns, shown),
    tallies: new Tallies(columns, shown),
    deeds: deedsOf(columns),
    stretchesOf: byLane(columns, stretches.lane, stretches.lane.length),
    operationsOf: byLane(columns, columns.operations.lane, columns.operationCount),
  }
}

function deedsOf({ rows, rowCount }: RunColumns): Int32Array {
  const deeds: number[] = []
  for (let row = 0; row < rowCount; row++) if (rows.kind[row] === DEED) deeds.push(row)
  return Int32Array.from(deeds)
}

function byLane({ nodes }: RunColumns, lanes: Uint8Array, count: number): readonly Int32Array[] {
  const places: number[][] = nodes.map(() => [])
  for (let i = 0; i < count; i++) places[lanes[i]!]!.push(i)
  return places.map((list) => Int32Array.from(list))
}
