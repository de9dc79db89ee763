// A placement as its figures need it: what follows from the picture and does not depend on any figure's size. The sums
// that people read are made here, once for all of them.

import type { RingKeyPicture, RingNodePicture, RingPicture } from '../../../sim/picture.ts'
import { arcAt, type MovedArc, movedArcs, sharesOf, tokensOf } from './arcs.ts'

/** What nodes can be held beside each other by. */
export type Measure = 'keys' | 'held' | 'load'

export interface KeyState {
  /** Who is first to keep it is another node than before. */
  readonly isMoved: boolean
  /** A node that is to keep it has not got it yet. */
  readonly isAwaited: boolean
}

export interface Totals {
  readonly keys: number
  /** Keys whose first owner is another after the latest change. */
  readonly moved: number
  /** Copies that have to be made for it, and those that have been. */
  readonly copies: number
  readonly made: number
  /** Bytes of those; null where nothing is moved. */
  readonly bytes: { readonly all: number; readonly made: number } | null
}

export interface RingModel {
  readonly picture: RingPicture
  /** Stretches of the circle with another owner than before. */
  readonly movedArcs: readonly MovedArc[]
  /** Shares of the circle; null where the scheme knows none. */
  readonly shares: readonly number[] | null
  readonly tokens: readonly number[] | null
  readonly states: readonly KeyState[]
  /** Indices of the keys, by where they lie on the circle. */
  readonly byPlace: readonly number[]
  readonly totals: Totals
}

export function ringModel(picture: RingPicture): RingModel {
  const { arcs, arcsBefore, nodes, keys } = picture
  return {
    picture,
    movedArcs: arcs === null || arcsBefore === null ? [] : movedArcs(arcsBefore, arcs),
    shares: arcs === null ? null : sharesOf(arcs, nodes.length),
    tokens: arcs === null ? null : tokensOf(arcs, nodes.length),
    states: keys.map((key) => stateOf(picture, key)),
    byPlace: keys.map((_, i) => i).sort((a, b) => keys[a]!.at - keys[b]!.at || a - b),
    totals: totalsOf(picture),
  }
}

function stateOf({ keyBytes }: RingPicture, { owners, ownersBefore, held }: RingKeyPicture): KeyState {
  const isMoved = ownersBefore.length > 0 && owners[0] !== ownersBefore[0]
  return { isMoved, isAwaited: keyBytes !== null && owners.some((owner) => !held.includes(owner)) }
}

function totalsOf({ nodes, keys, moves, keyBytes }: RingPicture): Totals {
  let [copies, made] = [0, 0]
  for (const { owners, ownersBefore, held } of keys) {
    if (ownersBefore.length === 0) continue
    for (const owner of owners) {
      if (ownersBefore.includes(owner)) continue
      copies++
      if (held.includes(owner)) made++
    }
  }
  return {
    // Keys may be counted on their nodes only.
    keys: keys.length || nodes.reduce((sum, node) => sum + node.keys, 0),
    moved: moves.reduce((sum, { keys: count }) => sum + count, 0),
    copies,
    made,
    bytes: keyBytes === null ? null : { all: copies * keyBytes, made: made * keyBytes },
  }
}

/** What a node has of what it is measured by. */
export function measured(node: RingNodePicture, measure: Measure): number {
  return node[measure]
}

/** What each node should have of the whole, for its weight; 0 for one that is no member. */
export function fairShares({ nodes }: RingPicture, measure: Measure): readonly number[] {
  const total = nodes.reduce((sum, node) => sum + measured(node, measure), 0)
  const weights = nodes.reduce((sum, { isMember, weight }) => sum + (isMember ? weight : 0), 0)
  return nodes.map(({ isMember, weight }) => (isMember && weights > 0 ? (total * weight) / weights : 0))
}

/** The fullest member over its fair share; null while there is nothing. */
export function maxOverMean(picture: RingPicture, measure: Measure): number | null {
  const fair = fairShares(picture, measure)
  const ratios = picture.nodes.flatMap((node, i) =>
    fair[i]! > 0 ? [measured(node, measure) / fair[i]!] : [],
  )
  return ratios.length === 0 ? null : Math.max(...ratios)
}

/** Where a key's owners are met on the way round the circle from it; null where they are found in another way. */
export function walkOf({ arcs }: RingPicture, { at, owners }: RingKeyPicture) {
  if (arcs === null || !arcs.isWalked) return null
  const stops: { readonly node: number; readonly at: number }[] = []
  const count = arcs.until.length
  const first = arcAt(arcs, at)
  for (let step = 0; step < count && stops.length < owners.length; step++) {
    const i = (first + step) % count
    const node = arcs.owner[i]!
    if (owners.includes(node) && !stops.some((stop) => stop.node === node))
      stops.push({ node, at: arcs.until[i]! })
  }
  return stops
}
