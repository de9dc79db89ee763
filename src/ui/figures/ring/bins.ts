// What is under a pixel is counted, not dropped: the circle, or a ruler, in pieces of a pixel each, and how much of each
// piece something covers.

import { CIRCLE } from './arcs.ts'

/** Adds a stretch to what covers each piece, as shares of a piece. */
export function cover(pieces: Float32Array, from: number, until: number): void {
  const perPiece = pieces.length / CIRCLE
  const [first, end] = [from * perPiece, until * perPiece]
  for (let piece = Math.floor(first); piece < end; piece++)
    pieces[piece]! += Math.min(end, piece + 1) - Math.max(first, piece)
}

/** How many of the places lie in each piece. */
export function counted(pieces: number, places: ArrayLike<number>): Uint32Array {
  const counts = new Uint32Array(pieces)
  const perPiece = pieces / CIRCLE
  for (let i = 0; i < places.length; i++) counts[Math.floor(places[i]! * perPiece)]!++
  return counts
}

/** The largest of many, at least 1, so that it can be divided by. */
export function most(counts: ArrayLike<number>): number {
  let largest = 1
  for (let i = 0; i < counts.length; i++) largest = Math.max(largest, counts[i]!)
  return largest
}
