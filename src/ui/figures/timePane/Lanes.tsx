// What stands on the rows of the time pane: truth, operations, faults, the lives of nodes, messages between them.

import { LostMark, MessageMark } from '../glyphs/MessageMark.tsx'
import { cross } from '../glyphs/paths.ts'
import { Wall } from '../glyphs/Wall.tsx'
import { angleDeg, pathOf, px } from '../shared/geometry.ts'
import { useSizes } from '../shared/sizes.ts'
import { dataWidth, textWidth } from '../shared/textWidth.ts'
import type { LaneFlightView } from './messages.ts'
import type { OperationView } from './operations.ts'
import type { LaneView, LaneWord, SpanView, TruthView } from './timePane.ts'
import type { TrailPaths } from './trailPaths.ts'

export function Truth({ view, y }: { readonly view: TruthView; readonly y: number }) {
  return (
    <>
      <path d={`M${px(view.x1)} ${y}H${px(view.x2)}`} className={view.isNow ? 'truth now' : 'truth'} />
      {view.begins && <path d={`M${px(view.x1)} ${y - 5}v10`} className="op" />}
      {view.text && (
        <OnGround text={view.text} x={view.textX} y={y} isData classes={view.isNow ? 'mono' : 'mono soft'} />
      )}
    </>
  )
}

/** A text on a piece of ground that stops the line. */
export function OnGround({
  text,
  x,
  y,
  isData = false,
  classes,
}: {
  readonly text: string
  readonly x: number
  readonly y: number
  readonly isData?: boolean
  readonly classes: string
}) {
  const { small } = useSizes()
  const width = isData ? dataWidth(text, small) : textWidth(text, small)
  return (
    <>
      <rect x={x - 4} y={y - small * 0.7} width={width + 8} height={small * 1.4} className="ground" />
      <text x={x} y={y} dy=".35em" className={classes}>
        {text}
      </text>
    </>
  )
}

export function Operation({ view, truthY }: { readonly view: OperationView; readonly truthY: number }) {
  const { y, x1, x2, isOpen, isBroken, label, answer } = view
  const style = isBroken ? 'op bad' : isOpen ? 'op open' : 'op'
  return (
    <>
      {view.judgeX !== null && <path d={`M${px(view.judgeX)} ${truthY + 4}V${y - 4}`} className="judge" />}
      <path d={`M${px(x1)} ${y}H${px(x2)}`} className={style} />
      {view.begins && <path d={`M${px(x1)} ${y - 5}v10`} className={isBroken ? 'op bad' : 'op'} />}
      {view.ends && <path d={`M${px(x2)} ${y - 5}v10`} className={isBroken ? 'op bad' : 'op'} />}
      {label && <OnGround text={label.text} x={label.x} y={y} isData classes="mono soft" />}
      {answer && (
        <OnGround
          text={answer.text}
          x={answer.x}
          y={y}
          isData={!isBroken && !isOpen}
          classes={isBroken ? 'broken' : isOpen ? 'soft' : 'mono'}
        />
      )}
    </>
  )
}

export function Word({ word }: { readonly word: LaneWord }) {
  return <OnGround text={word.text} x={word.x} y={word.y} classes="soft" />
}

/** How long a fault of yours lasts. */
export function Span({ view }: { readonly view: SpanView }) {
  return (
    <>
      <g transform={`translate(${px(view.x1)} ${view.y})`}>
        <Wall length={view.x2 - view.x1} thickness={6} />
      </g>
      {view.textX !== null && <OnGround text={view.title} x={view.textX} y={view.y} classes="soft" />}
    </>
  )
}

export function LaneLine({ view }: { readonly view: LaneView }) {
  return (
    <g
      data-hue={view.hue ?? undefined}
      className={view.isHearsay ? 'hearsay' : undefined}
      transform={`translate(0 ${view.y})`}
    >
      <Line view={view} />
    </g>
  )
}

function Line({ view: { style, x1, x2 } }: { readonly view: LaneView }) {
  const stretch = (y: number) => `M${px(x1)} ${y}H${px(x2)}`
  switch (style) {
    case 'leads':
      return <path d={stretch(-2.5) + stretch(2.5)} className="lane double" />
    case 'follows':
      return <path d={stretch(0)} className="lane" />
    case 'stands':
      return <path d={stretch(0)} className="lane dashed" />
    case 'down':
    case 'paused':
      return (
        <g transform={`translate(${px(x1)} 0)`}>
          <Wall length={x2 - x1} thickness={9} faces={false} />
        </g>
      )
  }
}

/** How a stretch begins, where that is an event: a crash, a pause, a node that stands. */
export function LaneBeginning({ view: { style, hue, x1, y } }: { readonly view: LaneView }) {
  const at = `translate(${px(x1)} ${y})`
  if (style === 'down') {
    return (
      <g transform={at}>
        <path d={cross(4.7)} className="x-halo" />
        <path d={cross(4.7)} className="x" />
      </g>
    )
  }
  if (style === 'paused') {
    return (
      <g transform={at}>
        <circle r={8} className="knock" />
        <path d="M-3.5 -5.5v11M3.5 -5.5v11" className="bars small" />
      </g>
    )
  }
  if (style !== 'stands') return null
  return (
    <g transform={at} data-hue={hue ?? undefined}>
      <circle r={8.5} className="ring dashed small" />
      <text className="middle strong" dy=".36em">
        C
      </text>
    </g>
  )
}

/** Messages that have ended: part of the pattern now, not of the moment. */
export function Trail({ paths }: { readonly paths: TrailPaths }) {
  return (
    <g data-hue={paths.hue ?? undefined} className={paths.isQuiet ? 'hair' : undefined}>
      <path d={paths.lines} className="way" />
      {paths.open !== '' && <path d={paths.open} className="ahead" />}
      <path d={paths.solid} className={paths.isQuiet ? 'disc' : 'm-solid'} />
      <path d={paths.hollow} className="m-hollow" />
      <path d={paths.bars} className="m-bar" />
      <path d={paths.crosses} className="x-quiet" />
    </g>
  )
}

export function LaneFlight({ view }: { readonly view: LaneFlightView }) {
  const isDiamond = view.mark === 'vote' || view.mark === 'granted'
  const angle = isDiamond ? 0 : angleDeg(view.from, view.at)
  const turn = `translate(${px(view.at.x)} ${px(view.at.y)}) rotate(${px(angle)})`
  return (
    <g data-hue={view.hue ?? undefined} className={view.mark === 'heartbeat' ? 'hair' : undefined}>
      <path d={pathOf(view.from, view.at)} className="way" />
      <g transform={view.isLost ? `translate(${px(view.at.x)} ${px(view.at.y)})` : turn}>
        {view.isLost ? <LostMark radius={4.5} /> : <MessageMark mark={view.mark} radius={4.5} />}
      </g>
    </g>
  )
}
