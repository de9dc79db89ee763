// Where each key is drawn at a moment. A key never leaves its place on the circle: its hash stays what it is. What moves
// is who keeps it, so a key that moves goes outwards from the arcs as they were to the rim, where what changed hands is,
// and no farther. How far it has come follows from the messages that carry it.

import type { RingFlightPicture, RingPicture } from '../../../sim/picture.ts'
import { counted, most } from './bins.ts'
import type { RingModel } from './model.ts'
import { angleOf } from './polar.ts'
import type { RingGeometry } from './ringGeometry.ts'

/** How much of its way a key has come: 0 has not left, 1 is there; null for one that stays. */
export function progressOf(
  { keys, flights, keyBytes }: RingPicture,
  isMoved: boolean,
  key: number,
  atUs: number,
): number | null {
  if (!isMoved) return null
  const { owners, held } = keys[key]!
  // Where nothing is moved, it is looked up at its new place at once.
  if (keyBytes === null || held.includes(owners[0]!)) return 1
  const flight = flights.find((one) => one.key === key && one.to === owners[0])
  return flight === undefined ? 0 : flown(flight, atUs)
}

export function flown({ sentUs, arrivesUs }: RingFlightPicture, atUs: number): number {
  if (arrivesUs <= sentUs) return atUs < sentUs ? 0 : 1
  return Math.max(0, Math.min(1, (atUs - sentUs) / (arrivesUs - sentUs)))
}

export interface KeyMark {
  readonly key: number
  readonly angle: number
  readonly radius: number
  /** Index of the node whose hue it wears; null for one that is at rest. */
  readonly whose: number | null
  /** It is to be somewhere where it is not yet. */
  readonly isAwaited: boolean
}

/** Keys of a piece of the circle, where they are too many to be told apart. */
export interface KeyPile {
  readonly angle: number
  readonly count: number
  /** Of them, those that change hands. */
  readonly moved: number
}

export interface KeyMarks {
  readonly marks: readonly KeyMark[]
  readonly piles: readonly KeyPile[] | null
  /** Keys of the fullest pile. */
  readonly most: number
}

/** Each key needs so much of the circle. */
const KEY_PX = 4
const PILE_PX = 3

export function keyMarks(model: RingModel, geometry: RingGeometry, atUs: number): KeyMarks {
  const { keys } = model.picture
  const around = 2 * Math.PI * geometry.radii.keys
  if (keys.length * KEY_PX <= around)
    return { marks: keys.map((_, key) => markOf(model, geometry, key, atUs)), piles: null, most: 1 }
  const piles = pilesOf(model, Math.max(1, Math.floor(around / PILE_PX)))
  // Those that are under way are few, and are drawn one by one all the same.
  const flying = [...new Set(model.picture.flights.map(({ key }) => key))]
  return {
    marks: flying.map((key) => markOf(model, geometry, key, atUs)),
    piles,
    most: most(piles.map(({ count }) => count)),
  }
}

function markOf(model: RingModel, { radii }: RingGeometry, key: number, atUs: number): KeyMark {
  const { picture, states } = model
  const { at, owners } = picture.keys[key]!
  const { isMoved, isAwaited } = states[key]!
  const progress = progressOf(picture, isMoved, key, atUs)
  const radius = radii.keys + (radii.rim - radii.keys) * (progress ?? 0)
  return { key, angle: angleOf(at), radius, whose: isMoved || isAwaited ? owners[0]! : null, isAwaited }
}

function pilesOf({ picture, states }: RingModel, count: number): readonly KeyPile[] {
  const all = counted(
    count,
    picture.keys.map(({ at }) => at),
  )
  const moved = counted(
    count,
    picture.keys.flatMap(({ at }, i) => (states[i]!.isMoved ? [at] : [])),
  )
  return Array.from(all, (each, i) => ({
    angle: angleOf(0) + ((i + 0.5) / count) * 2 * Math.PI,
    count: each,
    moved: moved[i]!,
  }))
}
