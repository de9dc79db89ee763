// A still figure: the thumbnail of a scenario, or the gallery's hero. Decoration beside a title that says it in words.

import { Hatched } from '../glyphs/Hatch.tsx'
import { ClusterStill } from './ClusterStill.tsx'
import { heroStill } from './hero.ts'
import { LanesStill } from './LanesStill.tsx'
import { LogsStill } from './LogsStill.tsx'
import { RingStill } from './RingStill.tsx'
import { type Still, stillOf } from './specs.ts'

export const THUMB = { width: 300, height: 132 } as const
const HERO = { width: 820, height: 236 } as const

/** By the scenario's id, or by a still of one's own. */
export function Thumb({
  scenario,
  still = stillOf(scenario),
}: {
  readonly scenario: string
  readonly still?: Still
}) {
  return (
    <svg
      className="fig still"
      viewBox={`0 0 ${THUMB.width} ${THUMB.height}`}
      width={THUMB.width}
      height={THUMB.height}
      aria-hidden="true"
    >
      <Hatched>
        {still.kind === 'cluster' && <ClusterStill still={still} height={THUMB.height} />}
        {still.kind === 'logs' && <LogsStill still={still} />}
        {still.kind === 'ring' && <RingStill still={still} />}
        {still.kind === 'lanes' && (
          <g transform="translate(26 22)">
            <LanesStill still={still} pitch={40} />
          </g>
        )}
      </Hatched>
    </svg>
  )
}

export function Hero() {
  return (
    <svg
      className="fig still"
      viewBox={`0 0 ${HERO.width} ${HERO.height}`}
      width={HERO.width}
      height={HERO.height}
      aria-hidden="true"
    >
      <Hatched>
        <g transform="translate(40 26)">
          <LanesStill still={heroStill} pitch={44} />
        </g>
      </Hatched>
    </svg>
  )
}
