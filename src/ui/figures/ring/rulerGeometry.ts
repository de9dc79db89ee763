// The circle cut open and laid flat, with a row for each node: once in the order of hashes, once in the order of the keys
// themselves. A scheme that hashes scatters neighbours over all rows below; one that keeps ranges scatters them above.

import type { RingPicture } from '../../../sim/picture.ts'
import type { Size } from '../shared/geometry.ts'
import { CIRCLE, eachArc } from './arcs.ts'
import { cover } from './bins.ts'
import type { RingModel } from './model.ts'

/** A stretch of a row that a node owns, in pixels; `share` is how much of it, where arcs are narrower than a pixel. */
export interface Segment {
  readonly node: number
  readonly x: number
  readonly width: number
  readonly share: number
}

export interface KeyPlace {
  readonly key: number
  readonly x: number
}

export interface Strip {
  readonly id: 'hash' | 'key'
  readonly title: string
  /** The top of its first row. */
  readonly y: number
  readonly segments: readonly Segment[]
  readonly keys: readonly KeyPlace[]
  readonly ticks: readonly { readonly x: number; readonly text: string }[]
  /** Where ranges begin, if keys are kept in their order. */
  readonly bounds: readonly number[]
}

export interface RulerGeometry {
  readonly size: Size
  /** Where the rows begin, after the names. */
  readonly left: number
  readonly width: number
  readonly rowH: number
  readonly hasNames: boolean
  readonly strips: readonly Strip[]
}

/** Above the rows of a strip, its title; below them, its ticks. */
const HEAD_PX = 24
const FOOT_PX = 20
const ROW = { least: 0.5, most: 30 }
const LEAST_NAMED_PX = 12
const LEAST_SEGMENT_PX = 1

export function rulerGeometry(model: RingModel, size: Size, labelPx: number): RulerGeometry {
  const { nodes } = model.picture
  const rows = Math.max(1, nodes.length)
  const rowH = Math.max(ROW.least, Math.min(ROW.most, (size.height / 2 - HEAD_PX - FOOT_PX) / rows))
  const hasNames = rowH >= LEAST_NAMED_PX
  const left = hasNames ? Math.max(...nodes.map(({ id }) => id.length)) * labelPx * 0.62 + 14 : 8
  const width = Math.max(40, size.width - left - 4)
  const stripH = HEAD_PX + rowH * rows + FOOT_PX
  return {
    size,
    left,
    width,
    rowH,
    hasNames,
    strips: [hashStrip(model, width, HEAD_PX), keyStrip(model, width, stripH + HEAD_PX)],
  }
}

/** The middle of a node's row in a strip. */
export function rowY({ rowH }: RulerGeometry, strip: Strip, node: number): number {
  return strip.y + (node + 0.5) * rowH
}

// In the order of hashes.

function hashStrip({ picture }: RingModel, width: number, y: number): Strip {
  const x = (at: number) => (at / CIRCLE) * width
  return {
    id: 'hash',
    title: 'By hash',
    y,
    segments: picture.arcs === null ? [] : arcSegments(picture, width),
    keys: picture.keys.map(({ at }, key) => ({ key, x: x(at) })),
    ticks: ['0', '¼', '½', '¾', '1'].map((text, i) => ({ x: (i * width) / 4, text })),
    bounds: [],
  }
}

function arcSegments({ arcs, nodes }: RingPicture, width: number): readonly Segment[] {
  if (arcs!.until.length * LEAST_SEGMENT_PX > width) return pieces({ arcs, nodes }, Math.round(width))
  const segments: Segment[] = []
  eachArc(arcs!, (from, until, node) => {
    segments.push({ node, x: (from / CIRCLE) * width, width: ((until - from) / CIRCLE) * width, share: 1 })
  })
  return segments
}

/** Under a pixel: how much of each is whose. */
function pieces({ arcs, nodes }: Pick<RingPicture, 'arcs' | 'nodes'>, count: number): readonly Segment[] {
  const rows = nodes.map(() => new Float32Array(count))
  eachArc(arcs!, (from, until, node) => cover(rows[node]!, from, until))
  return rows.flatMap((row, node) =>
    Array.from(row, (share, x): Segment => ({ node, x, width: 1, share })).filter(({ share }) => share > 0),
  )
}

// In the order of the keys.

function keyStrip({ picture }: RingModel, width: number, y: number): Strip {
  const { keys } = picture
  const order = keys.map((_, i) => i).sort((a, b) => (keys[a]!.key < keys[b]!.key ? -1 : 1))
  const step = width / Math.max(1, keys.length)
  return {
    id: 'key',
    title: 'By key',
    y,
    segments: order.map((key, i) => ({ node: keys[key]!.owners[0]!, x: i * step, width: step, share: 1 })),
    keys: order.map((key, i) => ({ key, x: (i + 0.5) * step })),
    ticks: [0, 1 / 3, 2 / 3, 1].flatMap((share) => {
      const at = Math.min(keys.length - 1, Math.floor(share * keys.length))
      const name = keys[order[at] ?? -1]?.key
      return name === undefined ? [] : [{ x: share * width, text: name }]
    }),
    bounds: boundsOf(
      picture,
      order.map((key) => keys[key]!.key),
    ).map((i) => i * step),
  }
}

/** Before which key, by its place in the order, each range but the first begins. */
function boundsOf({ ranges }: RingPicture, names: readonly string[]): readonly number[] {
  const starts = ranges?.starts.slice(1) ?? []
  const places = starts.map((start) => names.findIndex((name) => name >= start))
  return places.filter((place) => place > 0)
}
