// Links and the walls between them.

import { spring } from '../glyphs/paths.ts'
import { BentWallMark, OneWayBentWall, OneWayWall, Wall } from '../glyphs/Wall.tsx'
import {
  along,
  angleDeg,
  direction,
  distance,
  moved,
  normal,
  pathOf,
  px,
  type Segment,
} from '../shared/geometry.ts'
import type { BentWall } from './bentWalls.ts'
import type { Polyline } from './border.ts'
import type { LinkView } from './links.ts'
import type { ThingProps } from './useStageHands.ts'
import { BAR_LENGTH, type Bar, type StandingWall, type StraightWall } from './walls.ts'
import { linkWords } from './words.ts'

export function StageLink({
  view,
  hands,
  isSelected,
}: {
  readonly view: LinkView
  readonly hands: ThingProps
  readonly isSelected: boolean
}) {
  const { link, whole, pieces } = view
  return (
    // biome-ignore lint/a11y/useSemanticElements: a mark in a drawing cannot be a <button>
    <g className="thing" role="button" aria-pressed={isSelected} aria-label={linkWords(link)} {...hands}>
      <g className="focus">
        <path d={pathOf(whole.from, whole.to)} className="focus-out" />
      </g>
      {isSelected && <path d={pathOf(whole.from, whole.to)} className="link sel-link" />}
      {view.spring ? (
        <Spring way={view.spring} />
      ) : (
        <path d={pieces.map((p) => pathOf(p.from, p.to)).join('')} className="link" />
      )}
      <line x1={whole.from.x} y1={whole.from.y} x2={whole.to.x} y2={whole.to.y} className="hit" />
    </g>
  )
}

function Spring({ way }: { readonly way: Segment }) {
  const transform = `translate(${px(way.from.x)} ${px(way.from.y)}) rotate(${px(angleDeg(way.from, way.to))})`
  return <path d={spring(distance(way.from, way.to), 6, 4)} className="spring" transform={transform} />
}

export function StageWall({ wall }: { readonly wall: StandingWall }) {
  return 'border' in wall ? <Bent wall={wall} /> : <Straight wall={wall} />
}

function Bent({ wall }: { readonly wall: BentWall }) {
  return wall.lines.map((line, i) =>
    wall.picture.isOneWay ? (
      <OneWayBentWall key={i} path={pathOf(...line)} teeth={teethOf(wall, line)} />
    ) : (
      <BentWallMark key={i} path={pathOf(...line)} />
    ),
  )
}

/** Between its points, towards the first side, which cannot get through. */
function teethOf({ sideOf }: BentWall, line: Polyline) {
  return line.slice(1).map((to, i) => {
    const from = line[i]!
    const at = along(from, to, 0.5)
    const across = normal(direction(from, to))
    const isOver = sideOf(moved(at, across, 6)) > sideOf(moved(at, across, -6))
    return { at, angle: angleDeg(from, to) + (isOver ? 180 : 0) }
  })
}

function Straight({ wall }: { readonly wall: StraightWall }) {
  const { from, to } = wall.line
  const length = distance(from, to)
  const transform = `translate(${px(from.x)} ${px(from.y)}) rotate(${px(angleDeg(from, to))})`
  return (
    <g transform={transform}>
      {wall.picture.isOneWay ? (
        <OneWayWall length={length} towards={teeth(wall)} />
      ) : (
        <Wall length={length} />
      )}
    </g>
  )
}

/** Which way is "down" after turning the wall onto the x axis: towards the first side, which cannot get through. */
function teeth(wall: StraightWall): 1 | -1 {
  const { from, to } = wall.line
  const down = { x: -(to.y - from.y), y: to.x - from.x }
  return down.x * wall.normal.x + down.y * wall.normal.y < 0 ? 1 : -1
}

export function WallBar({ bar }: { readonly bar: Bar }) {
  const across = { x: -bar.along.y, y: bar.along.x }
  const start = { x: bar.at.x - (across.x * BAR_LENGTH) / 2, y: bar.at.y - (across.y * BAR_LENGTH) / 2 }
  const end = { x: bar.at.x + across.x, y: bar.at.y + across.y }
  return (
    <g transform={`translate(${px(start.x)} ${px(start.y)}) rotate(${px(angleDeg(bar.at, end))})`}>
      {bar.cut === 'both' ? (
        <Wall length={BAR_LENGTH} thickness={8} />
      ) : (
        // Turned onto the x axis, "down" points back to the link's first end.
        <OneWayWall length={BAR_LENGTH} towards={bar.cut === 'forth' ? 1 : -1} />
      )}
    </g>
  )
}
