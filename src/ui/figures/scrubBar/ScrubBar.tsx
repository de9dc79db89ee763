// The scrub bar: the whole run, painted, and the one playhead to drag along it.

import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react'
import { Hatched } from '../glyphs/Hatch.tsx'
import { alarm, diamond } from '../glyphs/paths.ts'
import { Wall } from '../glyphs/Wall.tsx'
import { useSizes } from '../shared/sizes.ts'
import { milliseconds } from '../shared/time.ts'
import { useBox } from '../shared/useBox.ts'
import { afterKey, type ScrubGeometry, type ScrubInput, scrubGeometry, timeAt } from './scrubBar.ts'
import { scrubTip } from './scrubTip.ts'

/** Marks this close to the pointer are what it is on. */
const NEAR_PX = 6

export interface ScrubBarProps extends ScrubInput {
  readonly onSeek: (us: number) => void
  /** Said after the time by a screen reader: "event 143 of 240". */
  readonly valueText?: string
  /** The lanes stand right above: hairlines lead from the frame to their ends. */
  readonly isUnderLanes?: boolean
  /** What one press of an arrow moves; a two-hundredth of the run when left out. */
  readonly stepUs?: number
}

export function ScrubBar(props: ScrubBarProps) {
  const { endUs, atUs, onSeek, stepUs = Math.max(1000, Math.round(endUs / 200)) } = props
  const box = useRef<HTMLDivElement>(null)
  const { width } = useBox(box)
  const sizes = useSizes()
  const geometry = scrubGeometry(props, width, sizes)
  const [tipX, setTipX] = useState<number | null>(null)
  const nearUs = (NEAR_PX * endUs) / Math.max(1, width)
  const [, ...here] = scrubTip(props, atUs, nearUs)

  const seekTo = (event: PointerEvent<HTMLDivElement>) => {
    const left = event.currentTarget.getBoundingClientRect().left
    onSeek(timeAt(event.clientX - left, endUs, width))
  }
  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0) return
    event.currentTarget.setPointerCapture(event.pointerId)
    seekTo(event)
  }
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    setTipX(event.clientX - event.currentTarget.getBoundingClientRect().left)
    if (event.currentTarget.hasPointerCapture(event.pointerId)) seekTo(event)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const us = afterKey(event.key, atUs, endUs, stepUs)
    if (us === null) return
    event.preventDefault()
    event.stopPropagation()
    onSeek(us)
  }

  return (
    <div
      ref={box}
      className="scrub-bar"
      role="slider"
      tabIndex={0}
      aria-label="Time"
      aria-valuemin={0}
      aria-valuemax={Math.round(endUs / 1000)}
      aria-valuenow={Math.round(atUs / 1000)}
      aria-valuetext={[milliseconds(atUs), props.valueText, ...here].filter(Boolean).join(', ')}
      style={{ height: geometry.height }}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerLeave={() => setTipX(null)}
      onKeyDown={onKeyDown}
    >
      {tipX !== null && width > 0 && (
        <Tip lines={scrubTip(props, timeAt(tipX, endUs, width), nearUs)} x={tipX} width={width} />
      )}
      {width > 0 && <Track geometry={geometry} width={width} isUnderLanes={props.isUnderLanes ?? false} />}
    </div>
  )
}

/** Says what is under the pointer: it stands above the bar, on the side that has room. */
function Tip({ lines, x, width }: { lines: readonly string[]; x: number; width: number }) {
  const [time, ...others] = lines
  const side = x < width / 2 ? { left: Math.max(0, x) } : { right: Math.max(0, width - x) }
  return (
    <span className="scrub-tip" style={side} aria-hidden>
      <b>{time}</b>
      {others.map((line) => (
        <span key={line}>{line}</span>
      ))}
    </span>
  )
}

/** The stretch that the lanes show. */
function Frame({
  window: { x, w },
  width,
  height,
  isUnderLanes,
}: {
  readonly window: { readonly x: number; readonly w: number }
  readonly width: number
  readonly height: number
  readonly isUnderLanes: boolean
}) {
  const right = x + Math.max(2, w)
  return (
    <>
      {isUnderLanes && <path d={`M0 -9L${x} .5M${width} -9L${right} .5`} className="window faint" />}
      <rect x={x} y={0.5} width={right - x} height={height - 3} className="window" />
    </>
  )
}

function Track({
  geometry: g,
  width,
  isUnderLanes,
}: {
  readonly geometry: ScrubGeometry
  readonly width: number
  readonly isUnderLanes: boolean
}) {
  const middle = g.bandY + g.bandH / 2
  return (
    <svg className="fig" width={width} height={g.height} aria-hidden="true">
      <Hatched>
        {g.window && <Frame window={g.window} width={width} height={g.height} isUnderLanes={isUnderLanes} />}
        <path d={`M${g.seenX} ${middle}H${width}`} className="unrun" />
        <rect y={middle - 0.75} width={g.seenX} height={1.5} className="band-none" />
        {g.bands.map((band) => (
          <g key={band.x} data-hue={band.hue ?? undefined}>
            <rect x={band.x} y={g.bandY} width={band.w} height={g.bandH} className="band" />
            {band.label && (
              <>
                <rect
                  x={band.labelX - 2}
                  y={g.bandY - 15}
                  width={band.labelW}
                  height={11}
                  className="ground"
                />
                <text x={band.labelX} y={g.bandY - 6} className="its">
                  {band.label}
                </text>
              </>
            )}
          </g>
        ))}
        {g.answers.map((x) => (
          <path key={x} d={`M${x} ${g.bandY - 3}v3`} className="tick" />
        ))}
        {g.wrong.map((x) => (
          <path key={x} d={`M${x} ${g.bandY - 4}v${g.bandH + 6}`} className="tick wrong" />
        ))}
        {g.errors.map((x) => (
          <path key={x} d={`M${x - 3} ${g.bandY - 9}l6 6m0 -6l-6 6`} className="tick" />
        ))}
        {g.spans.map((span) => (
          <g key={`${span.title} ${span.x}`} transform={`translate(${span.x} ${span.y + 2.5})`}>
            <Wall length={span.w} thickness={5} />
          </g>
        ))}
        {g.spanLabel && (
          <>
            <rect
              x={g.spanLabel.boxX}
              y={g.spanLabel.y - 11}
              width={g.spanLabel.w}
              height={14}
              className="ground"
            />
            <text x={g.spanLabel.x} y={g.spanLabel.y} className={g.spanLabel.isBefore ? 'soft end' : 'soft'}>
              {g.spanLabel.text}
            </text>
          </>
        )}
        {g.elections.map((mark) => (
          <g key={mark.x} transform={`translate(${mark.x} ${g.markY})`} data-hue={mark.hue ?? undefined}>
            <path d={diamond(5)} className="m-solid" />
          </g>
        ))}
        {g.violations.map((x) => (
          <g key={x} transform={`translate(${x} ${g.markY})`}>
            <path d={alarm(6)} className="alarm" />
          </g>
        ))}
        {g.partsX !== null && (
          <path d={`M${g.partsX} 2V${g.height - 8}m0 -14l7 7h9m-16 -7l7 -7h9`} className="parts" />
        )}
        <path d={`M${g.needleX} 4V${g.height - 6}`} className="needle" />
        <circle cx={g.needleX} cy={middle} r={6.5} className="thumb" />
      </Hatched>
    </svg>
  )
}
