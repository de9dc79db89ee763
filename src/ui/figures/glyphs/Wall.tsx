// A wall: two faces, hatched between, as on a plan. Lies along the x axis from 0 to `length`, centred on it.

import { type Point, px } from '../shared/geometry.ts'
import { useHatch } from './Hatch.tsx'

export function Wall({
  length,
  thickness = 10,
  faces = true,
}: {
  readonly length: number
  readonly thickness?: number
  readonly faces?: boolean
}) {
  const half = thickness / 2
  return (
    <>
      <rect y={-half} width={length} height={thickness} className="wall-ground" />
      <rect y={-half} width={length} height={thickness} fill={useHatch()} />
      {faces && (
        <path
          d={`M0 ${-half}H${length}M0 ${half}H${length}`}
          className={thickness < 8 ? 'wall-face thin' : 'wall-face'}
        />
      )}
    </>
  )
}

/** One face, with teeth towards the side that cannot get through. `towards` 1: teeth on the +y side. */
export function OneWayWall({ length, towards }: { readonly length: number; readonly towards: 1 | -1 }) {
  const pitch = 12
  const count = Math.max(1, Math.floor(length / pitch))
  const start = (length - (count - 1) * pitch) / 2
  return (
    <>
      <path d={`M0 0H${length}`} className="wall-face" />
      {Array.from({ length: count }, (_, i) => (
        <path key={i} d={`M${start + i * pitch} 0l-5 ${8 * towards}h10Z`} className="tooth" />
      ))}
    </>
  )
}

/** The same wall along any path: the faces are what the ground leaves of a broad stroke. */
export function BentWallMark({ path }: { readonly path: string }) {
  return (
    <>
      <path d={path} className="wall-bent" />
      <path d={path} className="wall-bent-ground" />
      <path d={path} className="wall-bent-hatch" stroke={useHatch()} />
    </>
  )
}

/** Turned by its angle, a tooth points down. */
export function OneWayBentWall({
  path,
  teeth,
}: {
  readonly path: string
  readonly teeth: readonly { readonly at: Point; readonly angle: number }[]
}) {
  return (
    <>
      <path d={path} className="wall-face" />
      {teeth.map(({ at, angle }, i) => (
        <path
          key={i}
          d="M0 0l-5 8h10Z"
          transform={`translate(${px(at.x)} ${px(at.y)}) rotate(${px(angle)})`}
          className="tooth"
        />
      ))}
    </>
  )
}
