// Hands on the diagram: drag and shift-wheel pan, wheel and pinch zoom where the pointer is, a press picks, two presses
// ask. Pointers and pixels in, meanings out; what they do is decided elsewhere.

import { type RefObject, useEffect, useRef } from 'react'
import type { Point } from '../shared/geometry.ts'

export interface Hands {
  /** By so many pixels, content to the left for a positive number. */
  readonly pan: (dxPx: number) => void
  /** A factor below 1 is closer; what is at that pixel stays there. */
  readonly zoom: (factor: number, atPx: number) => void
  /** null when the pointer has left. */
  readonly hover: (at: Point | null, isFine: boolean) => void
  readonly pick: (at: Point, isFine: boolean) => void
  readonly ask: (at: Point, isFine: boolean) => void
}

/** A press that moves less is no drag. */
const STILL_PX = 4
/** Lines and pages of a wheel, in pixels. */
const WHEEL_UNITS = [1, 16, 400]
const ZOOM_PER_PX = 0.0022
/** A pinch on a touchpad comes as a wheel with small numbers. */
const PINCH_PER_PX = 0.012

/** `left`: pixels of the element before the plot begins. */
export function useGestures(element: RefObject<HTMLElement | null>, left: number, hands: Hands): void {
  const latest = useRef(hands)
  latest.current = hands
  useEffect(() => {
    const target = element.current
    if (target === null) return
    const signal = new AbortController()
    const at = (event: MouseEvent): Point => {
      const box = target.getBoundingClientRect()
      return { x: event.clientX - box.left - left, y: event.clientY - box.top }
    }
    const fingers = new Map<number, Point>()
    let pressed: Point | null = null
    let isDragging = false

    const onWheel = (event: WheelEvent) => {
      event.preventDefault()
      const unit = WHEEL_UNITS[event.deltaMode] ?? 1
      const isSideways = event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)
      if (isSideways) return latest.current.pan((event.deltaX || event.deltaY) * unit)
      const perPx = event.ctrlKey ? PINCH_PER_PX : ZOOM_PER_PX
      latest.current.zoom(Math.exp(event.deltaY * unit * perPx), at(event).x)
    }
    const onDown = (event: PointerEvent) => {
      if (event.button !== 0) return
      target.setPointerCapture(event.pointerId)
      fingers.set(event.pointerId, at(event))
      pressed = fingers.size === 1 ? at(event) : null
      isDragging = fingers.size > 1
    }
    const onMove = (event: PointerEvent) => {
      const before = fingers.get(event.pointerId)
      const now = at(event)
      if (before === undefined) return latest.current.hover(now, event.pointerType === 'mouse')
      if (pressed !== null && Math.hypot(now.x - pressed.x, now.y - pressed.y) > STILL_PX) isDragging = true
      if (!isDragging) return
      const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1]
      if (other === undefined) latest.current.pan(before.x - now.x)
      else pinch(before, now, other)
      fingers.set(event.pointerId, now)
    }
    const pinch = (before: Point, now: Point, other: Point) => {
      const [apart, apartBefore] = [Math.abs(now.x - other.x), Math.abs(before.x - other.x)]
      if (apart > 8 && apartBefore > 8) latest.current.zoom(apartBefore / apart, (now.x + other.x) / 2)
      latest.current.pan((before.x - now.x) / 2)
    }
    const onUp = (event: PointerEvent) => {
      if (!fingers.delete(event.pointerId)) return
      const isFine = event.pointerType === 'mouse'
      if (!isDragging && event.type === 'pointerup' && fingers.size === 0)
        latest.current.pick(at(event), isFine)
      if (fingers.size === 0) isDragging = false
      if (!isFine) latest.current.hover(null, isFine)
    }
    const listen = <K extends keyof HTMLElementEventMap>(
      type: K,
      listener: (event: HTMLElementEventMap[K]) => void,
    ) => target.addEventListener(type, listener, { signal: signal.signal, passive: false })
    listen('wheel', onWheel)
    listen('pointerdown', onDown)
    listen('pointermove', onMove)
    listen('pointerup', onUp)
    listen('pointercancel', onUp)
    listen('pointerleave', () => fingers.size === 0 && latest.current.hover(null, true))
    listen('dblclick', (event) => latest.current.ask(at(event), true))
    return () => signal.abort()
  }, [element, left])
}
