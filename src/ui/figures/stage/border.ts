// The line half way between two sides of a stage, bent wherever it has to be: the zero of the difference of the
// distances to both, followed through a grid (marching squares), made smooth, and cut into even steps.

import { distance, type Point, type Segment, type Size } from '../shared/geometry.ts'

/** One side: its nodes, the links between them, which no line may cross, and the words beside them. */
export interface Camp {
  readonly discs: readonly { readonly at: Point; readonly radius: number }[]
  readonly links: readonly Segment[]
  readonly words: readonly { readonly line: Segment; readonly radius: number }[]
}

export type Polyline = readonly Point[]

const GRID_PX = 8
const STEP_PX = 14
const SMOOTHINGS = 3
/** The line ends this far inside the stage. */
const EDGE_PX = 4

/** From a point to the nearest of a camp; below zero inside a node. */
export function distanceTo({ discs, links, words }: Camp, p: Point): number {
  let least = Number.POSITIVE_INFINITY
  for (const { at, radius } of discs) least = Math.min(least, distance(at, p) - radius)
  for (const { line, radius } of words) least = Math.min(least, distanceToSegment(line, p) - radius)
  for (const link of links) least = Math.min(least, distanceToSegment(link, p))
  return least
}

function distanceToSegment({ from, to }: Segment, p: Point): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y]
  const along = ((p.x - from.x) * dx + (p.y - from.y) * dy) / Math.max(1e-9, dx * dx + dy * dy)
  const share = Math.max(0, Math.min(1, along))
  return distance(p, { x: from.x + dx * share, y: from.y + dy * share })
}

/** All lines between the two camps; several where a camp stands in more than one place. */
export function borderBetween(first: Camp, second: Camp, size: Size): readonly Polyline[] {
  const inner = { width: size.width - 2 * EDGE_PX, height: size.height - 2 * EDGE_PX }
  if (inner.width < GRID_PX || inner.height < GRID_PX) return []
  const columns = Math.ceil(inner.width / GRID_PX)
  const rows = Math.ceil(inner.height / GRID_PX)
  const corner = (i: number, j: number): Point => ({
    x: EDGE_PX + (inner.width * i) / columns,
    y: EDGE_PX + (inner.height * j) / rows,
  })
  const leaning = Array.from({ length: (columns + 1) * (rows + 1) }, (_, n) => {
    const p = corner(n % (columns + 1), Math.floor(n / (columns + 1)))
    return distanceTo(first, p) - distanceTo(second, p) || 1e-9
  })
  return chained(crossedCells(columns, rows, corner, leaning)).map((line) => even(smooth(line)))
}

/** A step of the line through one cell, between two edges of the grid, named so that neighbours share them. */
interface Crossed {
  readonly edges: readonly [string, string]
  readonly ends: readonly [Point, Point]
}

function crossedCells(
  columns: number,
  rows: number,
  corner: (i: number, j: number) => Point,
  leaning: readonly number[],
): readonly Crossed[] {
  const at = (i: number, j: number) => leaning[j * (columns + 1) + i]!
  const isMixed = (i: number, j: number) => {
    const over = [at(i, j), at(i + 1, j), at(i, j + 1), at(i + 1, j + 1)].filter((value) => value > 0).length
    return over > 0 && over < 4
  }
  const cells: Crossed[] = []
  for (let j = 0; j < rows; j++)
    for (let i = 0; i < columns; i++) {
      if (!isMixed(i, j)) continue
      const sides = [
        [i, j, i + 1, j],
        [i + 1, j, i + 1, j + 1],
        [i, j + 1, i + 1, j + 1],
        [i, j, i, j + 1],
      ] as const
      const hits = sides.flatMap(([a, b, c, d]) => {
        const [here, there] = [at(a, b), at(c, d)]
        if (here > 0 === there > 0) return []
        const [p, q] = [corner(a, b), corner(c, d)]
        const share = here / (here - there)
        const point = { x: p.x + (q.x - p.x) * share, y: p.y + (q.y - p.y) * share }
        return [{ edge: `${a} ${b} ${c} ${d}`, point }]
      })
      // Four hits are two lines that touch: either way of telling them apart is as good.
      for (let n = 0; n + 1 < hits.length; n += 2) {
        const [one, two] = [hits[n]!, hits[n + 1]!]
        cells.push({ edges: [one.edge, two.edge], ends: [one.point, two.point] })
      }
    }
  return cells
}

/** Steps that share an edge, one after another. */
function chained(cells: readonly Crossed[]): readonly Polyline[] {
  const left = new Set(cells)
  const byEdge = new Map<string, Crossed[]>()
  for (const cell of cells)
    for (const edge of cell.edges) byEdge.set(edge, [...(byEdge.get(edge) ?? []), cell])
  const lines: Polyline[] = []
  for (const start of cells) {
    if (!left.delete(start)) continue
    const line = [...start.ends]
    for (const isForward of [true, false]) {
      let edge = start.edges[isForward ? 1 : 0]
      for (;;) {
        const next = byEdge.get(edge)?.find((cell) => left.has(cell))
        if (next === undefined) break
        left.delete(next)
        const out = next.edges[0] === edge ? 1 : 0
        edge = next.edges[out]
        if (isForward) line.push(next.ends[out])
        else line.unshift(next.ends[out])
      }
    }
    lines.push(line)
  }
  return lines
}

function smooth(line: Polyline): Polyline {
  let now = line
  for (let pass = 0; pass < SMOOTHINGS; pass++)
    now = now.map((p, i) => {
      const [before, after] = [now[i - 1], now[i + 1]]
      if (before === undefined || after === undefined) return p
      return { x: (before.x + 2 * p.x + after.x) / 4, y: (before.y + 2 * p.y + after.y) / 4 }
    })
  return now
}

/** Points an even step apart, both ends among them. */
function even(line: Polyline): Polyline {
  const length = lengthOf(line)
  const steps = Math.max(1, Math.round(length / STEP_PX))
  return Array.from({ length: steps + 1 }, (_, n) => pointAt(line, (length * n) / steps))
}

export function lengthOf(line: Polyline): number {
  return line.reduce((sum, p, i) => sum + (i === 0 ? 0 : distance(line[i - 1]!, p)), 0)
}

/** The point so many pixels along a line. */
export function pointAt(line: Polyline, px: number): Point {
  let left = px
  for (let i = 1; i < line.length; i++) {
    const [from, to] = [line[i - 1]!, line[i]!]
    const step = distance(from, to)
    if (left <= step && step > 0)
      return { x: from.x + ((to.x - from.x) * left) / step, y: from.y + ((to.y - from.y) * left) / step }
    left -= step
  }
  return line.at(-1)!
}
