// Plane geometry for all figures: points, boxes and segments, in figure pixels. Nothing here knows what is drawn.

export interface Point {
  readonly x: number
  readonly y: number
}

/** A box by its left top corner. */
export interface Box {
  readonly x: number
  readonly y: number
  readonly w: number
  readonly h: number
}

export interface Segment {
  readonly from: Point
  readonly to: Point
}

export interface Size {
  readonly width: number
  readonly height: number
}

export function distance(a: Point, b: Point): number {
  return Math.hypot(b.x - a.x, b.y - a.y)
}

/** The point a share of the way from `a` to `b`; 0 is `a`, 1 is `b`. */
export function along(a: Point, b: Point, share: number): Point {
  return { x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share }
}

/** Unit vector from `a` to `b`; to the right when they coincide. */
export function direction(a: Point, b: Point): Point {
  const length = distance(a, b)
  return length === 0 ? { x: 1, y: 0 } : { x: (b.x - a.x) / length, y: (b.y - a.y) / length }
}

/** A quarter turn clockwise on the screen. */
export function normal(v: Point): Point {
  return { x: -v.y, y: v.x }
}

export function moved(p: Point, v: Point, by: number): Point {
  return { x: p.x + v.x * by, y: p.y + v.y * by }
}

export function angleDeg(a: Point, b: Point): number {
  return (Math.atan2(b.y - a.y, b.x - a.x) * 180) / Math.PI
}

export function dot(a: Point, b: Point): number {
  return a.x * b.x + a.y * b.y
}

export function centre(box: Box): Point {
  return { x: box.x + box.w / 2, y: box.y + box.h / 2 }
}

export function around(p: Point, radius: number): Box {
  return { x: p.x - radius, y: p.y - radius, w: radius * 2, h: radius * 2 }
}

export function grown(box: Box, by: number): Box {
  return { x: box.x - by, y: box.y - by, w: box.w + by * 2, h: box.h + by * 2 }
}

export function overlap(a: Box, b: Box): number {
  const w = Math.min(a.x + a.w, b.x + b.w) - Math.max(a.x, b.x)
  const h = Math.min(a.y + a.h, b.y + b.h) - Math.max(a.y, b.y)
  return w > 0 && h > 0 ? w * h : 0
}

/** Area of `box` that sticks out of `frame`. */
export function outside(box: Box, frame: Box): number {
  return box.w * box.h - overlap(box, frame)
}

export function meetsCircle(box: Box, at: Point, radius: number): boolean {
  const x = Math.max(box.x, Math.min(at.x, box.x + box.w))
  const y = Math.max(box.y, Math.min(at.y, box.y + box.h))
  return distance({ x, y }, at) < radius
}

/** Does the segment touch the box? Liang and Barsky's clipping. */
export function meetsBox(segment: Segment, box: Box): boolean {
  const dx = segment.to.x - segment.from.x
  const dy = segment.to.y - segment.from.y
  let enter = 0
  let leave = 1
  const edges: readonly (readonly [number, number])[] = [
    [-dx, segment.from.x - box.x],
    [dx, box.x + box.w - segment.from.x],
    [-dy, segment.from.y - box.y],
    [dy, box.y + box.h - segment.from.y],
  ]
  for (const [p, q] of edges) {
    if (p === 0 && q < 0) return false
    if (p < 0) enter = Math.max(enter, q / p)
    if (p > 0) leave = Math.min(leave, q / p)
  }
  return enter < leave
}

/** Numbers in paths, to a hundredth of a pixel. */
export function px(value: number): string {
  return String(Math.round(value * 100) / 100)
}

export function pathOf(...points: readonly Point[]): string {
  return points.map((p, i) => `${i === 0 ? 'M' : 'L'}${px(p.x)} ${px(p.y)}`).join('')
}
