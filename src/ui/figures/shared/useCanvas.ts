// A canvas that is drawn once a frame at most, however often it is asked for, and as sharp as the screen is.

import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef } from 'react'

interface Canvas {
  readonly element: RefObject<HTMLCanvasElement | null>
  readonly width: number
  readonly height: number
  /** Its ground; null lets through what lies below. An opaque canvas is quicker to show. */
  readonly ground: string | null
  /** Gets a pen whose units are CSS pixels. */
  readonly draw: (pen: CanvasRenderingContext2D) => void
}

/** Gives a function that asks for a drawing at the next frame. */
export function useCanvas(canvas: Canvas): () => void {
  const { element, width, height } = canvas
  const latest = useRef(canvas)
  latest.current = canvas
  const frame = useRef(0)
  const redraw = useCallback(() => {
    frame.current = 0
    const { ground, draw } = latest.current
    const target = element.current
    const pen = target?.getContext('2d', { alpha: ground === null })
    if (target === null || !pen || target.width === 0) return
    const ratio = devicePixelRatio
    pen.setTransform(1, 0, 0, 1, 0, 0)
    if (ground === null) pen.clearRect(0, 0, target.width, target.height)
    else {
      pen.fillStyle = ground
      pen.fillRect(0, 0, target.width, target.height)
    }
    pen.setTransform(ratio, 0, 0, ratio, 0, 0)
    draw(pen)
  }, [element])
  const ask = useCallback(() => {
    if (frame.current === 0) frame.current = requestAnimationFrame(redraw)
  }, [redraw])

  useLayoutEffect(() => {
    const target = element.current
    if (target === null) return
    target.width = Math.round(width * devicePixelRatio)
    target.height = Math.round(height * devicePixelRatio)
    redraw()
  }, [element, width, height, redraw])
  useEffect(() => () => cancelAnimationFrame(frame.current), [])
  return ask
}
