// Places on the circle of hashes as angles and points of a figure: 0 is at the top, and hashes grow clockwise.

import type { Point } from '../shared/geometry.ts'
import { CIRCLE } from './arcs.ts'

const TURN = 2 * Math.PI

/** The angle of a place as a canvas counts it. */
export function angleOf(at: number): number {
  return (at / CIRCLE) * TURN - TURN / 4
}

/** The place under an angle as a canvas counts it. */
export function placeAt(angle: number): number {
  const turns = (angle + TURN / 4) / TURN
  return Math.min(CIRCLE - 1, Math.floor((turns - Math.floor(turns)) * CIRCLE))
}

export function onCircle(centre: Point, radius: number, angle: number): Point {
  return { x: centre.x + radius * Math.cos(angle), y: centre.y + radius * Math.sin(angle) }
}

/** How far apart two places are, going the shorter way. */
export function apart(a: number, b: number): number {
  const way = Math.abs(a - b)
  return Math.min(way, CIRCLE - way)
}
