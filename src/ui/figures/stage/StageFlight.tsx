// A message on the stage: the way it has come, the way still to go, and its mark, or the cross where it was lost.

import { useHatch } from '../glyphs/Hatch.tsx'
import { LostMark, MessageMark } from '../glyphs/MessageMark.tsx'
import { pathOf, px } from '../shared/geometry.ts'
import type { FlightView } from './flights.ts'
import type { StageForm } from './places.ts'
import { Focus } from './StageNode.tsx'
import type { ThingProps } from './useStageHands.ts'
import { flightWords } from './words.ts'

export function FlightWay({ view }: { readonly view: FlightView }) {
  const { flight, way, at, state } = view
  return (
    <g data-hue={flight.hue ?? undefined} className={wayClass(flight)}>
      <path d={pathOf(way.from, at)} className="way" />
      {state !== 'lost' && <path d={pathOf(at, way.to)} className="ahead" />}
    </g>
  )
}

function wayClass({ isQuiet, only }: FlightView['flight']): string | undefined {
  const names = [isQuiet && 'hair', only !== undefined && 'only'].filter(Boolean)
  return names.length === 0 ? undefined : names.join(' ')
}

export function FlightHead({
  view,
  form,
  hands,
  isSelected,
}: {
  readonly view: FlightView
  readonly form: StageForm
  readonly hands: ThingProps
  readonly isSelected: boolean
}) {
  const { flight, at, angle, state } = view
  const radius = markRadius(form)
  const isDiamond = flight.mark === 'vote' || flight.mark === 'granted'
  return (
    // biome-ignore lint/a11y/useSemanticElements: a mark in a drawing cannot be a <button>
    <g
      className="thing"
      data-hue={flight.hue ?? undefined}
      transform={`translate(${px(at.x)} ${px(at.y)})`}
      role="button"
      aria-pressed={isSelected}
      aria-label={flightWords(flight)}
      {...hands}
    >
      {isSelected && <circle r={radius + 8} className="sel" />}
      <circle r={12} className="hit" />
      {state === 'held' && <HeldRing radius={radius + 5} />}
      {state === 'lost' ? (
        <LostMark radius={radius} />
      ) : (
        <g transform={`rotate(${px(isDiamond ? 0 : angle)})`}>
          <MessageMark mark={flight.mark} radius={radius} />
        </g>
      )}
      <Focus radius={14} />
    </g>
  )
}

/** A held message waits because you hold it: hatching around the mark. */
function HeldRing({ radius }: { readonly radius: number }) {
  return (
    <>
      <circle r={radius} className="knock" />
      <circle r={radius} fill={useHatch()} className="dead" />
      <circle r={radius - 4} className="knock" />
    </>
  )
}

function markRadius({ radius, sizes }: StageForm): number {
  if (radius < 22) return 6.5
  return sizes.line > 2 ? 9 : 7
}
