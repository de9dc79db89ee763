// The whole stage as data: everything that is drawn and where, from a picture, a moment and a size. Pure.

import type { ClusterPicture, NodePicture } from '../../../sim/picture.ts'
import { plateSize } from '../glyphs/plate.ts'
import { type Box, grown, type Point, type Size } from '../shared/geometry.ts'
import { cheapest, type Ground, newGround } from '../shared/ground.ts'
import type { FigureSizes } from '../shared/sizes.ts'
import { lengthOf, pointAt } from './border.ts'
import { type FlightView, flightViews } from './flights.ts'
import {
  heldLabels,
  type LineLabel,
  linkLabels,
  lossLabels,
  messageLabels,
  wallLabels,
} from './lineLabels.ts'
import { type LinkView, linkViews } from './links.ts'
import { type NodeLabel, placeNodeLabel, rim } from './nodeLabels.ts'
import { type Place, placeNodes, type StageForm, stageForm } from './places.ts'
import { type Bar, bars, linesOf, type StandingWall, standingWalls } from './walls.ts'

export interface NodeView {
  readonly node: NodePicture
  readonly place: Place
  readonly label: NodeLabel
  /** Share of the arc of silence; null where there is none. */
  readonly silence: number | null
}

export interface StageGeometry {
  readonly form: StageForm
  readonly nodes: readonly NodeView[]
  readonly links: readonly LinkView[]
  readonly walls: readonly StandingWall[]
  readonly bars: readonly Bar[]
  readonly flights: readonly FlightView[]
  readonly labels: readonly LineLabel[]
  readonly plate: Point | null
}

export interface StageInput {
  readonly cluster: ClusterPicture
  readonly atUs: number
  readonly size: Size
  readonly sizes: FigureSizes
  readonly isUnsafe: boolean
}

export function stageGeometry({ cluster, atUs, size, sizes, isUnsafe }: StageInput): StageGeometry {
  const servers = cluster.nodes.filter((node) => node.glyph !== 'client').length
  const form = stageForm(size, servers, sizes)
  const places = placeNodes(cluster.nodes, form)
  const walls = standingWalls(cluster, places, size)
  const cuts = bars(cluster, walls, places)
  const links = linkViews(cluster, places, walls, cuts)
  const flights = flightViews(cluster, atUs, places, walls, cuts)

  const ground = startGround(form, places, walls, cuts, links)
  const sides = wallLabels(walls, cluster.nodes.length, form, ground)
  const plate = isUnsafe ? placePlate(form, ground) : null
  // A held message stands still: words make room for it. Moving ones they ignore, or they would jump about.
  for (const view of flights) if (view.state === 'held') ground.discs.push({ at: view.at, radius: 13 })
  const nodes = cluster.nodes.flatMap((node) => {
    const place = places.get(node.id)
    if (!place) return []
    const label = placeNodeLabel(node, place, form, ground)
    ground.boxes.push(label.box)
    if (label.owed) ground.boxes.push(label.owed.box)
    return [{ node, place, label, silence: silenceAt(node, atUs) }]
  })
  for (const view of flights) {
    ground.lines.push({ line: view.way, cost: 40 })
    if (view.flight.lost) ground.discs.push({ at: view.way.to, radius: 10 })
  }
  const losses = lossLabels(flights, form, ground)
  const held = heldLabels(flights, form, ground)
  const faults = linkLabels(links, cuts, form, ground)
  const names = messageLabels(flights, form, ground)
  return {
    form,
    nodes,
    links,
    walls,
    bars: cuts,
    flights,
    labels: [...sides, ...losses, ...held, ...faults, ...names],
    plate,
  }
}

export function silenceAt(node: NodePicture, atUs: number): number | null {
  if (!node.silence || node.status === 'crashed') return null
  const { fromUs, untilUs } = node.silence
  if (untilUs <= fromUs) return 1
  return Math.max(0, Math.min(1, (atUs - fromUs) / (untilUs - fromUs)))
}

function startGround(
  form: StageForm,
  places: ReadonlyMap<string, Place>,
  walls: readonly StandingWall[],
  cuts: readonly Bar[],
  links: readonly LinkView[],
): Ground {
  const { width, height } = form.size
  const ground = newGround({ x: 0, y: 0, w: width, h: height })
  for (const place of places.values()) ground.discs.push({ at: place.at, radius: rim(place) - 2 })
  for (const wall of walls) ground.boxes.push(...beads(wall))
  for (const bar of cuts) ground.discs.push({ at: bar.at, radius: 14 })
  for (const link of links) for (const line of link.pieces) ground.lines.push({ line, cost: 4 })
  return ground
}

/** A wall as a row of small boxes: what labels keep clear of. */
function beads(wall: StandingWall): readonly Box[] {
  return linesOf(wall).flatMap((line) => {
    const length = lengthOf(line)
    const count = Math.max(1, Math.ceil(length / 12))
    return Array.from({ length: count }, (_, i) =>
      grown({ ...pointAt(line, (length * (i + 0.5)) / count), w: 0, h: 0 }, 7),
    )
  })
}

function placePlate(form: StageForm, ground: Ground): Point | null {
  const { w, h } = plateSize(form.sizes)
  const { width, height } = form.size
  const corners = [
    [2, 2],
    [width - w - 2, height - h - 2],
    [2, height - h - 2],
    [width - w - 2, 2],
    [(width - w) / 2, height - h - 2],
  ]
  const best = cheapest(
    ground,
    corners.map(([x = 0, y = 0]) => ({ box: { x, y, w, h }, is: null })),
  )
  if (!best) return null
  ground.boxes.push(best.box)
  return { x: best.box.x, y: best.box.y }
}
