// A still of lanes: the lives of a few nodes and the messages between them.

import { LostMark, MessageMark } from '../glyphs/MessageMark.tsx'
import { NodeGlyph } from '../glyphs/NodeGlyph.tsx'
import { along, angleDeg, pathOf, px } from '../shared/geometry.ts'
import { Hold } from '../timePane/Holds.tsx'
import { LaneBeginning, LaneLine } from '../timePane/Lanes.tsx'
import { Note } from './Note.tsx'
import type { LaneStill } from './specs.ts'

/** Its origin is the left end of the first lane; names stand left of it. */
export function LanesStill({ still, pitch }: { readonly still: LaneStill; readonly pitch: number }) {
  const lanes = still.rows.flatMap((row, r) =>
    row.lanes.map((lane) => ({
      key: `${row.name} ${lane.from}`,
      style: lane.style,
      hue: lane.hue,
      x1: lane.from,
      x2: lane.to,
      y: r * pitch,
      begins: lane.from > 0,
    })),
  )
  // Bars stand higher than lines.
  const above = still.holds === undefined ? 10 : 14
  return (
    <>
      {still.rows.map((row, r) => (
        <text key={row.name} x={-8} y={r * pitch} dy=".35em" className="f2 strong end">
          {row.name}
        </text>
      ))}
      {lanes.map((lane) => (
        <LaneLine key={lane.key} view={lane} />
      ))}
      {(still.holds ?? []).map(({ row, from, to, style, hue }) => (
        <Hold
          key={`${row} ${from} ${style}`}
          view={{ key: '', style, hue, x1: from, x2: to, y: row * pitch, h: 13, hasLock: false, text: null }}
        />
      ))}
      {still.messages.map((message) => (
        <Message key={`${message.from} ${message.to} ${message.at}`} message={message} pitch={pitch} />
      ))}
      {lanes
        .filter((lane) => lane.begins && lane.style === 'down')
        .map((lane) => (
          <LaneBeginning key={lane.key} view={lane} />
        ))}
      {still.marks.map((mark) => (
        <g key={mark.at} transform={`translate(${mark.at} ${mark.row * pitch})`}>
          <NodeGlyph glyph={mark.glyph} letter={mark.letter} hue={mark.hue} radius={11} letterPx={12} />
        </g>
      ))}
      {still.notes.map((note) => (
        <Note key={`${note.row} ${note.text}`} {...note} x={note.at} y={note.row * pitch - above} />
      ))}
    </>
  )
}

function Message({
  message,
  pitch,
}: {
  readonly message: LaneStill['messages'][number]
  readonly pitch: number
}) {
  const down = message.to > message.from ? 1 : -1
  const from = { x: message.at, y: message.from * pitch + down * 3 }
  const to = { x: message.at + message.takes, y: message.to * pitch - down * 5 }
  const at = along(from, to, message.lost ?? 1)
  const isDiamond = message.mark === 'vote' || message.mark === 'granted'
  const turn = isDiamond || message.lost !== undefined ? 0 : angleDeg(from, to)
  return (
    <g data-hue={message.hue ?? undefined}>
      <path d={pathOf(from, at)} className="way" />
      <g transform={`translate(${px(at.x)} ${px(at.y)}) rotate(${px(turn)})`}>
        {message.lost === undefined ? (
          <MessageMark mark={message.mark} radius={5} />
        ) : (
          <LostMark radius={5} />
        )}
      </g>
    </g>
  )
}
