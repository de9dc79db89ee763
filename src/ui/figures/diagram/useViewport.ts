// The window on the run while hands are on it. It lives outside React, which would be too slow for a hundred moves a
// second, and is reported where it comes to rest.

import { useEffect, useMemo, useRef } from 'react'
import { held } from './moves.ts'
import type { Span } from './scale.ts'

export interface Viewport {
  readonly span: () => Span
  readonly whole: () => Span
  /** Shows another stretch now, and reports it at rest; `null` is all of it. */
  readonly move: (next: Span | null) => void
  /** Takes a stretch from outside. */
  readonly take: (next: Span | null, whole: Span) => void
}

const REST_MS = 160

export function useViewport(
  start: Span | null,
  startWhole: Span,
  onMove: () => void,
  onRest: (span: Span | null) => void,
): Viewport {
  const state = useRef({ span: start, whole: startWhole, timer: 0, onMove, onRest })
  state.current.onMove = onMove
  state.current.onRest = onRest
  useEffect(() => () => clearTimeout(state.current.timer), [])
  return useMemo(
    () => ({
      span: () => state.current.span ?? state.current.whole,
      whole: () => state.current.whole,
      move(next) {
        const now = state.current
        now.span = next
        now.onMove()
        clearTimeout(now.timer)
        now.timer = window.setTimeout(() => now.onRest(now.span), REST_MS)
      },
      take(next, whole) {
        const now = state.current
        clearTimeout(now.timer)
        now.whole = whole
        now.span = next === null ? null : held(next, whole)
        now.onMove()
      },
    }),
    [],
  )
}
