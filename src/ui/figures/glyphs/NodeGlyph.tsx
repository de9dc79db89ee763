// A node: its role by shape and letter, its term by hue, its health by hatching. Centred on the origin.

import type { CSSProperties } from 'react'
import type { Glyph, Hue, NodePicture } from '../../../sim/picture.ts'
import { useHatch, useStipple } from './Hatch.tsx'
import { Lock } from './Lock.tsx'
import { cross, triangle } from './paths.ts'

export interface NodeGlyphProps {
  readonly glyph: Glyph
  readonly letter: string
  readonly hue: Hue
  readonly status?: NodePicture['status']
  readonly radius: number
  /** Size of the letter in pixels; the token's when left out. */
  readonly letterPx?: number
  /** As another node was told: outlines only, and dotted. */
  readonly isHearsay?: boolean
  /** It gave its word and may not move. */
  readonly isInDoubt?: boolean
}

/** Clients are drawn smaller than servers: they are outside the system. */
export const CLIENT_SHARE = 0.63

/** A card is wider than it is high. */
const CARD_WIDTH = 1.02
const CARD_HEIGHT = 0.7

export function NodeGlyph({
  glyph,
  letter,
  hue,
  status = 'up',
  radius,
  letterPx,
  isHearsay = false,
  isInDoubt = false,
}: NodeGlyphProps) {
  const style = letterPx === undefined ? undefined : ({ '--letter': `${letterPx}px` } as CSSProperties)
  return (
    <g data-hue={hue ?? undefined} style={style} className={isHearsay ? 'hearsay' : undefined}>
      {status === 'crashed' && <Crashed radius={glyph === 'client' ? radius * CLIENT_SHARE : radius} />}
      {status === 'paused' && <Paused radius={glyph === 'client' ? radius * CLIENT_SHARE : radius} />}
      {status === 'up' && isInDoubt && <InDoubt letter={letter} hue={hue} radius={radius} />}
      {status === 'up' && !isInDoubt && (
        <Role glyph={glyph} letter={letter} radius={radius} isHearsay={isHearsay} />
      )}
    </g>
  )
}

function Crashed({ radius }: { readonly radius: number }) {
  const x = cross(radius / 2)
  return (
    <>
      <circle r={radius} className="knock" />
      <circle r={radius} className="dead" fill={useHatch()} />
      <path d={x} className="x-halo" />
      <path d={x} className="x" />
    </>
  )
}

function Paused({ radius }: { readonly radius: number }) {
  const x = radius * 0.2
  const y = radius * 0.42
  return (
    <>
      <circle r={radius} className="knock" />
      <circle r={radius} className="dead" fill={useHatch()} />
      <circle r={radius * 0.68} className="knock" />
      <path d={`M${-x} ${-y}V${y}M${x} ${-y}V${y}`} className="bars" />
    </>
  )
}

/** Stippled, with a lock. */
function InDoubt({ letter, hue, radius }: Pick<NodeGlyphProps, 'letter' | 'hue' | 'radius'>) {
  const half = radius * 0.9
  const box = { x: -half, y: -half, width: half * 2, height: half * 2, rx: radius * 0.42 }
  return (
    <>
      <rect {...box} className="ring" />
      <rect {...box} fill={useStipple(hue)} />
      <circle r={radius * 0.5} className="knock" />
      <text className="letter" dy=".35em">
        {letter}
      </text>
      <g transform={`translate(${radius * 0.82} ${-radius * 0.82})`}>
        <circle r={radius * 0.51} className="knock" />
        <Lock size={radius * 0.31} />
      </g>
    </>
  )
}

function Role({
  glyph,
  letter,
  radius,
  isHearsay,
}: {
  readonly glyph: Glyph
  readonly letter: string
  readonly radius: number
  readonly isHearsay: boolean
}) {
  const isSolid = !isHearsay && (glyph === 'leader' || glyph === 'coordinator')
  const isClient = glyph === 'client'
  const isCard = glyph === 'provider'
  return (
    <>
      <Outline glyph={glyph} radius={radius} />
      <text
        className={`letter${isSolid ? ' on' : ''}${isClient || isCard ? ' small' : ''}`}
        y={isClient ? radius * CLIENT_SHARE * 0.1 : isCard ? radius * CARD_HEIGHT * 0.34 : 0}
        dy=".35em"
      >
        {letter}
      </text>
    </>
  )
}

/** A payment card: lying, with the stripe across it. */
function Card({ radius }: { readonly radius: number }) {
  const [x, y] = [radius * CARD_WIDTH, radius * CARD_HEIGHT]
  return (
    <>
      <rect x={-x} y={-y} width={x * 2} height={y * 2} rx={radius * 0.16} className="ring" />
      <rect x={-x} y={-y * 0.68} width={x * 2} height={y * 0.36} className="disc" />
    </>
  )
}

function Outline({ glyph, radius }: { readonly glyph: Glyph; readonly radius: number }) {
  const half = radius * 0.9
  switch (glyph) {
    case 'leader':
      return (
        <>
          <circle r={radius} className="ring" />
          <circle r={radius * 0.8} className="disc" />
        </>
      )
    case 'follower':
      return <circle r={radius} className="ring" />
    case 'candidate':
      return <circle r={radius} className="ring dashed" />
    case 'coordinator':
      return (
        <>
          <rect x={-half} y={-half} width={half * 2} height={half * 2} className="ring" />
          <rect x={-half * 0.78} y={-half * 0.78} width={half * 1.56} height={half * 1.56} className="disc" />
        </>
      )
    case 'participant':
      return (
        <rect x={-half} y={-half} width={half * 2} height={half * 2} rx={radius * 0.42} className="ring" />
      )
    case 'provider':
      return <Card radius={radius} />
    case 'client':
      return <path d={triangle(radius * CLIENT_SHARE)} className="tri" />
  }
}
