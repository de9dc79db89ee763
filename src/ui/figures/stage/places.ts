// Where nodes stand: servers on a ring in the order of the topology, clients in the corners outside it; on a narrow stage
// there is no room for clients, and a line of words below it says what they do. Places depend
// on the topology and the size of the stage alone, so that nothing a run does ever moves a node.

import type { Glyph } from '../../../sim/picture.ts'
import { distance, type Point, type Size } from '../shared/geometry.ts'
import type { FigureSizes } from '../shared/sizes.ts'

export interface Place {
  readonly id: string
  readonly at: Point
  /** Of its drawing. */
  readonly radius: number
  readonly isClient: boolean
}

/** How the stage is drawn at this size. */
export interface StageForm {
  readonly size: Size
  readonly sizes: FigureSizes
  /** Names go below nodes and message names go away. */
  readonly isNarrow: boolean
  readonly radius: number
}

/** Around the ring of a node runs the arc of silence. */
export const SILENCE_GAP = 9
const CLIENT_SHARE = 0.63
/** The ring may be flatter than a circle, but not a line. */
const FLATTEST = 3

export function stageForm(size: Size, servers: number, sizes: FigureSizes): StageForm {
  const isNarrow = size.width < 560
  const isLow = size.height < 260
  const isCrowded = servers > 6 && size.height < 380
  const full = sizes.letter > 26 ? 38 : sizes.letter > 20 ? 31 : 27
  const radius = isNarrow || isLow ? 19 : isCrowded ? 23 : full
  return { size, sizes, isNarrow, radius }
}

export function placeNodes(
  nodes: readonly { readonly id: string; readonly glyph: Glyph }[],
  form: StageForm,
): ReadonlyMap<string, Place> {
  const servers = nodes.filter((node) => node.glyph !== 'client')
  const clients = form.isNarrow ? [] : nodes.filter((node) => node.glyph === 'client')
  const ring = ringOf(servers.length, areaOf(form))
  const places = new Map<string, Place>()
  for (const [i, node] of servers.entries()) {
    places.set(node.id, { id: node.id, at: ring[i] ?? middleOf(form), radius: form.radius, isClient: false })
  }
  for (const [i, node] of clients.entries()) {
    const at = settle(cornerOf(i, form), ring, form)
    places.set(node.id, { id: node.id, at, radius: form.radius * CLIENT_SHARE, isClient: true })
  }
  return places
}

interface Area {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

function middleOf(form: StageForm): Point {
  return { x: form.size.width / 2, y: form.size.height / 2 }
}

/** What the centres of servers may fill: the stage without the room for their labels. */
function areaOf(form: StageForm): Area {
  const { size, sizes, radius, isNarrow } = form
  const rim = radius + SILENCE_GAP + 5
  const below = isNarrow ? sizes.name * 1.2 + sizes.medium * 1.4 + 4 : 6
  const side = isNarrow ? rim + 6 : Math.min(rim + 14 + sizes.medium * 10.6, size.width * 0.24)
  const head = isNarrow || size.height < 260 ? rim : rim + 10
  const height = Math.max(40, size.height - head - rim - below)
  const top = Math.min(head, size.height / 4)
  const bottom = top + height
  const widest = Math.max(60, size.width - 2 * side)
  const width = Math.min(widest, Math.max(height, 120) * FLATTEST)
  const left = (size.width - width) / 2
  return { left, right: left + width, top, bottom }
}

/** A regular polygon with a corner on top, stretched to fill the area. */
function ringOf(count: number, area: Area): readonly Point[] {
  const unit = Array.from({ length: count }, (_, i) => {
    const angle = -Math.PI / 2 + (i * 2 * Math.PI) / count
    return { x: Math.cos(angle), y: Math.sin(angle) }
  })
  if (count === 1) return [{ x: (area.left + area.right) / 2, y: (area.top + area.bottom) / 2 }]
  const xMax = Math.max(...unit.map((p) => Math.abs(p.x)), 0.01)
  const yMin = Math.min(...unit.map((p) => p.y))
  const yMax = Math.max(...unit.map((p) => p.y))
  const middle = (area.left + area.right) / 2
  return unit.map((p) => ({
    x: middle + (p.x / xMax) * ((area.right - area.left) / 2),
    y: area.top + ((p.y - yMin) / (yMax - yMin)) * (area.bottom - area.top),
  }))
}

/** Clients fill the corners: right top, left bottom, left top, right bottom. */
function cornerOf(i: number, form: StageForm): Point {
  const { size, sizes, radius } = form
  const isRight = i % 4 === 0 || i % 4 === 3
  const isTop = i % 4 === 0 || i % 4 === 2
  const reach = Math.min(size.width / 2, (size.height * FLATTEST) / 2 + 120)
  const inner = Math.min(sizes.small * 14, reach * 0.5)
  const outer = radius + 30
  const x = isRight ? size.width / 2 + reach - inner : size.width / 2 - reach + outer
  return { x, y: isTop ? radius + 10 : size.height - radius - 16 }
}

/** Moves a client outwards until it stands clear of every server. */
function settle(at: Point, ring: readonly Point[], form: StageForm): Point {
  const { size, radius } = form
  const clear = radius * (1 + CLIENT_SHARE) + SILENCE_GAP + 12
  const isRight = at.x > size.width / 2
  const edge = radius * CLIENT_SHARE + 4
  let x = at.x
  const isClear = () => ring.every((p) => distance(p, { x, y: at.y }) >= clear)
  while (!isClear() && x > edge && x < size.width - edge) x += isRight ? 4 : -4
  return { x: Math.max(edge, Math.min(size.width - edge, x)), y: at.y }
}
