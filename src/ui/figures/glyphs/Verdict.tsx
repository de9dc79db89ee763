// What became of a promise: a tick in ink while it holds, a dashed ring while nobody knows, red when it broke.

import { Hatched, useHatch } from './Hatch.tsx'
import { alarm } from './paths.ts'

export type Verdict = 'holds' | 'unknown' | 'broken'

const WORDS: Readonly<Record<Verdict, string>> = {
  holds: 'holds',
  unknown: 'not known yet',
  broken: 'broken',
}

export function VerdictMark({ verdict, size = 14 }: { readonly verdict: Verdict; readonly size?: number }) {
  return (
    <svg
      className="fig"
      width={size}
      height={size}
      viewBox="-7 -7 14 14"
      role="img"
      aria-label={WORDS[verdict]}
    >
      {verdict === 'holds' && <path d="M-5 0L-1.5 4L5 -4.5" className="op" />}
      {verdict === 'unknown' && <circle r="5" className="op open" />}
      {verdict === 'broken' && <path d={alarm(6)} className="alarm" />}
    </svg>
  )
}

/** A small hatched square: you did this. For chips, feeds and the roots of why chains. */
export function HandMark({ size = 12 }: { readonly size?: number }) {
  return (
    <svg className="fig" width={size} height={size} viewBox="0 0 12 12" aria-hidden="true">
      <Hatched>
        <HandSquare />
      </Hatched>
    </svg>
  )
}

function HandSquare() {
  return <rect x="0.75" y="0.75" width="10.5" height="10.5" fill={useHatch()} stroke="var(--hatch-ink)" />
}
