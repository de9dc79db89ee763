// Still figures for the stories about placement: a ring in the hues of its nodes with keys on it, and beside it how much
// each node has.

import type { Hue } from '../../../sim/picture.ts'

export interface RingStill {
  readonly kind: 'ring'
  /** In rising order of `until`, a share of the circle; the first begins at the top. */
  readonly arcs: readonly { readonly until: number; readonly hue: Hue; readonly isDead?: true }[]
  /** Places of keys, as shares of the circle. */
  readonly keys: readonly { readonly at: number; readonly hue: Hue; readonly isHot?: true }[]
  readonly bars: readonly {
    readonly name: string
    readonly share: number
    readonly hue: Hue
    readonly isDead?: true
  }[]
}

const arcsOf = (...arcs: readonly (readonly [until: number, hue: Hue])[]) =>
  arcs.map(([until, hue]) => ({ until, hue }))

const PLACES = [0.03, 0.09, 0.16, 0.22, 0.31, 0.37, 0.44, 0.52, 0.58, 0.66, 0.73, 0.81, 0.88, 0.95]

/** Keys in the hue of the arc they lie on. */
function keysOn(arcs: RingStill['arcs']): RingStill['keys'] {
  return PLACES.map((at) => ({ at, hue: arcs.find(({ until }) => at < until)?.hue ?? null }))
}

const joined = arcsOf([0.12, 1], [0.22, 4], [0.34, 2], [0.5, 3], [0.58, 4], [0.72, 1], [0.86, 2], [1, 3])

/** A fourth takes a little of everybody's. */
export const nodeJoins: RingStill = {
  kind: 'ring',
  arcs: joined,
  keys: keysOn(joined),
  bars: [
    { name: 'n1', share: 0.7, hue: 1 },
    { name: 'n2', share: 0.75, hue: 2 },
    { name: 'n3', share: 0.8, hue: 3 },
    { name: 'n4', share: 0.5, hue: 4 },
  ],
}

const uneven = arcsOf([0.52, 1], [0.64, 2], [0.9, 3], [1, 2])

/** Chance gave one of them half of all. */
export const unevenShares: RingStill = {
  kind: 'ring',
  arcs: uneven,
  keys: keysOn(uneven),
  bars: [
    { name: 'n1', share: 1, hue: 1 },
    { name: 'n2', share: 0.42, hue: 2 },
    { name: 'n3', share: 0.5, hue: 3 },
  ],
}

const even = arcsOf([0.17, 1], [0.33, 2], [0.5, 3], [0.67, 1], [0.83, 2], [1, 3])

/** As many keys for each, and one that everybody asks for. */
export const oneIsHot: RingStill = {
  kind: 'ring',
  arcs: even,
  keys: [...keysOn(even), { at: 0.255, hue: 2, isHot: true }],
  bars: [
    { name: 'n1', share: 0.3, hue: 1 },
    { name: 'n2', share: 1, hue: 2 },
    { name: 'n3', share: 0.28, hue: 3 },
  ],
}

/** One of three is gone, and what it had. */
export const oneIsGone: RingStill = {
  kind: 'ring',
  arcs: even.map((arc) => (arc.hue === 2 ? { until: arc.until, hue: null, isDead: true } : arc)),
  keys: keysOn(even).map((key) => (key.hue === 2 ? { ...key, hue: null } : key)),
  bars: [
    { name: 'n1', share: 0.72, hue: 1 },
    { name: 'n2', share: 0.5, hue: null, isDead: true },
    { name: 'n3', share: 0.78, hue: 3 },
  ],
}
