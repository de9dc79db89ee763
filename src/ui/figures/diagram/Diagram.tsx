// The space-time diagram on two canvases: the run, drawn anew when the window moves, and over it the needle and what is
// pointed at, which change without it.

import {
  type KeyboardEvent,
  type ReactNode,
  type Ref,
  useCallback,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
} from 'react'
import type { Point } from '../shared/geometry.ts'
import { useLook } from '../shared/look.ts'
import { useBox } from '../shared/useBox.ts'
import { useCanvas } from '../shared/useCanvas.ts'
import { causesOf, coneOf, effectsOf } from './cone.ts'
import { draw } from './draw.ts'
import { drawOverlay, type Lit, type Playhead } from './drawOverlay.ts'
import { type DiagramGeometry, diagramGeometry } from './geometry.ts'
import { type Hit, hitAt } from './hit.ts'
import type { Model } from './model.ts'
import { centred, held, lengthOf, panned, zoomed } from './moves.ts'
import { type Mode, type Span, wholeSpan } from './scale.ts'
import { useGestures } from './useGestures.ts'
import { useViewport, type Viewport } from './useViewport.ts'

/** An event that is pointed at, and the message if it is one; -1 for none. */
export interface Pointed {
  readonly row: number
  readonly message: number
}

export interface DiagramProps {
  readonly model: Model
  readonly mode: Mode
  /** The stretch in view; null for all of it. */
  readonly span: Span | null
  /** The window has come to rest there. */
  readonly onSpan: (span: Span | null) => void
  readonly playhead: () => Playhead
  /** Calls back whenever the playhead may have moved. */
  readonly onMoment: (listener: () => void) => () => void
  readonly isPlaying: boolean
  readonly isFutureHidden: boolean
  /** Rows of the chain of causes on show. */
  readonly chain: readonly number[]
  readonly selected: string | null
  readonly pointed: Pointed | null
  readonly onPoint: (pointed: Pointed | null) => void
  /** An event was picked, or, where there is none, a moment. */
  readonly onPick: (target: { readonly row: number } | { readonly us: number }) => void
  readonly onAsk: (row: number) => void
  /** Room for the names, left of the axis. */
  readonly gutter: number
  /** Room for what stands at the right of the plot. */
  readonly margin: number
  readonly handle?: Ref<DiagramHandle>
  /** Stands over the canvas: names, and what is said of the event that is pointed at. */
  readonly children?: (geometry: DiagramGeometry) => ReactNode
}

/** For buttons outside. */
export interface DiagramHandle {
  readonly zoom: (factor: number) => void
  readonly fit: () => void
  readonly geometry: () => DiagramGeometry
}

/** A finger hits from farther away than a mouse. */
const FINE_PX = 10
const COARSE_PX = 22
const KEY_PAN = 0.12
const KEY_ZOOM = 0.7
/** While playing the needle stays left of this share of the window. */
const FOLLOW_AT = 0.85
const MOST_CAUSES = 400
/** Effects are looked for among this many events. */
const FARTHEST_EFFECT = 20_000

export function Diagram(props: DiagramProps) {
  const { model, mode, gutter, margin, pointed, span } = props
  const box = useRef<HTMLDivElement>(null)
  const base = useRef<HTMLCanvasElement>(null)
  const over = useRef<HTMLCanvasElement>(null)
  const { width, height } = useBox(box)
  const look = useLook()
  const plotWidth = Math.max(1, width - gutter - margin)
  const whole = wholeSpan(model.columns, model.slots, mode)
  const lit = useMemo(() => (pointed === null ? null : litFor(model, pointed)), [model, pointed])
  const geometry = useRef<DiagramGeometry | null>(null)
  const measured = useRef<readonly unknown[]>([])
  const latest = useRef(props)
  latest.current = props

  const viewport = useViewport(
    span,
    whole,
    () => {
      askBase()
      askOver()
    },
    props.onSpan,
  )
  /** Measured anew only when the window, the run or the room for it is another. */
  const measure = useCallback((): DiagramGeometry => {
    const [span, sizes] = [viewport.span(), look.sizes]
    const now = [model, mode, span, plotWidth, height, sizes]
    if (geometry.current === null || now.some((part, i) => part !== measured.current[i]))
      geometry.current = diagramGeometry(model, { mode, span, width: plotWidth, height }, sizes)
    measured.current = now
    return geometry.current
  }, [model, mode, plotWidth, height, look, viewport])
  const askBase = useCanvas({
    element: base,
    width,
    height,
    ground: look.paper,
    draw: (pen) => {
      pen.translate(gutter, 0)
      draw(pen, measure(), look, props)
    },
  })
  const askOver = useCanvas({
    element: over,
    width,
    height,
    ground: null,
    draw: (pen) => {
      const overlay = { ...props, playhead: within(model, props.playhead()), lit }
      pen.translate(gutter, 0)
      drawOverlay(pen, model, measure(), look, overlay)
    },
  })

  // The window is set from outside, or the run has grown or become another one.
  useLayoutEffect(() => {
    viewport.take(span, { from: whole.from, to: whole.to })
  }, [viewport, span, whole.from, whole.to])
  // Runs again by more than it reads: what is drawn has changed
  useLayoutEffect(askBase, [askBase, measure, look, props.selected])
  useLayoutEffect(askOver, [askOver, measure, look, lit, props.chain, props.isFutureHidden])
  useFollowing(latest, viewport, geometry, askOver)

  const zoom = (factor: number, at = 0.5) =>
    viewport.move(zoomed(viewport.span(), factor, at, viewport.whole(), mode))
  const pan = (share: number) => viewport.move(panned(viewport.span(), share, viewport.whole()))
  const fit = () => viewport.move(null)
  useImperativeHandle(props.handle, () => ({ zoom, fit, geometry: measure }))
  useGestures(over, gutter, {
    pan: (dx) => pan(dx / plotWidth),
    zoom: (factor, at) => zoom(factor, at / plotWidth),
    ...pointing(latest, geometry),
  })
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target !== event.currentTarget) return
    const run = keysOf(viewport, zoom, pan, fit)[event.key]
    if (run === undefined) return
    event.preventDefault()
    event.stopPropagation()
    run()
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: no element is a picture that is moved by keys; its list is beside it
    <div
      ref={box}
      className="diagram-box"
      role="group"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it has keys of its own
      tabIndex={0}
      aria-label="Space-time diagram. Arrows move and zoom it, 0 shows all of it"
      aria-roledescription="diagram"
      onKeyDown={onKeyDown}
    >
      <div className="diagram-canvas" aria-hidden="true">
        <canvas ref={base} />
        <canvas ref={over} className="diagram-over" />
      </div>
      {width > gutter + margin && height > 0 && props.children?.(measure())}
    </div>
  )
}

type Latest = { readonly current: DiagramProps }
type Drawn = { readonly current: DiagramGeometry | null }

/** What is under the pointer, in words of the run. */
function pointing(latest: Latest, drawn: Drawn) {
  const hit = (at: Point, isFine: boolean): Hit | null =>
    drawn.current && hitAt(latest.current.model, drawn.current, at, isFine ? FINE_PX : COARSE_PX)
  return {
    hover(at: Point | null, isFine: boolean) {
      const found = at === null ? null : hit(at, isFine)
      const { pointed, onPoint } = latest.current
      if (found?.row === pointed?.row && found?.message === pointed?.message) return
      onPoint(found === null ? null : { row: found.row, message: found.message })
    },
    pick(at: Point, isFine: boolean) {
      const found = hit(at, isFine)
      const us = drawn.current?.scale.usAt(at.x) ?? 0
      latest.current.onPick(found === null ? { us: Math.max(0, Math.round(us)) } : { row: found.row })
    },
    ask(at: Point, isFine: boolean) {
      const found = hit(at, isFine)
      if (found !== null) latest.current.onAsk(found.row)
    },
  }
}

function keysOf(
  { move, span, whole }: Viewport,
  zoom: (factor: number) => void,
  pan: (share: number) => void,
  fit: () => void,
): Readonly<Record<string, () => void>> {
  const [all, length] = [whole(), lengthOf(span())]
  const [closer, wider] = [() => zoom(KEY_ZOOM), () => zoom(1 / KEY_ZOOM)]
  return {
    ArrowLeft: () => pan(-KEY_PAN),
    ArrowRight: () => pan(KEY_PAN),
    ArrowUp: closer,
    ArrowDown: wider,
    '+': closer,
    '=': closer,
    '-': wider,
    '0': fit,
    Home: () => move(held({ from: all.from, to: all.from + length }, all)),
    End: () => move(held({ from: all.to - length, to: all.to }, all)),
  }
}

/** Keeps the needle in the window: it is followed while playing, and looked for when it was moved elsewhere. */
function useFollowing(latest: Latest, viewport: Viewport, drawn: Drawn, askOver: () => void): void {
  const { onMoment } = latest.current
  const seen = useRef(latest.current.playhead())
  useEffect(
    () =>
      onMoment(() => {
        const { model, playhead, isPlaying } = latest.current
        const { row, atUs } = playhead()
        if (row === seen.current.row && atUs === seen.current.atUs) return
        seen.current = { row, atUs }
        askOver()
        if (drawn.current === null) return
        const { scale, width } = drawn.current
        const at = within(model, seen.current)
        const x = scale.xAt(at.row, at.atUs)
        const place = scale.span.from + x * scale.perPx
        const isOutside = x < 0 || x > width
        if (isPlaying && x > width * FOLLOW_AT && x < width * 1.5 && scale.span.to < viewport.whole().to)
          viewport.move(centred(viewport.span(), place, FOLLOW_AT, viewport.whole()))
        else if (isOutside) viewport.move(centred(viewport.span(), place, 0.5, viewport.whole()))
      }),
    [onMoment, askOver, drawn, latest, viewport],
  )
}

/** The page may be an event ahead of the columns it has. */
function within({ columns }: Model, { row, atUs }: Playhead): Playhead {
  return { row: Math.min(row, columns.rowCount - 1), atUs }
}

function litFor({ columns }: Model, { row, message }: Pointed): Lit | null {
  if (row >= columns.rowCount) return null
  return {
    cone: coneOf(columns, row),
    causes: causesOf(columns, row, MOST_CAUSES),
    effects: effectsOf(columns, row, FARTHEST_EFFECT),
    message,
  }
}
