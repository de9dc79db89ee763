// Hands on the stage: press, press long, right click, and keys, all turned into "this thing" and "a menu here".

import {
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
  type RefObject,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import type { MenuPlace, Thing } from '../thing.ts'
import { afterArrow, isArrow, nearestNode, type Stop } from './roving.ts'

const LONG_PRESS_MS = 500
const STILL_PX = 8

export interface StageHands {
  readonly onSelect?: ((thing: Thing | null) => void) | undefined
  readonly onMenu?: ((thing: Thing, at: MenuPlace) => void) | undefined
}

export interface ThingProps {
  readonly 'data-key': string
  readonly tabIndex: number
  readonly onClick: (event: MouseEvent) => void
  readonly onContextMenu: (event: MouseEvent<Element>) => void
  readonly onPointerDown: (event: PointerEvent<Element>) => void
  readonly onPointerMove: (event: PointerEvent) => void
  readonly onPointerUp: () => void
  readonly onPointerCancel: () => void
  readonly onKeyDown: (event: KeyboardEvent<Element>) => void
  readonly onFocus: () => void
  readonly onBlur: () => void
}

/** A function that gives each thing on the stage its handlers. */
export function useStageHands(
  box: RefObject<HTMLElement | null>,
  stops: readonly Stop[],
  hands: StageHands,
): (key: string) => ThingProps {
  const [current, setCurrent] = useState<string | null>(null)
  const press = useRef<{ timer: number; x: number; y: number } | null>(null)
  const wasLong = useRef(false)
  const focused = useRef<Stop | null>(null)
  const currentKey = stops.some((stop) => stop.key === current) ? current : (stops[0]?.key ?? null)

  const endPress = () => {
    if (press.current) clearTimeout(press.current.timer)
    press.current = null
  }
  const openAt = (thing: Thing, element: Element, x: number, y: number) => {
    const rect = element.getBoundingClientRect()
    const isKey = x === 0 && y === 0
    hands.onMenu?.(thing, isKey ? { x: rect.left + rect.width / 2, y: rect.top + rect.height / 2 } : { x, y })
  }
  const focusStop = (stop: Stop) => {
    setCurrent(stop.key)
    box.current?.querySelector<SVGElement>(`[data-key="${stop.key}"]`)?.focus()
  }
  // A message that arrives takes the focus with it; a node near by has it then, so that keys go on working.
  useLayoutEffect(() => {
    const had = focused.current
    if (had === null || stops.some(({ key }) => key === had.key)) return
    focused.current = null
    const next = nearestNode(had.at, stops)
    if (next !== null) focusStop(next)
  })

  return (key) => {
    const stop = stops.find((each) => each.key === key)
    const thing = stop?.thing
    return {
      'data-key': key,
      tabIndex: key === currentKey ? 0 : -1,
      onFocus: () => {
        focused.current = stop ?? null
        setCurrent(key)
      },
      onBlur: () => {
        focused.current = null
      },
      onClick: (event) => {
        event.stopPropagation()
        if (thing && !wasLong.current) hands.onSelect?.(thing)
        wasLong.current = false
      },
      onContextMenu: (event) => {
        event.preventDefault()
        event.stopPropagation()
        endPress()
        if (thing && !wasLong.current) openAt(thing, event.currentTarget, event.clientX, event.clientY)
      },
      onPointerDown: (event) => {
        wasLong.current = false
        if (!thing || event.pointerType === 'mouse') return
        const { clientX: x, clientY: y, currentTarget } = event
        endPress()
        const timer = window.setTimeout(() => {
          wasLong.current = true
          openAt(thing, currentTarget, x, y)
        }, LONG_PRESS_MS)
        press.current = { timer, x, y }
      },
      onPointerMove: (event) => {
        const held = press.current
        if (held && Math.hypot(event.clientX - held.x, event.clientY - held.y) > STILL_PX) endPress()
      },
      onPointerUp: endPress,
      onPointerCancel: endPress,
      onKeyDown: (event) => {
        if (!stop || event.ctrlKey || event.metaKey || event.altKey) return
        const isMenu = event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)
        if (isMenu) openAt(stop.thing, event.currentTarget, 0, 0)
        else if (event.key === 'Enter') hands.onSelect?.(stop.thing)
        else if (isArrow(event.key)) focusStop(afterArrow(event.key, stop, stops, { all: event.shiftKey }))
        else return
        event.preventDefault()
        event.stopPropagation()
      },
    }
  }
}
