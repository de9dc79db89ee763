// Faults of yours that lasted: a cut between neighbouring lanes is a wall in the space between them, a fault of one node
// a band along its lane, any other a band of its own above all lanes. Of a node that is down or paused only the
// name is added: its lane has a gap.

import type { FaultStretch } from '../../../lab/diagram/part.ts'
import type { FigureSizes } from '../shared/sizes.ts'
import { textWidth } from '../shared/textWidth.ts'
import { type Lane, type Layout, shownLanes } from './layout.ts'
import type { Model } from './model.ts'
import type { Scale } from './scale.ts'

export interface FaultView {
  readonly title: string
  readonly x1: number
  readonly x2: number
  readonly y: number
  /** A wall between two lanes, a band, or a gap of a lane, which is drawn with that. */
  readonly shape: 'wall' | 'band' | 'gap'
  /** A wall that stops one way only has teeth towards the side that cannot get through: -1 up, 1 down. */
  readonly teeth: -1 | 0 | 1
  /** Its ends are in the window. */
  readonly begins: boolean
  readonly ends: boolean
  readonly row: number
  /** Where its name fits; null where it does not. */
  readonly text: { readonly x: number; readonly y: number } | null
}

/** Bands above the lanes use at most this many rows. */
export const MOST_FAULT_ROWS = 3
/** Walls in the same space at the same time stand beside each other. */
const WALLS_APART = 10

interface Placed {
  readonly fault: FaultStretch
  readonly y: number
  readonly shape: FaultView['shape']
  readonly teeth: -1 | 0 | 1
}

/** How many rows the faults of a run need above its lanes, wherever the window is. */
export function faultRowsOf(model: Model): number {
  const rows = rowsOfBands(bandsIn(model))
  return Math.max(0, ...rows.map((row) => row + 1))
}

export function faultViews(
  model: Model,
  scale: Scale,
  layout: Layout,
  sizes: FigureSizes,
): readonly FaultView[] {
  return [...placedBands(model, layout, sizes), ...placedWalls(model, layout)].flatMap((placed) => {
    const view = viewOf(model, scale, placed, sizes)
    return view === null ? [] : [view]
  })
}

function viewOf({ columns }: Model, scale: Scale, placed: Placed, sizes: FigureSizes): FaultView | null {
  const { fault, y, shape, teeth } = placed
  const from = scale.x(fault.fromRow)
  const end =
    fault.untilRow === null ? scale.xAt(columns.rowCount - 1, columns.knownUs) : scale.x(fault.untilRow)
  const until = Math.max(end, from + 2)
  if (until < 0 || from > scale.width) return null
  const [x1, x2] = [Math.max(0, from), Math.min(scale.width, until)]
  const fits = x2 - x1 > textWidth(fault.title, sizes.small) + 28 && (shape !== 'gap' || from >= 0)
  return {
    title: fault.title,
    x1,
    x2,
    y,
    shape,
    teeth,
    begins: from >= 0,
    ends: fault.untilRow !== null && until <= scale.width,
    row: fault.fromRow,
    text: fits ? { x: x1 + 14, y: shape === 'gap' ? y - sizes.small * 1.2 : y } : null,
  }
}

function placedBands(model: Model, layout: Layout, sizes: FigureSizes): readonly Placed[] {
  const bands = bandsIn(model)
  const rows = rowsOfBands(bands)
  const above = bands.map((fault, i) => ({
    fault,
    y: layout.faultsY + rows[i]! * layout.faultPitch,
    shape: 'band' as const,
    teeth: 0 as const,
  }))
  const along = faultsOf(model).flatMap((fault) => {
    const lane = layout.lanes.find(({ id }) => id === fault.node)
    if (lane === undefined) return []
    const below = Math.min(lane.pitch * 0.3, sizes.small * 0.75)
    const shape = isGap(fault) ? ('gap' as const) : ('band' as const)
    return [{ fault, y: lane.y + (shape === 'gap' ? 0 : below), shape, teeth: 0 as const }]
  })
  return [...above, ...along]
}

function placedWalls(model: Model, layout: Layout): readonly Placed[] {
  return layout.lanes.slice(1).flatMap((below, i) => {
    const above = layout.lanes[i]!
    const cuts = faultsOf(model).filter((fault) => teethOf(fault, above, below) !== null)
    const rows = rowsOfBands(cuts)
    return cuts.map((fault, n) => ({
      fault,
      y: (above.y + below.y) / 2 + (rows[n]! % 2 === 0 ? 1 : -1) * Math.ceil(rows[n]! / 2) * WALLS_APART,
      shape: 'wall' as const,
      teeth: teethOf(fault, above, below)!,
    }))
  })
}

/** Which of two neighbours a cut keeps from speaking to the other: 0 for both, null for neither. */
function teethOf({ cut }: FaultStretch, above: Lane, below: Lane): -1 | 0 | 1 | null {
  // Clients do not speak to each other anyway.
  if (cut === null || (above.isClient && below.isClient)) return null
  const stops = (from: string, to: string) => cut.some(([a, b]) => a === from && b === to)
  const [down, up] = [stops(above.id, below.id), stops(below.id, above.id)]
  if (down && up) return 0
  return down ? -1 : up ? 1 : null
}

/** Faults about no single node that are no wall in this order of lanes. */
function bandsIn(model: Model): readonly FaultStretch[] {
  const lanes = shownLanes(model.columns.nodes, model.options.hiddenLanes)
  const isWall = (fault: FaultStretch) =>
    lanes.some((below, i) => i > 0 && teethOf(fault, lanes[i - 1]!, below) !== null)
  return faultsOf(model).filter((fault) => fault.node === null && !isWall(fault))
}

function faultsOf({ columns }: Model): readonly FaultStretch[] {
  return columns.circumstances.faults.filter(({ fromRow }) => fromRow < columns.rowCount)
}

function isGap({ kind }: FaultStretch): boolean {
  return kind === 'crash' || kind === 'pause'
}

/** Those that overlap stand under each other; beyond the last row they share it. */
function rowsOfBands(faults: readonly FaultStretch[]): readonly number[] {
  const until: number[] = []
  return faults.map(({ fromRow, untilRow }) => {
    const free = until.findIndex((end) => end <= fromRow)
    const row = free >= 0 ? free : Math.min(until.length, MOST_FAULT_ROWS - 1)
    until[row] = Math.max(until[row] ?? 0, untilRow ?? Number.POSITIVE_INFINITY)
    return row
  })
}
