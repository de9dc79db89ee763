// A figure of a placement on two canvases: what stands still until the placement changes, and over it what moves with
// simulated time or is pointed at.

import { useEffect, useLayoutEffect, useRef } from 'react'
import type { Size } from '../shared/geometry.ts'
import { useLook } from '../shared/look.ts'
import { useCanvas } from '../shared/useCanvas.ts'

interface Layers {
  readonly size: Size
  readonly base: (pen: CanvasRenderingContext2D) => void
  readonly over: (pen: CanvasRenderingContext2D) => void
  /** What the drawing below follows from: another one of these is another drawing. */
  readonly drawn: readonly unknown[]
  /** What the drawing above follows from besides. */
  readonly lit: number | null
  readonly onMoment: (listener: () => void) => () => void
  /** Something is under way that moves with time. */
  readonly isMoving: boolean
}

export function useLayers({ size, base, over, drawn, lit, onMoment, isMoving }: Layers) {
  const { paper } = useLook()
  const below = useRef<HTMLCanvasElement>(null)
  const above = useRef<HTMLCanvasElement>(null)
  const askBase = useCanvas({ element: below, ...size, ground: paper, draw: base })
  const askOver = useCanvas({ element: above, ...size, ground: null, draw: over })
  // Run again by more than they read: what is drawn has changed
  useLayoutEffect(askBase, [askBase, ...drawn])
  useLayoutEffect(askOver, [askOver, lit, ...drawn])
  useEffect(() => (isMoving ? onMoment(askOver) : undefined), [onMoment, askOver, isMoving])
  return { base: below, over: above }
}
