// A still of a cluster, at half the stage's size.

import { LostMark, MessageMark } from '../glyphs/MessageMark.tsx'
import { NodeGlyph } from '../glyphs/NodeGlyph.tsx'
import { OneWayWall, Wall } from '../glyphs/Wall.tsx'
import { along, angleDeg, direction, moved, type Point, pathOf, px } from '../shared/geometry.ts'
import { Note } from './Note.tsx'
import type { Still } from './specs.ts'

type Cluster = Extract<Still, { kind: 'cluster' }>

const RADIUS = 15
const BAR = 30

export function ClusterStill({ still, height }: { readonly still: Cluster; readonly height: number }) {
  const at = (i: number): Point => still.nodes[i] ?? { x: 0, y: 0 }
  return (
    <>
      {still.links.map(([a, b]) => (
        <path key={`${a} ${b}`} d={pathOf(at(a), at(b))} className="link" />
      ))}
      {still.oneWay && <OneWay from={at(still.oneWay[0])} to={at(still.oneWay[1])} />}
      {still.wall !== undefined && (
        <g transform={`translate(${still.wall} 4) rotate(90)`}>
          <Wall length={height - 8} thickness={8} />
        </g>
      )}
      {still.messages.map((message) => (
        <Message
          key={`${message.from} ${message.to}`}
          message={message}
          from={at(message.from)}
          to={at(message.to)}
        />
      ))}
      {still.nodes.map((node) => (
        <g key={`${node.x} ${node.y}`} transform={`translate(${node.x} ${node.y})`}>
          <NodeGlyph
            glyph={node.glyph}
            letter={node.letter}
            hue={node.hue}
            status={node.status ?? 'up'}
            radius={node.glyph === 'client' ? 21 : RADIUS}
            letterPx={node.glyph === 'client' ? 17 : 13}
          />
        </g>
      ))}
      {still.notes.map((note) => (
        <Note key={note.text} {...note} />
      ))}
    </>
  )
}

function Message({
  message,
  from,
  to,
}: {
  readonly message: Cluster['messages'][number]
  readonly from: Point
  readonly to: Point
}) {
  const start = moved(from, direction(from, to), RADIUS + 4)
  const end = moved(to, direction(from, to), -RADIUS - 4)
  const at = along(start, end, message.share)
  const isDiamond = message.mark === 'vote' || message.mark === 'granted'
  const turn = isDiamond || message.isLost ? 0 : angleDeg(from, to)
  return (
    <g data-hue={message.hue ?? undefined}>
      <path d={pathOf(start, at)} className="way" />
      {!message.isLost && <path d={pathOf(at, end)} className="ahead" />}
      <g transform={`translate(${px(at.x)} ${px(at.y)}) rotate(${px(turn)})`}>
        {message.isLost ? <LostMark radius={5} /> : <MessageMark mark={message.mark} radius={5} />}
      </g>
    </g>
  )
}

function OneWay({ from, to }: { readonly from: Point; readonly to: Point }) {
  const middle = along(from, to, 0.5)
  const across = { x: -direction(from, to).y, y: direction(from, to).x }
  const start = moved(middle, across, -BAR / 2)
  const turn = angleDeg(start, moved(start, across, BAR))
  return (
    <>
      <path d={pathOf(from, to)} className="link" />
      <g transform={`translate(${px(start.x)} ${px(start.y)}) rotate(${px(turn)})`}>
        <OneWayWall length={BAR} towards={1} />
      </g>
    </>
  )
}
