// Where things stand from top to bottom: the rail of marks, faults without a lane, clients, nodes, and the axis.

import type { RunColumns } from '../../../lab/diagram/columns.ts'
import type { FigureSizes } from '../shared/sizes.ts'

export interface Lane {
  /** Place in `columns.nodes`. */
  readonly lane: number
  readonly id: string
  readonly isClient: boolean
}

export interface LaneRow extends Lane {
  /** The line itself; half of `pitch` above and below it belongs to the lane. */
  readonly y: number
  readonly pitch: number
}

export interface Layout {
  readonly railY: number
  readonly faultsY: number
  readonly faultPitch: number
  /** From top to bottom, without those left out. */
  readonly lanes: readonly LaneRow[]
  /** Line of each node by its place; NaN for one left out. */
  readonly yOf: Float64Array
  /** The lanes reach from here … */
  readonly top: number
  /** … to here, where the axis is. */
  readonly axisY: number
  readonly height: number
}

/** A client's lane is lower than a node's, which carries more. */
const CLIENT_SHARE = 0.68
/** Between clients and nodes, in rows. */
const GAP_SHARE = 0.35
const LEAST_PITCH = 14
const MOST_PITCH = 104

/** From top to bottom: clients stand above the nodes they ask. */
export function shownLanes(nodes: RunColumns['nodes'], hiddenLanes: ReadonlySet<number>): readonly Lane[] {
  const shown = nodes
    .map(({ id, isClient }, lane) => ({ lane, id, isClient }))
    .filter(({ lane }) => !hiddenLanes.has(lane))
  return [...shown.filter(({ isClient }) => isClient), ...shown.filter(({ isClient }) => !isClient)]
}

export function layoutOf(
  { nodes }: RunColumns,
  hiddenLanes: ReadonlySet<number>,
  faultRows: number,
  height: number,
  sizes: FigureSizes,
): Layout {
  const shown = shownLanes(nodes, hiddenLanes)
  const clients = shown.filter(({ isClient }) => isClient)
  const servers = shown.filter(({ isClient }) => !isClient)
  const railY = sizes.small
  const faultPitch = sizes.small * 1.4
  const faultsY = railY + sizes.small + faultPitch / 2
  const top = railY + sizes.small * 1.1 + faultRows * faultPitch
  const gap = clients.length > 0 && servers.length > 0 ? GAP_SHARE : 0
  const share = Math.max(1, clients.length * CLIENT_SHARE + servers.length + gap)
  const room = height - top - axisHeight(sizes)
  const pitch = Math.min(MOST_PITCH, Math.max(LEAST_PITCH, room / share))
  const lanes: LaneRow[] = []
  const yOf = new Float64Array(nodes.length).fill(Number.NaN)
  let y = top
  const place = (each: Lane, own: number) => {
    lanes.push({ ...each, y: y + own / 2, pitch: own })
    yOf[each.lane] = y + own / 2
    y += own
  }
  for (const client of clients) place(client, pitch * CLIENT_SHARE)
  y += gap * pitch
  for (const server of servers) place(server, pitch)
  return { railY, faultsY, faultPitch, lanes, yOf, top, axisY: y, height: y + axisHeight(sizes) }
}

export function axisHeight(sizes: FigureSizes): number {
  return sizes.small * 2.4
}

/** The lane whose line is nearest. */
export function laneAt({ lanes }: Layout, y: number): LaneRow | null {
  let best: LaneRow | null = null
  for (const row of lanes) if (best === null || Math.abs(row.y - y) < Math.abs(best.y - y)) best = row
  return best
}
