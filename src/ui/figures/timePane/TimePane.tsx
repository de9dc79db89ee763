// The time pane: what was true, what each client asked and was told, and the past of every node, up to the needle.

import { useRef } from 'react'
import { Hatched } from '../glyphs/Hatch.tsx'
import { Axis } from '../shared/Axis.tsx'
import { useSizes } from '../shared/sizes.ts'
import { milliseconds } from '../shared/time.ts'
import { useBox } from '../shared/useBox.ts'
import { Chain } from './Chain.tsx'
import type { ChainMark } from './chain.ts'
import { Hold, LogRecord } from './Holds.tsx'
import { LaneBeginning, LaneFlight, LaneLine, Operation, Span, Trail, Truth, Word } from './Lanes.tsx'
import { Needle } from './Needle.tsx'
import { type TimePaneGeometry, type TimePaneInput, timePaneGeometry } from './timePane.ts'
import { trailPaths } from './trailPaths.ts'

export interface TimePaneProps extends TimePaneInput {
  /** The selected node or client. */
  readonly selected?: string | null
  readonly onSelect?: (id: string) => void
  /** Pressed on the lanes: the moment there. */
  readonly onSeek?: (us: number) => void
  /** Room for the names, left of the axis. */
  readonly gutter?: number
  /** While a prediction is open, what lies ahead of the needle is a blank that says why. */
  readonly isFutureHidden?: boolean
  /** A chain of causes to light, from an event back to its root. */
  readonly chain?: readonly ChainMark[]
}

const LEAST_GUTTER = 48

export function TimePane(props: TimePaneProps) {
  const { gutter = 88, selected = null, isFutureHidden = false } = props
  const box = useRef<HTMLDivElement>(null)
  const { width } = useBox(box)
  const sizes = useSizes()
  const left = width < 560 ? Math.max(LEAST_GUTTER, sizes.medium * 3.8) : gutter
  const geometry = timePaneGeometry(props, width - left, sizes)
  return (
    <div ref={box} className="time-pane" style={{ height: geometry.height }}>
      {width > left && (
        <svg className="fig" width={width} height={geometry.height} aria-hidden="true">
          <Hatched>
            <Rows geometry={geometry} left={left} selected={selected} onSelect={props.onSelect} />
            <g transform={`translate(${left} 0)`}>
              <Ahead geometry={geometry} isHidden={isFutureHidden} lineH={sizes.small * 1.35} />
              <Drawing geometry={geometry} onSeek={props.onSeek} fromUs={props.fromUs} toUs={props.toUs} />
              <Chain marks={props.chain ?? []} geometry={geometry} fromUs={props.fromUs} toUs={props.toUs} />
              {geometry.hasNeedle && <Needle geometry={geometry} atUs={props.atUs} sizes={sizes} />}
            </g>
          </Hatched>
        </svg>
      )}
      <Twin {...props} />
    </div>
  )
}

function Rows({
  geometry,
  left,
  selected,
  onSelect,
}: {
  readonly geometry: TimePaneGeometry
  readonly left: number
  readonly selected: string | null
  readonly onSelect: ((id: string) => void) | undefined
}) {
  return geometry.rows.map((row) => (
    <g key={row.id}>
      {row.id === selected && (
        <rect x={0} y={row.y} width={left + geometry.width} height={row.h} className="sel-row" />
      )}
      <text
        x={left - 14}
        y={row.y + row.h / 2}
        dy=".35em"
        className={row.kind === 'node' ? 'f2 strong end' : 'f2 soft end'}
      >
        {row.id}
      </text>
      {row.kind !== 'truth' && onSelect && (
        // biome-ignore lint/a11y/noStaticElementInteractions: a shortcut for the hand; by key, nodes are selected on the stage
        <rect
          x={0}
          y={row.y}
          width={left}
          height={row.h}
          className="hit thing"
          onClick={() => onSelect(row.id)}
        />
      )}
    </g>
  ))
}

function Drawing({
  geometry: g,
  onSeek,
  fromUs,
  toUs,
}: {
  readonly geometry: TimePaneGeometry
  readonly onSeek: ((us: number) => void) | undefined
  readonly fromUs: number
  readonly toUs: number
}) {
  const seek = (event: React.MouseEvent<Element>) => {
    const left = event.currentTarget.getBoundingClientRect().left
    onSeek?.(Math.round(fromUs + ((event.clientX - left) / g.width) * (toUs - fromUs)))
  }
  return (
    <>
      {g.truth.map((view) => (
        <Truth key={view.x1} view={view} y={g.truthY} />
      ))}
      {g.operations.map((view) => (
        <Operation key={view.id} view={view} truthY={g.truthY} />
      ))}
      {g.spans.map((view) => (
        <Span key={view.key} view={view} />
      ))}
      {g.lanes.map((view) => (
        <LaneLine key={view.key} view={view} />
      ))}
      {g.holds.map((view) => (
        <Hold key={view.key} view={view} />
      ))}
      {g.records.map((view) => (
        <LogRecord key={view.key} view={view} />
      ))}
      {trailPaths(g.trails).map((paths) => (
        <Trail key={paths.key} paths={paths} />
      ))}
      {g.flights.map((view) => (
        <LaneFlight key={view.id} view={view} />
      ))}
      {g.lanes
        .filter((view) => view.begins)
        .map((view) => (
          <LaneBeginning key={view.key} view={view} />
        ))}
      {g.words.map((word) => (
        <Word key={word.key} word={word} />
      ))}
      <Axis width={g.width} y={g.axisY} ticks={g.ticks} />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a shortcut for the hand; by key, the scrub bar seeks */}
      {onSeek && <rect width={g.width} height={g.axisY} className="hit" onClick={seek} />}
    </>
  )
}

function Ahead({
  geometry: g,
  isHidden,
  lineH,
}: {
  readonly geometry: TimePaneGeometry
  readonly isHidden: boolean
  readonly lineH: number
}) {
  const room = g.width - g.needleX
  if (!isHidden || room < 4 || !g.hasNeedle) return null
  return (
    <>
      <rect x={g.needleX} width={room} height={g.axisY} className="hidden-future" />
      {room > lineH * 4 &&
        ['hidden', 'until you', 'answer'].map((word, i) => (
          <text key={word} x={g.needleX + 10} y={(i + 1) * lineH} className="quiet">
            {word}
          </text>
        ))}
    </>
  )
}

/** The same in words, for those who listen. */
function Twin({ operations, holds, atUs }: TimePaneProps) {
  const told = operations.filter((op) => op.invokedUs <= atUs).slice(-20)
  const held = holds.filter(({ fromUs, untilUs }) => fromUs <= atUs && (untilUs ?? atUs) >= atUs)
  return (
    <>
      {held.length > 0 && (
        <ul className="vh" aria-label="What is held now">
          {held.map(({ node, of, style, fromUs, text }) => (
            <li key={`${node} ${of} ${style}`}>{`${node}, ${of}: ${text}, since ${milliseconds(fromUs)}`}</li>
          ))}
        </ul>
      )}
      <ul className="vh" aria-label="What clients asked and were told">
        {told.map((op) => (
          <li key={op.id}>
            {`${op.client} asked ${op.label} at ${milliseconds(op.invokedUs)}: `}
            {op.completedUs === null ? 'no answer yet' : `${op.answer} at ${milliseconds(op.completedUs)}`}
            {op.broken && `, ${op.broken.word}: the truth was ${op.broken.truth}`}
          </li>
        ))}
      </ul>
    </>
  )
}
