// A still of logs: one row a server, one cell an entry, and in it the term it was written in.

import { hueOf } from '../../../sim/picture.ts'
import { Note } from './Note.tsx'
import type { Still } from './specs.ts'

const PITCH = { x: 35, y: 25 } as const

export function LogsStill({ still }: { readonly still: Extract<Still, { kind: 'logs' }> }) {
  const longest = Math.max(...still.rows.map((row) => row.terms.length))
  const x = 36 + longest * PITCH.x + 8
  const foot = 14 + ((still.bracket?.rows ?? 1) - 1) * PITCH.y
  return (
    <>
      {still.rows.map((row, r) => (
        <g key={row.name} transform={`translate(0 ${14 + r * PITCH.y})`}>
          <text x={2} dy=".35em" className="mono quiet">
            {row.name}
          </text>
          {row.terms.map((term, i) => (
            <Entry key={i} term={term} x={34 + i * PITCH.x} isCommitted={i < row.committed} />
          ))}
        </g>
      ))}
      {still.bracket && (
        <>
          <path d={`M${x} 8h7V${foot + 6}h-7`} className="op" />
          <Note x={x + 15} y={(14 + foot) / 2 + 4} text={still.bracket.text} />
        </>
      )}
    </>
  )
}

function Entry({
  term,
  x,
  isCommitted,
}: {
  readonly term: number
  readonly x: number
  readonly isCommitted: boolean
}) {
  return (
    <g data-hue={hueOf(term) ?? undefined} transform={`translate(${x} 0)`}>
      <rect y={-8} width={30} height={16} rx={2} className={isCommitted ? 'entry' : 'entry open'} />
      <text x={15} dy=".35em" className="mono middle">
        {term}
      </text>
    </g>
  )
}
